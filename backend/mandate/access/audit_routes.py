"""What was changed in a zone, for its audit administrator."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi import Query as QueryParameters

from mandate.access import queries
from mandate.access.actor import Actor
from mandate.access.gate import GatedRoute, Read, allow
from mandate.access.people_schemas import EventList, EventQuery, TagList, TagName
from mandate.access.permissions import Permission
from mandate.platform.events import known_tags
from mandate.platform.paging import read_page

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["audit"], route_class=GatedRoute)

Auditing = Annotated[Actor, Depends(allow(Permission.AUDIT_READ))]


@router.get("/events", response_model=EventList)
async def list_events(query: Annotated[EventQuery, QueryParameters()], actor: Auditing, reader: Read) -> Response:
    """Every change in the zone, newest first; events are never changed or deleted."""
    filters = query.model_dump(exclude={"limit", "cursor"}, exclude_none=True)
    page = queries.event_page(frozenset(filters))
    document = await read_page(reader, page, filters, limit=query.limit, cursor=query.cursor)
    return Response(document, media_type="application/json")


@router.get("/event-tags")
async def list_event_tags(_actor: Auditing, reader: Read) -> TagList:
    """The kinds of change there are, in words."""
    await reader.ensure_entered()
    return TagList(items=[TagName(tag=tag.value, zh=tag.zh, en=tag.en) for tag in known_tags()])
