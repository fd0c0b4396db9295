from fastapi import FastAPI

from tests.isolation.operations import operations_of
from tests.isolation.reach import cursor_findings, officer_findings
from tests.isolation.world import World


async def test_officers_see_no_task_of_other_units(app: FastAPI, world: World) -> None:
    assert await officer_findings(world, operations_of(app)) == []


async def test_cursors_do_not_travel(app: FastAPI, world: World) -> None:
    assert await cursor_findings(world, operations_of(app)) == []
