"""People who are signed in, without paying for Argon2 at each sign-in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import httpx
from fastapi import FastAPI

from mandate.access.commands import grant_oversight, grant_role
from mandate.access.gate import cookie_name
from mandate.access.permissions import Role
from mandate.access.sessions import open_session
from mandate.access.tables import Account
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.platform.scope import Scope
from mandate.zones.tables import Zone

# Argon2id of "Testing-9-Passwords", made once: hashing costs 60 ms.
PASSWORD = "Testing-9-Passwords"


async def make_account(operator: House, name: str = "测试员") -> Account:
    from mandate.access.passwords import HASHER

    global _hash  # noqa: PLW0603
    _hash = _hash or HASHER.hash(PASSWORD)
    account = Account(login=f"p{new_id().hex[-14:]}", name=name, password_hash=_hash, must_change_password=False)
    async with transaction(operator.engine, Scope(None)) as session:
        session.add(account)
    return account


_hash = ""


async def make_person(operator: House, zone: Zone, role: Role, unit_id: UUID | None = None) -> Account:
    """An account with one role in one zone."""
    account = await make_account(operator)
    async with transaction(operator.engine, Scope(zone.id)) as session:
        await grant_role(session, account.id, role, unit_id)
    return account


async def make_overseer(operator: House, zone: Zone) -> Account:
    account = await make_account(operator, "省级观察员")
    async with transaction(operator.engine, Scope(None)) as session:
        await grant_oversight(session, account.id, zone.jurisdiction_id)
    return account


@asynccontextmanager
async def browser_of(app: FastAPI, account: Account) -> AsyncIterator[httpx.AsyncClient]:
    """A client with the person's session cookie and CSRF token, as the SPA has them."""
    house: House = app.state.house
    async with transaction(house.engine, Scope(None)) as session:
        _, secret = open_session(session, house.settings, account, kind="browser", client="test", address="127.0.0.1")
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://mandate.test", cookies={cookie_name(house): secret}
    ) as browser:
        me = await browser.get("/api/v1/me")
        assert me.status_code == 200, me.text
        browser.headers["X-CSRF-Token"] = me.json()["csrf_token"]
        yield browser
