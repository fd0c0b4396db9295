"""Hostile pdf files and web pages."""

import zlib

from tests.compiler.hostile.parts import LAUGHS, PLAN, SECRET, Hostile, hostile
from tests.compiler.making import pdf_file

PAGE = "<html><body>{}</body></html>"
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in PLAN)


def long_pdf(pages: int) -> bytes:
    lines = [f"第{place}项工作按照职责分工持续推进，确保取得实效，并按季度报告进展情况。" for place in range(24)]
    return pdf_file([[*PLAN, "（三）其他。做好其他工作。（责任单位：区财政局）"], *([lines] * (pages - 1))])


def handmade(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Objects as they stand, without a table of references: the reader has to find them."""
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (place, one) for place, one in enumerate(objects, 1))
    return body + b"trailer << /Root 1 0 R /Size 99 %s >>\n%%%%EOF" % trailer


def recursive_pages() -> bytes:
    return handmade(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"
    )


def claimed_pages() -> bytes:
    return handmade(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 2000000000 >>")


def locked() -> bytes:
    encrypt = b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <%s> /U <%s> >> /ID [<00><00>]" % (
        b"41" * 32, b"42" * 32,
    )  # fmt: skip
    return handmade(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", trailer=encrypt)


def script() -> bytes:
    action = b"/OpenAction << /S /JavaScript /JS (while(true){app.alert(1)}) >> /AA << /O << /S /Launch /F (x) >> >>"
    return pdf_file([PLAN]).replace(b"<< /Type /Catalog", b"<< /Type /Catalog %s" % action)


def stream_bomb() -> bytes:
    stream = zlib.compress(b"q " * 30_000_000, 9)
    return handmade(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    )


def nested_arrays() -> bytes:
    return handmade(
        b"<< /Type /Catalog /Pages 2 0 R /X %s >>" % (b"[" * 100_000), b"<< /Type /Pages /Kids [] /Count 0 >>"
    )


def huge_page() -> bytes:
    return pdf_file([PLAN]).replace(b"[0 0 595 842]", b"[0 0 9e9 9e9 ]")


def saved_page(depth: int) -> bytes:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b0\r\n\r\n"
    nested = b"".join(
        b"--b%d\r\nContent-Type: multipart/related; boundary=b%d\r\n\r\n" % (level, level + 1) for level in range(depth)
    )
    return (
        head
        + nested
        + b"--b%d\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" % depth
        + PAGE.format(PARAGRAPHS).encode()
    )


def page_of(inner: str) -> bytes:
    return PAGE.format(inner).encode()


PAGES: list[Hostile] = [
    hostile("四百页.pdf", lambda: long_pdf(400)),
    hostile("四百零一页.pdf", lambda: long_pdf(401), "too_long"),
    hostile("页树循环.pdf", recursive_pages, "damaged", "empty", "no_text_layer"),
    hostile("谎报页数.pdf", claimed_pages, "damaged", "empty", "too_long", "no_text_layer"),
    hostile("加密.pdf", locked, "encrypted", "damaged"),
    hostile("带脚本.pdf", script),
    hostile(
        "引用表损坏.pdf", lambda: pdf_file([PLAN]).replace(b"startxref", b"startxxxx").replace(b" 00000 n", b" 99999 x")
    ),
    hostile("截断.pdf", lambda: pdf_file([PLAN])[:700], "damaged", "empty", "no_text_layer"),
    hostile("内容流膨胀.pdf", stream_bomb, "no_text_layer", "damaged", "too_expensive"),
    hostile("十万层数组.pdf", nested_arrays, "damaged", "empty", "no_text_layer"),
    hostile("巨幅页面.pdf", huge_page),
    hostile("十万层标签.html", lambda: page_of("<div>" * 100_000 + PARAGRAPHS), "draft", "empty"),
    hostile("一万列表项.html", lambda: page_of(PARAGRAPHS + "<ol>" + "<li>要点" * 10_000)),
    hostile(
        "巨型跨行.html",
        lambda: page_of(f"{PARAGRAPHS}<table>{'<tr><td rowspan=999999 colspan=999999>x<td>y' * 2000}</table>"),
    ),
    hostile("实体膨胀.html", lambda: LAUGHS + page_of(PARAGRAPHS + "&l11;")),
    hostile("外部实体.html", lambda: b'<?xml version="1.0"?>' + SECRET + page_of(PARAGRAPHS + "&l11;")),
    hostile(
        "矢量图.html",
        lambda: LAUGHS + b"<svg xmlns='http://www.w3.org/2000/svg'><text>&l11;</text></svg>",
        "draft",
        "empty",
    ),
    hostile(
        "脚本网页.html",
        lambda: page_of(f"<script>{'while(1){}' * 1000}</script><iframe src='//x'></iframe>{PARAGRAPHS}"),
    ),
    hostile("套娃.mht", lambda: saved_page(60), "draft", "damaged"),
    hostile("编码谎报.html", lambda: b'<meta charset="utf-16">' + PAGE.format(PARAGRAPHS).encode("gb18030")),
]
