"""Workbooks (xlsx): the shown sheets, cell by cell as a reader sees them, merged cells filled downwards.

Read here and not by a library: a percentage must stay 95%, and no claim about size may take memory.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from mandate.compiler.errors import unreadable
from mandate.compiler.reading.cell_formats import CellFormats
from mandate.compiler.reading.packages import open_package

MOST_CELLS = 60_000
MOST_COLUMNS = 120
MOST_ROWS = 20_000
MOST_CHARACTERS = 600_000
_MOST_TOUCHED = 1_000_000
_MOST_MERGES = 20_000
_MOST_SHEETS = 60
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

Cells = dict[tuple[int, int], str]
Span = tuple[int, int, int, int]


@dataclass(slots=True)
class Sheet:
    """`rows` hold the text of every cell, "" where nothing stands; `merges` are (top, left, bottom, right), inclusive."""

    name: str
    rows: list[list[str]]
    merges: list[Span] = field(default_factory=list)


def read_workbook(content: bytes) -> list[Sheet]:
    """The sheets that are not hidden and not empty. Raises DocumentUnreadable."""
    archive = open_package(content, "not_a_sheet_file")
    try:
        with archive:
            sheets = list(_sheets(archive))
    except (
        KeyError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
    ) as error:
        raise unreadable("damaged") from error
    if not sheets:
        raise unreadable("empty")
    return sheets


def _sheets(archive: zipfile.ZipFile) -> Iterator[Sheet]:
    parts = {name.lower(): name for name in archive.namelist()}
    if "xl/workbook.xml" not in parts:
        raise unreadable("not_a_sheet_file")
    targets = _targets(archive, parts)
    shared = _shared_strings(archive, parts)
    book = etree.fromstring(archive.read(parts["xl/workbook.xml"]), _parser())
    properties = book.find("{*}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    formats = CellFormats(_tree(archive, parts, "xl/styles.xml"), since_1904=since_1904)
    budget = _Budget()
    for place, sheet in enumerate(book.iterfind("{*}sheets/{*}sheet")):
        if place >= _MOST_SHEETS:
            raise unreadable("sheet_too_large")
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "")
        if sheet.get("state", "visible") != "visible" or target not in parts:
            continue
        read = _read_sheet(archive, parts[target], sheet.get("name", ""), _CellReader(shared, formats), budget)
        if read.rows:
            yield read


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _tree(archive: zipfile.ZipFile, parts: dict[str, str], name: str) -> etree._Element | None:
    return etree.fromstring(archive.read(parts[name]), _parser()) if name in parts else None


def _targets(archive: zipfile.ZipFile, parts: dict[str, str]) -> dict[str, str]:
    """Where each relation of the workbook leads, as the lower-case name of a part."""
    relations = _tree(archive, parts, "xl/_rels/workbook.xml.rels")
    found: dict[str, str] = {}
    for one in relations.iterchildren("{*}Relationship") if relations is not None else ():
        target = one.get("Target", "").lower()
        if one.get("TargetMode", "").lower() != "external":
            found[one.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _shared_strings(archive: zipfile.ZipFile, parts: dict[str, str]) -> list[str]:
    if "xl/sharedstrings.xml" not in parts:
        return []
    strings: list[str] = []
    with archive.open(parts["xl/sharedstrings.xml"]) as part:
        for _, element in _elements(part, "{*}si"):
            strings.append(_words(element))
            _forget(element)
    return strings


def _elements(part: IO[bytes], *tags: str) -> Iterator[tuple[str, etree._Element]]:
    return etree.iterparse(
        part, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )


def _forget(element: etree._Element) -> None:
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def _words(element: etree._Element) -> str:
    """The text of a cell, without its phonetic reading (rPh)."""
    return "".join(
        one.text or ""
        for one in element.iter("{*}t")
        if (parent := one.getparent()) is None or etree.QName(parent).localname != "rPh"
    )


class _Budget:
    """How much a workbook may still hold, all sheets together."""

    def __init__(self) -> None:
        self.cells = 0
        self.characters = 0
        self.touched = 0

    def touch(self) -> None:
        self.touched += 1
        if self.touched > _MOST_TOUCHED:
            raise unreadable("sheet_too_large")

    def take(self, column: int, characters: int) -> None:
        self.cells += 1
        self.characters += characters
        if self.characters > MOST_CHARACTERS:
            raise unreadable("too_long")
        if self.cells > MOST_CELLS or column >= MOST_COLUMNS:
            raise unreadable("sheet_too_large")


class _CellReader:
    """The text of a cell as the sheet shows it."""

    def __init__(self, shared: list[str], formats: CellFormats) -> None:
        self._shared = shared
        self._formats = formats

    def text_of(self, cell: etree._Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _words(cell)
        value = cell.findtext("{*}v", "")
        if kind == "s":
            place = int(value) if value.isdigit() else -1
            return self._shared[place] if 0 <= place < len(self._shared) else ""
        if kind == "e":
            return ""
        if kind == "b":
            return "是" if value == "1" else "否"
        return value if kind in {"str", "d"} else self._formats.shown(value, cell.get("s", "0"))


def _read_sheet(archive: zipfile.ZipFile, part: str, name: str, reader: _CellReader, budget: _Budget) -> Sheet:
    cells: Cells = {}
    merges: list[Span] = []
    row, column = -1, -1
    with archive.open(part) as file:
        for _, element in _elements(file, "{*}c", "{*}row", "{*}mergeCell"):
            tag = etree.QName(element).localname
            if tag == "mergeCell":
                span = _span(element.get("ref", ""))
                if span is not None and len(merges) < _MOST_MERGES:
                    merges.append(span)
            elif tag == "c":
                budget.touch()
                placed = _place(element.get("r", ""))
                parent = element.getparent()
                if placed is None:
                    written = parent.get("r", "") if parent is not None else ""
                    placed = (int(written) - 1 if written.isdigit() else row + 1, column + 1)
                column = placed[1]
                text = reader.text_of(element).strip()
                if text:
                    budget.take(placed[1], len(text))
                    cells[placed] = text
            else:
                row, column = row + 1, -1
            _forget(element)
    return Sheet(name, *_filled(cells, merges))


def _place(reference: str) -> tuple[int, int] | None:
    """(row, column) from 0 of a reference such as C12."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if (
        not letters
        or len(letters) > 3
        or not digits
        or len(digits) > 7
        or not letters.isascii()
        or not letters.isalpha()
    ):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def _span(reference: str) -> Span | None:
    first, _, last = reference.replace("$", "").partition(":")
    start, end = _place(first), _place(last or first)
    if start is None or end is None or end < start:
        return None
    return (*start, *end)


def _filled(cells: Cells, merges: list[Span]) -> tuple[list[list[str]], list[Span]]:
    """Rows without the empty ones between and after them; a cell merged over several rows stands in each."""
    if not cells:
        return [], []
    used = sorted({row for row, _ in cells})
    if len(used) > MOST_ROWS:
        raise unreadable("sheet_too_large")
    place = {row: index for index, row in enumerate(used)}
    width = max(column for _, column in cells) + 1
    rows = [[""] * width for _ in used]
    for (row, column), text in cells.items():
        rows[place[row]][column] = text
    kept: list[Span] = []
    left = MOST_CELLS
    for top, first, bottom, last in merges:
        covered = [place[row] for row in used if top <= row <= bottom] if top in place and first < width else []
        left -= len(used) if covered else 0
        if not covered or left < 0:
            continue
        kept.append((covered[0], first, covered[-1], min(last, width - 1)))
        for row in covered[1:]:
            rows[row][first] = rows[row][first] or rows[covered[0]][first]
    return rows, kept
