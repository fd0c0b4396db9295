"""Where a task comes from, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from mandate.access.actor import Actor
from mandate.access.gate import GatedRoute, Read, allow
from mandate.access.permissions import Permission
from mandate.platform.errors import not_found
from mandate.tasks.details import task_if_readable
from mandate.tasks.origin_queries import ORIGINS, kin_of_task
from mandate.tasks.origin_schemas import TaskOriginList
from mandate.tasks.routes import TaskId

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["tasks"], route_class=GatedRoute)


@router.get("/tasks/{task}/origins", response_model=TaskOriginList)
async def list_task_origins(
    task: TaskId, actor: Annotated[Actor, Depends(allow(Permission.TASK_READ))], reader: Read
) -> Response:
    """What the task was under earlier plans, newest first: each adoption that carried it over, kept it or ended it.

    Splits and merges between two plans are told in both directions, as far as the other task may be read.
    Its targets of that time are listed at `/tasks/{task}/targets?plan=` with the earlier plan's id.
    """
    readable = task_if_readable(whole_zone=actor.reads_whole_zone)
    if await reader.row(readable, task=task, unit_ids=list(actor.unit_ids)) is None:
        raise not_found()
    statement = kin_of_task(whole_zone=actor.reads_whole_zone)
    who = {} if actor.reads_whole_zone else {"unit_ids": list(actor.unit_ids)}
    kin = await reader.text(statement, task=task, **who) or "{}"
    items = await reader.text(ORIGINS, task=task)
    return Response(f'{{"items":{items},{kin[1:]}', media_type="application/json")
