"""Databases to break: copies of one migrated database with two zones full of rows."""

import asyncio
import os
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import asyncpg
from pydantic import SecretStr

from mandate.platform.addresses import database_name, plain_url
from mandate.platform.ids import new_id
from mandate.platform.migrate import upgrade
from mandate.platform.settings import Settings, current_settings
from tests.isolation.rows import Filler, Table, read_tables


def sibling(url: str, name: str) -> str:
    """The address of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


@dataclass
class Template:
    settings: Settings
    name: str
    own: Filler
    foreign: Filler
    copies: "count[int]" = field(default_factory=lambda: count(1))

    @asynccontextmanager
    async def copied(self) -> AsyncGenerator[Settings]:
        """Settings of a copy that is dropped afterwards."""
        name = f"{self.name}_{next(self.copies)}"
        await command(self.settings, f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        try:
            # Rights on a database are not copied with it.
            await command(self.settings, f'REVOKE TEMPORARY ON DATABASE "{name}" FROM PUBLIC')
            url = sibling(self.settings.database_url.get_secret_value(), name)
            yield self.settings.model_copy(update={"database_url": SecretStr(url)})
        finally:
            await command(self.settings, f'DROP DATABASE "{name}" WITH (FORCE)')


async def command(settings: Settings, statement: str) -> None:
    connection = await asyncpg.connect(plain_url(settings.database_url.get_secret_value()))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@contextmanager
def migrated_template(settings: Settings) -> Iterator[Template]:
    main = settings.database_url.get_secret_value()
    name = f"{database_name(main)}_template"
    url = sibling(main, name)
    asyncio.run(command(settings, f'CREATE DATABASE "{name}" ENCODING UTF8 TEMPLATE template0'))
    try:
        with addressed(url):
            upgrade(current_settings())
        own, foreign = asyncio.run(furnish(url))
        yield Template(settings, name, own, foreign)
    finally:
        asyncio.run(command(settings, f'DROP DATABASE "{name}" WITH (FORCE)'))


@contextmanager
def addressed(url: str) -> Iterator[None]:
    """Migrations read the address from the environment."""
    before = os.environ["MANDATE_DATABASE_URL"]
    os.environ["MANDATE_DATABASE_URL"] = url
    current_settings.cache_clear()
    try:
        yield
    finally:
        os.environ["MANDATE_DATABASE_URL"] = before
        current_settings.cache_clear()


async def furnish(url: str) -> tuple[Filler, Filler]:
    connection = await asyncpg.connect(plain_url(url))
    try:
        tables = {table.name: table for table in await read_tables(connection)}
        area = new_id()
        await connection.execute("INSERT INTO jurisdiction (id, code, name, name_en) VALUES ($1, 'a', 'a', 'a')", area)
        return await zone(connection, area, "own", tables), await zone(connection, area, "foreign", tables)
    finally:
        await connection.close()


async def zone(connection: asyncpg.Connection, area: UUID, code: str, tables: dict[str, Table]) -> Filler:
    number = new_id()
    await connection.execute(
        "INSERT INTO zone (id, jurisdiction_id, code, name, name_en) VALUES ($1, $2, $3, $3, $3)", number, area, code
    )
    filler = Filler(tables, number, f"canary-{code}")
    await filler.fill(connection)
    return filler
