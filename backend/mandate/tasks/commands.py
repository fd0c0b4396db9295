"""Tasks as people change them: staffed, activated, edited, suspended, withdrawn, restored."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.platform.errors import FieldError, Refusal, invalid, not_found, stale
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.tasks import changes
from mandate.tasks.asking import parameters_of
from mandate.tasks.changes import Outcome, Subject
from mandate.tasks.details import task_detail
from mandate.tasks.queries import row_rule
from mandate.tasks.rules import SLOTS, Move
from mandate.tasks.schemas import BulkStaffingForm, SlotsForm, StaffedTask, TaskForm
from mandate.tasks.tables import Task, TaskUnit
from mandate.units.tables import Unit


async def task_for_update(session: AsyncSession, actor: Actor, task_id: UUID, expected: int | None) -> Task:
    """The locked task, as its reader knew it. Raises 404 beyond the row rule, 412 when it has changed since.

    With None the caller compares the versions, once it knows that the part it was asked for is there.
    """
    statement = row_rule(select(Task).where(col(Task.id) == task_id), whole_zone=actor.reads_whole_zone)
    found = await session.execute(statement.with_for_update(of=Task), {"unit_ids": list(actor.unit_ids)})
    task: Task | None = found.scalar_one_or_none()
    if task is None:
        raise not_found()
    if expected is not None:
        ensure_version(task, expected)
    return task


def ensure_version(task: Task, expected: int) -> None:
    if task.version != expected:
        raise stale()


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


async def subject_of(session: AsyncSession, actor: Actor, task_id: UUID, expected: int | None) -> Subject:
    task = await task_for_update(session, actor, task_id, expected)
    units, names = await units_of_task(session, task)
    return Subject(task, units, names)


async def settle(session: AsyncSession, subject: Subject, outcome: Outcome | None) -> Task:
    """Writes a change with its event; what changed nothing leaves none."""
    task = subject.task
    if outcome is None:
        return task
    session.add_all(subject.added)
    for row in subject.removed:
        await session.delete(row)
    revise(task)
    before, after = outcome.before, outcome.after
    record(session, outcome.tag, "task", task.id, task.title, before=before, after=after, reason=outcome.reason)
    return task


def revise(task: Task) -> None:
    task.version += 1
    task.updated_at = now()


async def staff_unit(
    session: AsyncSession, actor: Actor, task_id: UUID, unit_id: UUID, form: SlotsForm, expected: int
) -> Task:
    """Fills 责任领导、责任科室、责任人员 of one unit; an officer does so for their own unit only."""
    subject = await subject_of(session, actor, task_id, expected)
    given = {slot: value for slot, value in form.model_dump(include=set(SLOTS)).items() if value is not None}
    return await settle(session, subject, changes.staff(subject, actor, unit_id, given))


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
    subject = await subject_of(session, actor, task_id, expected)
    return await settle(session, subject, changes.move(subject, actor, move, reason))


async def edit_task(session: AsyncSession, actor: Actor, task_id: UUID, form: TaskForm, expected: int) -> Task:
    """Deadline and precondition, as the supervisor sets them after adoption."""
    subject = await subject_of(session, actor, task_id, expected)
    given: dict[str, Any] = form.model_dump(exclude_unset=True)
    values = {name: value for name, value in given.items() if may_be(name, value)}
    return await settle(session, subject, changes.edit(subject, actor, values))


def may_be(name: str, value: object) -> bool:
    """Only a date may be emptied by null."""
    return value is not None or name == "deadline_date"


async def task_as_read(session: AsyncSession, actor: Actor, task_id: UUID) -> tuple[str, int]:
    """The task's page as JSON, and its version, as this transaction leaves them."""
    await session.flush()
    statement = task_detail(whole_zone=actor.reads_whole_zone, in_units=bool(actor.unit_ids))
    asked = {"task": task_id, **parameters_of(actor)}
    row = (await session.execute(statement.select, asked)).one()
    return row.document, row.version
