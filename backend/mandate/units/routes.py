"""The unit directory over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.platform.errors import not_found
from mandate.platform.paging import PageCursor, PageLimit, read_page
from mandate.platform.text import OptionalLine
from mandate.units import commands, queries
from mandate.units.kinds import LABELS, UnitKind
from mandate.units.schemas import KindList, KindRow, UnitChange, UnitForm, UnitList, UnitRow

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["units"], route_class=GatedRoute)

JSON = "application/json"
Reading = Annotated[Actor, Depends(allow(Permission.UNIT_READ))]


def unit_answer(body: str, version: int, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, {"ETag": etag(version), **(headers or {})}, JSON)


@router.get("/units", response_model=UnitList)
async def list_units(
    actor: Reading,
    reader: Read,
    search: Annotated[OptionalLine, Query(description="Part of a name or alias.")] = "",
    kind: Annotated[UnitKind | None, Query(description="Only units of this kind.")] = None,
    active: Annotated[bool | None, Query(description="Only active, or only inactive units.")] = None,
    limit: PageLimit = 50,
    cursor: PageCursor = None,
) -> Response:
    """The unit directory of the zone in pinyin order, page by page.

    `actions` lists what the caller may do with each unit. A cursor that is older than 24 hours or
    belongs to other filters answers 410 `cursor_expired`.
    """
    page = queries.unit_page(search=bool(search), kind=kind is not None, active=active is not None)
    given = {"search": search or None, "kind": kind.value if kind else None, "active": active}
    filters = {name: value for name, value in given.items() if value is not None}
    may_edit = actor.may(Permission.UNIT_EDIT)
    return Response(
        await read_page(reader, page, filters, limit=limit, cursor=cursor, may_edit=may_edit), media_type=JSON
    )


@router.get("/unit-kinds", dependencies=[Depends(allow(Permission.UNIT_READ))])
async def list_unit_kinds(reader: Read) -> KindList:
    """The kinds of unit with their Chinese and English names, in the order to show them."""
    await reader.ensure_entered()
    return KindList(items=[KindRow(kind=kind, name=zh, name_en=en) for kind, (zh, en) in LABELS.items()])


@router.get("/units/{unit}", response_model=UnitRow)
async def read_unit(unit: UUID, actor: Reading, reader: Read) -> Response:
    """One unit; the ETag is what a later change sends as If-Match."""
    row = await reader.row(queries.UNIT, unit_id=unit, may_edit=actor.may(Permission.UNIT_EDIT))
    if row is None:
        raise not_found()
    return unit_answer(row[0], row[1])


@router.post("/units", status_code=201, response_model=UnitRow, dependencies=[Depends(allow(Permission.UNIT_EDIT))])
async def create_unit(zone: str, form: UnitForm, session: Tx) -> Response:
    """Adds a unit to the directory.

    Names and aliases share one namespace: 409 `name_taken` says which unit has the name.
    """
    unit = await commands.create_unit(session, form)
    body, version = await queries.unit_json(session, unit.id)
    return unit_answer(body, version, 201, {"Location": f"/api/v1/zones/{zone}/units/{unit.id}"})


@router.patch("/units/{unit}", response_model=UnitRow, dependencies=[Depends(allow(Permission.UNIT_EDIT))])
async def change_unit(unit: UUID, form: UnitChange, expected: Expected, session: Tx) -> Response:
    """Renames a unit, changes its kind, note, aliases or members, deactivates or activates it.

    `aliases` and `members` replace the whole list. 412 `stale_version` when somebody was faster,
    409 `name_taken` when a name or alias already means another unit.
    """
    changed = await commands.change_unit(session, unit, expected, form)
    body, version = await queries.unit_json(session, changed.id)
    return unit_answer(body, version)


@router.delete("/units/{unit}", status_code=204, dependencies=[Depends(allow(Permission.UNIT_EDIT))])
async def delete_unit(unit: UUID, expected: Expected, session: Tx) -> None:
    """Deletes a unit that nothing refers to; otherwise 409 `unit_in_use`: deactivate it instead."""
    await commands.delete_unit(session, unit, expected)
