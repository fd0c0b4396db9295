"""Loads the demo once: places and people, then each zone's plan as its supervisor would bring it in."""

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.tables import Account
from mandate.api.demo.accounts import ACCOUNTS, DemoAccount
from mandate.platform.database import transaction
from mandate.platform.errors import conflict
from mandate.platform.events import ControlEvent, EventTag, record
from mandate.platform.house import House
from mandate.platform.scope import Scope
from mandate.platform.settings import Settings

LOCK = 7242_0002
PASSWORD_FILE = "demo-password"
OUTSIDE = Scope(None, account_name="演示数据", request_id="demo")


class DemoEvent(EventTag):
    LOAD = "demo:installation:load", "装入演示内容", "Loaded the demo"


async def load_demo(operator: House, settings: Settings) -> list[DemoAccount]:
    """The demo's accounts; loads it first where that has not happened, and takes up an interrupted load again.

    Refuses an installation that already has accounts of its own.
    """
    if not await is_loaded(operator):
        async with alone(operator):
            if not await is_loaded(operator):
                await load(operator, settings)
    return list(ACCOUNTS)


async def is_loaded(operator: House) -> bool:
    statement = select(col(ControlEvent.id)).where(col(ControlEvent.tag) == DemoEvent.LOAD).limit(1)
    async with transaction(operator.engine, OUTSIDE) as session:
        return await session.scalar(statement) is not None


@asynccontextmanager
async def alone(operator: House) -> AsyncGenerator[None]:
    """Two loads at once would both find nothing and both begin."""
    async with operator.pool.acquire() as connection:
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        try:
            yield
        finally:
            await connection.execute("SELECT pg_advisory_unlock($1)", LOCK)


async def load(operator: House, settings: Settings) -> None:
    # Needed once in the life of an installation, and slow to import.
    from mandate.access.permissions import Role
    from mandate.api.demo.directories import import_units
    from mandate.api.demo.histories import tell_histories
    from mandate.api.demo.people import acting, add_people, give_posts, known_people
    from mandate.api.demo.places import add_places
    from mandate.api.demo.plans import bring_plans_in

    async with transaction(operator.engine, OUTSIDE) as session:
        await ensure_nobody_else(session)
        password = demo_password(settings)
        zones = await add_places(session)
        accounts = await known_people(session)
        await add_people(session, "", password, accounts)
    for zone in zones.values():
        async with transaction(operator.engine, replace(OUTSIDE, zone_id=zone.id)) as session:
            await import_units(session, zone.code)
            await tell_histories(session, zone.code)
            await add_people(session, zone.code, password, accounts)
            await give_posts(session, zone.code, accounts)
    supervisors = [acting(accounts[f"{code}.supervisor"], zone, Role.SUPERVISOR) for code, zone in zones.items()]
    await asyncio.gather(*(bring_plans_in(operator, supervisor) for supervisor in supervisors))
    async with transaction(operator.engine, OUTSIDE) as session:
        record(session, DemoEvent.LOAD, "installation", None, "demo", after={"zones": sorted(zones)})


async def ensure_nobody_else(session: AsyncSession) -> None:
    ours = [account.login for account in ACCOUNTS]
    others = select(col(Account.login)).where(col(Account.login).not_in(ours)).limit(1)
    if await session.scalar(others) is not None:
        raise conflict(
            "not_empty",
            "这里已经有真实账号，不能载入演示数据。请在新的空白安装里载入。",
            "This installation has accounts of its own. Load the demo into an empty one.",
        )


def demo_password(settings: Settings) -> str:
    """One password for all accounts of the demo, made anew for every installation and kept beside its data."""
    from mandate.access.passwords import initial_password

    known = kept_password(settings)
    if known is not None:
        return known
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    made = initial_password()
    with os.fdopen(
        os.open(settings.data_dir / PASSWORD_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as file:
        file.write(made)
    return made


def kept_password(settings: Settings) -> str | None:
    path = settings.data_dir / PASSWORD_FILE
    return path.read_text() if path.exists() else None
