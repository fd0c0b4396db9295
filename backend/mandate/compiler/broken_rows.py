"""Rows of a table with tabs whose cells hold several lines: as text that is copied out of a word processor has them."""

from collections.abc import Sequence

from mandate.compiler.cells import heading_fields
from mandate.compiler.grids import GridRow
from mandate.compiler.labels import label_at
from mandate.compiler.names import looks_like_unit

_FEWEST_TABS = 3
_LONGEST_NAME = 24


def find_broken_rows(lines: Sequence[str], tabs: Sequence[int], apart: frozenset[int]) -> list[GridRow]:
    """Rows of more than one line, by the number of tabs that the heading of their table has.

    `tabs` counts those of each line, `apart` holds the lines before which an empty one stands.
    """
    rows: list[GridRow] = []
    index = 0
    while index < len(lines):
        if tabs[index] < _FEWEST_TABS or not heading_fields(lines[index].split("\t")):
            index += 1
            continue
        wanted = tabs[index]
        index += 1
        while index < len(lines) and (tabs[index] or label_at(lines[index]) is not None):
            last = _end(lines, tabs, apart, index, wanted)
            if last > index:
                rows.append(GridRow(tuple(range(index, last + 1)), joined=True))
            index = last + 1
    return rows


def _end(lines: Sequence[str], tabs: Sequence[int], apart: frozenset[int], first: int, wanted: int) -> int:
    """The last line of the row that begins at a line: where it has as many tabs as the heading."""
    total, last = tabs[first], first
    if not total:
        return first
    while total < wanted and last + 1 < len(lines) and last + 1 not in apart and total + tabs[last + 1] <= wanted:
        last += 1
        total += tabs[last]
    if total != wanted:
        return first
    # What still follows without a tab goes on with the names in the last cell.
    while last + 1 < len(lines) and last + 1 not in apart and not tabs[last + 1] and _is_name(lines[last + 1]):
        last += 1
    return last


def _is_name(line: str) -> bool:
    return len(line) <= _LONGEST_NAME and label_at(line) is None and looks_like_unit(line)
