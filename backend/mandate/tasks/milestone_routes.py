"""任务分解 over HTTP: milestones and sub-tasks. Each change answers with the whole task and its new version."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.platform.errors import not_found
from mandate.tasks import milestones, sub_tasks
from mandate.tasks.breakdown_rules import moves_as_markdown
from mandate.tasks.breakdown_schemas import (
    CivilDate,
    DeadlineForm,
    DeadlinePreview,
    FinishForm,
    MilestoneChange,
    MilestoneForm,
    MovementView,
    OrderForm,
    RuleForm,
    SubTaskChange,
    SubTaskForm,
)
from mandate.tasks.breakdown_tables import Milestone
from mandate.tasks.parts import deadline_if_readable, read_parts, rule_of
from mandate.tasks.routes import Reading, TaskId, changed
from mandate.tasks.schedule import put_on, reschedule
from mandate.tasks.schemas import ReasonForm, TaskDetail

router = APIRouter(prefix="/api/v1/zones/{zone}/tasks/{task}", tags=["tasks"], route_class=GatedRoute)

MilestoneId = Annotated[UUID, Path(description="A milestone of the task.")]
SubTaskId = Annotated[UUID, Path(description="A sub-task of the task.")]
BreakingDown = Annotated[Actor, Depends(allow(Permission.TASK_BREAK_DOWN))]
MILESTONE_RULES = f"""Adds a milestone (推进节点). Officers of accountable units and the supervisor do.

Its day is a date, or so many working days after a date or another milestone's planned day; it may not lie
after the task's deadline (`after_task_deadline`, 422). Moves of a milestone:

{moves_as_markdown("milestone")}"""
SUB_TASK_RULES = f"""Adds a sub-task for one of the task's units, as the last one. Moves of a sub-task:

{moves_as_markdown("sub_task")}"""


@router.get("/deadline-preview")
async def preview_deadline(
    task: TaskId,
    actor: Reading,
    reader: Read,
    day: Annotated[CivilDate | None, Query(description="The day itself, instead of a rule.")] = None,
    days: Annotated[int | None, Query(ge=0, le=1000, description="Working days of a rule.")] = None,
    after_date: CivilDate | None = None,
    after_milestone: Annotated[UUID | None, Query(description="A milestone of this task.")] = None,
    milestone: Annotated[UUID | None, Query(description="The milestone that would get the deadline.")] = None,
) -> DeadlinePreview:
    """The day that a deadline comes to, and what would move with it; nothing is changed.

    Working days are those of mainland China, holidays and 调休 counted. Where a year on the way has no decreed
    holidays yet, `weekends_assumed` says that only its weekends were taken off.
    """
    row = await reader.row(
        deadline_if_readable(whole_zone=actor.reads_whole_zone), task=task, unit_ids=list(actor.unit_ids)
    )
    if row is None:
        raise not_found()
    latest = row[0]
    known, parts = await read_parts(reader, task)
    step = next((one for one in known if one.id == milestone), None) if milestone else Milestone(task_id=task, title="")
    if step is None:
        raise not_found()
    if milestone is None:
        known.append(step)
    rule = None if days is None else RuleForm(days=days, after_date=after_date, after_milestone=after_milestone)
    put_on(step, day, rule_of(DeadlineForm(date=day, rule=rule), known))
    moves = [MovementView.model_validate(one, from_attributes=True) for one in reschedule(known, parts, latest)]
    return DeadlinePreview(
        due_date=step.due_date,
        weekends_assumed=step.weekends_assumed,
        after_task=latest is not None and step.due_date is not None and step.due_date > latest,
        moves=[one for one in moves if one.id != step.id],
    )


@router.post("/milestones", response_model=TaskDetail, status_code=201, description=MILESTONE_RULES)
async def add_milestone(
    task: TaskId, form: MilestoneForm, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    await milestones.add_milestone(session, actor, task, form, expected)
    return await changed(session, actor, task, status=201)


@router.patch("/milestones/{milestone}", response_model=TaskDetail)
async def edit_milestone(
    task: TaskId, milestone: MilestoneId, form: MilestoneChange, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    """Changes a milestone; open steps that count from it move along, as `deadline-preview` shows beforehand."""
    await milestones.edit_milestone(session, actor, task, milestone, form, expected)
    return await changed(session, actor, task)


@router.delete("/milestones/{milestone}", response_model=TaskDetail)
async def remove_milestone(
    task: TaskId, milestone: MilestoneId, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    """Takes a milestone away; `counted_from` (409) while other days are counted from it."""
    await milestones.remove_milestone(session, actor, task, milestone, expected)
    return await changed(session, actor, task)


@router.post("/milestones/{milestone}/completion", response_model=TaskDetail)
async def finish_milestone(
    task: TaskId, milestone: MilestoneId, form: FinishForm, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    """Says on which day a milestone was reached; what counts from its planned day stays."""
    await milestones.finish_milestone(session, actor, task, milestone, form, expected)
    return await changed(session, actor, task)


@router.post("/milestones/{milestone}/reopening", response_model=TaskDetail)
async def reopen_milestone(
    task: TaskId, milestone: MilestoneId, form: ReasonForm, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    """Takes back, for a reason, that a milestone was reached."""
    await milestones.reopen_milestone(session, actor, task, milestone, form.reason, expected)
    return await changed(session, actor, task)


@router.post("/sub-tasks", response_model=TaskDetail, status_code=201, description=SUB_TASK_RULES)
async def add_sub_task(
    task: TaskId, form: SubTaskForm, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    await sub_tasks.add_sub_task(session, actor, task, form, expected)
    return await changed(session, actor, task, status=201)


# Before the routes of one sub-task, which would take the word for an id.
@router.put("/sub-tasks/order", response_model=TaskDetail)
async def arrange_sub_tasks(
    task: TaskId, form: OrderForm, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    """Puts the task's sub-tasks in another order; each of them is named once."""
    await sub_tasks.arrange_sub_tasks(session, actor, task, form.sub_tasks, expected)
    return await changed(session, actor, task)


@router.patch("/sub-tasks/{sub_task}", response_model=TaskDetail)
async def edit_sub_task(
    task: TaskId, sub_task: SubTaskId, form: SubTaskChange, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    """Changes a sub-task: an officer of its own unit may, and whoever answers for the task."""
    await sub_tasks.edit_sub_task(session, actor, task, sub_task, form, expected)
    return await changed(session, actor, task)


@router.post("/sub-tasks/{sub_task}/completion", response_model=TaskDetail)
async def finish_sub_task(
    task: TaskId, sub_task: SubTaskId, form: FinishForm, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    """Says on which day a sub-task was done."""
    await sub_tasks.finish_sub_task(session, actor, task, sub_task, form, expected)
    return await changed(session, actor, task)


@router.post("/sub-tasks/{sub_task}/cancellation", response_model=TaskDetail)
async def cancel_sub_task(
    task: TaskId, sub_task: SubTaskId, form: ReasonForm, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    """Cancels a sub-task for a reason; it stays readable and can be reopened."""
    await sub_tasks.cancel_sub_task(session, actor, task, sub_task, form.reason, expected)
    return await changed(session, actor, task)


@router.post("/sub-tasks/{sub_task}/reopening", response_model=TaskDetail)
async def reopen_sub_task(
    task: TaskId, sub_task: SubTaskId, form: ReasonForm, expected: Expected, actor: BreakingDown, session: Tx
) -> Response:
    """Opens a sub-task again, for a reason, that was done or cancelled."""
    await sub_tasks.reopen_sub_task(session, actor, task, sub_task, form.reason, expected)
    return await changed(session, actor, task)
