from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.plan_pairs import FIRST, SECOND, adopt_here, read_here
from tests.support.succession import Desk
from tests.support.zones import make_zone


@pytest.fixture
async def desk(app: FastAPI, operator: House) -> AsyncIterator[Desk]:
    zone = await make_zone(operator)
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)))
        first = await read_here(browser, operator, zone, FIRST, "2025.txt")
        await adopt_here(browser, zone, first)
        second = await read_here(browser, operator, zone, SECOND, "2026.txt")
        yield Desk(zone, operator, browser, first["id"], second)
