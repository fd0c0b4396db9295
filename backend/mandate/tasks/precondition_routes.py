"""待上级条件 over HTTP: while a task waits it is neither late nor scored."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from mandate.access.conditions import Expected
from mandate.access.gate import GatedRoute, Read, Tx
from mandate.platform.errors import not_found
from mandate.tasks import preconditions
from mandate.tasks.breakdown_queries import wait_if_readable
from mandate.tasks.breakdown_rules import moves_as_markdown
from mandate.tasks.breakdown_schemas import CivilDate, ReleaseForm, ReleasePreview, WaitForm
from mandate.tasks.routes import Editing, Reading, TaskId, changed
from mandate.tasks.schedule import extension
from mandate.tasks.schemas import ReasonForm, TaskDetail

router = APIRouter(prefix="/api/v1/zones/{zone}/tasks/{task}/precondition", tags=["tasks"], route_class=GatedRoute)

WAITING = f"""Lets a task wait for its precondition, or confirms what the plan proposed (`undecided`).

While it waits it is neither overdue nor scored. All moves of a precondition:

{moves_as_markdown("precondition")}"""


@router.post("/waiting", response_model=TaskDetail, description=WAITING)
async def let_task_wait(task: TaskId, form: WaitForm, expected: Expected, actor: Editing, session: Tx) -> Response:
    await preconditions.wait(session, actor, task, form, expected)
    return await changed(session, actor, task)


@router.put("/waiting", response_model=TaskDetail)
async def revise_waiting(task: TaskId, form: WaitForm, expected: Expected, actor: Editing, session: Tx) -> Response:
    """Says anew what the task waits for, on whom, and until about when."""
    await preconditions.revise_wait(session, actor, task, form, expected)
    return await changed(session, actor, task)


@router.get("/release-preview")
async def preview_release(
    task: TaskId, actor: Reading, reader: Read, released_date: Annotated[CivilDate, Query(examples=["2026-06-30"])]
) -> ReleasePreview:
    """What a release on that day would do to the deadline: later by as many working days as were waited.

    None for a task that does not wait.
    """
    statement = wait_if_readable(whole_zone=actor.reads_whole_zone)
    row = await reader.row(statement, task=task, unit_ids=list(actor.unit_ids))
    if row is None:
        raise not_found()
    found = extension(row["deadline_date"], row["since_date"] or released_date, released_date)
    return ReleasePreview.model_validate(found, from_attributes=True)


@router.post("/release", response_model=TaskDetail)
async def release_task(task: TaskId, form: ReleaseForm, expected: Expected, actor: Editing, session: Tx) -> Response:
    """Ends the waiting with what was met; `extend` moves the deadline as `release-preview` shows."""
    await preconditions.release(session, actor, task, form, expected)
    return await changed(session, actor, task)


@router.post("/dismissal", response_model=TaskDetail)
async def dismiss_precondition(
    task: TaskId, form: ReasonForm, expected: Expected, actor: Editing, session: Tx
) -> Response:
    """Says, for a reason, that the words of the plan keep this task waiting for nothing."""
    await preconditions.dismiss(session, actor, task, form.reason, expected)
    return await changed(session, actor, task)
