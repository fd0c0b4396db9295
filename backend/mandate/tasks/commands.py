"""Tasks as people change them: staffed, activated, edited, suspended, withdrawn, restored."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.platform.errors import FieldError, Refusal, forbidden, invalid, not_found, stale
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.tasks.asking import parameters_of
from mandate.tasks.details import task_detail
from mandate.tasks.events import TaskEvent
from mandate.tasks.queries import row_rule
from mandate.tasks.rules import SLOTS, Move, Party, ensure_move, ensure_staffed, is_accountable, party_of
from mandate.tasks.schemas import BulkStaffingForm, SlotsForm, StaffedTask, TaskForm
from mandate.tasks.tables import Task, TaskUnit
from mandate.units.tables import Unit

EVENTS = {
    Move.ACTIVATE: TaskEvent.ACTIVATE,
    Move.SUSPEND: TaskEvent.SUSPEND,
    Move.WITHDRAW: TaskEvent.WITHDRAW,
    Move.RESTORE: TaskEvent.RESTORE,
}


async def task_for_update(session: AsyncSession, actor: Actor, task_id: UUID, expected: int) -> Task:
    """The locked task, as its reader knew it. Raises 404 beyond the row rule, 412 when it has changed since."""
    statement = row_rule(select(Task).where(col(Task.id) == task_id), whole_zone=actor.reads_whole_zone)
    found = await session.execute(statement.with_for_update(of=Task), {"unit_ids": list(actor.unit_ids)})
    task: Task | None = found.scalar_one_or_none()
    if task is None:
        raise not_found()
    if task.version != expected:
        raise stale()
    return task


async def units_of_task(session: AsyncSession, task: Task) -> tuple[list[TaskUnit], dict[UUID, str]]:
    """Its units in order, and their names; the task's lock covers them."""
    statement = (
        select(TaskUnit, col(Unit.name))
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(col(TaskUnit.task_id) == task.id)
        .order_by(col(TaskUnit.relation), col(TaskUnit.ordinal))
    )
    rows = (await session.execute(statement)).all()
    return [unit for unit, _ in rows], {unit.unit_id: name for unit, name in rows}


def revise(task: Task) -> None:
    task.version += 1
    task.updated_at = now()


async def staff_unit(
    session: AsyncSession, actor: Actor, task_id: UUID, unit_id: UUID, form: SlotsForm, expected: int
) -> Task:
    """Fills 责任领导、责任科室、责任人员 of one unit; an officer does so for their own unit only."""
    task = await task_for_update(session, actor, task_id, expected)
    units, names = await units_of_task(session, task)
    unit = next((unit for unit in units if unit.unit_id == unit_id), None)
    if unit is None:
        raise not_found()
    party = party_of(actor, units)
    step = ensure_move(task.state, Move.STAFF, actor, party)
    if party < Party.SUPERVISOR and unit_id not in actor.unit_ids:
        raise forbidden(
            f"只能填写本单位的责任人；{names[unit_id]}的责任人由该单位或营商办填写。",
            "You can staff your own unit only. The other unit or the supervisor fills in theirs.",
            "not_your_unit",
        )
    given = {slot: value for slot, value in form.model_dump(include=set(SLOTS)).items() if value is not None}
    before = {slot: getattr(unit, slot) for slot, value in given.items() if getattr(unit, slot) != value}
    if not before:
        return task
    for slot in before:
        setattr(unit, slot, given[slot])
    if step.needs == "slots" and is_accountable(unit.relation, has_lead=any(one.relation == "lead" for one in units)):
        ensure_staffed(units, names)
    revise(task)
    named = {"unit": names[unit_id], "unit_id": str(unit_id)}
    after = {slot: given[slot] for slot in before}
    record(session, TaskEvent.STAFF, "task", task.id, task.title, before=named | before, after=named | after)
    return task


async def staff_tasks(session: AsyncSession, actor: Actor, form: BulkStaffingForm) -> list[StaffedTask]:
    """The same people for many tasks of one unit: all or none, with an error for each task that refuses."""
    if len({asked.task for asked in form.tasks}) < len(form.tasks):
        raise invalid(
            "task_twice", "同一任务出现了两次，请去掉重复的。", "A task is named twice. Remove the duplicate."
        )
    staffed, errors = {}, []
    # In one order everywhere, so that two such commands never wait for each other.
    for place, asked in sorted(enumerate(form.tasks), key=lambda entry: entry[1].task):
        try:
            task = await staff_unit(session, actor, asked.task, form.unit, form, asked.version)
        except Refusal as refused:
            errors.append(FieldError(f"/tasks/{place}", refused.code, refused.message_zh, refused.message_en))
        else:
            staffed[place] = StaffedTask(id=task.id, version=task.version)
    if errors:
        raise invalid(
            "some_tasks_refused",
            f"有 {len(errors)} 项任务不能填写，全部未保存。请按提示处理或去掉这些任务后重试。",
            f"{len(errors)} tasks were refused and nothing was saved. Correct or leave them out, then try again.",
            *sorted(errors, key=lambda error: int(error.pointer.rpartition("/")[2])),
        )
    return [staffed[place] for place in range(len(form.tasks))]


async def move_task(
    session: AsyncSession, actor: Actor, task_id: UUID, move: Move, expected: int, reason: str = ""
) -> Task:
    """Activates, suspends, withdraws or restores: see the table of moves."""
    task = await task_for_update(session, actor, task_id, expected)
    units, names = await units_of_task(session, task)
    step = ensure_move(task.state, move, actor, party_of(actor, units))
    if step.needs == "slots":
        ensure_staffed(units, names)
    before, task.state = task.state, step.to
    revise(task)
    state = {"state": before}, {"state": step.to}
    record(session, EVENTS[move], "task", task.id, task.title, before=state[0], after=state[1], reason=reason)
    return task


async def edit_task(session: AsyncSession, actor: Actor, task_id: UUID, form: TaskForm, expected: int) -> Task:
    """Deadline and precondition, as the supervisor sets them after adoption."""
    task = await task_for_update(session, actor, task_id, expected)
    units, _ = await units_of_task(session, task)
    ensure_move(task.state, Move.EDIT, actor, party_of(actor, units))
    given: dict[str, Any] = form.model_dump(exclude_unset=True)
    changed = {name: value for name, value in given.items() if value != getattr(task, name) and may_be(name, value)}
    if not changed:
        return task
    before = {name: _plain(getattr(task, name)) for name in changed}
    for name, value in changed.items():
        setattr(task, name, value)
    revise(task)
    after = {name: _plain(value) for name, value in changed.items()}
    record(session, TaskEvent.EDIT, "task", task.id, task.title, before=before, after=after)
    return task


def may_be(name: str, value: object) -> bool:
    """Only a date may be emptied by null."""
    return value is not None or name == "deadline_date"


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


async def task_as_read(session: AsyncSession, actor: Actor, task_id: UUID) -> tuple[str, int]:
    """The task's page as JSON, and its version, as this transaction leaves them."""
    await session.flush()
    statement = task_detail(whole_zone=actor.reads_whole_zone, in_units=bool(actor.unit_ids))
    asked = {"task": task_id, **parameters_of(actor)}
    row = (await session.execute(statement.select, asked)).one()
    return row.document, row.version
