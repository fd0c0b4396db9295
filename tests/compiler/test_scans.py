"""Pages that are pictures: named in a doubt, refused, or recognised where the optional part is installed."""

import io
from pathlib import Path

import pytest

from mandate.compiler.compile import compile_document
from mandate.compiler.errors import DocumentUnreadable
from mandate.compiler.reading import scans
from tests.compiler.hostile.parts import PLAN
from tests.compiler.making import pdf_file

FONTS = sorted(Path("/usr/share/fonts").rglob("NotoS*CJK-*.ttc"))
without_part = pytest.mark.skipif(scans.installed(), reason="the recognition of scans (extra `ocr`) is installed")
with_part = pytest.mark.skipif(
    not scans.installed() or not FONTS,
    reason="needs the extra `ocr` (docs/operations/reading-scans.md) and a Noto CJK font",
)


def with_a_picture(pages: list[list[str]]) -> bytes:
    """The pdf with a page more that shows a picture and says nothing."""
    content = pdf_file([*pages, []])
    picture = b"q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    found = content.rfind(b"<< /Length ", 0, content.rfind(b"/Type /Page /"))
    end = content.find(b"endstream", found) + len(b"endstream")
    return content[:found] + b"<< /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture) + content[end:]


@without_part
def test_a_page_that_is_a_picture_is_named() -> None:
    draft = compile_document(with_a_picture([PLAN]), "a.pdf")
    assert len(draft.tasks) == 2
    said = [doubt.message_zh for doubt in draft.doubts if doubt.code == "pages_unread"]
    assert len(said) == 1
    assert "第 2 页" in said[0]


@without_part
def test_a_scan_is_refused_and_the_administrator_is_named() -> None:
    with pytest.raises(DocumentUnreadable) as refusal:
        compile_document(with_a_picture([]), "a.pdf")
    assert refusal.value.code == "no_text_layer"
    assert "管理员" in refusal.value.message_zh


@with_part
def test_a_scan_is_recognised_and_marked() -> None:
    draft = compile_document(scanned(PLAN), "a.pdf")
    assert "recognised" in {doubt.code for doubt in draft.doubts}
    assert [[unit.text for unit in task.lead_units] for task in draft.tasks] == [["区市场监管局"], ["区金融办"]]


def scanned(lines: list[str]) -> bytes:
    """A page of text drawn as a picture, at 200 dots per inch."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1654, 2339), 250)
    drawing = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONTS[0]), 36)
    for place, line in enumerate(lines):
        drawing.text((110, 200 + 90 * place), line, fill=20, font=font)
    target = io.BytesIO()
    page.save(target, "PDF", resolution=200)
    return target.getvalue()
