from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, update
from sqlmodel import col

from mandate.access.permissions import Role
from mandate.access.tables import Account
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.platform.scope import Scope
from tests.support.people import PASSWORD, browser_of, make_person
from tests.support.zones import make_zone

NEW = ["Kite-mast-47-Glue", "Pony-lake-58-Wood", "Iron-moss-69-Bell", "Salt-pine-70-Drum", "Fern-rope-81-Lamp"]


@pytest.fixture
async def account(operator: House) -> Account:
    return await make_person(operator, await make_zone(operator), Role.LEADER)


@pytest.fixture
async def browser(app: FastAPI, account: Account) -> AsyncIterator[httpx.AsyncClient]:
    async with browser_of(app, account) as opened:
        yield opened


async def change(browser: httpx.AsyncClient, current: str, new: str) -> httpx.Response:
    body = {"current_password": current, "new_password": new}
    return await browser.post("/api/v1/me/password", json=body)


async def test_a_new_password_ends_the_other_sessions_only(
    app: FastAPI, account: Account, browser: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    token = await client.post("/api/v1/access-tokens", json={"login": account.login, "password": PASSWORD})
    bearer = {"Authorization": f"Bearer {token.json()['access_token']}"}
    async with browser_of(app, account) as other:
        assert (await change(browser, PASSWORD, NEW[0])).status_code == 204
        assert (await other.get("/api/v1/me")).status_code == 401
    assert (await client.get("/api/v1/me", headers=bearer)).status_code == 401
    assert (await browser.get("/api/v1/me")).status_code == 200
    for password, status in ((PASSWORD, 401), (NEW[0], 201)):
        answer = await client.post("/api/v1/sessions", json={"login": account.login, "password": password})
        assert answer.status_code == status


async def test_none_of_the_last_five_passwords_comes_back(browser: httpx.AsyncClient) -> None:
    current = PASSWORD
    for new in NEW:
        assert (await change(browser, current, new)).status_code == 204
        current = new
    for used in (NEW[4], NEW[0]):
        refused = await change(browser, current, used)
        assert refused.status_code == 422, used
        assert [error["code"] for error in refused.json()["errors"]] == ["password_used_before"]
    assert (await change(browser, current, "Reed-hawk-92-Clay")).status_code == 204
    assert (await change(browser, "Reed-hawk-92-Clay", NEW[0])).status_code == 204, "the sixth may come back"


async def test_a_hijacked_session_cannot_guess_the_password(browser: httpx.AsyncClient) -> None:
    for number in range(5):
        wrong = await change(browser, f"wrong {number}", NEW[0])
        assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_password")
    assert (await change(browser, PASSWORD, NEW[0])).status_code == 403, "now even the right one has to wait"


async def test_a_password_with_the_persons_login_is_refused(browser: httpx.AsyncClient, account: Account) -> None:
    refused = await change(browser, PASSWORD, f"{account.login}-A1")
    assert refused.status_code == 422
    assert "password_guessable" in [error["code"] for error in refused.json()["errors"]]


@pytest.mark.parametrize(
    ("role", "days", "must_change"),
    [
        (Role.LEADER, 179, False),
        (Role.LEADER, 181, True),
        (Role.AUDIT_ADMINISTRATOR, 89, False),
        (Role.AUDIT_ADMINISTRATOR, 91, True),
    ],
)
async def test_an_old_password_has_to_be_changed_at_sign_in(
    client: httpx.AsyncClient, operator: House, role: Role, days: int, must_change: bool
) -> None:
    zone = await make_zone(operator)
    account = await make_person(operator, zone, role)
    async with transaction(operator.engine, Scope(None)) as session:
        old = func.now() - timedelta(days=days)
        await session.execute(update(Account).where(col(Account.id) == account.id).values(password_changed_at=old))
    answer = await client.post("/api/v1/sessions", json={"login": account.login, "password": PASSWORD})
    assert answer.json()["account"]["must_change_password"] is must_change
    path = "tasks" if role is Role.LEADER else "events"
    page = await client.get(f"/api/v1/zones/{zone.code}/{path}")
    assert page.status_code == (403 if must_change else 200)
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    assert (await change(client, PASSWORD, NEW[0])).status_code == 204
    assert (await client.get(f"/api/v1/zones/{zone.code}/{path}")).status_code == 200
