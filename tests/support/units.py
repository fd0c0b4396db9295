"""A zone with its supervisor's and an officer's browsers, and units made over HTTP."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from mandate.zones.tables import Zone
from tests.support.people import browser_of, make_person
from tests.support.tasks import make_unit
from tests.support.zones import Within, make_zone


@dataclass
class Desk:
    """A zone with its supervisor's and an officer's browsers."""

    zone: Zone
    within: Within
    supervisor: httpx.AsyncClient
    officer: httpx.AsyncClient

    @property
    def address(self) -> str:
        return f"/api/v1/zones/{self.zone.code}"

    @property
    def units(self) -> str:
        return f"{self.address}/units"

    async def add(self, name: str, **values: Any) -> dict[str, Any]:
        answer = await self.supervisor.post(self.units, json={"name": name, **values})
        assert answer.status_code == 201, answer.text
        unit: dict[str, Any] = answer.json()
        return unit

    async def listed(self, **query: Any) -> list[dict[str, Any]]:
        answer = await self.supervisor.get(self.units, params={"limit": 200, **query})
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def change(self, unit: dict[str, Any], **values: Any) -> httpx.Response:
        tag = {"If-Match": f'"v{unit["version"]}"'}
        return await self.supervisor.patch(f"{self.units}/{unit['id']}", json=values, headers=tag)


@asynccontextmanager
async def desk(app: FastAPI, operator: House) -> AsyncIterator[Desk]:
    zone = await make_zone(operator)
    within = Within(operator, zone.id)
    home = await make_unit(within, "办事处")
    async with AsyncExitStack() as stack:
        supervisor = await make_person(operator, zone, Role.SUPERVISOR)
        officer = await make_person(operator, zone, Role.OFFICER, home.id)
        browsers = [await stack.enter_async_context(browser_of(app, person)) for person in (supervisor, officer)]
        yield Desk(zone, within, *browsers)
