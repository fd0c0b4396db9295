"""Numbers that a row of a sheet states in its task and again in its column of targets: one of the two is kept."""

from bisect import bisect_right
from dataclasses import replace

from mandate.compiler.draft import ColumnField, Quantity
from mandate.compiler.reading.kept import Line, Table

_TELLING = {ColumnField.TITLE, ColumnField.BODY}
_ALIKE = 0.5


def stated_once(quantities: list[Quantity], table: Table, text: str) -> list[Quantity]:
    """The quantities in their order, each once: what the task says of a number of the column of targets joins it there."""
    rows: dict[int, list[Quantity]] = {}
    lines = [line for line in table.lines if line.cells]
    starts = [line.start for line in lines]
    for one in quantities:
        rows.setdefault(bisect_right(starts, one.start) - 1, []).append(one)
    meaning = {(column.sheet, column.index): column.field for column in table.columns}
    kept: list[Quantity] = []
    for place, found in rows.items():
        kept.extend(found if place < 0 else _once(found, lines[place], meaning, text))
    return kept


def _once(found: list[Quantity], line: Line, meaning: dict[tuple[int, int], ColumnField], text: str) -> list[Quantity]:
    cells = [_cell(one, line, meaning) for one in found]
    told = [one for one, (field, _) in zip(found, cells, strict=True) if field in _TELLING]
    joined: dict[int, Quantity] = {}
    for one, (field, start) in zip(found, cells, strict=True):
        if field is not ColumnField.TARGET:
            continue
        bare = not text[start : one.start].strip(" \t≥≤<>＞＜=~约")
        twins = [other for other in told if id(other) not in joined and _is_same(one, other, bare=bare)]
        if twins:
            twin = max(twins, key=lambda other: other.indicator == one.indicator)
            joined[id(twin)] = joined[id(one)] = _united(one, twin, bare=bare)
    gone = joined.keys() & {id(other) for other in told}
    return [joined.get(id(one), one) for one in found if id(one) not in gone]


def _cell(one: Quantity, line: Line, meaning: dict[tuple[int, int], ColumnField]) -> tuple[ColumnField, int]:
    """What the column of a quantity holds, and where its cell begins."""
    for index, (start, end) in enumerate(line.cells):
        if start <= one.start < end:
            return meaning.get((line.sheet, index), ColumnField.IGNORE), start
    return ColumnField.IGNORE, one.start


def _is_same(one: Quantity, other: Quantity, *, bare: bool) -> bool:
    facts = (one.kind, one.value, one.value_high, one.unit)
    if facts != (other.kind, other.value, other.value_high, other.unit):
        return False
    unsaid = {doubt.field for doubt in (*one.doubts, *other.doubts)}
    if one.operator != other.operator and "operator" not in unsaid:
        return False
    return bare or "indicator" in unsaid or _are_alike(one.indicator, other.indicator)


def _are_alike(name: str, other: str) -> bool:
    shorter, longer = sorted((set(name), set(other)), key=len)
    return len(shorter & longer) >= len(shorter) * _ALIKE


def _united(one: Quantity, twin: Quantity, *, bare: bool) -> Quantity:
    """One quantity at the place of the column of targets, in the clearer words of the two."""
    clearer, other = (twin, one) if len(twin.doubts) < len(one.doubts) + bare else (one, twin)
    return replace(
        clearer,
        baseline=clearer.baseline or other.baseline,
        deadline=clearer.deadline or other.deadline,
        condition=clearer.condition or other.condition,
        quote=one.quote,
        start=one.start,
        end=one.end,
        doubts=tuple(replace(doubt, start=one.start, end=one.end) for doubt in clearer.doubts),
    )
