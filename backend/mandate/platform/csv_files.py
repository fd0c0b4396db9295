"""Tables as CSV that Excel opens as text (RFC 4180, UTF-8 with a byte order mark)."""

import csv
import io
from collections.abc import Iterable, Sequence

from mandate.platform.workbooks import Cell

MEDIA_TYPE = "text/csv; charset=utf-8"
# What a spreadsheet takes for the start of a formula, full-width signs included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as bytes; text that could start a formula gets an apostrophe in front, numbers do not."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([_as_text(value) for value in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _as_text(value: Cell) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_STARTS) else value
    return "" if value is None else str(value)
