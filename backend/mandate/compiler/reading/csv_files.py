"""Tables as text: cells parted by commas, semicolons or tabs, with or without quotation marks."""

import csv
import io

from mandate.compiler.errors import unreadable
from mandate.compiler.reading.sheet_files import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet
from mandate.compiler.reading.text_files import read_text

_SEPARATORS = ",\t;|，"
_LOOKED_AT = 40
_LONGEST_CELL = 100_000


def read_csv(content: bytes) -> list[Sheet]:
    """One sheet; a quotation mark that is never closed is read as a character. Raises DocumentUnreadable."""
    text = read_text(content).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").lstrip("\ufeff")
    separator = _separator(text)
    rows = _parsed(text, separator, quoted=True)
    if rows is None or max((len(cell) for row in rows for cell in row), default=0) > _LONGEST_CELL // 10:
        rows = _parsed(text, separator, quoted=False) or []
    written = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not written:
        raise unreadable("empty")
    width = max(map(len, written))
    filled = sum(bool(cell) for row in written for cell in row)
    if len(written) > MOST_ROWS or width > MOST_COLUMNS or filled > MOST_CELLS:
        raise unreadable("sheet_too_large")
    return [Sheet("", [row + [""] * (width - len(row)) for row in written])]


def _separator(text: str) -> str:
    """The sign that stands equally often on the first lines."""
    lines = [line for line in text[:200_000].split("\n")[:_LOOKED_AT] if line.strip()]
    return (
        max(_SEPARATORS, key=lambda sign: sum(min(line.count(sign), 30) for line in lines if sign in line))
        if lines
        else ","
    )


def _parsed(text: str, separator: str, *, quoted: bool) -> list[list[str]] | None:
    # One cell must not take the rest of a file whose quotation mark was forgotten.
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_ROWS * 2:
                raise unreadable("sheet_too_large")
    except csv.Error:
        return None
    return rows
