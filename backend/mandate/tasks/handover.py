"""Hand-over of a person's work (调岗交接): every slot goes to the colleague or stays where it is, in one transaction."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.access.permissions import Role
from mandate.platform import days
from mandate.platform.errors import FieldError, Refusal, conflict, forbidden, invalid, not_found, stale
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.tasks.breakdown_tables import SubTask
from mandate.tasks.commands import revise
from mandate.tasks.events import TaskEvent
from mandate.tasks.handover_schemas import HandedOver, HandOverPersonForm
from mandate.tasks.queries import row_rule
from mandate.tasks.schemas import StaffedTask
from mandate.tasks.succession import OPEN_STATES
from mandate.tasks.tables import Task, TaskUnit
from mandate.units.tables import Unit
from mandate.units.time_tables import UnitPerson

PERSON_SLOTS = ("responsible_leader", "responsible_officer")


async def hand_person_over(session: AsyncSession, actor: Actor, unit_id: UUID, form: HandOverPersonForm) -> HandedOver:
    """Puts the colleague wherever the person stands on the unit's open tasks, or on those chosen, all or none."""
    unit = await session.scalar(select(Unit).where(col(Unit.id) == unit_id))
    if unit is None:
        raise not_found()
    ensure_may(actor, unit)
    ensure_sensible(form)
    held = await _held(session, actor, unit_id, form.person)
    if not held:
        raise nothing_to_hand_over(form.person, unit.name)
    chosen = _chosen(form, [task for task, _ in held])
    handed = []
    for task, part in held:
        if task.id in chosen:
            await _hand(session, task, part, unit, form)
            handed.append(StaffedTask(id=task.id, version=task.version))
    if form.leaves:
        await _leave(session, unit_id, form)
    return HandedOver(items=handed, left=len(held) - len(handed))


async def _held(session: AsyncSession, actor: Actor, unit_id: UUID, person: str) -> list[tuple[Task, TaskUnit]]:
    sub = select(col(SubTask.task_id)).where(
        col(SubTask.unit_id) == unit_id, col(SubTask.state) == "open", col(SubTask.responsible_officer) == person
    )
    standing = [getattr(TaskUnit, slot) == person for slot in PERSON_SLOTS]
    both: list[Any] = [Task, TaskUnit]
    rows = (
        select(*both)
        .join(TaskUnit, col(TaskUnit.task_id) == col(Task.id))
        .where(
            col(TaskUnit.unit_id) == unit_id,
            col(Task.state).in_(OPEN_STATES),
            or_(*standing, col(Task.id).in_(sub)),
        )
        # In one order everywhere, so that two such commands never wait for each other.
        .order_by(col(Task.id))
        .with_for_update(of=Task)
    )
    rows = row_rule(rows, whole_zone=actor.reads_whole_zone)
    found = await session.execute(rows, {"unit_ids": list(actor.unit_ids)})
    return [(row[0], row[1]) for row in found.all()]


def _chosen(form: HandOverPersonForm, held: list[Task]) -> set[UUID]:
    """The tasks asked for, each as its reader knew it; all where none is named."""
    known = {task.id: task for task in held}
    if form.tasks is None:
        return set(known)
    for asked in form.tasks:
        task = known.get(asked.task)
        if task is None:
            raise not_found()
        if task.version != asked.version:
            raise stale()
    return {asked.task for asked in form.tasks}


async def _hand(session: AsyncSession, task: Task, part: TaskUnit, unit: Unit, form: HandOverPersonForm) -> None:
    slots = [slot for slot in PERSON_SLOTS if getattr(part, slot) == form.person]
    for slot in slots:
        setattr(part, slot, form.successor)
    subs = await session.execute(
        select(SubTask).where(
            col(SubTask.task_id) == task.id,
            col(SubTask.unit_id) == unit.id,
            col(SubTask.state) == "open",
            col(SubTask.responsible_officer) == form.person,
        )
    )
    titles = []
    for sub in subs.scalars():
        sub.responsible_officer = form.successor
        titles.append(sub.title)
    revise(task)
    await session.flush()
    told = {"unit": unit.name, "unit_id": str(unit.id), **({"sub_tasks": titles} if titles else {})}
    before = told | dict.fromkeys(slots or ["responsible_officer"], form.person)
    after = told | dict.fromkeys(slots or ["responsible_officer"], form.successor) | {"from_date": str(form.from_date)}
    record(session, TaskEvent.HAND_OVER, "task", task.id, task.title, before=before, after=after, reason=form.reason)


async def _leave(session: AsyncSession, unit_id: UUID, form: HandOverPersonForm) -> None:
    """The person's entry in the directory of the unit ends; the events of the tasks say why."""
    posts = await session.execute(
        select(UnitPerson).where(
            col(UnitPerson.unit_id) == unit_id, col(UnitPerson.name) == form.person, col(UnitPerson.to_date).is_(None)
        )
    )
    for post in posts.scalars():
        post.to_date = max(form.from_date, post.from_date or form.from_date)
        post.version += 1
        post.updated_at = now()
    await session.flush()


def ensure_may(actor: Actor, unit: Unit) -> None:
    """The supervisor hands over anybody's work, an officer that of their own unit."""
    if Role.SUPERVISOR not in actor.roles and unit.id not in actor.unit_ids:
        raise forbidden(
            f"只能交接本单位人员的工作；{unit.name}的交接由该单位或营商办办理。",
            "You can hand over the work of your own unit only. The other unit or the supervisor does theirs.",
            "not_your_unit",
        )


def ensure_sensible(form: HandOverPersonForm) -> None:
    if form.person == form.successor:
        zh, en = "接手人与交出人相同，请填写另一位。", "Both are the same person. Name somebody else."
        raise invalid("same_person", zh, en, FieldError("/successor", "same_person", zh, en))
    if form.from_date > days.today():
        zh = "交接日期还没有到。请在交接之日起办理。"
        en = "The day has not come. Hand over from that day on."
        raise invalid("day_to_come", zh, en, FieldError("/from_date", "day_to_come", zh, en))


def nothing_to_hand_over(person: str, unit: str) -> Refusal:
    return conflict(
        "nothing_to_hand_over",
        f"{unit}未办结的任务上没有“{person}”。请核对姓名，或刷新页面查看最新情况。",
        f"'{person}' stands on no open task of {unit}. Check the name, or reload the page.",
    )
