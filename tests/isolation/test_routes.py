"""Every route that the OpenAPI document lists, for every kind of caller."""

from fastapi import FastAPI

from tests.isolation.matrix import Matrix
from tests.isolation.operations import operations_of
from tests.isolation.world import World


async def test_every_route_for_every_caller(app: FastAPI, world: World) -> None:
    untouched = await world.checksum(world.places[1])
    matrix = Matrix(world)
    found = await matrix.run(operations_of(app))
    assert not found, f"{len(found)} findings in {matrix.asked} requests:\n" + "\n".join(found[:40])
    assert await world.checksum(world.places[1]) == untouched
