"""Tables that lost their ruling: columns kept apart by spaces, or every cell on a line of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mandate.compiler.cells import heading_fields, is_day, names_units
from mandate.compiler.columns import UNIT_FIELDS, heading_field
from mandate.compiler.draft import ColumnField
from mandate.compiler.labels import label_at
from mandate.quantities.folding import fold

_GAP = re.compile(r"\s{2,}")
_PAGE = re.compile(r"^(?:[-·•－—]{1,2}\s*\d{1,4}\s*[-·•－—]{1,2}|第\s*\d{1,4}\s*页.{0,12})$")
_NUMBER = re.compile(r"^\d{1,3}[.、]?$")
_FEWEST, _MOST = 3, 10
_LONGEST_CELL = 400
# A text with so many headings that begin no table holds none; each of them costs a look at all that follows.
_MOST_MISSES = 40
_STARTS = {ColumnField.NUMBER, ColumnField.SECTION, ColumnField.TITLE, ColumnField.BODY}


@dataclass(frozen=True, slots=True)
class GridRow:
    """The lines of which a row consists; `joined` when each of them is a cell."""

    lines: tuple[int, ...]
    joined: bool


def gaps_of(line: str) -> list[str]:
    """The cells of a line whose columns stand apart by two spaces or more."""
    return [cell for cell in _GAP.split(line.strip()) if cell]


def find_grids(lines: Sequence[str]) -> list[GridRow]:
    """The rows of all tables without ruling, headings included, in the order of the text."""
    folded = [fold(line).strip() for line in lines]
    bare = [line.strip(" |") for line in folded]
    rows: list[GridRow] = []
    index = misses = 0
    while index < len(folded):
        found = _spaced(folded, index)
        width = 0 if found or misses > _MOST_MISSES else _heading_width(bare, index)
        if width:
            found = _stacked(bare, index, width)
            misses += not found
        rows.extend(found)
        index = max(found[-1].lines) + 1 if found else index + 1
    return rows


def _spaced(lines: list[str], start: int) -> list[GridRow]:
    """A heading whose words stand apart, and the lines below it that do so too."""
    heading = gaps_of(lines[start])
    if (
        "\t" in lines[start]
        or "|" in lines[start]
        or not _FEWEST <= len(heading) <= _MOST
        or not heading_fields(heading)
    ):
        return []
    rows = [GridRow((start,), joined=False)]
    for index in range(start + 1, len(lines)):
        cells = gaps_of(lines[index])
        if len(cells) >= max(2, len(heading) - 2):
            rows.append(GridRow((index,), joined=False))
        elif (
            len(cells) != 1
            or label_at(lines[index]) is None
            or index + 1 >= len(lines)
            or len(gaps_of(lines[index + 1])) < 2
        ):
            break
    return rows if len(rows) > 1 else []


def _stacked(lines: list[str], start: int, width: int) -> list[GridRow]:
    """`width` headings one below the other, then the cells of each row one below the other."""
    places = _cells_below(lines, start, len(lines))
    fields = heading_fields([lines[place] for place in places[:width]])
    headings, body = _parted(lines, places, width)
    groups = _by_number(lines, body, fields) if _numbered(lines, body) else _by_width(lines, body, fields)
    if not groups:
        return []
    last = groups[-1][-1]
    repeated = [heading for heading in headings if heading[0] < last]
    return [GridRow(tuple(group), joined=True) for group in sorted([*repeated, *groups])]


def _parted(lines: list[str], places: list[int], width: int) -> tuple[list[list[int]], list[int]]:
    """The headings, which a table repeats on every page, and the cells between them without page numbers."""
    words = [lines[place] for place in places[:width]]
    headings: list[list[int]] = []
    body: list[int] = []
    index = 0
    while index < len(places):
        if lines[places[index]] == words[0] and [lines[place] for place in places[index : index + width]] == words:
            headings.append(places[index : index + width])
            index += width
            continue
        if not _PAGE.match(lines[places[index]]):
            body.append(places[index])
        index += 1
    return headings, body


def _cells_below(lines: list[str], start: int, most: int) -> list[int]:
    """Up to `most` lines from a heading on that may be cells; those that hold only a bar between cells are left out."""
    places: list[int] = []
    for index in range(start, len(lines)):
        if not lines[index]:
            continue
        if len(lines[index]) > _LONGEST_CELL or "\t" in lines[index] or "|" in lines[index]:
            break
        places.append(index)
        if len(places) >= most:
            break
    return places


def _heading_width(lines: list[str], start: int) -> int:
    """How many lines are headings: as many as name a column, none twice in a row."""
    if heading_field(lines[start]) not in _STARTS or len(lines[start]) > _LONGEST_CELL // 40:
        return 0
    places = _cells_below(lines, start, _MOST + 1)
    width = 0
    for place in places:
        if heading_field(lines[place]) is None or len(lines[place]) > 12 or _NUMBER.match(lines[place]):
            break
        width += 1
    while width >= _FEWEST:
        if heading_fields([lines[place] for place in places[:width]]):
            return width
        width -= 1
    return 0


def _numbered(lines: list[str], body: list[int]) -> bool:
    return sum(bool(_NUMBER.match(lines[place])) for place in body[:40]) >= 1 and any(
        _NUMBER.match(lines[place]) for place in body[:2]
    )


def _by_number(lines: list[str], body: list[int], fields: list[ColumnField | None]) -> list[list[int]]:
    """Rows that begin with 1, 2, 3 …; a cell before the number (a merged section) belongs to its row."""
    ahead = fields.index(ColumnField.NUMBER) if ColumnField.NUMBER in fields else -1
    width = len(fields) + (ahead < 0)
    starts: list[int] = []
    for position, place in enumerate(body):
        if not _NUMBER.match(lines[place]):
            continue
        expected = int(re.sub(r"\D", "", lines[body[starts[-1]]])) + 1 if starts else None
        if expected is None or int(re.sub(r"\D", "", lines[place])) in {expected, 1}:
            starts.append(position)
        elif position - starts[-1] > width * 2:
            break
    rows: list[list[int]] = []
    for index, position in enumerate(starts):
        following = starts[index + 1] if index + 1 < len(starts) else min(len(body), position + width)
        rows.append(body[position:following])
    return _with_sections(lines, body, rows, starts, width, ahead) if _plausible(lines, rows, width) else []


def _with_sections(
    lines: list[str], body: list[int], rows: list[list[int]], starts: list[int], width: int, ahead: int
) -> list[list[int]]:
    """Move a merged section from the end of one row to the row whose number it precedes, and end the last row in time."""
    before = 1 if ahead != 0 else 0
    if before and starts[0] > 0:
        rows[0].insert(0, body[starts[0] - 1])
    if before:
        for one, following in pairwise(rows):
            own = len(one) - (1 if not _NUMBER.match(lines[one[0]]) else 0)
            if own > width - 1 and not names_units(lines[one[-1]]) and not is_day(lines[one[-1]]):
                following.insert(0, one.pop())
    last = rows[-1]
    for index, place in enumerate(last):
        if index >= _FEWEST and _is_heading(lines[place]):
            rows[-1] = last[:index]
            break
    return [_without_heading(lines, row) for row in rows]


def _is_heading(line: str) -> bool:
    return label_at(line) is not None and not _NUMBER.match(line)


def _without_heading(lines: list[str], row: list[int]) -> list[int]:
    """The row without the heading of the section that follows: 二、审批提速 on a line of its own between two rows."""
    if len(row) > _FEWEST and _is_heading(lines[row[-1]]) and "。" not in lines[row[-1]]:
        return row[:-1]
    return row


def _plausible(lines: list[str], rows: list[list[int]], width: int) -> bool:
    """Rows have about the right number of cells, and units among them."""
    fitting = [
        row for row in rows if 2 <= len(row) <= width + 2 and any(names_units(lines[place]) for place in row[1:])
    ]
    return bool(rows) and len(fitting) * 3 >= len(rows) * 2


def _by_width(lines: list[str], body: list[int], fields: list[ColumnField | None]) -> list[list[int]]:
    """Rows without numbers: as many cells as headings, each row with units where they belong."""
    width = len(fields)
    units = [index for index, field in enumerate(fields) if field in UNIT_FIELDS]
    rows: list[list[int]] = []
    for position in range(0, len(body) - width + 1, width):
        row = body[position : position + width]
        if not any(names_units(lines[row[index]]) for index in units):
            break
        rows.append(row)
    return rows
