"""Word documents: paragraphs, tables and numbering made by Word, in reading order."""

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from mandate.compiler.errors import unreadable
from mandate.compiler.reading.word_numbering import Numbering

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAXIMUM_MEMBERS = 2000
_MAXIMUM_UNPACKED = 100 * 1024 * 1024
_MAXIMUM_RATIO = 200
_SMALL_MEMBER = 1024 * 1024
_OLD_WORD = b"\xd0\xcf\x11\xe0"


def read_word(content: bytes) -> str:
    """The text of a docx: one line per paragraph, one line per table row with cells separated by tabs."""
    _ensure_safe(content)
    try:
        document = Document(io.BytesIO(content))
    except Exception as error:
        raise unreadable("not_a_word_file") from error
    return "\n".join(_lines(document))


def _ensure_safe(content: bytes) -> None:
    if content.startswith(_OLD_WORD):
        raise unreadable("encrypted" if b"E\x00n\x00c\x00r\x00y\x00p\x00t" in content else "old_word_file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise unreadable("not_a_word_file") from error
    if any(member.flag_bits & 1 for member in members):
        raise unreadable("encrypted")
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MAXIMUM_MEMBERS or unpacked > _MAXIMUM_UNPACKED or any(map(_is_bomb, members)):
        raise unreadable("too_large")
    if "[Content_Types].xml" not in {member.filename for member in members}:
        raise unreadable("not_a_word_file")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _SMALL_MEMBER and member.file_size > _MAXIMUM_RATIO * max(member.compress_size, 1)


def _lines(document: WordDocument) -> Iterator[str]:
    numbering = Numbering(document)
    for element in document.element.body.iterchildren():
        yield from _block_lines(element, numbering)


def _block_lines(element: etree._Element, numbering: Numbering) -> Iterator[str]:
    if element.tag == f"{_WORD}p":
        yield numbering.label_of(element) + _paragraph_text(element)
    elif element.tag == f"{_WORD}tbl":
        yield from _table_lines(element)
    elif element.tag in {f"{_WORD}sdt", f"{_WORD}sdtContent", f"{_WORD}ins"}:
        for child in element.iterchildren():
            yield from _block_lines(child, numbering)


def _paragraph_text(paragraph: etree._Element) -> str:
    """Inserted text counts, deleted text (a tracked change) does not."""
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_WORD}t" and not _within_text_box(node, paragraph):
            parts.append(node.text or "")
        elif node.tag == f"{_WORD}tab" and _is_within_run(node):
            parts.append(" ")
        elif node.tag in {f"{_WORD}br", f"{_WORD}cr"}:
            parts.append("\n")
        elif node.tag == f"{_WORD}noBreakHyphen":
            parts.append("-")
    return "".join(parts)


def _is_within_run(node: etree._Element) -> bool:
    """A tab of the text, not the tab stops that a paragraph defines."""
    parent = node.getparent()
    return parent is not None and parent.tag == f"{_WORD}r"


def _within_text_box(node: etree._Element, paragraph: etree._Element) -> bool:
    parent = node.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag == f"{_WORD}txbxContent":
            return True
        parent = parent.getparent()
    return False


def _table_lines(table: etree._Element) -> Iterator[str]:
    above: list[str] = []
    for row in table.iterchildren(f"{_WORD}tr"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{_WORD}tc"):
            column = len(cells)
            text = " ".join(_cell_text(cell).split())
            if _continues_above(cell):
                text = above[column] if column < len(above) else ""
            cells.extend([text] + [""] * (_span(cell) - 1))
        above = cells
        yield "\t".join(cells)


def _cell_text(cell: etree._Element) -> str:
    return "".join(_paragraph_text(paragraph) + " " for paragraph in cell.iter(f"{_WORD}p"))


def _continues_above(cell: etree._Element) -> bool:
    merge = cell.find(f"{_WORD}tcPr/{_WORD}vMerge")
    return merge is not None and merge.get(f"{_WORD}val") in {None, "continue"}


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_WORD}tcPr/{_WORD}gridSpan")
    written = span.get(f"{_WORD}val", "1") if span is not None else "1"
    return max(1, min(int(written), 60)) if written.isdigit() else 1
