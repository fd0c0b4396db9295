"""What reading a file yields: the text that is kept, and what is known of it beyond its characters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mandate.compiler.draft import SheetColumn

# Called with a stage and the share that is done, from 0 to 1.
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet in the kept text: `cells` are (start, end) of each column, `stated` when it states a task."""

    start: int
    sheet: int
    cells: tuple[tuple[int, int], ...]
    stated: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The sheets of a workbook as kept text; `sheet_starts` are offsets of the sheets after the first,
    `names` where the name of a sheet without a title was written."""

    columns: tuple[SheetColumn, ...]
    lines: tuple[Line, ...]
    sheet_starts: tuple[int, ...]
    names: dict[int, tuple[int, int]]
    heading: tuple[int, int]

    def stating(self) -> Iterator[Line]:
        return (line for line in self.lines if line.stated)


@dataclass(frozen=True, slots=True)
class Kept:
    """`recognised`: read from a picture; `unsure` are the stretches that were hard to make out.

    `unread` are the pages (from 1) that hold a picture and no text.
    """

    text: str
    table: Table | None = None
    recognised: bool = False
    unsure: tuple[tuple[int, int], ...] = ()
    unread: tuple[int, ...] = ()
