"""Word documents: paragraphs, tables and numbering made by Word, in reading order."""

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from mandate.compiler.errors import unreadable
from mandate.compiler.reading.packages import open_package
from mandate.compiler.reading.word_notes import Notes, is_contents_box, styles_of_contents
from mandate.compiler.reading.word_numbering import Numbering
from mandate.compiler.reading.word_text import WORD, box_paragraphs, is_deleted, paragraph_text, style_of

_CONTAINERS = {f"{WORD}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_MOST_BLOCKS = 120_000


def read_word(content: bytes) -> str:
    """The text of a docx: one line per paragraph, one line per table row with cells separated by tabs."""
    open_package(content, "not_a_word_file").close()
    try:
        document = Document(io.BytesIO(content))
    except Exception as error:
        raise unreadable("not_a_word_file") from error
    return "\n".join(_Reader(document).lines())


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._numbering = Numbering(document)
        self._notes = Notes(document)
        self._contents = styles_of_contents(document)
        self._blocks = 0

    def lines(self) -> Iterator[str]:
        begun = ""
        for element in self._body.iterchildren():
            for line, goes_on in self._block(element):
                begun += line
                if not goes_on:
                    yield begun
                    begun = ""
        if begun:
            yield begun

    def _block(self, element: etree._Element) -> Iterator[tuple[str, bool]]:
        """(line, whether the paragraph mark after it was deleted, so that the next line goes on with it)."""
        self._blocks += 1
        if self._blocks > _MOST_BLOCKS:
            raise unreadable("too_long")
        if element.tag == f"{WORD}p":
            yield from self._paragraph(element)
        elif element.tag == f"{WORD}tbl":
            yield from ((line, False) for line in self._table(element))
        elif element.tag in _CONTAINERS and not is_contents_box(element):
            for child in element.iterchildren():
                yield from self._block(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[tuple[str, bool]]:
        if style_of(paragraph) in self._contents:
            return
        text = paragraph_text(paragraph, self._notes.words_of)
        mark_deleted = paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None
        if text.strip() or not mark_deleted:
            yield self._numbering.label_of(paragraph) + text, mark_deleted
        for inner in box_paragraphs(paragraph):
            words = self._numbering.label_of(inner) + paragraph_text(inner, self._notes.words_of)
            if words.strip():
                yield words, False

    def _table(self, table: etree._Element) -> Iterator[str]:
        above: list[str] = []
        for row in table.iter(f"{WORD}tr"):
            if _table_of(row) is not table or row.find(f"{WORD}trPr/{WORD}del") is not None:
                continue
            before = row.find(f"{WORD}trPr/{WORD}gridBefore")
            cells = [""] * (_count(before) if before is not None else 0)
            for cell in row.iter(f"{WORD}tc"):
                if _table_of(cell) is not table:
                    continue
                column = len(cells)
                text = " ".join(self._cell(cell).split())
                if _continues_above(cell):
                    text = above[column] if column < len(above) else ""
                cells.extend([text] + [""] * (_span(cell) - 1))
            above = cells
            yield "\t".join(cells)

    def _cell(self, cell: etree._Element) -> str:
        return "".join(
            self._numbering.label_of(one) + paragraph_text(one, self._notes.words_of) + " "
            for one in cell.iter(f"{WORD}p")
            if not is_deleted(one)
        )


def _table_of(element: etree._Element) -> etree._Element | None:
    """The table that a row or cell belongs to; content controls and tracked rows may stand between."""
    return next(element.iterancestors(f"{WORD}tbl"), None)


def _continues_above(cell: etree._Element) -> bool:
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return merge is not None and merge.get(f"{WORD}val") in {None, "continue"}


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    return max(1, _count(span)) if span is not None else 1


def _count(element: etree._Element) -> int:
    written = element.get(f"{WORD}val", "1")
    return min(int(written), 60) if written.isdecimal() and len(written) < 7 else 1
