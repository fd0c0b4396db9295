"""Sheets become kept text: titles and notes as lines, headings and rows with a tab between cells."""

from dataclasses import dataclass

from mandate.compiler.columns import (
    SAMPLE_CHARACTERS,
    SAMPLES,
    UNIT_FIELDS,
    Fields,
    content_of,
    heading_field,
    propose,
)
from mandate.compiler.draft import ColumnField, SheetColumn
from mandate.compiler.names import looks_like_unit
from mandate.compiler.reading.kept import Kept, Line, Table
from mandate.compiler.reading.sheet_files import Sheet
from mandate.quantities.folding import fold

_HEAD_ROWS = 30
_LONGEST_HEADING = 30
_SENTENCE = "。；;!！?？"
_MOST_COLUMNS = 300


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the headings stand: the first row and the row after the last one."""

    start: int
    end: int


def keep_sheets(sheets: list[Sheet], fields: Fields | None) -> Kept:
    """The text of all sheets and where each cell stands in it; `fields` are what a person said the columns mean."""
    writer = _Writer(fields or {})
    for index, sheet in enumerate(sheets):
        writer.add(index, sheet, named=len(sheets) > 1)
    return writer.finish()


class _Writer:
    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._parts: list[str] = []
        self._length = 0
        self._columns: list[SheetColumn] = []
        self._lines: list[Line] = []
        self._starts: list[int] = []
        self._names: dict[int, tuple[int, int]] = {}
        self._heading: tuple[int, int] = (0, 0)

    def add(self, index: int, sheet: Sheet, *, named: bool) -> None:
        if index:
            self._starts.append(self._length)
        head = _find_head(sheet)
        name = _one_line(sheet.name)
        if named and head.start == 0 and name and not name.lower().startswith(("sheet", "工作表")):
            self._names[index] = (self._length, self._length + len(name))
            self._write(name)
        columns = _columns(index, sheet, head, self._fields)
        self._columns.extend(columns)
        meaning = {column.index: column.field for column in columns}
        for place, row in enumerate(sheet.rows):
            written = list(dict.fromkeys(cell for cell in row if cell))
            if place < head.start or len(written) == 1:
                self._write(_one_line(" ".join(written)))
            else:
                self._write_row(index, row, meaning, stated=place >= head.end)
        if not self._heading[1] and head.end > head.start:
            first = next((line for line in self._lines if line.sheet == index), None)
            self._heading = (first.cells[0][0], first.cells[-1][1]) if first else (0, 0)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text) + 1

    def _write_row(self, sheet: int, row: list[str], meaning: dict[int, ColumnField], *, stated: bool) -> None:
        cells: list[tuple[int, int]] = []
        start = place = self._length
        words = [_cell(text, meaning.get(column)) for column, text in enumerate(row)]
        for text in words:
            cells.append((place, place + len(text)))
            place += len(text) + 1
        self._write("\t".join(words))
        self._lines.append(Line(start, sheet, tuple(cells), stated))

    def finish(self) -> Kept:
        columns = tuple(self._columns[:_MOST_COLUMNS])
        table = Table(columns, tuple(self._lines), tuple(self._starts), self._names, self._heading)
        return Kept("\n".join(self._parts), table)


def _clean(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", errors="ignore").decode("utf-8")


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


def _cell(text: str, meaning: ColumnField | None) -> str:
    """A cell on one line; units on lines of their own are parted by 、 as in a list."""
    if meaning not in UNIT_FIELDS or "\n" not in text:
        return _one_line(text)
    joined = ""
    for line in (_one_line(one) for one in text.splitlines()):
        last = fold(joined).replace("，", "、").replace(",", "、").rsplit("、", 1)[-1]
        joined += ("、" if line and looks_like_unit(last) else "") + line
    return joined


def _find_head(sheet: Sheet) -> _Head:
    """The heading rows: the row whose short, different words say most about what stands below."""
    rows = sheet.rows[:_HEAD_ROWS]
    scores = [(_heading_score(sheet, place), -place) for place in range(len(rows))]
    best, place = max(scores, default=(0.0, 0))
    if best <= 0:
        first = next((place for place, row in enumerate(sheet.rows) if len({cell for cell in row if cell}) > 1), 0)
        return _Head(first, first)
    start = -place
    end = start + 1
    while start > 0 and _is_above(sheet, start - 1):
        start -= 1
    while end < min(len(sheet.rows), start + 4) and _goes_on(sheet, start, end):
        end += 1
    return _Head(start, end)


def _heading_score(sheet: Sheet, place: int) -> float:
    row = sheet.rows[place]
    written = [cell for cell in row if cell]
    different = set(written)
    if len(different) < 2 or any(len(cell) > _LONGEST_HEADING or set(cell) & set(_SENTENCE) for cell in written):
        return 0.0
    if any(any(sign.isdigit() for sign in cell) and not heading_field(cell) for cell in written):
        return 0.0
    known = {field for cell in different if (field := heading_field(cell)) is not None}
    below = [other for other in sheet.rows[place + 1 : place + 6] if len({cell for cell in other if cell}) > 1]
    longer = sum(max(map(len, other)) > max(map(len, written)) for other in below)
    return len(known) * 2 + (1.5 if below and longer * 2 >= len(below) else 0.0) + len(different) / len(row) - 1.2


def _is_above(sheet: Sheet, place: int) -> bool:
    """A heading row above the best one: it shares a merged cell with it or stands over several columns."""
    different = {cell for cell in sheet.rows[place] if cell}
    if len(different) < 2 or any(len(cell) > _LONGEST_HEADING for cell in different):
        return False
    return any(top == place and (bottom > place or right > left) for top, left, bottom, right in sheet.merges)


def _goes_on(sheet: Sheet, start: int, place: int) -> bool:
    """A second heading row stands under merged headings, or fills only gaps of the first, in short words."""
    spans = [span for span in sheet.merges if start <= span[0] < place]
    if any(bottom >= place for _, _, bottom, _ in spans):
        return True
    row, above = sheet.rows[place], sheet.rows[place - 1]
    wide = [(left, right) for top, left, _, right in spans if right > left and top == place - 1]
    written = [column for column, cell in enumerate(row) if cell]
    if not written or any(len(row[column]) > 12 or row[column].isdigit() for column in written):
        return False
    if wide:
        return all(any(left <= column <= right for left, right in wide) for column in written)
    gaps = sum(not above[column] for column in written)
    known = sum(heading_field(row[column]) is not None for column in written)
    return gaps > 0 and known == len(written) and not row[0]


def _columns(index: int, sheet: Sheet, head: _Head, fields: Fields) -> list[SheetColumn]:
    width = len(sheet.rows[0])
    below = [row for row in sheet.rows[head.end :] if len({cell for cell in row if cell}) > 1]
    headers = [_header(sheet, head, column) for column in range(width)]
    contents = [content_of([row[column] for row in below]) for column in range(width)]
    used = [column for column in range(width) if headers[column] or contents[column].written]
    proposed = propose([headers[column] for column in used], [contents[column] for column in used])
    made: list[SheetColumn] = []
    for column, (field, doubtful) in zip(used, proposed, strict=True):
        told = fields.get((index, column))
        samples = dict.fromkeys(_one_line(row[column])[:SAMPLE_CHARACTERS] for row in below if row[column])
        made.append(
            SheetColumn(
                index, _one_line(sheet.name)[:SAMPLE_CHARACTERS], column, headers[column][:SAMPLE_CHARACTERS],
                tuple(samples)[:SAMPLES], told or field, doubtful and told is None,
            )
        )  # fmt: skip
    return made


def _header(sheet: Sheet, head: _Head, column: int) -> str:
    """The words over a column; those of a heading above several columns come first."""
    words: list[str] = []
    for place in range(head.start, head.end):
        text = sheet.rows[place][column]
        for top, left, bottom, right in sheet.merges:
            if not text and top <= place <= bottom and left <= column <= right:
                text = sheet.rows[top][left]
        if text and _one_line(text) not in words:
            words.append(_one_line(text))
    return " ".join(words)
