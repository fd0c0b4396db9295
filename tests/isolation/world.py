"""Zones side by side, each full of rows that carry its canary, with a person of every role signed in."""

import io
import re
import zipfile
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import httpx
from fastapi import FastAPI

from mandate.access.commands import grant_role
from mandate.access.permissions import Role
from mandate.platform.addresses import plain_url
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.platform.scope import Scope
from mandate.platform.settings import Settings
from mandate.zones.tables import Zone
from tests.isolation.rows import Filler, read_tables
from tests.support.people import browser_of, make_account, make_overseer
from tests.support.zones import make_zone

UUID_TEXT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass
class Place:
    """One zone: its rows, and its people by role."""

    zone: Zone
    filler: Filler
    people: dict[Role, httpx.AsyncClient] = field(default_factory=dict)
    # Ids that its people sent, which their own events may repeat: the filters of an export.
    sent: set[str] = field(default_factory=set)

    @property
    def marks(self) -> tuple[str, ...]:
        """Texts that nobody of another zone may ever be shown."""
        return self.filler.canary, self.zone.code, str(self.zone.id)


@dataclass
class World:
    app: FastAPI
    operator: House
    connection: asyncpg.Connection
    places: list[Place]
    strangers: dict[str, httpx.AsyncClient]

    def leaks(self, answer: httpx.Response, own: Place | None) -> list[str]:
        """What an answer shows of zones other than the reader's own, in body, headers, or packed inside."""
        shown = "\n".join([*(f"{name}: {value}" for name, value in answer.headers.items()), *texts_of(answer.content)])
        ids = set(UUID_TEXT.findall(shown)) - (own.sent if own else set())
        found = []
        for place in self.places:
            if place is not own:
                found += [mark for mark in place.marks if mark in shown]
                found += sorted(ids & place.filler.ids)
        return found

    async def checksum(self, place: Place) -> str:
        """Of all tables but events: reading can leave one (an export does). `strange_events` looks at those."""
        parts = [
            f"SELECT '{name}' AS part, md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum"
            f" FROM {name} t WHERE zone_id = '{place.zone.id}'"
            for name in place.filler.tables
            if name != "event"
        ]
        rows = await self.connection.fetch(" UNION ALL ".join(parts) + " ORDER BY part")
        return "; ".join(f"{row['part']} {row['sum']}" for row in rows)

    async def strange_events(self) -> int:
        """Events of these zones that somebody left who is not of the event's zone."""
        return int(
            await self.connection.fetchval(
                "SELECT count(*) FROM event e WHERE account_id IS NOT NULL AND NOT EXISTS ("
                "SELECT FROM zone_account a WHERE a.zone_id = e.zone_id AND a.account_id = e.account_id)"
                " AND zone_id = ANY($1::uuid[])",
                [place.zone.id for place in self.places],
            )
        )


def texts_of(content: bytes) -> list[str]:
    """The text of an answer; of a packed one (xlsx, docx), that of its parts."""
    if not content.startswith(b"PK"):
        return [content.decode("utf-8", "replace")]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]


@asynccontextmanager
async def build_world(app: FastAPI, operator: House, settings: Settings, zones: int) -> AsyncGenerator[World]:
    """`zones` zones on the application's own database."""
    async with AsyncExitStack() as stack:
        connection = await asyncpg.connect(plain_url(settings.database_url.get_secret_value()))
        stack.push_async_callback(connection.close)
        tables = {table.name: table for table in await read_tables(connection)}
        places = []
        for _ in range(zones):
            canary = f"canary{new_id().hex[-12:]}"
            zone = await make_zone(operator, f"{canary}区")
            filler = Filler(tables, zone.id, canary)
            await filler.fill(connection)
            place = Place(zone, filler)
            for role in Role:
                place.people[role] = await stack.enter_async_context(person_of(app, operator, place, role))
            places.append(place)
        strangers = await strangers_of(app, operator, places[0].zone, stack)
        yield World(app, operator, connection, places, strangers)


@asynccontextmanager
async def person_of(app: FastAPI, operator: House, place: Place, role: Role) -> AsyncGenerator[httpx.AsyncClient]:
    """A new person of a zone, signed in; an officer is of the unit that the newest task belongs to."""
    account = await make_account(operator, f"{place.filler.canary} {role}")
    unit = place.filler.known["task_unit"][0]["unit_id"] if role == Role.OFFICER else None
    async with transaction(operator.engine, Scope(place.zone.id)) as session:
        await grant_role(session, account.id, role, unit)
    async with browser_of(app, account) as browser:
        yield browser


async def strangers_of(
    app: FastAPI, operator: House, zone: Zone, stack: AsyncExitStack
) -> dict[str, httpx.AsyncClient]:
    """Callers with no role in any zone."""
    overseer = await stack.enter_async_context(browser_of(app, await make_overseer(operator, zone)))
    found = {"overseer": overseer}
    garbage: dict[str, dict[str, Any]] = {
        "anonymous": {},
        "garbage cookie": {"cookies": {"mandate": "garbage"}},
        "garbage token": {"headers": {"Authorization": "Bearer eyJhbGciOiJub25lIn0.e30."}},
    }
    for name, given in garbage.items():
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://mandate.test", **given)
        found[name] = await stack.enter_async_context(client)
    return found
