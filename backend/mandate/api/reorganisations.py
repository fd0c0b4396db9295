"""A reorganisation composes three rooms in one transaction: units, their tasks, their officers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from sqlalchemy.ext.asyncio import AsyncSession

from mandate.access.gate import GatedRoute, Tx, allow
from mandate.access.handover import move_officers, officers_of
from mandate.access.permissions import Permission
from mandate.tasks.succession import ensure_no_open_tasks, hand_tasks_on, tasks_went_on
from mandate.units.reorganising import Reorganised, reorganise, tasks_handed_over, title_of, undo_reorganisation
from mandate.units.schemas import MemberName
from mandate.units.tables import Unit
from mandate.units.time_rules import no_such_place
from mandate.units.time_schemas import ReorganisationForm, ReorganisationOutcome

router = APIRouter(prefix="/api/v1/zones/{zone}/reorganisations", tags=["units"], route_class=GatedRoute)

Editing = Depends(allow(Permission.UNIT_EDIT))


@router.post("", status_code=201, dependencies=[Editing])
async def record_reorganisation(form: ReorganisationForm, session: Tx) -> ReorganisationOutcome:
    """Records a merge, split, dissolution or founding from a day on, and hands tasks and officers to the successors.

    Open tasks go where `hand_over` says by the unit's part in them, single ones where `tasks` says; officers move to
    the first successor, or where `officers` says. Withdrawn tasks stay. Every task keeps an event in its history.
    """
    return await carry_out(session, form)


@router.delete("/{reorganisation}", status_code=204, dependencies=[Editing])
async def undo_unit_reorganisation(
    reorganisation: Annotated[UUID, Path(description="As the history of a unit lists it.")],
    session: Tx,
) -> None:
    """Takes back a reorganisation recorded by mistake; 409 `tasks_handed_over` once tasks went on by it."""
    if await tasks_went_on(session, reorganisation):
        raise tasks_handed_over()
    await undo_reorganisation(session, reorganisation)


async def carry_out(session: AsyncSession, form: ReorganisationForm) -> ReorganisationOutcome:
    done = await reorganise(session, form)
    tasks = sum([await _hand_tasks_on(session, done, unit, form) for unit in done.predecessors])
    officers = sum([await _move_officers(session, done, unit, form) for unit in done.predecessors])
    made = done.reorganisation
    return ReorganisationOutcome(
        id=made.id,
        kind=form.kind,
        effective_date=made.effective_date,
        predecessors=[MemberName(id=unit.id, name=unit.name) for unit in done.predecessors],
        successors=[MemberName(id=unit.id, name=unit.name) for unit in done.successors],
        tasks=tasks,
        officers=officers,
    )


async def _hand_tasks_on(session: AsyncSession, done: Reorganised, unit: Unit, form: ReorganisationForm) -> int:
    if not done.successors:
        await ensure_no_open_tasks(session, unit)
        return 0
    by_relation = {
        relation: successor_at(done, place, f"/hand_over/{relation}")
        for relation, place in form.hand_over.model_dump().items()
    }
    by_task = {
        one.task: successor_at(done, one.successor, f"/tasks/{place}/successor") for place, one in enumerate(form.tasks)
    }
    return await hand_tasks_on(session, done.reorganisation, unit, by_relation, by_task, continues=form.continues)


async def _move_officers(session: AsyncSession, done: Reorganised, unit: Unit, form: ReorganisationForm) -> int:
    """Unless it says otherwise, officers of a unit that ends go to its first successor, those of one that goes on stay."""
    if not done.successors:
        return 0
    first = None if form.continues else done.successors[0]
    places = {post.id: first for post in await officers_of(session, unit.id)}
    for place, one in enumerate(form.officers):
        if one.membership in places:
            places[one.membership] = successor_at(done, one.successor, f"/officers/{place}/successor")
    wanted = {post: successor.id for post, successor in places.items() if successor is not None}
    return await move_officers(session, unit.id, wanted, title_of(done))


def successor_at(done: Reorganised, place: int | None, pointer: str) -> Unit | None:
    if place is None:
        return None
    if place >= len(done.successors):
        raise no_such_place(pointer)
    return done.successors[place]
