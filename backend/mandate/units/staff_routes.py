"""Sections (科室), leaders (责任领导) and officers of a unit, over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.platform import days
from mandate.platform.errors import not_found
from mandate.units import staff
from mandate.units.staff_queries import STAFF
from mandate.units.staff_schemas import PersonOfUnitForm, SectionsForm, UnitStaff

router = APIRouter(prefix="/api/v1/zones/{zone}/units/{unit}", tags=["units"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.UNIT_READ))]
Editing = Depends(allow(Permission.UNIT_EDIT))
PersonId = Annotated[UUID, Path(description="A person of the unit.")]


@router.get("/staff", response_model=UnitStaff)
async def read_unit_staff(unit: UUID, actor: Reading, reader: Read) -> Response:
    """Sections and people of a unit; whoever is at a post today comes first. Suggestions for 责任领导、科室、人员 of tasks."""
    row = await reader.row(STAFF, unit_id=unit, today=days.today(), may_edit=actor.may(Permission.UNIT_EDIT))
    if row is None:
        raise not_found()
    return Response(row[0], 200, {"ETag": etag(row[1])}, "application/json")


@router.put("/sections", response_model=UnitStaff, dependencies=[Editing])
async def put_unit_sections(unit: UUID, form: SectionsForm, expected: Expected, session: Tx) -> Response:
    """Replaces the unit's sections; those that keep their id keep their people."""
    await staff.put_sections(session, unit, expected, form)
    return await changed(session, unit)


@router.post("/staff", status_code=201, response_model=UnitStaff, dependencies=[Editing])
async def add_unit_person(unit: UUID, form: PersonOfUnitForm, session: Tx) -> Response:
    """Records somebody at a post of the unit: name and post only. It gives no right to sign in."""
    await staff.add_person(session, unit, form)
    return await changed(session, unit, 201)


@router.put("/staff/{unit_person}", response_model=UnitStaff, dependencies=[Editing])
async def change_unit_person(
    unit: UUID, unit_person: PersonId, form: PersonOfUnitForm, expected: Expected, session: Tx
) -> Response:
    """Changes a person's entry; a last day ends it. Their work on tasks is handed over with `POST …/handovers`."""
    await staff.change_person(session, unit, unit_person, expected, form)
    return await changed(session, unit)


@router.delete("/staff/{unit_person}", response_model=UnitStaff, dependencies=[Editing])
async def delete_unit_person(unit: UUID, unit_person: PersonId, expected: Expected, session: Tx) -> Response:
    """Deletes an entry made by mistake."""
    await staff.delete_person(session, unit, unit_person, expected)
    return await changed(session, unit)


async def changed(session: Tx, unit: UUID, status: int = 200) -> Response:
    await session.flush()
    row = (await session.execute(STAFF.select, {"unit_id": unit, "today": days.today(), "may_edit": True})).one()
    return Response(row[0], status, {"ETag": etag(row[1])}, "application/json")
