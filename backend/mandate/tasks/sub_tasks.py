"""Sub-tasks: parts of a task that one of its units answers for. The task's version covers them."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from mandate.access.actor import Actor
from mandate.platform.errors import FieldError, forbidden, invalid, not_found
from mandate.platform.ids import new_id
from mandate.tasks.breakdown_rules import PartMove, ensure_part_move, party_to_sub_task
from mandate.tasks.breakdown_schemas import FinishForm, SubTaskChange, SubTaskForm
from mandate.tasks.breakdown_tables import SubTask
from mandate.tasks.changes import Outcome, ensure_past, named_only
from mandate.tasks.commands import ensure_version, settle
from mandate.tasks.events import TaskEvent
from mandate.tasks.milestones import day
from mandate.tasks.parts import Parts, ensure_room, parts_of, put_deadline, told
from mandate.tasks.rules import Party
from mandate.tasks.tables import Task

WRITTEN = ("title", "responsible_officer", "weight")


async def add_sub_task(session: AsyncSession, actor: Actor, task_id: UUID, form: SubTaskForm, expected: int) -> Task:
    parts = await parts_of(session, actor, task_id, expected)
    ensure_part_move("breakdown", "open", PartMove.ADD, actor, parts.party, task_state=parts.task.state)
    ensure_room(len(parts.sub_tasks))
    ensure_unit_of_task(parts, form.unit)
    sub_task = SubTask(
        id=new_id(),
        task_id=task_id,
        unit_id=form.unit,
        ordinal=1 + max((one.ordinal for one in parts.sub_tasks), default=0),
        **form.model_dump(include=set(WRITTEN)),
    )
    parts.sub_tasks.append(sub_task)
    if form.deadline is not None:
        put_deadline(parts, sub_task, form.deadline)
    parts.subject.added.append(sub_task)
    after = named_only({"sub_task": sub_task.title, **kept(parts, sub_task)} | {"title": ""})
    return await settle(session, parts.subject, Outcome(TaskEvent.ADD_SUB_TASK, {}, after))


async def edit_sub_task(
    session: AsyncSession, actor: Actor, task_id: UUID, sub_task_id: UUID, form: SubTaskChange, expected: int
) -> Task:
    """A unit's own officers change theirs; only who answers for the whole task hands it to another unit."""
    parts, sub_task = await sub_task_of(session, actor, task_id, sub_task_id, expected, PartMove.EDIT)
    before = kept(parts, sub_task)
    if form.unit is not None and form.unit != sub_task.unit_id:
        ensure_may_hand_over(parts)
        ensure_unit_of_task(parts, form.unit)
        sub_task.unit_id = form.unit
    for name, value in form.model_dump(include=set(WRITTEN), exclude_none=True).items():
        setattr(sub_task, name, value)
    moved = told(put_deadline(parts, sub_task, form.deadline) if form.deadline else [])
    after = kept(parts, sub_task)
    if before == after and not moved[0]:
        return parts.task
    named = {"sub_task": before["title"]}
    outcome = Outcome(TaskEvent.EDIT_SUB_TASK, named | before | moved[0], named | after | moved[1])
    return await settle(session, parts.subject, outcome)


async def finish_sub_task(
    session: AsyncSession, actor: Actor, task_id: UUID, sub_task_id: UUID, form: FinishForm, expected: int
) -> Task:
    parts, sub_task = await sub_task_of(session, actor, task_id, sub_task_id, expected, PartMove.FINISH)
    ensure_past(form.done_date, "/done_date")
    sub_task.state, sub_task.done_date, sub_task.note = "done", form.done_date, form.note
    named = {"sub_task": sub_task.title}
    after = {**named, "state": "done", "done_date": str(form.done_date), "note": form.note}
    return await settle(session, parts.subject, Outcome(TaskEvent.FINISH_SUB_TASK, {**named, "state": "open"}, after))


async def cancel_sub_task(
    session: AsyncSession, actor: Actor, task_id: UUID, sub_task_id: UUID, reason: str, expected: int
) -> Task:
    parts, sub_task = await sub_task_of(session, actor, task_id, sub_task_id, expected, PartMove.CANCEL)
    return await _put(session, parts, sub_task, "cancelled", TaskEvent.CANCEL_SUB_TASK, reason)


async def reopen_sub_task(
    session: AsyncSession, actor: Actor, task_id: UUID, sub_task_id: UUID, reason: str, expected: int
) -> Task:
    parts, sub_task = await sub_task_of(session, actor, task_id, sub_task_id, expected, PartMove.REOPEN)
    sub_task.done_date = None
    return await _put(session, parts, sub_task, "open", TaskEvent.REOPEN_SUB_TASK, reason)


async def _put(session: AsyncSession, parts: Parts, sub_task: SubTask, state: str, tag: TaskEvent, reason: str) -> Task:
    named = {"sub_task": sub_task.title}
    before, sub_task.state = sub_task.state, state
    outcome = Outcome(tag, {**named, "state": before}, {**named, "state": state}, reason)
    return await settle(session, parts.subject, outcome)


async def arrange_sub_tasks(
    session: AsyncSession, actor: Actor, task_id: UUID, order: list[UUID], expected: int
) -> Task:
    """Puts all sub-tasks in the order given. Raises `order_incomplete` unless each is named once."""
    parts = await parts_of(session, actor, task_id, expected)
    ensure_part_move("breakdown", "open", PartMove.ARRANGE, actor, parts.party, task_state=parts.task.state)
    known = {one.id: one for one in parts.sub_tasks}
    if len(order) != len(known) or set(order) != set(known):
        raise invalid(
            "order_incomplete",
            "顺序中须包含这项任务的全部子任务，每个一次。请刷新页面后重试。",
            "The order must name each sub-task of this task once. Reload the page and try again.",
            FieldError("/sub_tasks", "order_incomplete", "不完整", "incomplete"),
        )
    if order == [one.id for one in parts.sub_tasks]:
        return parts.task
    before = [one.title for one in parts.sub_tasks]
    for place, one in enumerate(order, 1):
        known[one].ordinal = place
    after = [known[one].title for one in order]
    outcome = Outcome(TaskEvent.ARRANGE_SUB_TASKS, {"order": before}, {"order": after})
    return await settle(session, parts.subject, outcome)


async def sub_task_of(
    session: AsyncSession, actor: Actor, task_id: UUID, sub_task_id: UUID, expected: int, move: PartMove
) -> tuple[Parts, SubTask]:
    parts = await parts_of(session, actor, task_id, None)
    found = next((one for one in parts.sub_tasks if one.id == sub_task_id), None)
    if found is None:
        raise not_found()
    ensure_version(parts.task, expected)
    party = party_to_sub_task(actor, parts.party, found.unit_id)
    ensure_part_move("sub_task", found.state, move, actor, party, task_state=parts.task.state)
    return parts, found


def ensure_unit_of_task(parts: Parts, unit_id: UUID) -> None:
    if unit_id not in parts.subject.names:
        raise invalid(
            "unit_not_of_task",
            "子任务的承办单位须是这项任务的牵头、责任或配合单位。请重新选择。",
            "A sub-task belongs to one of the task's own units. Choose one of them.",
            FieldError("/unit", "unit_not_of_task", "不是这项任务的单位", "not a unit of this task"),
        )


def ensure_may_hand_over(parts: Parts) -> None:
    if parts.party < Party.ACCOUNTABLE:
        raise forbidden(
            "只有牵头单位经办人或营商办可以把子任务改由其他单位承办。",
            "Only an officer of an accountable unit, or the supervisor, hands a sub-task to another unit.",
            "not_your_task",
        )


def kept(parts: Parts, sub_task: SubTask) -> dict[str, Any]:
    return {
        "title": sub_task.title,
        "unit_name": parts.subject.names.get(sub_task.unit_id, ""),
        "responsible_officer": sub_task.responsible_officer,
        "due_date": day(sub_task.due_date),
        "weight": sub_task.weight,
    }
