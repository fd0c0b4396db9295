from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from mandate.platform.house import House
from tests.support.units import Desk, desk


@pytest.fixture
async def here(app: FastAPI, operator: House) -> AsyncIterator[Desk]:
    async with desk(app, operator) as opened:
        yield opened
