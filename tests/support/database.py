"""A database of our own on a PostgreSQL server that somebody else runs."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from mandate.platform.addresses import plain_url
from mandate.platform.migrate import ensure_database


async def _drop(url: str, name: str) -> None:
    connection = await asyncpg.connect(plain_url(url))
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await connection.close()


@contextmanager
def outside_database(url: str, name: str) -> Iterator[str]:
    asyncio.run(ensure_database(url, name))
    try:
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
    finally:
        asyncio.run(_drop(url, name))
