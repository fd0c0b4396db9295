from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from mandate.platform.house import House
from mandate.platform.settings import Settings
from tests.isolation.world import World, build_world


@pytest.fixture(scope="session")
async def world(app: FastAPI, operator: House, settings: Settings) -> AsyncIterator[World]:
    async with build_world(app, operator, settings, zones=4) as built:
        yield built
