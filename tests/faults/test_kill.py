"""kill -9 of API and worker while documents are read and adopted: nothing acknowledged is lost, nothing done twice."""

import asyncio
import os
import random
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from mandate.platform.settings import Settings
from mandate.zones.tables import Zone
from tests.faults.processes import Processes, processes
from tests.support.people import PASSWORD, make_person
from tests.support.plans import SMALL_PLAN
from tests.support.zones import make_zone

KILLS = int(os.environ.get("MANDATE_KILLS", "4"))
PATIENCE_SECONDS = 60


@dataclass
class Ledger:
    """What the client intended, and what was acknowledged to it."""

    uploads: dict[str, str | None] = field(default_factory=dict)
    adopted: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Client:
    """A persistent clerk: signs in again and repeats what was not acknowledged."""

    http: httpx.AsyncClient
    login: str
    zone: str

    async def sign_in(self) -> None:
        answer = await self.http.post("/api/v1/sessions", json={"login": self.login, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        self.http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]

    async def until_answered(self, method: str, path: str, **content: Any) -> httpx.Response:
        for _ in range(400):
            try:
                answer = await self.http.request(method, f"/api/v1/zones/{self.zone}{path}", **content)
            except httpx.TransportError:
                await asyncio.sleep(0.1)
                continue
            if answer.status_code != 503:
                return answer
            await asyncio.sleep(0.1)
        raise AssertionError(f"{method} {path} was never answered")


@pytest.fixture
async def installation(
    app: FastAPI, operator: House, settings: Settings, tmp_path: Path
) -> AsyncIterator[tuple[Processes, Client, Zone]]:
    zone = await make_zone(operator)
    account = await make_person(operator, zone, Role.SUPERVISOR)
    environment = {
        "MANDATE_DATABASE_URL": settings.database_url.get_secret_value(),
        "MANDATE_SECRET": settings.secret.get_secret_value(),
        "MANDATE_DATA_DIR": str(settings.data_dir),
        "PYTHONPATH": "backend",
    }
    with processes(environment, tmp_path) as running:
        async with httpx.AsyncClient(base_url=running.url, timeout=10) as http:
            client = Client(http, account.login, zone.code)
            await client.sign_in()
            yield running, client, zone


def document(number: int) -> str:
    return SMALL_PLAN.replace("云溪区", f"云溪{number}区")


async def upload(client: Client, ledger: Ledger, number: int) -> None:
    name = f"计划{number}.txt"
    ledger.uploads[name] = None
    files = {"file": (name, document(number).encode(), "text/plain")}
    answer = await client.until_answered("POST", "/plans", files=files)
    assert answer.status_code in {200, 201}, answer.text
    ledger.uploads[name] = answer.json()["id"]


async def adopt(client: Client, ledger: Ledger, plan_id: str) -> None:
    """As a clerk does: wait for the draft, make the units, adopt; each step repeated until answered."""
    plan: dict[str, Any] = {}
    for _ in range(PATIENCE_SECONDS * 5):
        plan = (await client.until_answered("GET", f"/plans/{plan_id}")).json()
        if plan["state"] not in {"uploaded", "compiling"}:
            break
        await asyncio.sleep(0.2)
    assert plan["state"] == "in_review", plan
    spoken = (await client.until_answered("GET", f"/plans/{plan_id}/spoken-units")).json()["items"]
    missing = [unit["text"] for unit in spoken if unit["unit_id"] is None]
    if missing:
        made = await client.until_answered("POST", f"/plans/{plan_id}/new-units", json={"texts": missing})
        # 409: the answer of an earlier, killed attempt was lost, its effect was not.
        assert made.status_code in {200, 409}, made.text
    answer = await client.until_answered("POST", f"/plans/{plan_id}/adoption")
    assert answer.status_code == 200, answer.text
    ledger.adopted[plan_id] = answer.json()


async def work(client: Client, ledger: Ledger, stop: asyncio.Event) -> None:
    number = 0
    while not stop.is_set():
        number += 1
        await upload(client, ledger, number)
        plan_id = ledger.uploads[f"计划{number}.txt"]
        assert plan_id is not None
        await adopt(client, ledger, plan_id)


async def kill_again_and_again(running: Processes, stop: asyncio.Event) -> int:
    chance = random.Random(20261122)
    killed = 0
    while killed < KILLS:
        await asyncio.sleep(chance.uniform(0.0, 3.0))
        name = chance.choice(["api", "worker"])
        running.kill(name)
        running.start(name)
        if name == "api":
            await asyncio.to_thread(running.wait_until_ready)
        killed += 1
    stop.set()
    return killed


@pytest.mark.slow
async def test_killed_processes_lose_nothing_and_repeat_nothing(
    installation: tuple[Processes, Client, Zone],
) -> None:
    running, client, _ = installation
    ledger, stop = Ledger(), asyncio.Event()
    working = asyncio.create_task(work(client, ledger, stop))
    killed = await kill_again_and_again(running, stop)
    await asyncio.wait_for(working, PATIENCE_SECONDS * 2)

    listed = (await client.until_answered("GET", "/plans?limit=200")).json()["items"]
    tasks = (await client.until_answered("GET", "/tasks?limit=200&sort=plan")).json()["items"]
    sys.stdout.write(
        f"\n{killed} kills: {len(ledger.uploads)} uploads, {len(ledger.adopted)} adoptions, {len(tasks)} tasks\n"
    )
    assert sorted(plan["file_name"] for plan in listed) == sorted(ledger.uploads)
    assert {plan["id"] for plan in listed} == set(ledger.uploads.values())
    assert {plan["state"] for plan in listed} == {"adopted"}
    per_plan = {plan_id: sum(task["plan"]["id"] == plan_id for task in tasks) for plan_id in ledger.adopted}
    assert set(per_plan.values()) == {3}, per_plan
