"""Tasks over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from mandate.access.actor import Actor
from mandate.access.gate import GatedRoute, Read, allow
from mandate.access.permissions import Permission
from mandate.platform.paging import read_page
from mandate.tasks import queries
from mandate.tasks.asking import filters_of, parameters_of, shape_of
from mandate.tasks.schemas import TaskList, TaskQuery

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["tasks"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.TASK_READ))]


@router.get("/tasks", response_model=TaskList)
async def list_tasks(query: Annotated[TaskQuery, Query()], actor: Reading, reader: Read) -> Response:
    """Tasks that you may read: all of the zone for the supervisor and leaders, those of their units for officers.

    A zone may let its officers read the whole zone; `relation=mine` is what is theirs to act on in any case.
    """
    filters = filters_of(query)
    page = queries.task_page(shape_of(query.sort, filters, actor))
    document = await read_page(reader, page, filters, limit=query.limit, cursor=query.cursor, **parameters_of(actor))
    return Response(document, media_type="application/json")
