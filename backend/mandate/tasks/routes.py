"""Tasks over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.platform.errors import not_found
from mandate.platform.paging import PageCursor, PageLimit, read_page
from mandate.platform.query_forms import documented, query_form
from mandate.tasks import commands, details
from mandate.tasks.asking import filters_of, parameters_of, shape_of
from mandate.tasks.rules import Move, moves_as_markdown
from mandate.tasks.schemas import (
    BulkStaffingForm,
    ReasonForm,
    SlotsForm,
    StaffedTasks,
    TaskDetail,
    TaskForm,
    TaskHistory,
    TaskList,
    TaskQuery,
)
from mandate.tasks.search import read_found, read_listed

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["tasks"], route_class=GatedRoute)

TaskId = Annotated[UUID, Path(description="A task's id, as lists give it.")]
Reading = Annotated[Actor, Depends(allow(Permission.TASK_READ))]
Staffing = Annotated[Actor, Depends(allow(Permission.TASK_STAFF))]
Activating = Annotated[Actor, Depends(allow(Permission.TASK_ACTIVATE))]
ACTIVATION = """Makes a task active once all three slots of every accountable unit are filled, or again after a suspension.

`not_staffed` (409) lists each unit and slot that is still empty. All moves of a task:"""
Editing = Annotated[Actor, Depends(allow(Permission.TASK_EDIT))]


@router.get("/tasks", response_model=TaskList, openapi_extra=documented(TaskQuery))
async def list_tasks(
    query: Annotated[TaskQuery, Depends(query_form(TaskQuery))], actor: Reading, reader: Read
) -> Response:
    """Lists the tasks that you may read.

    The supervisor and leaders read the whole zone, officers the tasks their units take part in, unless
    the zone lets its officers read everything; `relation=mine` is what is theirs to act on in any case.
    """
    filters, parameters = filters_of(query), parameters_of(actor)
    shape = shape_of(query.sort, filters, actor)
    read = read_found if "q" in filters else read_listed
    document = await read(reader, shape, filters, limit=query.limit, cursor=query.cursor, **parameters)
    return Response(document, media_type="application/json")


@router.patch("/tasks/staffing")
async def staff_many_tasks(form: BulkStaffingForm, actor: Staffing, session: Tx) -> StaffedTasks:
    """Fills the same people in for one unit in many tasks, all or none.

    A refusal names each task by its place: `/tasks/3` is the fourth, with a `code` and what to do.
    """
    return StaffedTasks(items=await commands.staff_tasks(session, actor, form))


@router.get("/tasks/{task}", response_model=TaskDetail)
async def read_task(task: TaskId, actor: Reading, reader: Read) -> Response:
    """One task: its units and their people, its targets' place, and the sentence of the plan that it comes from.

    Offsets count characters of the plan's kept text; `source` quotes the surroundings.
    """
    statement = details.task_detail(whole_zone=actor.reads_whole_zone, in_units=bool(actor.unit_ids))
    row = await reader.row(statement, task=task, **parameters_of(actor))
    if row is None:
        raise not_found()
    return answer(row["document"], row["version"])


@router.get("/tasks/{task}/history", response_model=TaskHistory)
async def list_task_history(
    task: TaskId, actor: Reading, reader: Read, limit: PageLimit = 50, cursor: PageCursor = None
) -> Response:
    """What happened to the task, newest first; its first event is the adoption of its plan."""
    readable = details.task_if_readable(whole_zone=actor.reads_whole_zone)
    if await reader.row(readable, task=task, unit_ids=list(actor.unit_ids)) is None:
        raise not_found()
    document = await read_page(reader, details.TASK_HISTORY, {"task": task}, limit=limit, cursor=cursor)
    return Response(document, media_type="application/json")


@router.patch("/tasks/{task}", response_model=TaskDetail)
async def edit_task(task: TaskId, form: TaskForm, expected: Expected, actor: Editing, session: Tx) -> Response:
    """Sets the deadline or the precondition (待上级条件); fields left out stay as they are."""
    await commands.edit_task(session, actor, task, form, expected)
    return await changed(session, actor, task)


@router.patch("/tasks/{task}/units/{unit}", response_model=TaskDetail)
async def staff_task(
    task: TaskId,
    unit: Annotated[UUID, Path(description="A unit that takes part in the task.")],
    form: SlotsForm,
    expected: Expected,
    actor: Staffing,
    session: Tx,
) -> Response:
    """Names 责任领导, 责任科室 and 责任人员 of one unit. Officers do so for their own unit, the supervisor for any."""
    await commands.staff_unit(session, actor, task, unit, form, expected)
    return await changed(session, actor, task)


@router.post(
    "/tasks/{task}/activation", response_model=TaskDetail, description=f"{ACTIVATION}\n\n{moves_as_markdown()}"
)
async def activate_task(task: TaskId, expected: Expected, actor: Activating, session: Tx) -> Response:
    await commands.move_task(session, actor, task, Move.ACTIVATE, expected)
    return await changed(session, actor, task)


@router.post("/tasks/{task}/suspension", response_model=TaskDetail)
async def suspend_task(task: TaskId, form: ReasonForm, expected: Expected, actor: Editing, session: Tx) -> Response:
    """Suspends a task for a reason: it is neither overdue nor due until it is activated again."""
    await commands.move_task(session, actor, task, Move.SUSPEND, expected, form.reason)
    return await changed(session, actor, task)


@router.post("/tasks/{task}/withdrawal", response_model=TaskDetail)
async def withdraw_task(task: TaskId, form: ReasonForm, expected: Expected, actor: Editing, session: Tx) -> Response:
    """Withdraws a task for a reason; it stays readable with its history and can be restored."""
    await commands.move_task(session, actor, task, Move.WITHDRAW, expected, form.reason)
    return await changed(session, actor, task)


@router.post("/tasks/{task}/restoration", response_model=TaskDetail)
async def restore_task(task: TaskId, form: ReasonForm, expected: Expected, actor: Editing, session: Tx) -> Response:
    """Takes a withdrawal back, for a reason; the task is to be activated again."""
    await commands.move_task(session, actor, task, Move.RESTORE, expected, form.reason)
    return await changed(session, actor, task)


async def changed(session: Tx, actor: Actor, task: UUID, status: int = 200) -> Response:
    """The task as it now is, read inside the writing transaction."""
    document, version = await commands.task_as_read(session, actor, task)
    return answer(document, version, status)


def answer(document: str, version: int, status: int = 200) -> Response:
    return Response(document, status, media_type="application/json", headers={"ETag": etag(version)})
