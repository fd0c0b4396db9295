"""A reorganisation composes three rooms in one transaction: units, their tasks, their officers."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from mandate.access.gate import GatedRoute, Tx, allow
from mandate.access.handover import move_officers, officers_of
from mandate.access.permissions import Permission
from mandate.cycles.succession import ensure_no_duties, let_duties_follow
from mandate.plans.unit_succession import let_drafts_follow, let_habits_follow
from mandate.platform import days
from mandate.platform.errors import Refusal
from mandate.tasks.following import ensure_nobody_waits, let_sub_tasks_follow, let_views_follow, let_waits_follow
from mandate.tasks.succession import ensure_no_open_tasks, hand_tasks_on, tasks_went_on
from mandate.tasks.tables import RELATIONS
from mandate.units import time_rules
from mandate.units.planning import due, form_of, ordered_by, plan_reorganisation, tell_failure
from mandate.units.reorganising import (
    Reorganised,
    conclude,
    followed_by,
    reorganise,
    tasks_handed_over,
    title_of,
    undo_reorganisation,
)
from mandate.units.schemas import MemberName
from mandate.units.staff_succession import let_staff_follow
from mandate.units.succession import heirs_of_ended, let_convened_follow
from mandate.units.tables import Unit
from mandate.units.time_rules import no_such_place
from mandate.units.time_schemas import PartyName, ReorganisationForm, ReorganisationOutcome

router = APIRouter(prefix="/api/v1/zones/{zone}/reorganisations", tags=["units"], route_class=GatedRoute)

Editing = Depends(allow(Permission.UNIT_EDIT))


@router.post("", status_code=201, dependencies=[Editing])
async def record_reorganisation(form: ReorganisationForm, session: Tx) -> ReorganisationOutcome:
    """Records a merge, split, dissolution or founding from a day on, and hands tasks and officers to the successors.

    On a day to come (Asia/Shanghai) it is kept until then and carried out before the first request of that day, in the
    name of who ordered it; what it would refuse today it refuses at once.

    Open tasks go where `hand_over` says by the unit's part in them, single ones where `tasks` says; officers move to
    the first successor, or where `officers` says. Sections and people, what others wait for, duties, drafts in review,
    reading habits and saved searches go to `hand_over.rest` where a unit ends. What is withdrawn, done or over keeps
    the unit of then. Every task keeps an event in its history.
    """
    if form.effective_date <= days.today():
        return await carry_out(session, form, days.today())
    return await order(session, form)


@router.delete("/{reorganisation}", status_code=204, dependencies=[Editing])
async def undo_unit_reorganisation(
    reorganisation: Annotated[UUID, Path(description="As the history of a unit lists it.")],
    session: Tx,
) -> None:
    """Takes back a reorganisation recorded by mistake; 409 `tasks_handed_over` once anything went on by it."""
    if await tasks_went_on(session, reorganisation) or await followed_by(session, reorganisation):
        raise tasks_handed_over()
    await undo_reorganisation(session, reorganisation)


async def order(session: AsyncSession, form: ReorganisationForm) -> ReorganisationOutcome:
    """Tries the reorganisation, takes it back, and keeps it for its day."""
    async with session.begin_nested() as trial:
        outcome = await carry_out(session, form, form.effective_date)
        await trial.rollback()
    made = {unit.name for unit in form.successors if unit.unit is None}
    outcome.successors = [
        PartyName(id=None if one.name in made else one.id, name=one.name) for one in outcome.successors
    ]
    names = [[one.name for one in side] for side in (outcome.predecessors, outcome.successors)]
    planned = await plan_reorganisation(session, form, *names)
    outcome.id, outcome.state = planned.id, "planned"
    return outcome


async def carry_out_due(session: AsyncSession) -> None:
    """What was ordered for a day that has come, each wholly or not at all; doing it twice changes nothing."""
    for planned in await due(session, days.today()):
        form = form_of(planned.form)
        session.info["ordered_by"] = ordered_by(planned)
        try:
            async with session.begin_nested():
                if form is None:
                    raise time_rules.order_unreadable()
                await carry_out(session, form, planned.effective_date)
                await session.delete(planned)
        except Refusal as refusal:
            failure = refusal
        except IntegrityError:
            failure = time_rules.order_overtaken()
        else:
            continue
        finally:
            del session.info["ordered_by"]
        await session.refresh(planned)
        await tell_failure(session, planned, failure)


async def carry_out(session: AsyncSession, form: ReorganisationForm, today: date) -> ReorganisationOutcome:
    """The whole reorganisation, in a number of statements that grows with its officers only."""
    done = await reorganise(session, form, today)
    tasks = await _hand_tasks_on(session, done, form)
    posts = [await _move_officers(session, done, unit, form) for unit in done.predecessors]
    moved = {(unit.id, account): there for unit, (_, there_by) in zip(done.predecessors, posts, strict=True)
             for account, there in there_by.items()}  # fmt: skip
    followed = {
        "tasks": tasks,
        "officers": sum(count for count, _ in posts),
        **await _follow(session, done, form, moved),
    }
    conclude(session, done, followed)
    made = done.reorganisation
    return ReorganisationOutcome(
        id=made.id,
        state="done",
        kind=form.kind,
        effective_date=made.effective_date,
        predecessors=[MemberName(id=unit.id, name=unit.name) for unit in done.predecessors],
        successors=[PartyName(id=unit.id, name=unit.name) for unit in done.successors],
        **followed,
    )


async def _hand_tasks_on(session: AsyncSession, done: Reorganised, form: ReorganisationForm) -> int:
    if not done.successors:
        for ensure_nothing_left in (ensure_no_open_tasks, ensure_nobody_waits, ensure_no_duties):
            await ensure_nothing_left(session, done.predecessors)
        return 0
    by_relation = {
        relation: successor_at(done, getattr(form.hand_over, relation), f"/hand_over/{relation}")
        for relation in RELATIONS
    }
    by_task = {
        one.task: successor_at(done, one.successor, f"/tasks/{place}/successor") for place, one in enumerate(form.tasks)
    }
    return await hand_tasks_on(
        session, done.reorganisation, done.predecessors, by_relation, by_task, continues=form.continues
    )


async def _move_officers(
    session: AsyncSession, done: Reorganised, unit: Unit, form: ReorganisationForm
) -> tuple[int, dict[UUID, Unit]]:
    """How many posts moved, and where those people are now, by account.

    Unless it says otherwise, officers of a unit that ends go to its first successor, those of one that goes on stay.
    """
    if not done.successors:
        return 0, {}
    first = None if form.continues else done.successors[0]
    posts = await officers_of(session, unit.id)
    places = {post.id: first for post in posts}
    for place, one in enumerate(form.officers):
        if one.membership in places:
            places[one.membership] = successor_at(done, one.successor, f"/officers/{place}/successor")
    wanted = {post: successor.id for post, successor in places.items() if successor is not None}
    there = {post.account_id: successor for post in posts if (successor := places[post.id]) is not None}
    return await move_officers(session, unit.id, wanted, title_of(done)), there


async def _follow(
    session: AsyncSession, done: Reorganised, form: ReorganisationForm, moved: Mapping[tuple[UUID, UUID], Unit]
) -> dict[str, int]:
    """What hangs on the units besides tasks: open work goes on, what is over keeps the unit of then."""
    if not done.successors or not done.predecessors:
        return {}
    heir = successor_at(done, form.hand_over.rest, "/hand_over/rest")
    homes = {unit.id: None if form.continues else heir for unit in done.predecessors}
    sections, people = await let_staff_follow(session, form.effective_date, homes, moved)
    if form.continues or heir is None:
        return {"sections": sections, "people": people}
    heirs = await heirs_of_ended(session, done.reorganisation, done.ended, heir)
    await let_convened_follow(session, heirs)
    await let_sub_tasks_follow(session, heirs)
    return {
        "sections": sections,
        "people": people,
        "waits": await let_waits_follow(session, heirs),
        "duties": await let_duties_follow(session, heirs),
        "drafts": await let_drafts_follow(session, heirs),
        "habits": await let_habits_follow(session, heirs),
        "views": await let_views_follow(session, heirs),
    }


def successor_at(done: Reorganised, place: int | None, pointer: str) -> Unit | None:
    if place is None:
        return None
    if place >= len(done.successors):
        raise no_such_place(pointer)
    return done.successors[place]
