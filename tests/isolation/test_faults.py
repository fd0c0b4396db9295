"""Whether the checks would notice a fault of the program: each is made, and must be reported."""

from collections.abc import AsyncIterator, Sequence

import pytest
from fastapi import APIRouter, FastAPI, Response

from mandate.access.permissions import Role
from mandate.api import app as composition
from mandate.api.gating import UngatedRoute, ensure_gated
from mandate.platform.house import House
from mandate.platform.reading import Reader
from mandate.platform.settings import Settings
from tests.isolation.faults import CURSORS, FAULTS, MATRIX, OFFICERS, POOLS, Fault, forget_compiled
from tests.isolation.matrix import Matrix
from tests.isolation.operations import Operation, operations_of
from tests.isolation.pools import pool_findings
from tests.isolation.reach import cursor_findings, officer_findings
from tests.isolation.world import World, build_world


@pytest.fixture(scope="module")
async def two_zones(app: FastAPI, operator: House, settings: Settings) -> AsyncIterator[World]:
    """A world of its own: what broken programs do to it concerns nobody else."""
    async with build_world(app, operator, settings, zones=2) as built:
        yield built


def some(operations: Sequence[Operation]) -> list[Operation]:
    """A few routes of each kind: lists, single rows and changes, of plans and units."""
    named = ("list_plans", "read_plan", "change_plan", "list_units")
    return [operation for operation in operations if operation.name in named]


async def reports(check: str, world: World) -> list[str]:
    operations = operations_of(world.app)
    if check == MATRIX:
        chosen = some(operations)
        assert len(chosen) == 4
        return await Matrix(world).run(chosen)
    if check == OFFICERS:
        return await officer_findings(world, operations)
    if check == CURSORS:
        return await cursor_findings(world, operations)
    url = world.operator.settings.role_url("mandate_worker")
    return await pool_findings(url, world.places[0].zone.id, world.places[1].zone.id)


@pytest.mark.parametrize("check", [OFFICERS, CURSORS, POOLS])
async def test_the_unbroken_program_is_not_reported(check: str, two_zones: World) -> None:
    assert await reports(check, two_zones) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_a_broken_program_is_reported(
    fault: Fault, two_zones: World, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.identities.clear()
    with monkeypatch.context() as patch:
        fault.make(patch, two_zones)
        found = await reports(fault.seen_by, two_zones)
    house.identities.clear()
    forget_compiled()
    assert found


async def test_a_read_that_asks_nothing_is_not_answered(two_zones: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the session is live must be asked, even where nothing is read."""

    async def ask_nothing(_reader: Reader) -> None:
        return

    place = two_zones.places[0]
    address = f"/api/v1/zones/{place.zone.code}/unit-kinds"
    assert (await place.people[Role.SUPERVISOR].get(address)).status_code == 200
    monkeypatch.setattr(Reader, "ensure_entered", ask_nothing)
    assert (await place.people[Role.SUPERVISOR].get(address)).status_code == 500


async def test_the_api_does_not_start_with_an_ungated_route(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    router = APIRouter(prefix="/api/v1/zones/{zone}")

    @router.get("/everything")
    async def everything() -> list[str]:
        return []

    monkeypatch.setattr(composition, "ROUTERS", (*composition.ROUTERS, router))
    with pytest.raises(UngatedRoute, match="everything"):
        composition.create_app(settings)


async def test_a_route_that_is_no_route_of_fastapi_is_ungated(settings: Settings) -> None:
    application = composition.create_app(settings)
    application.add_route("/api/v1/plain", lambda _request: Response())
    with pytest.raises(UngatedRoute, match="plain"):
        ensure_gated(application)
