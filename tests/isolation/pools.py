"""Whether a connection remembers the zone of the transaction before: both roads to the database."""

from uuid import UUID

import asyncpg
from sqlalchemy import column, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from mandate.platform.database import create_engine, create_pool, transaction
from mandate.platform.reading import Reader, Statement
from mandate.platform.scope import NO_SCOPE, Scope

READ = "SELECT zone_id::text FROM task"
# A server plans anew for the first five executions of a prepared statement; then it may keep one plan.
EXECUTIONS = 8


async def pool_findings(url: str, own: UUID, foreign: UUID) -> list[str]:
    """Enters a zone on the only connection of a pool, properly and by a smuggled SET, then asks without a scope.

    `url` is that of the worker, who may enter a zone without a session.
    """
    return [
        *await read_pool_findings(url, own),
        *await plan_findings(url, own, foreign),
        *await engine_findings(url, own),
    ]


async def read_pool_findings(url: str, zone_id: UUID) -> list[str]:
    pool = await create_pool(url, 1)
    try:
        try:
            reader = Reader(pool, Scope(zone_id))
            await reader.rows(Statement(lambda: select(column("zone_id")).select_from(table("task"))))
        except asyncpg.PostgresError as refusal:
            return [f"the pool for reads is refused with {refusal.sqlstate} in a zone"]
        try:
            return [f"the pool for reads answers {len(await pool.fetch(READ))} rows without a scope"]
        except asyncpg.PostgresError as refusal:
            return judged(refusal.sqlstate, "the pool for reads")
    finally:
        await pool.close()


async def plan_findings(url: str, own: UUID, foreign: UUID) -> list[str]:
    """A kept plan must not keep the zone that it was made in."""
    connection = await asyncpg.connect(url)
    try:
        prepared = await connection.prepare(READ)
        for zone_id in (own, foreign):
            for _ in range(EXECUTIONS):
                async with connection.transaction():
                    await connection.execute(Scope(zone_id).enter())
                    seen = {row[0] for row in await prepared.fetch()}
                if seen != {str(zone_id)}:
                    return [f"a prepared statement in zone {zone_id} answers rows of {seen}"]
    except asyncpg.PostgresError as refusal:
        return [f"a prepared statement in a zone is refused with {refusal.sqlstate}"]
    finally:
        await connection.close()
    return []


async def engine_findings(url: str, zone_id: UUID) -> list[str]:
    engine = create_engine(url, 1)
    try:
        async with transaction(engine, Scope(zone_id)):
            pass
        found = await unscoped(engine, "a transaction")
        for ends in ("commit", "rollback"):
            async with engine.connect() as connection:
                await connection.execute(text(f"SET app.zone_id = '{zone_id}'"))
                await connection.commit()
                await connection.execute(text("SELECT 1"))
                await (connection.commit() if ends == "commit" else connection.rollback())
            found += await unscoped(engine, f"a smuggled SET and {ends}")
        return found
    finally:
        await engine.dispose()


async def unscoped(engine: AsyncEngine, after: str) -> list[str]:
    async with engine.connect() as connection:
        try:
            rows = (await connection.execute(text(READ))).all()
        except DBAPIError as refusal:
            return judged(getattr(refusal.orig, "sqlstate", ""), "the pool for writes")
    return [f"the pool for writes answers {len(rows)} rows without a scope after {after}"]


def judged(state: str | None, where: str) -> list[str]:
    return [] if state == NO_SCOPE else [f"{where} answers {state} without a scope"]
