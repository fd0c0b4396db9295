"""One number with its unit, as found in a text."""

from dataclasses import dataclass
from decimal import Decimal

from mandate.quantities.expressions import Operator


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit, as found in a text.

    `start`/`end` span number, unit and a qualifier such as 以上; `operator` is None when no word states one.
    `rank` is 前 or 后 for a place in a ranking. `baseline_of_next` marks the first number of 由X压减至Y. `shared` tells
    that the unit stands at a later number of the list.
    """

    start: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    operator: Operator | None
    chinese: bool = False
    percent: bool = False
    tail: str = ""
    rank: str = ""
    baseline: Decimal | None = None
    baseline_of_next: bool = False
    shared: bool = False
