"""Many tasks changed at once: previewed task by task, then made in one transaction, each with its own event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.platform.errors import FieldError, Refusal, invalid, not_found, stale
from mandate.tasks.asking import filters_of, parameters_of, shape_of
from mandate.tasks.breakdown_tables import Milestone, SubTask, TaskWait
from mandate.tasks.bulk_changes import CHANGES, Names, warning_of
from mandate.tasks.bulk_edit_schemas import (
    MOST_TASKS,
    BulkEdited,
    BulkEditForm,
    BulkPreview,
    BulkPreviewForm,
    EditedTask,
    PlannedEdit,
    RefusedTask,
    SetTopic,
    Words,
)
from mandate.tasks.changes import Outcome, Subject
from mandate.tasks.commands import settle
from mandate.tasks.queries import matching_tasks, row_rule
from mandate.tasks.schemas import TaskFilter
from mandate.tasks.tables import Task, TaskUnit
from mandate.tasks.topics import ensure_topics
from mandate.units.tables import Unit

UNITS_OF_CHANGE = ("unit", "new_unit", "on_unit")


@dataclass(frozen=True, slots=True)
class Tried:
    outcome: Outcome | None = None
    refusal: Refusal | None = None


async def preview_edit(session: AsyncSession, actor: Actor, form: BulkPreviewForm) -> BulkPreview:
    """Makes the change on copies that no session knows, and says what it did to each."""
    if bool(form.tasks) == (form.filter is not None):
        raise invalid(
            "selection_unclear",
            "请选择任务，或按当前条件全选，二者取一。",
            "Name the tasks, or give a filter: one of the two.",
            FieldError("/tasks", "selection_unclear", "选择不明确", "unclear"),
        )
    names = await names_of(session, form.change)
    tasks = await (chosen(session, actor, form.filter) if form.filter else named(session, actor, form.tasks))
    if len(tasks) < len(set(form.tasks)):
        raise not_found()
    subjects = await subjects_of(session, tasks)
    # From here on nothing can be written.
    session.expunge_all()
    items = [planned(subject, attempt(subject, actor, form.change, names)) for subject in subjects]
    refused = sum(item.refusal is not None for item in items)
    changing = sum(item.before is not None for item in items)
    return BulkPreview(items=items, changing=changing, refused=refused, unchanged=len(items) - changing - refused)


async def edit_tasks(session: AsyncSession, actor: Actor, form: BulkEditForm) -> BulkEdited:
    """Changes those that are still as the preview showed them; the others are refused by name."""
    names = await names_of(session, form.change)
    expected = {asked.task: asked.version for asked in form.tasks}
    # In one order everywhere, so that two such commands never wait for each other.
    subjects = await subjects_of(session, await named(session, actor, list(expected), lock=True))
    result = BulkEdited(changed=[], unchanged=[], refused=[])
    if len(subjects) < len(expected):
        # Tasks are never deleted: an id that is not there is none of this zone's, and is told from no other.
        raise not_found()
    for subject in subjects:
        task = subject.task
        if task.version != expected[task.id]:
            result.refused.append(refused(task, stale()))
            continue
        with session.no_autoflush:
            tried = attempt(subject, actor, form.change, names)
        if tried.refusal is not None:
            # A change that was refused half-way leaves nothing behind.
            for row in (task, *subject.units, *subject.removed, *subject.sub_tasks):
                if row in session and session.is_modified(row):
                    await session.refresh(row)
            result.refused.append(refused(task, tried.refusal))
        elif tried.outcome is None:
            result.unchanged.append(task.id)
        else:
            await settle(session, subject, tried.outcome)
            result.changed.append(EditedTask(id=task.id, version=task.version))
    return result


def attempt(subject: Subject, actor: Actor, change: Any, names: Names) -> Tried:
    try:
        return Tried(outcome=CHANGES[change.kind](subject, actor, change, names))
    except Refusal as refusal:
        return Tried(refusal=refusal)


def planned(subject: Subject, tried: Tried) -> PlannedEdit:
    task, outcome = subject.task, tried.outcome
    warning = warning_of(subject) if outcome else None
    return PlannedEdit(
        id=task.id,
        number=task.number,
        title=task.title,
        version=task.version,
        before=outcome.before if outcome else None,
        after=outcome.after if outcome else None,
        warning=words_of(warning) if warning else None,
        refusal=words_of(tried.refusal) if tried.refusal else None,
    )


def refused(task: Task, refusal: Refusal) -> RefusedTask:
    return RefusedTask(id=task.id, number=task.number, title=task.title, refusal=words_of(refusal))


def words_of(refusal: Refusal) -> Words:
    return Words(code=refusal.code, zh=refusal.message_zh, en=refusal.message_en)


async def chosen(session: AsyncSession, actor: Actor, asked: TaskFilter) -> list[Task]:
    """All tasks of a list. Raises `too_many_tasks` beyond 500."""
    filters = filters_of(asked)
    statement = matching_tasks(shape_of(asked.sort, filters, actor), [Task]).limit(MOST_TASKS + 1)
    tasks = list((await session.execute(statement, {**filters, **parameters_of(actor)})).scalars())
    if len(tasks) > MOST_TASKS:
        raise invalid(
            "too_many_tasks",
            f"符合条件的任务超过 {MOST_TASKS} 项。请增加筛选条件，分批修改。",
            f"More than {MOST_TASKS} tasks match. Narrow the filters and change them in parts.",
        )
    return tasks


async def named(session: AsyncSession, actor: Actor, ids: Sequence[UUID], *, lock: bool = False) -> list[Task]:
    """Those of them that the caller may read, locked in the order of their ids or in document order."""
    order = [col(Task.id)] if lock else [col(Task.plan_id), col(Task.ordinal), col(Task.id)]
    statement = row_rule(select(Task).where(col(Task.id).in_(ids)), whole_zone=actor.reads_whole_zone).order_by(*order)
    statement = statement.with_for_update(of=Task) if lock else statement
    return list((await session.execute(statement, {"unit_ids": list(actor.unit_ids)})).scalars())


async def subjects_of(session: AsyncSession, tasks: list[Task]) -> list[Subject]:
    """The tasks with all that changes look at, in four statements whatever their number."""
    subjects = {task.id: Subject(task, [], {}) for task in tasks}
    ids = list(subjects)
    units = (
        select(TaskUnit, col(Unit.name))
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(col(TaskUnit.task_id).in_(ids))
        .order_by(col(TaskUnit.relation), col(TaskUnit.ordinal))
    )
    for unit, name in (await session.execute(units)).all():
        subjects[unit.task_id].units.append(unit)
        subjects[unit.task_id].names[unit.unit_id] = name
    waits = select(TaskWait).where(col(TaskWait.task_id).in_(ids), col(TaskWait.released_date).is_(None))
    for wait in (await session.execute(waits)).scalars():
        subjects[wait.task_id].wait = wait
    sub_tasks = select(SubTask).where(col(SubTask.task_id).in_(ids), col(SubTask.state) == "open")
    for sub_task in (await session.execute(sub_tasks)).scalars():
        subjects[sub_task.task_id].sub_tasks.append(sub_task)
    last = select(col(Milestone.task_id), func.max(col(Milestone.due_date))).where(
        col(Milestone.task_id).in_(ids), col(Milestone.done_date).is_(None)
    )
    days = {row[0]: row[1] for row in (await session.execute(last.group_by(col(Milestone.task_id)))).all()}
    for task_id, subject in subjects.items():
        subject.last_step = latest(days.get(task_id), *(one.due_date for one in subject.sub_tasks))
    return list(subjects.values())


def latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


async def names_of(session: AsyncSession, change: Any) -> Names:
    """Names of the units that the change speaks of. Raises `unknown_unit`."""
    if isinstance(change, SetTopic):
        await ensure_topics(session, change.topic, [])
    asked = {name: unit for name in UNITS_OF_CHANGE if (unit := getattr(change, name, None)) is not None}
    if not asked:
        return {}
    rows = await session.execute(select(col(Unit.id), col(Unit.name)).where(col(Unit.id).in_(asked.values())))
    found = {row[0]: row[1] for row in rows.all()}
    for name, unit in asked.items():
        if unit not in found:
            raise invalid(
                "unknown_unit",
                "单位名录中没有这个单位。请重新选择。",
                "The directory has no such unit. Choose another.",
                FieldError(f"/change/{name}", "unknown_unit", "没有这个单位", "no such unit"),
            )
    return found
