"""Units over time, over HTTP: names by date, their history, renames."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.platform import days
from mandate.platform.errors import not_found
from mandate.units import planning, queries, renaming
from mandate.units.history import history_of, resolution_of
from mandate.units.names import UnitName
from mandate.units.schemas import Day, UnitRow
from mandate.units.time_queries import KNOWN_UNITS, NAMES_OF_UNIT, SUCCESSIONS
from mandate.units.time_schemas import EarlierNameForm, NameResolution, PlannedReorganisations, RenameForm, UnitHistory

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["units"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.UNIT_READ))]
Editing = Depends(allow(Permission.UNIT_EDIT))


@router.get("/units/resolve")
async def resolve_unit_name(
    actor: Reading,
    reader: Read,
    name: Annotated[UnitName, Query(description="A name as a document writes it.")],
    on: Annotated[Day | None, Query(description="The day of the document; today when left out.")] = None,
) -> NameResolution:
    """Which unit a name meant on a day, what the unit was called then, and who succeeded it.

    Names that the unit had at other times resolve too (`how` is `former`); a name that two units had is
    the one's who had it on that day. `unit` is null where the directory does not know the name.
    """
    day = on or days.today()
    units = await reader.rows(KNOWN_UNITS)
    return resolution_of(name, day, units, await reader.rows(SUCCESSIONS))


@router.get("/units/{unit}/history")
async def read_unit_history(unit: UUID, actor: Reading, reader: Read, response: Response) -> UnitHistory:
    """How the unit came about, what it was called when, and who succeeded it. Days are civil dates in Asia/Shanghai."""
    units = await reader.rows(KNOWN_UNITS)
    own = await reader.row(queries.UNIT, unit_id=unit, may_edit=actor.may(Permission.UNIT_EDIT))
    if own is None:
        raise not_found()
    names = await reader.rows(NAMES_OF_UNIT, unit_id=unit)
    response.headers["ETag"] = etag(own[1])
    successions = await reader.rows(SUCCESSIONS)
    return history_of(unit, own[1], units, names, successions, may_edit=actor.may(Permission.UNIT_EDIT))


@router.post("/units/{unit}/names", status_code=201, response_model=UnitRow, dependencies=[Editing])
async def rename_unit(unit: UUID, form: RenameForm, expected: Expected, session: Tx) -> Response:
    """Renames a unit from a day on: it stays the same unit and keeps its earlier name with its days.

    A day to come takes effect by itself. 409 `day_taken` when a change of name is on record for that day.
    """
    await renaming.rename_unit(session, unit, expected, form)
    return await changed(session, unit, 201)


@router.post("/units/{unit}/earlier-names", status_code=201, response_model=UnitRow, dependencies=[Editing])
async def add_earlier_name(unit: UUID, form: EarlierNameForm, expected: Expected, session: Tx) -> Response:
    """Records what the unit was called before its first known name, so that older documents find it."""
    await renaming.add_earlier_name(session, unit, expected, form)
    return await changed(session, unit, 201)


@router.delete("/units/{unit}/names/{dated_name}", response_model=UnitRow, dependencies=[Editing])
async def undo_unit_name(
    unit: UUID,
    dated_name: Annotated[UUID, Path(description="A name of the unit's history.")],
    expected: Expected,
    session: Tx,
) -> Response:
    """Takes a name back that was recorded by mistake, past or to come; the audit trail keeps it."""
    await renaming.undo_name(session, unit, dated_name, expected)
    return await changed(session, unit)


async def changed(session: Tx, unit: UUID, status: int = 200) -> Response:
    body, version = await queries.unit_json(session, unit)
    return Response(body, status, {"ETag": etag(version)}, "application/json")


@router.get("/reorganisations/planned")
async def list_planned_reorganisations(actor: Reading, reader: Read) -> PlannedReorganisations:
    """Reorganisations of days to come, and those that could not be carried out on their day, with the reason."""
    rows = await reader.rows(planning.PLANNED)
    names = {row["id"]: row["name"] for row in await reader.rows(planning.NAMES, ids=planning.units_named(rows))}
    return planning.planned_rows(rows, names, may_edit=actor.may(Permission.UNIT_EDIT))


@router.delete("/reorganisations/planned/{planned_reorganisation}", status_code=204, dependencies=[Editing])
async def cancel_planned_reorganisation(
    planned_reorganisation: Annotated[UUID, Path(description="As the list of planned ones has it.")],
    expected: Expected,
    session: Tx,
) -> None:
    """Cancels a reorganisation before its day, or clears one away that could not be carried out."""
    await planning.cancel_planned(session, planned_reorganisation, expected)
