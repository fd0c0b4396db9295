"""The demo is the product at work: everything in it came through commands and the real pipeline."""

import stat

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from mandate.access.permissions import Role
from mandate.api.demo.accounts import ACCOUNTS
from mandate.api.demo.listing import accounts_as_text
from mandate.api.demo.loading import kept_password, load_demo
from mandate.api.demo.staffing import PROGRESS
from mandate.platform.database import transaction
from mandate.platform.errors import Refusal
from mandate.platform.events import ControlEvent, Event
from mandate.platform.house import House
from mandate.platform.scope import Scope
from mandate.platform.settings import Settings
from mandate.zones.commands import zone_by_code
from tests.demo.conftest import Loaded, signed_in

TASKS = {"yuzhong": 90, "chongqing-hi-tech": 10, "chengdu-hi-tech": 32}
SECONDS_AT_MOST = 60  # 5 s alone; tests share the machine


async def everything(browser: httpx.AsyncClient, path: str) -> list[dict[str, object]]:
    answer = await browser.get(path, params={"limit": 200})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, object]] = answer.json()["items"]
    return items


def test_every_role_of_every_zone_has_an_account(loaded: Loaded) -> None:
    roles = {(post.zone, post.role) for account in loaded.accounts for post in account.posts}
    assert roles == {(zone, role) for zone in TASKS for role in Role}
    assert loaded.seconds < SECONDS_AT_MOST


@pytest.mark.parametrize("zone", TASKS)
async def test_each_supervisor_sees_the_tasks_of_their_zone_only(demo_app: FastAPI, zone: str) -> None:
    async with signed_in(demo_app, f"{zone}.supervisor") as browser:
        assert len(await everything(browser, f"/api/v1/zones/{zone}/tasks")) == TASKS[zone]
        for other in TASKS.keys() - {zone}:
            assert (await browser.get(f"/api/v1/zones/{other}/tasks")).status_code == 404


async def test_an_officer_sees_what_their_unit_takes_part_in(demo_app: FastAPI) -> None:
    async with signed_in(demo_app, "yuzhong.market") as browser:
        tasks = await everything(browser, "/api/v1/zones/yuzhong/tasks")
    assert 0 < len(tasks) < TASKS["yuzhong"]


async def test_a_plan_with_doubts_waits_for_review(demo_app: FastAPI) -> None:
    async with signed_in(demo_app, "yuzhong.supervisor") as browser:
        plans = await everything(browser, "/api/v1/zones/yuzhong/plans")
        waiting = [plan for plan in plans if plan["state"] == "in_review"]
        assert len(waiting) == 1
        detail = (await browser.get(f"/api/v1/zones/yuzhong/plans/{waiting[0]['id']}")).json()
    assert detail["counts"]["doubtful"] >= 3
    assert detail["counts"]["unresolved_units"] >= 3


async def test_tasks_run_wait_and_still_want_people(demo_app: FastAPI) -> None:
    async with signed_in(demo_app, "yuzhong.leader") as browser:
        tasks = await everything(browser, "/api/v1/zones/yuzhong/tasks")
    states = {str(task["state"]) for task in tasks}
    assert states == {"unstaffed", "active"}
    assert [task["number"] for task in tasks if task["waiting_for"]] == sorted(PROGRESS["yuzhong"].waiting)
    assert sum(task["state"] == "active" for task in tasks) == len(PROGRESS["yuzhong"].active)


async def test_loading_again_changes_nothing(loaded: Loaded, demo_operator: House, demo_settings: Settings) -> None:
    async def events() -> int:
        async with transaction(demo_operator.engine, Scope(None)) as session:
            zone = await zone_by_code(session, "yuzhong")
            assert zone is not None
            outside = await session.scalar(select(func.count()).select_from(ControlEvent)) or 0
        async with transaction(demo_operator.engine, Scope(zone.id)) as session:
            return outside + (await session.scalar(select(func.count()).select_from(Event)) or 0)

    before = await events()
    assert await load_demo(demo_operator, demo_settings) == loaded.accounts
    assert await events() == before


def test_the_password_is_kept_for_this_account_only(loaded: Loaded, demo_settings: Settings) -> None:
    path = demo_settings.data_dir / "demo-password"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    password = kept_password(demo_settings)
    assert password is not None
    shown = accounts_as_text(loaded.accounts, password)
    assert password in shown
    assert all(account.login in shown for account in ACCOUNTS)


async def test_an_installation_with_people_is_refused(operator: House, settings: Settings) -> None:
    from tests.support.people import make_account

    await make_account(operator)
    with pytest.raises(Refusal) as refused:
        await load_demo(operator, settings)
    assert refused.value.code == "not_empty"
