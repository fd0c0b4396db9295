"""Pages of the list that are kept until the zone's next event: nobody sees an old one, or another's."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update
from sqlmodel import col

from mandate.access.permissions import Role
from mandate.access.tables import SignInSession
from mandate.api.app import create_app
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.platform.kept_answers import KeptAnswers
from mandate.platform.reading import Reader, Statement
from mandate.platform.rows import now
from mandate.platform.scope import Scope
from mandate.platform.settings import Settings
from tests.support.people import browser_of, make_person
from tests.support.tasks import make_plan, make_task
from tests.support.zones import Within, make_zone
from tests.tasks.conftest import Office, open_office


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Statement]:
    """The statements of pages that were worked out, not taken from what is kept."""
    found: list[Statement] = []
    plain = Reader.row_and_head

    async def noted(reader: Reader, statement: Statement, **given: Any) -> Any:
        found.append(statement)
        return await plain(reader, statement, **given)

    monkeypatch.setattr(Reader, "row_and_head", noted)
    return found


async def page(browser: httpx.AsyncClient, address: str, **params: Any) -> dict[str, Any]:
    answer = await browser.get(address, params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def begin(office: Office) -> str:
    """A task of the first unit, and an event, before which nothing is kept. Its address."""
    task = await make_task(office.within, office.plan, "压减办理时限", {office.units[0].id: "lead"})
    await change(office.supervisor, f"{office.tasks}/{task.id}", "2026年6月底前")
    return f"{office.tasks}/{task.id}"


async def change(browser: httpx.AsyncClient, address: str, deadline: str) -> None:
    before = await browser.get(address)
    answer = await browser.patch(
        address, json={"deadline_text": deadline}, headers={"If-Match": before.headers["etag"]}
    )
    assert answer.status_code == 200, answer.text


async def test_a_page_is_worked_out_once(office: Office, read: list[Statement]) -> None:
    await begin(office)
    first = await page(office.supervisor, office.tasks)
    again = await page(office.supervisor, office.tasks)
    assert len(read) == 1
    assert again == first


async def test_everybody_sees_a_change_at_once(office: Office, settings: Settings, read: list[Statement]) -> None:
    """Also in another process, which cannot know of the change but by the database."""
    address = await begin(office)
    async with another_process(settings) as elsewhere, browser_of(elsewhere, office.account) as there:
        for browser in (office.supervisor, office.leader, office.lead, there):
            assert (await page(browser, office.tasks))["items"][0]["deadline_text"] == "2026年6月底前"
        await change(office.supervisor, address, "2026年9月底前")
        for browser in (office.supervisor, office.leader, office.lead, there):
            assert (await page(browser, office.tasks))["items"][0]["deadline_text"] == "2026年9月底前"


@asynccontextmanager
async def another_process(settings: Settings) -> AsyncIterator[FastAPI]:
    application = create_app(settings)
    async with application.router.lifespan_context(application):
        yield application


async def test_each_sees_their_own_page(office: Office) -> None:
    await begin(office)
    await make_task(office.within, office.plan, "推行帮办代办", {office.units[1].id: "lead"})
    for _ in range(2):
        seen = {name: await page(browser, office.tasks) for name, browser in office.everybody.items()}
        titles = {name: sorted(row["title"] for row in found["items"]) for name, found in seen.items()}
        assert titles == {
            "supervisor": ["压减办理时限", "推行帮办代办"],
            "leader": ["压减办理时限", "推行帮办代办"],
            "lead": ["压减办理时限"],
            "responsible": ["推行帮办代办"],
            "bystander": [],
        }
        assert seen["supervisor"]["items"][0]["actions"] != seen["leader"]["items"][0]["actions"]


async def test_each_question_has_its_own_page(office: Office) -> None:
    await begin(office)
    await make_task(office.within, office.plan, "推行帮办代办", {office.units[1].id: "lead"})
    for _ in range(2):
        assert len((await page(office.supervisor, office.tasks))["items"]) == 2
        assert len((await page(office.supervisor, office.tasks, limit=1))["items"]) == 1
        assert (await page(office.supervisor, office.tasks, state="withdrawn"))["items"] == []
        (later,) = (await page(office.supervisor, office.tasks, q="帮办"))["items"]
        assert later["title"] == "推行帮办代办"


async def test_zones_keep_their_pages_apart(app: FastAPI, operator: House) -> None:
    async with AsyncExitStack() as stack:
        offices = [await open_office(stack, app, operator) for _ in range(2)]
        for office in offices:
            await begin(office)
        for _ in range(2):
            first, second = [await page(office.supervisor, office.tasks) for office in offices]
            assert [row["plan"]["id"] for row in first["items"]] == [str(offices[0].plan.id)]
            assert [row["plan"]["id"] for row in second["items"]] == [str(offices[1].plan.id)]


async def test_a_session_that_was_ended_elsewhere_gets_no_kept_page(office: Office, operator: House) -> None:
    await begin(office)
    await page(office.supervisor, office.tasks)
    async with transaction(operator.engine, Scope(None)) as session:
        theirs = col(SignInSession.account_id) == office.account.id
        await session.execute(update(SignInSession).where(theirs).values(revoked_at=now()))
    assert (await office.supervisor.get(office.tasks)).status_code == 401


async def test_what_is_kept_is_bounded(
    app: FastAPI, operator: House, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousandth of a page's worth of room: answers stay right, nothing is kept."""
    monkeypatch.setattr(house, "answers", KeptAnswers(0))
    zone = await make_zone(operator)
    within = Within(operator, zone.id)
    supervisor = await make_person(operator, zone, Role.SUPERVISOR)
    plan = await make_plan(within, supervisor.id, "优化营商环境行动方案")
    async with browser_of(app, supervisor) as browser:
        task = await make_task(within, plan, "压减办理时限", {})
        address = f"/api/v1/zones/{zone.code}/tasks"
        await change(browser, f"{address}/{task.id}", "2026年6月底前")
        for _ in range(2):
            assert len((await page(browser, address))["items"]) == 1
