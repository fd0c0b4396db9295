"""Hostile text."""

from tests.compiler.hostile.parts import PLAN, Hostile, hostile

TEXT = "\n".join(PLAN)


def utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def mixed() -> bytes:
    return b"\n".join([PLAN[0].encode("gb18030"), PLAN[1].encode(), PLAN[2].encode("gb18030"), PLAN[3].encode()] * 40)


TEXTS: list[Hostile] = [
    hostile("空文件.txt", lambda: b"", "empty"),
    hostile("只有零字节.docx", lambda: bytes(100_000), "empty"),
    hostile("图片改名.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(4000), "picture"),
    hostile("程序改名.txt", lambda: b"MZ\x90\x00" + bytes(range(256)) * 40, "program", "not_text"),
    hostile("随机字节.txt", lambda: bytes((place * 7919) % 251 for place in range(200_000)), "not_text"),
    hostile("混合编码.txt", mixed, "draft", "not_text"),
    hostile("孤立代理.txt", lambda: utf8(TEXT.replace("登记", "登\ud800记\udfff")), "draft", "not_text"),
    hostile("零字符.txt", lambda: utf8("\x00".join(TEXT)), "draft", "not_text"),
    hostile("重复标记.txt", lambda: b"\xef\xbb\xbf" * 5000 + utf8(TEXT)),
    hostile("二十兆一行.txt", lambda: b"a" * 20_000_000, "too_long"),
    hostile("六十万字一行.txt", lambda: utf8("推进落实营商环境工作，" * 54_000)),
    hostile("二十万行.txt", lambda: utf8(TEXT + "\n甲" * 200_000), "too_long"),
    hostile("四万行.txt", lambda: utf8(TEXT + "\n甲" * 39_000)),
    hostile("十万层括号.txt", lambda: utf8(TEXT + "（" * 100_000 + "）" * 100_000)),
    hostile("十万次重新编号.txt", lambda: utf8(TEXT + "\n一、甲\n（一）乙" * 100_000), "too_long"),
    hostile("八千次重新编号.txt", lambda: utf8(TEXT + "\n一、甲\n（一）乙" * 8000)),
    hostile("十万个引号.txt", lambda: utf8(TEXT + "“" * 50_000 + "”" * 50_000)),
    hostile("没有分工.txt", lambda: utf8("加强领导，提高认识。\n" * 200)),
    hostile("从右到左.txt", lambda: utf8(TEXT.replace("区", "\u202e区\u202c").replace("单位", "\u2067单位\u2069"))),
    hostile("零宽字符.txt", lambda: utf8("\u200b".join(TEXT) + "\u200d\u2060\ufeff" * 20_000)),
    hostile("顿号长串.txt", lambda: utf8(TEXT + "\n（责任单位：" + "、" * 100_000 + "）")),
    hostile("数字长串.txt", lambda: utf8(TEXT + "\n达到" + "9" * 100_000 + "万元以上")),
    hostile("条号长串.txt", lambda: utf8(TEXT + "\n" + "第一条" * 20_000)),
    hostile("条号长列.txt", lambda: utf8(TEXT + "\n第一条 甲。" * 8000)),
    hostile("单位长串.txt", lambda: utf8(TEXT + "\n（牵头单位：" + "区财政局、" * 10_000 + "）")),
    hostile("压减长串.txt", lambda: utf8(TEXT + "\n" + "由50个压减至45个工作日" * 1500)),
    hostile("空格长串.txt", lambda: utf8(TEXT + "\n一、" + " " * 300_000 + "甲")),
    hostile("制表符长串.txt", lambda: utf8(TEXT + "\n序号\t任务\t责任单位\n" + "1\t" * 50_000)),
    hostile("竖线长列.txt", lambda: utf8("|序号|任务|责任单位|\n" + "|1|甲|区财政局|\n" * 3000)),
    hostile("附件长列.txt", lambda: utf8(TEXT + "\n附件1\n一、甲" * 6000)),
    hostile("日期长列.txt", lambda: utf8("2024年1月1日\n一、甲\n" * 5000)),
    hostile("冒号长列.txt", lambda: utf8(TEXT + "\n牵头单位：" * 8000)),
    hostile("表头长列.txt", lambda: utf8(TEXT + "\n序号\n任务\n责任单位" * 3000)),
    hostile("规则长列.txt", lambda: utf8("逗号前为牵头单位，" * 5000)),
]
