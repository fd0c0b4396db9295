"""Targets over HTTP."""

from typing import Annotated, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Path, Query, Response

from mandate.access.actor import Actor
from mandate.access.gate import GatedRoute, Read, allow
from mandate.access.permissions import Permission
from mandate.indicators.queries import subject_if_readable, target_page
from mandate.indicators.rules import chinese_reading
from mandate.indicators.schemas import TargetList
from mandate.platform.errors import not_found
from mandate.platform.paging import PageCursor, PageLimit, read_page
from mandate.platform.reading import Reader

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["indicators"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.INDICATOR_READ))]


@router.get("/tasks/{task}/targets", response_model=TargetList)
async def list_targets_of_task(
    task: Annotated[UUID, Path(description="A task that you may read.")],
    actor: Reading,
    reader: Read,
    plan: Annotated[UUID | None, Query(description="Under this earlier plan; its present one when left out.")] = None,
    limit: PageLimit = 50,
    cursor: PageCursor = None,
) -> Response:
    """The task's targets in document order, each with its quote, its place in the text and a reading in Chinese.

    A task that went on under a newer plan has the targets of that one; `plan` asks for those of an earlier time.
    """
    return await targets_of("task", task, actor, reader, limit, cursor, plan)


@router.get("/plans/{plan}/targets", response_model=TargetList)
async def list_targets_of_plan(
    plan: Annotated[UUID, Path(description="A plan of the zone.")],
    actor: Reading,
    reader: Read,
    limit: PageLimit = 50,
    cursor: PageCursor = None,
) -> Response:
    """The plan's targets in document order; officers see those of the plan as a whole and of tasks they may read."""
    return await targets_of("plan", plan, actor, reader, limit, cursor)


async def targets_of(
    kind: Literal["task", "plan"],
    subject: UUID,
    actor: Actor,
    reader: Reader,
    limit: int,
    cursor: str | None,
    under: UUID | None = None,
) -> Response:
    whole_zone, units = actor.reads_whole_zone, list(actor.unit_ids)
    if await reader.row(subject_if_readable(kind, whole_zone=whole_zone), subject=subject, unit_ids=units) is None:
        raise not_found()
    page = target_page(kind, whole_zone=whole_zone)
    document = orjson.loads(
        await read_page(reader, page, {"subject": subject, "under": under}, limit=limit, cursor=cursor, unit_ids=units)
    )
    for target in document["items"]:
        target["reading"] = chinese_reading(target)
    return Response(orjson.dumps(document), media_type="application/json")
