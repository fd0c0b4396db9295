"""Merges, splits, dissolutions and foundings: who ends, who begins, who stands behind which collective name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.errors import conflict, not_found
from mandate.platform.events import Event, record
from mandate.platform.ids import new_id
from mandate.platform.rows import now
from mandate.units import rules, time_rules
from mandate.units.commands import lock_directory, unit_for_update
from mandate.units.events import UnitEvent
from mandate.units.kinds import guess_kind
from mandate.units.matching import KnownName
from mandate.units.names import sort_key
from mandate.units.tables import Unit, UnitMember
from mandate.units.time_queries import read_successions
from mandate.units.time_schemas import ReorganisationForm, SuccessorForm
from mandate.units.time_tables import Reorganisation, ReorganisedUnit

# What may go on to successors; an event names what did.
FOLLOWING = {"tasks", "officers", "sections", "people", "waits", "duties", "drafts", "habits", "views"}


@dataclass(frozen=True, slots=True)
class Reorganised:
    reorganisation: Reorganisation
    predecessors: list[Unit]
    successors: list[Unit]
    collectives: Sequence[str] = ()

    @property
    def ended(self) -> list[Unit]:
        return [] if self.reorganisation.continues else self.predecessors


async def reorganise(session: AsyncSession, form: ReorganisationForm, today: date) -> Reorganised:
    """Links predecessors and successors, makes new units, ends those that do not go on.

    What hangs on the units follows in the rooms that own it; `conclude` then records the event.
    """
    directory = await lock_directory(session)
    time_rules.ensure_come(form.effective_date, today)
    successions = await read_successions(session)
    # In one order everywhere, so that two such commands never wait for each other.
    asked = sorted({*form.predecessors, *(one.unit for one in form.successors if one.unit is not None)})
    known = {unit_id: await unit_for_update(session, unit_id) for unit_id in asked}
    time_rules.ensure_parties(
        form.kind, form.predecessors, [one.unit for one in form.successors], continues=form.continues
    )
    for unit_id in form.predecessors:
        time_rules.ensure_not_ended(unit_id, known[unit_id].name, successions)
    successors = []
    for place, one in enumerate(form.successors):
        if (one.unit is None) == (one.name is None):
            raise time_rules.successor_unclear(place)
        if one.unit is None:
            rules.ensure_names_free(directory, one.name or "", ())
            successors.append(_new_unit(one))
            directory.add(KnownName(successors[-1].id, successors[-1].name, successors[-1].name))
        else:
            successors.append(known[one.unit])
    predecessors = [known[unit_id] for unit_id in form.predecessors]
    for unit in (*predecessors, *successors):
        time_rules.ensure_no_collective(unit.name, unit.kind)
    session.add_all(successors)
    made = Reorganisation(**form.model_dump(include={"kind", "effective_date", "basis", "note", "continues"}))
    session.add(made)
    await session.flush()
    sides = (("predecessor", predecessors), ("successor", successors))
    session.add_all(
        ReorganisedUnit(reorganisation_id=made.id, unit_id=unit.id, side=side)
        for side, units in sides
        for unit in units
    )
    done = Reorganised(made, predecessors, successors)
    for unit in (*predecessors, *successors):
        unit.active = unit not in done.ended
        unit.version += 1
        unit.updated_at = now()
    await session.flush()
    collectives = await _stand_behind(session, predecessors, successors, leave=done.ended)
    return replace(done, collectives=collectives)


def conclude(session: AsyncSession, done: Reorganised, followed: dict[str, int]) -> None:
    """The event of a reorganisation, with how much of what followed it."""
    after = {**_told(done), **{name: count for name, count in followed.items() if count}}
    record(session, UnitEvent.REORGANISE, "reorganisation", done.reorganisation.id, title_of(done), after=after)


async def followed_by(session: AsyncSession, reorganisation_id: UUID) -> bool:
    """Whether anything went on to the successors by it."""
    told = await session.scalar(
        select(col(Event.after)).where(
            col(Event.subject_kind) == "reorganisation",
            col(Event.subject_id) == reorganisation_id,
            col(Event.tag) == UnitEvent.REORGANISE,
        )
    )
    return not FOLLOWING.isdisjoint(told or {})


def _new_unit(form: SuccessorForm) -> Unit:
    name = form.name or ""
    return Unit(id=new_id(), name=name, kind=form.kind or guess_kind(name), sort_key=sort_key(name), version=0)


async def _stand_behind(
    session: AsyncSession, predecessors: Sequence[Unit], successors: Sequence[Unit], *, leave: Sequence[Unit]
) -> list[str]:
    """Successors stand behind the collective names that their predecessors stood behind; tells which."""
    ids = [unit.id for unit in predecessors]
    rows = await session.execute(
        select(col(UnitMember.collective_id), col(UnitMember.member_id), col(Unit.name))
        .join(Unit, col(Unit.id) == col(UnitMember.collective_id))
        .where(col(UnitMember.member_id).in_([*ids, *(unit.id for unit in successors)]))
        .order_by(col(Unit.sort_key), col(Unit.id))
    )
    found = rows.all()
    names = {row.collective_id: row.name for row in found if row.member_id in ids}
    there = {(row.collective_id, row.member_id) for row in found}
    session.add_all(
        UnitMember(collective_id=collective, member_id=unit.id)
        for collective in names
        for unit in successors
        if (collective, unit.id) not in there
    )
    gone = [unit.id for unit in leave]
    await session.execute(delete(UnitMember).where(col(UnitMember.member_id).in_(gone)))
    await session.flush()
    return list(names.values())


async def undo_reorganisation(session: AsyncSession, reorganisation_id: UUID) -> None:
    """Takes back what was recorded by mistake, as long as no task was handed on by it: see the foreign key above."""
    await lock_directory(session)
    found = await session.execute(
        select(Reorganisation).where(col(Reorganisation.id) == reorganisation_id).with_for_update()
    )
    wrong = found.scalar_one_or_none()
    if wrong is None:
        raise not_found()
    parties = await session.execute(
        select(Unit, col(ReorganisedUnit.side))
        .join(ReorganisedUnit, col(ReorganisedUnit.unit_id) == col(Unit.id))
        .where(col(ReorganisedUnit.reorganisation_id) == wrong.id)
        .order_by(col(Unit.id))
        .with_for_update(of=Unit)
    )
    sides: dict[str, list[Unit]] = {"predecessor": [], "successor": []}
    for unit, side in parties:
        sides[side].append(unit)
    told = Reorganised(wrong, sides["predecessor"], sides["successor"])
    for unit in told.predecessors:
        unit.active = True
        unit.version += 1
        unit.updated_at = now()
    before = _told(told)
    await session.delete(wrong)
    await session.flush()
    record(session, UnitEvent.REORGANISATION_UNDO, "reorganisation", reorganisation_id, title_of(told), before=before)


def tasks_handed_over() -> Any:
    return conflict(
        "tasks_handed_over",
        "已有任务或人员随这次调整移交，不能直接撤回。请按实际情况再登记一次调整，把任务移交回来。",
        "Tasks were handed over with this change, so it cannot be taken back. Record the reverse change instead.",
    )


def title_of(done: Reorganised) -> str:
    zh, _ = time_rules.KIND_WORDS[done.reorganisation.kind]
    before, after = ("、".join(unit.name for unit in units) for units in (done.predecessors, done.successors))
    return f"{before} {zh} {after}".strip()


def _told(done: Reorganised) -> dict[str, Any]:
    made = done.reorganisation
    units = {
        side: [{"id": str(unit.id), "name": unit.name} for unit in units]
        for side, units in (("predecessors", done.predecessors), ("successors", done.successors))
    }
    facts = {"kind": made.kind, "effective_date": str(made.effective_date), "continues": made.continues}
    return {**facts, "basis": made.basis, "note": made.note, **units, "collectives": list(done.collectives)}
