"""Every table of zones, as the catalogue lists them: whether the fence is there, and whether it holds."""

import time

import asyncpg
import pytest

from mandate.platform.catalogue import catalogue_findings, version_findings
from mandate.platform.house import House
from mandate.platform.reading import Reader
from mandate.platform.scope import Scope
from tests.isolation.cases import case_findings
from tests.isolation.pools import pool_findings
from tests.isolation.world import World


async def test_the_catalogue_has_no_findings(house: House) -> None:
    async with house.pool.acquire() as connection:
        began = time.perf_counter()
        assert await catalogue_findings(connection) == []
        assert time.perf_counter() - began < 1


def test_servers_that_leak_statistics_are_too_old() -> None:
    assert [bool(version_findings(number)) for number in (140_022, 150_013, 150_014, 160_009, 170_006, 180_000)] == [
        True, True, False, True, False, False,
    ]  # fmt: skip


async def test_own_and_foreign_rows_of_every_table(world: World) -> None:
    own, foreign = world.places[0].filler, world.places[1].filler
    assert len(own.tables) >= 15
    assert await case_findings(world.connection, own, foreign) == []


async def test_nothing_of_one_transaction_is_left_in_the_next(house: House, world: World) -> None:
    url = house.settings.role_url("mandate_worker")
    assert await pool_findings(url, world.places[0].zone.id, world.places[1].zone.id) == []


async def test_the_api_cannot_enter_a_zone_without_a_session(house: House, world: World) -> None:
    reader = Reader(house.pool, Scope(world.places[0].zone.id))
    with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
        await reader.ensure_entered()
