"""Pdf with a text layer; pages that are pictures go to the recognition of scans where it is installed."""

import re

import pypdfium2
import pypdfium2.raw as pdfium

from mandate.compiler.errors import unreadable
from mandate.compiler.labels import label_at
from mandate.compiler.reading import scans
from mandate.compiler.reading.furniture import is_printed_page, without_furniture
from mandate.compiler.reading.kept import Kept, Progress
from mandate.quantities.folding import fold

_MOST_PAGES = 400
_FEW_CHARACTERS = 8
_PASSWORD = "password"
_PAGE_NUMBER_PART = re.compile(r"^[-—–－·•.\s]*\d{0,3}[-—–－·•.\s]*$")
_CONTENTS_LINE = re.compile(r"(?:[.．…·]\s?){4,}\s*[-\d]{1,5}\s*$")
_NO_CHARACTERS = str.maketrans(dict.fromkeys("\x00\x02\ufffe\uffff"))
_MOST_OBJECTS = 40


def read_pdf(content: bytes, progress: Progress | None = None) -> Kept:
    """The text of a pdf, page after page, without headers, footers and page numbers that repeat."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise unreadable("encrypted" if _PASSWORD in str(error).lower() else "damaged") from error
    try:
        if len(document) > _MOST_PAGES:
            raise unreadable("too_long")
        pages = [_page_lines(document, index) for index in range(len(document))]
        if not pages:
            raise unreadable("empty")
        pictures = [index for index, page in enumerate(pages) if _is_picture(document, index, page)]
        if pictures and scans.installed():
            return scans.with_recognised(document, [_body(page) for page in _without_edges(pages)], pictures, progress)
    finally:
        document.close()
    if sum(map(_characters, pages)) < _FEW_CHARACTERS * len(pages):
        raise unreadable("no_text_layer")
    lines = [line for page in _without_edges(pages) for line in _body(page)]
    if is_printed_page(lines):
        lines = without_furniture(lines)
    return Kept("\n".join(lines), unread=tuple(index + 1 for index in pictures))


def _page_lines(document: pypdfium2.PdfDocument, index: int) -> list[str]:
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise unreadable("damaged") from error
    text = text_page.get_text_bounded().translate(_NO_CHARACTERS)
    text_page.close()
    page.close()
    return [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _characters(page: list[str]) -> int:
    return sum(len(line.strip()) for line in page)


def _is_picture(document: pypdfium2.PdfDocument, index: int, lines: list[str]) -> bool:
    """A page that shows a picture and says nothing."""
    if _characters(lines) >= _FEW_CHARACTERS:
        return False
    page = document[index]
    try:
        objects = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2)
        return any(True for _, one in zip(range(_MOST_OBJECTS), objects, strict=False) if one is not None)
    finally:
        page.close()


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Pages without page numbers, also those set one sign under the other, and without lines that repeat at an edge."""
    furniture = _furniture(pages)
    return [_without_page_number([line for line in page if _shape(line) not in furniture]) for page in pages]


def _without_page_number(page: list[str]) -> list[str]:
    start, end = 0, len(page)
    while start < end and end - start > 1 and _PAGE_NUMBER_PART.match(page[start]):
        start += 1
    while end > start + 1 and _PAGE_NUMBER_PART.match(page[end - 1]):
        end -= 1
    return page[start:end]


def _body(page: list[str]) -> list[str]:
    return [line for line in page if not _CONTENTS_LINE.search(line)]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", "".join(line.split()))


def _furniture(pages: list[list[str]]) -> set[str]:
    """Lines that stand first or last on most pages, their digits apart."""
    if len(pages) < 3:
        return set()
    counts: dict[str, int] = {}
    for page in pages:
        written = [line for line in page if line.strip()]
        edges = [line for line in written[:2] + written[-2:] if label_at(fold(line.strip())) is None]
        for shape in {_shape(line) for line in edges}:
            counts[shape] = counts.get(shape, 0) + 1
    return {shape for shape, count in counts.items() if count * 2 > len(pages) and 0 < len(shape) < 60}
