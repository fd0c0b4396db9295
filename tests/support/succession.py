"""A zone whose first plan is adopted and whose second one is in review."""

from dataclasses import dataclass
from typing import Any

import httpx

from mandate.platform.house import House
from mandate.zones.tables import Zone
from tests.support.plan_pairs import adopt_here
from tests.support.plans import draft_address, if_match


@dataclass
class Desk:
    """A zone whose first plan is adopted and whose second one is in review."""

    zone: Zone
    operator: House
    browser: httpx.AsyncClient
    first: str
    second: dict[str, Any]

    @property
    def plans(self) -> str:
        return f"/api/v1/zones/{self.zone.code}/plans"

    @property
    def at(self) -> str:
        return draft_address(self.zone, self.second)

    async def get(self, path: str, **params: str) -> dict[str, Any]:
        answer = await self.browser.get(path, params=params)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def follow(self, kind: str = "renewal", **more: Any) -> dict[str, Any]:
        found = await self.get(f"{self.at}/succession")
        body = {"predecessor": self.first, "kind": kind, **more}
        answer = await self.browser.put(f"{self.at}/predecessor", json=body, headers=if_match(found))
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def adopt(self) -> dict[str, Any]:
        return await adopt_here(self.browser, self.zone, self.second)

    async def tasks(self, plan: str | None = None) -> dict[str, dict[str, Any]]:
        listed = await self.get(f"/api/v1/zones/{self.zone.code}/tasks", **({"plan": plan} if plan else {}))
        return {task["title"]: task for task in listed["items"]}

    def task(self, task: dict[str, Any], part: str = "") -> str:
        return f"/api/v1/zones/{self.zone.code}/tasks/{task['id']}{part}"

    async def pairs(self) -> dict[str, dict[str, Any]]:
        found = await self.get(f"{self.at}/comparison")
        return {(pair["after"] or pair["before"])["title"]: pair for pair in found["pairs"]}
