"""A database of our own on a PostgreSQL server that runs already."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from mandate.platform.addresses import plain_url
from mandate.platform.migrate import ensure_database, maintenance_url


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(plain_url(url))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _drop(url: str, name: str) -> None:
    await _execute(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def outside_database(url: str, name: str) -> Iterator[str]:
    asyncio.run(ensure_database(url, name))
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        asyncio.run(_drop(url, name))


@contextmanager
def copied_database(url: str) -> Iterator[str]:
    """A copy beside the database itself, to which nobody may be connected; its grants on the database are not there."""
    parts = urlsplit(url)
    source = parts.path.removeprefix("/")
    name = f"{source}_copy"
    asyncio.run(_execute(maintenance_url(url), f'CREATE DATABASE "{name}" TEMPLATE "{source}"'))
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        asyncio.run(_drop(maintenance_url(url), name))
