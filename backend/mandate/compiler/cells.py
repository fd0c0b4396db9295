"""Cells of a row under their headings, also where merged cells left gaps."""

import re
from collections.abc import Sequence

from mandate.calendars.deadlines import read_deadlines
from mandate.compiler.bodies import is_no_unit
from mandate.compiler.columns import UNIT_FIELDS, desks, heading_field, measures
from mandate.compiler.draft import ColumnField
from mandate.compiler.names import looks_like_unit, split_names
from mandate.compiler.roles import role_of_tail

Span = tuple[int, int]

WORD_FIELDS = (ColumnField.TITLE, ColumnField.BODY, ColumnField.TARGET)
_NUMBER = re.compile(r"^\s*\d{1,3}\s*[.、]?\s*$")
_UNDATED = re.compile(r"^(?:长期|持续|常态|全年|立即|即时|即行|年底|每[年季月周]|已完成)")
_FIGURES = re.compile(r"^20\d{2}\s*[-/.]\s*\d{1,2}(?:\s*[-/.]\s*\d{1,2})?\s*日?前?$")
_LONGEST_HEADING = 16
_LONGEST_UNITS = 300
_ENOUGH = 2


def heading_fields(words: Sequence[str]) -> list[ColumnField | None]:
    """The field of each column when the cells are headings of a table of tasks, else nothing."""
    plain = ["".join(word.split()) for word in words]
    if any(len(word) > _LONGEST_HEADING or re.search(r"[。；;!]", word) for word in plain):
        return []
    inside = desks(plain)
    fields = [
        ColumnField.IGNORE if desk else ColumnField.MEASURE if counted else heading_field(word) if word else None
        for word, desk, counted in zip(plain, inside, measures(plain), strict=True)
    ]
    named = [field for field in fields if field is not None]
    units = sum(field in UNIT_FIELDS for field in named)
    tasks = sum(field in {*WORD_FIELDS, ColumnField.SECTION} for field in named)
    enough = len(named) >= _ENOUGH and len(named) * 2 > sum(map(bool, plain))
    return fields if units and tasks and enough else []


def second_heading(fields: list[ColumnField | None], words: Sequence[str]) -> list[ColumnField | None]:
    """The fields after a second line of headings (牵头单位 and 配合单位 under 责任分工), else nothing."""
    words = [*words, *[""] * (len(fields) - len(words))]
    below = [heading_field("".join(word.split())) if 0 < len(word) <= _LONGEST_HEADING else None for word in words]
    written = [field for field, word in zip(below, words, strict=True) if word]
    if (
        len(words) != len(fields)
        or not written
        or any(field not in {*UNIT_FIELDS, ColumnField.IGNORE} for field in written)
    ):
        return []
    return [new or old for new, old in zip(below, fields, strict=True)]


def placed(cells: Sequence[str], fields: Sequence[ColumnField | None]) -> list[int | None]:
    """For each column the index of the cell that belongs to it.

    Cells stay where they are as long as each fits its heading; a row that lost merged cells is laid out by what its cells say.
    """
    straight = [index if index < len(cells) and cells[index] else None for index in range(len(fields))]
    fits = [_fit(cells[place], field) for place, field in zip(straight, fields, strict=True) if place is not None]
    written = [index for index, cell in enumerate(cells) if cell]
    short = len(cells) < len(fields) and any(field in UNIT_FIELDS for field in fields[len(cells) :])
    # 建设协同平台 ends as the name of a unit may; where no cell is missing that moves nothing.
    least = -1 if len(cells) == len(fields) else 0
    if all(fit >= least for fit in fits) and not short and len(cells) <= len(fields):
        return straight
    score, best = _best([cells[index] for index in written], written, fields)
    return best if score > sum(fits) or len(cells) > len(fields) else straight


def _best(words: list[str], places: list[int], fields: Sequence[ColumnField | None]) -> tuple[int, list[int | None]]:
    """The score and the assignment in order that fits best; cells that find no column are left out."""
    size = len(fields)
    best: list[list[tuple[int, tuple[tuple[int, int], ...]]]] = [[(0, ())] * (size + 1) for _ in range(len(words) + 1)]
    for row, word in enumerate(words, 1):
        best[row][0] = (best[row - 1][0][0] - 4, ())
        for column in range(1, size + 1):
            score, pairs = best[row - 1][column - 1]
            options = [
                (score + _fit(word, fields[column - 1]), (*pairs, (column - 1, places[row - 1]))),
                best[row][column - 1],
                (best[row - 1][column][0] - 4, best[row - 1][column][1]),
            ]
            best[row][column] = max(options, key=lambda option: option[0])
    score, pairs = best[len(words)][size]
    found = dict(pairs)
    return score, [found.get(column) for column in range(size)]


def _fit(cell: str, field: ColumnField | None) -> int:
    """How well a cell fits a column, from -5 to 4."""
    if field is ColumnField.NUMBER:
        return 4 if _NUMBER.match(cell) or len(cell) <= len("（十二）") else -5
    if _NUMBER.match(cell) and field is not ColumnField.TARGET:
        return -5 if field is not None else 0
    if field in UNIT_FIELDS:
        return 3 if names_units(cell) else -3
    if field is ColumnField.DEADLINE:
        return 3 if is_day(cell) else -1
    if field is None or field in {ColumnField.IGNORE, ColumnField.MEASURE}:
        return 0
    if names_units(cell) or is_day(cell):
        return -1
    return 2 if field is not ColumnField.SECTION or len(cell) <= _LONGEST_HEADING * 2 else 1


def names_units(cell: str) -> bool:
    """Whether a cell lists units, with or without words of role."""
    if not cell or len(cell) > _LONGEST_UNITS or "。" in cell.rstrip("。"):
        return False
    names = split_names(cell)
    fits = sum(
        (looks_like_unit(name.text) and not is_no_unit(name.text))
        or bool(name.role or name.spoken or role_of_tail(name.text))
        for name in names
    )
    return bool(names) and fits * 3 >= len(names) * 2


def is_day(cell: str) -> bool:
    """Whether a cell is a deadline."""
    if _UNDATED.match(cell) or _FIGURES.match(cell):
        return True
    readings = read_deadlines(cell, 2000) or read_deadlines(f"{cell}底", 2000)
    return bool(readings) and sum(one.end - one.start for one in readings) * 2 >= len(cell)
