"""Names and successions by date. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

EARLIEST, LATEST = date(1949, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class NamePeriod:
    """A name and the days on which it stands: from `first` (None: always) until the day before `until` (None: on)."""

    name: str
    first: date | None
    until: date | None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.until is None or day < self.until)


def name_periods(names: Iterable[tuple[str, date | None]]) -> list[NamePeriod]:
    """Periods of one unit's dated names: each ends where the next begins."""
    ordered = sorted(names, key=lambda pair: pair[1] or date.min)
    ends = [first for _, first in ordered[1:]] + [None]
    return [NamePeriod(name, first, until) for (name, first), until in zip(ordered, ends, strict=True)]


def name_on(periods: Sequence[NamePeriod], day: date) -> NamePeriod | None:
    return next((period for period in periods if period.holds(day)), None)


@dataclass(frozen=True, slots=True)
class Succession:
    """A reorganisation: what its predecessors were, its successors are from `effective_date` on."""

    id: UUID
    kind: str
    effective_date: date
    continues: bool
    predecessors: tuple[UUID, ...]
    successors: tuple[UUID, ...]

    def ends(self, unit_id: UUID) -> bool:
        return unit_id in self.predecessors and not self.continues


def ended_on(unit_id: UUID, successions: Iterable[Succession]) -> date | None:
    """The first day on which the unit no longer exists."""
    return min((one.effective_date for one in successions if one.ends(unit_id)), default=None)


def founded_on(unit_id: UUID, successions: Iterable[Succession]) -> date | None:
    """The first day of a unit that was founded as such; units that only took over something are older."""
    founding = (one.effective_date for one in successions if one.kind == "found" and unit_id in one.successors)
    return min(founding, default=None)


def heirs_of(unit_id: UUID, successions: Sequence[Succession], day: date | None = None) -> tuple[UUID, ...]:
    """Who stands for the unit on `day` (None: now): itself while it exists, else its successors, and theirs."""
    found: dict[UUID, None] = {}
    asked, open_ids = set(), [unit_id]
    while open_ids:
        one = open_ids.pop(0)
        if one in asked:
            continue
        asked.add(one)
        ending = next((s for s in successions if s.ends(one) and (day is None or s.effective_date <= day)), None)
        if ending is None:
            found[one] = None
        else:
            open_ids += ending.successors
    return tuple(found)


def day_before(day: date) -> date:
    return day - timedelta(days=1)
