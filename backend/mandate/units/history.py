"""What is told about a unit's names and successions, from the rows of the zone's directory. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

from mandate.platform import days
from mandate.units.matching import How, resolve
from mandate.units.periods import Succession, ended_on, founded_on, name_periods
from mandate.units.schemas import MemberName
from mandate.units.time_queries import directory_on, name_then, succession_of
from mandate.units.time_schemas import (
    DatedNameRow,
    NameResolution,
    ReorganisationRow,
    ResolvedUnit,
    SuccessionStep,
    UnitHistory,
)

# A row of a statement of `time_queries`, on either road to the database.
Row = Any


def resolution_of(name: str, day: date, units: Sequence[Row], succession_rows: Sequence[Row]) -> NameResolution:
    """Which unit the name means on that day; a unit that is gone is named all the same, with its successors."""
    successions = [succession_of(row) for row in succession_rows]
    found = resolve(name, directory_on(day, units, ()))
    gone = found.how is How.INACTIVE and len(found.candidates) == 1
    unit_id = found.candidates[0].unit_id if gone else found.unit_id
    known = {row["id"]: row for row in units}
    told = NameResolution(
        name=name,
        on=day,
        how=found.how,
        unit=None,
        predecessors=[],
        successors=[],
        candidates=[MemberName(id=one.unit_id, name=one.name) for one in found.candidates],
    )
    if unit_id is None:
        return told
    row = known[unit_id]
    told.unit = _resolved(row, day, successions)
    told.candidates = []
    facts = {row["id"]: row for row in succession_rows}
    for one in successions:
        if unit_id in one.predecessors:
            told.successors += [_step(known[other], facts[one.id]) for other in one.successors if other in known]
        if unit_id in one.successors:
            told.predecessors += [_step(known[other], facts[one.id]) for other in one.predecessors if other in known]
    return told


def _resolved(row: Row, day: date, successions: Sequence[Succession]) -> ResolvedUnit:
    founded, ended = founded_on(row["id"], successions), ended_on(row["id"], successions)
    existed = (founded is None or founded <= day) and (ended is None or day < ended)
    period = name_then(row, day) if existed else None
    return ResolvedUnit(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        active=row["active"],
        name_then=period.name if period else None,
        name_from_date=period.first if period else None,
        name_until_date=period.until if period else None,
        founded_date=founded,
        ended_date=ended,
    )


def _step(unit: Row, fact: Row) -> SuccessionStep:
    return SuccessionStep(
        id=unit["id"],
        name=unit["name"],
        kind=fact["kind"],
        effective_date=fact["effective_date"],
        basis=fact["basis"],
    )


def history_of(
    unit_id: UUID,
    version: int,
    units: Sequence[Row],
    names: Sequence[Row],
    succession_rows: Sequence[Row],
    *,
    may_edit: bool,
) -> UnitHistory:
    known = {row["id"]: row for row in units}
    own = known[unit_id]
    successions = [succession_of(row) for row in succession_rows]
    mine = [row for row in succession_rows if unit_id in (*(row["predecessors"] or ()), *(row["successors"] or ()))]
    ended = ended_on(unit_id, successions)
    actions: list[Literal["rename", "reorganise"]] = []
    if may_edit:
        actions = ["rename", "reorganise"] if ended is None and own["kind"] != "collective" else ["rename"]
    return UnitHistory(
        id=unit_id,
        name=own["name"],
        active=own["active"],
        version=version,
        founded_date=founded_on(unit_id, successions),
        ended_date=ended,
        names=_names(own, names),
        reorganisations=[_reorganisation(unit_id, row, known) for row in mine],
        actions=actions,
    )


def _names(own: Row, names: Sequence[Row]) -> list[DatedNameRow]:
    if not names:
        fact = {"id": None, "from_date": None, "until_date": None, "basis": "", "note": "", "state": "current"}
        return [DatedNameRow(name=own["name"], **fact)]
    today = days.today()
    periods = name_periods((row["name"], row["from_date"]) for row in names)
    told = []
    for row, period in zip(names, periods, strict=True):
        coming = period.first is not None and period.first > today
        state = "coming" if coming else "current" if period.holds(today) else "earlier"
        days_of = {"from_date": period.first, "until_date": period.until}
        told.append(
            DatedNameRow(**{name: row[name] for name in ("id", "name", "basis", "note")}, **days_of, state=state)
        )
    return told


def _reorganisation(unit_id: UUID, row: Row, known: Mapping[UUID, Row]) -> ReorganisationRow:
    facts = {name: row[name] for name in ("id", "kind", "effective_date", "basis", "note", "continues")}
    sides = {
        side: [MemberName(id=one, name=known[one]["name"]) for one in row[side] or () if one in known]
        for side in ("predecessors", "successors")
    }
    side: Literal["predecessor", "successor"] = "predecessor" if unit_id in (row["predecessors"] or ()) else "successor"
    return ReorganisationRow(**facts, **sides, side=side)
