"""Pdf with a text layer."""

import re

import pypdfium2

from mandate.compiler.errors import unreadable
from mandate.compiler.labels import label_at
from mandate.quantities.folding import fold

_MAXIMUM_PAGES = 400
_FEW_CHARACTERS_PER_PAGE = 8
_PASSWORD = "password"


def read_pdf(content: bytes) -> str:
    """The text of a pdf, page after page, without headers, footers and page numbers that repeat."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise unreadable("encrypted" if _PASSWORD in str(error).lower() else "damaged") from error
    try:
        pages = [_page_lines(document, index) for index in range(min(len(document), _MAXIMUM_PAGES))]
    finally:
        document.close()
    if not pages:
        raise unreadable("empty")
    if sum(len("".join(page)) for page in pages) < _FEW_CHARACTERS_PER_PAGE * len(pages):
        raise unreadable("no_text_layer")
    furniture = _furniture(pages)
    kept = [[line for line in page if _shape(line) not in furniture] for page in pages]
    return "\n".join("\n".join(page) for page in kept)


def _page_lines(document: pypdfium2.PdfDocument, index: int) -> list[str]:
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise unreadable("damaged") from error
    text = text_page.get_text_bounded()
    text_page.close()
    page.close()
    return [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


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
    return {shape for shape, count in counts.items() if count * 2 > len(pages) and len(shape) < 40}
