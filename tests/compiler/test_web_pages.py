"""Pages of government sites, as saved from a browser."""

import pytest

from mandate.compiler.compile import compile_document
from tests.compiler.test_properties import ensure_anchored

PAGE = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>工作方案_青岚区人民政府</title><style>p {{ color: red }}</style></head><body>
<div class="site-header"><a href="/">首页</a> | <a href="/zw">政务公开</a></div>
<nav><ul><li>领导之窗</li><li>办事服务</li></ul></nav>
<div class="weizhi">您的位置：首页 &gt; 政务公开 &gt; 规划计划</div>
<article><h1>青岚区2024年服务企业工作方案</h1>
<div class="meta">发布时间：2024-03-01 来源：区营商办 浏览次数：120</div>
<div>【字体：大 中 小】 打印 分享</div>
<p>　　一、重点任务</p>
<p>　　（一）登记更快。企业登记1个工作日办结。<br>（牵头单位：区市场监管局，责任单位：<span>区税</span>务局）</p>
<p style="display:none">（二）隐藏的任务。（责任单位：区司法局）</p>
<p>（二）融资更易。新增首贷户200户。（牵头单位：区金融办，责任单位：区财政局、各镇街）</p>
<script>document.write("（三）脚本写的任务。（责任单位：区司法局）")</script>
</article>
<div class="pager">上一篇：关于放假的通知 下一篇：没有了</div>
<footer>主办单位：青岚区人民政府办公室 承办单位：区数据局</footer>
<div>主办单位：青岚区人民政府办公室</div><div>某ICP备12345678号 网站标识码：5000000001</div>
</body></html>"""
EXPECTED = [
    (1, "登记更快", ["区市场监管局"], ["区税务局"]),
    (2, "融资更易", ["区金融办"], ["区财政局", "各镇街"]),
]


def read(content: bytes, name: str = "a.html") -> list[tuple[int | None, str, list[str], list[str]]]:
    draft = compile_document(content, name)
    ensure_anchored(draft)
    return [
        (
            task.number,
            task.title,
            [unit.text for unit in task.lead_units],
            [unit.text for unit in task.responsible_units],
        )
        for task in draft.tasks
    ]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "gbk"), ("utf-16", "utf-16"), ("x", "utf-8")],
)
def test_a_page_in_the_encodings_of_its_time(charset: str, encoding: str) -> None:
    assert read(PAGE.format(charset=charset).encode(encoding)) == EXPECTED


def test_the_furniture_of_the_site_is_left_out() -> None:
    text = compile_document(PAGE.format(charset="utf-8").encode(), "a.html").text
    for words in ("领导之窗", "位置", "字体", "上一篇", "ICP", "主办单位", "隐藏", "脚本", "color"):
        assert words not in text
    assert "发布时间：2024-03-01" in text


def test_a_page_by_another_name_and_one_saved_with_its_pictures() -> None:
    page = PAGE.format(charset="utf-8").encode()
    assert read(page, "方案.txt") == EXPECTED
    saved = (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n"
        b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    import base64

    assert read(saved % base64.encodebytes(page), "方案.mht") == EXPECTED


def test_tables_lists_and_pages_laid_out_by_a_table() -> None:
    inner = """<ol><li>要点甲</li><li>要点乙</li></ol><ol start="3" style="list-style-type: cjk-ideographic"><li>丙</li></ol>
<table><tr><th>序号</th><th>类别</th><th>任务</th><th>牵头单位</th></tr>
<tr><td>1</td><td rowspan="2">登记</td><td>全程网办</td><td>区市场监管局</td></tr>
<tr><td>2</td><td>材料减半</td><td><p>区政务办</p></td></tr></table>"""
    page = f"<html><body><table><tr><td>{inner}</td></tr></table></body></html>".encode()
    draft = compile_document(page, "a.html")
    lines = draft.text.split("\n")
    assert lines[:3] == ["1.要点甲", "2.要点乙", "三、丙"]
    assert lines[-2:] == ["1\t登记\t全程网办\t区市场监管局", "2\t登记\t材料减半\t区政务办"]
    assert [(task.number, task.title) for task in draft.tasks] == [(1, "全程网办"), (2, "材料减半")]
