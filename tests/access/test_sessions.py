from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, update
from sqlmodel import col

from mandate.access.gate import cookie_name
from mandate.access.permissions import Role
from mandate.access.sessions import secret_hash
from mandate.access.tables import Account, SignInSession
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.platform.scope import Scope
from tests.support.people import PASSWORD, browser_of, make_person
from tests.support.zones import make_zone

HOUR = timedelta(hours=1)


@pytest.fixture
async def account(operator: House) -> Account:
    return await make_person(operator, await make_zone(operator), Role.LEADER)


def browser(app: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://mandate.test")


async def sign_in(caller: httpx.AsyncClient, account: Account) -> str:
    answer = await caller.post("/api/v1/sessions", json={"login": account.login, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    caller.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    secret = caller.cookies.get("mandate")
    assert secret is not None
    return secret


async def change_session(house: House, caller: httpx.AsyncClient, **values: Any) -> None:
    secret = caller.cookies.get(cookie_name(house)) or ""
    async with transaction(house.engine, Scope(None)) as session:
        mine = col(SignInSession.secret_hash) == secret_hash(secret)
        await session.execute(update(SignInSession).where(mine).values(**values))


async def test_signing_in_again_gives_a_new_session_and_ends_the_old(app: FastAPI, account: Account) -> None:
    async with browser(app) as caller, browser(app) as thief:
        first = await sign_in(caller, account)
        thief.cookies.set("mandate", first)
        assert (await thief.get("/api/v1/me")).status_code == 200
        second = await sign_in(caller, account)
        assert first != second
        assert (await thief.get("/api/v1/me")).status_code == 401
        assert (await caller.get("/api/v1/me")).status_code == 200


async def test_the_oldest_of_four_browsers_is_signed_out(app: FastAPI, account: Account) -> None:
    async with browser(app) as first, browser(app) as second, browser(app) as third, browser(app) as fourth:
        callers = [first, second, third, fourth]
        for caller in callers:
            await sign_in(caller, account)
        assert [(await caller.get("/api/v1/me")).status_code for caller in callers] == [401, 200, 200, 200]


async def test_a_session_is_listed_and_ended_by_its_person_only(
    app: FastAPI, operator: House, account: Account
) -> None:
    stranger = await make_person(operator, await make_zone(operator), Role.LEADER)
    async with browser(app) as desk, browser_of(app, account) as phone, browser_of(app, stranger) as other:
        await sign_in(desk, account)
        rows = (await desk.get("/api/v1/me/sessions")).json()["items"]
        assert [row["current"] for row in rows].count(True) == 1
        (phone_row,) = [row for row in rows if not row["current"]]
        assert (await other.delete(f"/api/v1/me/sessions/{phone_row['id']}")).status_code == 404
        assert (await desk.delete(f"/api/v1/me/sessions/{phone_row['id']}")).status_code == 204
        assert (await phone.get("/api/v1/me")).status_code == 401
        assert (await desk.delete(f"/api/v1/me/sessions/{phone_row['id']}")).status_code == 404


async def test_an_idle_session_ends(app: FastAPI, house: House, account: Account) -> None:
    async with browser(app) as caller:
        await sign_in(caller, account)
        await change_session(house, caller, idle_expires_at=func.now())
        assert (await caller.get("/api/v1/me")).status_code == 401


async def test_an_idle_session_is_not_brought_back_by_a_process_that_remembers_it(
    app: FastAPI, house: House, account: Account
) -> None:
    async with browser(app) as caller:
        secret = await sign_in(caller, account)
        await caller.get("/api/v1/me")
        key = secret_hash(secret)
        house.identities[key] = replace(house.identities[key], last_seen_at=datetime.now(UTC) - HOUR)
        await change_session(house, caller, idle_expires_at=func.now())
        assert [(await caller.get("/api/v1/me")).status_code for _ in range(3)] == [401, 401, 401]


async def test_use_prolongs_a_session_but_not_beyond_its_day(app: FastAPI, house: House, account: Account) -> None:
    async with browser(app) as caller:
        secret = await sign_in(caller, account)
        await caller.get("/api/v1/me")
        key = secret_hash(secret)
        known = house.identities[key]
        house.identities[key] = replace(known, last_seen_at=datetime.now(UTC) - HOUR)
        soon = datetime.now(UTC) + timedelta(minutes=1)
        await change_session(house, caller, idle_expires_at=soon)
        assert (await caller.get("/api/v1/me")).status_code == 200
        async with transaction(house.engine, Scope(None)) as session:
            row = await session.get_one(SignInSession, known.session_id)
        assert row.idle_expires_at > soon
        await change_session(house, caller, expires_at=func.now())
        assert (await caller.get("/api/v1/me")).status_code == 401


@pytest.mark.parametrize(("role", "minutes"), [(Role.SUPERVISOR, 30), (Role.SECURITY_ADMINISTRATOR, 15)])
async def test_administrators_are_signed_out_sooner(
    app: FastAPI, operator: House, house: House, role: Role, minutes: int
) -> None:
    account = await make_person(operator, await make_zone(operator), role)
    async with browser(app) as caller:
        await sign_in(caller, account)
        (row,) = (await caller.get("/api/v1/me/sessions")).json()["items"]
        async with transaction(house.engine, Scope(None)) as session:
            kept = await session.get_one(SignInSession, row["id"])
        idle = (kept.idle_expires_at - kept.created_at).total_seconds()
        assert round(idle) == minutes * 60


async def test_cookies_are_out_of_reach_of_scripts_and_other_sites(app: FastAPI, account: Account) -> None:
    async with browser(app) as caller:
        answer = await caller.post("/api/v1/sessions", json={"login": account.login, "password": PASSWORD})
    cookies = {line.partition("=")[0]: line.lower() for line in answer.headers.get_list("set-cookie")}
    assert set(cookies) == {"mandate", "mandate-device"}
    assert all("httponly" in line and "path=/" in line and "domain" not in line for line in cookies.values())
    assert "samesite=lax" in cookies["mandate"]
    assert "max-age" not in cookies["mandate"]
    assert "samesite=strict" in cookies["mandate-device"]


async def test_no_secret_is_kept(app: FastAPI, house: House, account: Account) -> None:
    async with browser(app) as caller:
        secret = await sign_in(caller, account)
    kept = await house.pool.fetch("SELECT s::text FROM sign_in_session s WHERE account_id = $1", account.id)
    assert kept
    assert not any(secret in row[0] for row in kept)
