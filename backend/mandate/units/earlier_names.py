"""Earlier names of a unit in one cell: each with its last day. Pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pydantic import TypeAdapter, ValidationError

from mandate.platform import days
from mandate.units.names import UnitName, join_names, split_names
from mandate.units.periods import EARLIEST, day_before

# A name and the first day without it.
EarlierName = tuple[str, date]
ENTRY = re.compile(r"(.+)[（(]至(\d{4}-\d{2}-\d{2})[）)]", re.DOTALL)
_NAME: TypeAdapter[str] = TypeAdapter(UnitName)


def write_earlier(names: Sequence[EarlierName]) -> str:
    return join_names(f"{name}（至{day_before(until).isoformat()}）" for name, until in names)


def read_earlier(cell: str) -> tuple[EarlierName, ...]:
    """In the order of their days. Raises ValueError with the entry that cannot be read, or whose day is taken."""
    found: dict[date, str] = {}
    for text in split_names(cell):
        entry = ENTRY.fullmatch(text)
        if entry is None:
            raise ValueError(text)
        try:
            name, until = _NAME.validate_python(entry[1].strip()), date.fromisoformat(entry[2]) + timedelta(days=1)
        except (ValidationError, ValueError, OverflowError):
            raise ValueError(text) from None
        if until in found or not EARLIEST <= until <= days.today():
            raise ValueError(text)
        found[until] = name
    return tuple((found[until], until) for until in sorted(found))
