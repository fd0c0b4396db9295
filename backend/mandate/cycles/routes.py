"""Duties over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.cycles import commands, queries
from mandate.cycles.schemas import DutyForm, DutyList, DutyQuery, DutyRow
from mandate.platform.paging import read_page
from mandate.platform.query_forms import documented, query_form

router = APIRouter(prefix="/api/v1/zones/{zone}/duties", tags=["duties"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.DUTY_READ))]
Editing = Annotated[Actor, Depends(allow(Permission.DUTY_EDIT))]
FILTERS = ("kind", "cadence", "state", "plan", "task")


def actions(actor: Actor) -> str:
    """`{state: [actions]}` as JSON."""
    if not actor.may(Permission.DUTY_EDIT):
        return '{"active":[],"ended":[]}'
    return '{"active":["change","end"],"ended":["resume"]}'


@router.get("", response_model=DutyList, openapi_extra=documented(DutyQuery))
async def list_duties(
    query: Annotated[DutyQuery, Depends(query_form(DutyQuery))], actor: Reading, reader: Read
) -> Response:
    """Duties of adopted plans in document order: cadences, publications, mechanisms, what has to come first.

    Officers read those laid on their units or on a role, and those of tasks that they may read.
    """
    filters = {name: value for name in FILTERS if (value := getattr(query, name)) is not None}
    if query.unit is not None:
        filters["unit"] = [query.unit]
    page = queries.duty_page(frozenset(filters), whole_zone=actor.reads_whole_zone)
    given = {"unit_ids": list(actor.unit_ids), "actions": actions(actor)}
    document = await read_page(reader, page, filters, limit=query.limit, cursor=query.cursor, **given)
    return Response(document, media_type="application/json")


@router.patch("/{duty}", response_model=DutyRow)
async def change_duty(
    duty: Annotated[UUID, Path(description="A duty's id, as the list gives it.")],
    form: DutyForm,
    expected: Expected,
    actor: Editing,
    session: Tx,
) -> Response:
    """Lays a duty on a unit or role, sets its rhythm, ends it or takes it up again."""
    changed = await commands.change_duty(session, duty, form, expected)
    await session.flush()
    found = await session.scalar(queries.DUTY.select, {"duty": duty, "actions": actions(actor)})
    return Response(str(found), media_type="application/json", headers={"ETag": etag(changed.version)})
