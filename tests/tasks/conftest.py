"""A zone with three units, a plan, and people of every role who are signed in."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx
import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.access.tables import Account
from mandate.plans.tables import Plan
from mandate.platform.house import House
from mandate.units.tables import Unit
from mandate.zones.tables import Zone
from tests.support.people import browser_of, make_person
from tests.support.tasks import make_plan, make_unit
from tests.support.zones import Within, make_zone


@dataclass
class Office:
    """`lead`, `responsible` and `bystander` are officers of the first, second and third unit."""

    zone: Zone
    within: Within
    plan: Plan
    units: list[Unit]
    supervisor: httpx.AsyncClient
    leader: httpx.AsyncClient
    lead: httpx.AsyncClient
    responsible: httpx.AsyncClient
    bystander: httpx.AsyncClient
    account: Account

    @property
    def tasks(self) -> str:
        return f"/api/v1/zones/{self.zone.code}/tasks"

    @property
    def everybody(self) -> dict[str, httpx.AsyncClient]:
        names = ("supervisor", "leader", "lead", "responsible", "bystander")
        return {name: getattr(self, name) for name in names}


async def open_office(stack: AsyncExitStack, app: FastAPI, operator: House) -> Office:
    zone = await make_zone(operator)
    within = Within(operator, zone.id)
    units = [await make_unit(within, name) for name in ("甲局", "乙局", "丙局")]
    people = [await make_person(operator, zone, role) for role in (Role.SUPERVISOR, Role.LEADER)]
    people += [await make_person(operator, zone, Role.OFFICER, unit.id) for unit in units]
    plan = await make_plan(within, people[0].id, "优化营商环境行动方案")
    browsers = [await stack.enter_async_context(browser_of(app, person)) for person in people]
    supervisor, leader, lead, responsible, bystander = browsers
    return Office(zone, within, plan, units, supervisor, leader, lead, responsible, bystander, people[0])


@pytest.fixture
async def office(app: FastAPI, operator: House) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack:
        yield await open_office(stack, app, operator)


@pytest.fixture(scope="module")
async def shared_office(app: FastAPI, operator: House) -> AsyncIterator[Office]:
    """For tests that only read what the module's fixtures put there."""
    async with AsyncExitStack() as stack:
        yield await open_office(stack, app, operator)
