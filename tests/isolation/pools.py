"""Whether a connection remembers the zone of the transaction before: both roads to the database."""

from uuid import UUID

import asyncpg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mandate.platform.database import create_engine, create_pool
from mandate.platform.house import House
from mandate.platform.scope import NO_SCOPE

READ = "SELECT count(*) FROM task"


async def pool_findings(house: House, zone_id: UUID) -> list[str]:
    """Enters a zone on the only connection of a pool, properly and by a smuggled SET, then asks without a scope."""
    url = house.settings.role_url("mandate_worker")
    return [*await read_pool_findings(url, zone_id), *await engine_findings(url, zone_id)]


async def read_pool_findings(url: str, zone_id: UUID) -> list[str]:
    pool = await create_pool(url, 1)
    try:
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute(f"SELECT app.enter_unattended('{zone_id}')")
            await connection.fetchval(READ)
        async with pool.acquire() as connection:
            return await unscoped(connection, "the pool for reads")
    finally:
        await pool.close()


async def unscoped(connection: "asyncpg.pool.PoolConnectionProxy[asyncpg.Record]", where: str) -> list[str]:
    try:
        return [f"{where} answers {await connection.fetchval(READ)} rows without a scope"]
    except asyncpg.PostgresError as refusal:
        return [] if refusal.sqlstate == NO_SCOPE else [f"{where} answers {refusal.sqlstate} without a scope"]


async def engine_findings(url: str, zone_id: UUID) -> list[str]:
    engine = create_engine(url, 1)
    found = []
    smuggled = (f"SELECT app.enter_unattended('{zone_id}')", f"SET app.zone_id = '{zone_id}'")
    try:
        for statement in smuggled:
            for ends in ("commit", "rollback"):
                async with engine.connect() as connection:
                    await connection.execute(text(statement))
                    await (connection.commit() if ends == "commit" else connection.rollback())
                async with engine.connect() as connection:
                    try:
                        rows = (await connection.execute(text(READ))).scalar_one()
                        found.append(f"the pool for writes answers {rows} rows after {ends} of: {statement[:24]}")
                    except DBAPIError as refusal:
                        state = getattr(refusal.orig, "sqlstate", None)
                        found += [] if state == NO_SCOPE else [f"the pool for writes answers {state} without a scope"]
    finally:
        await engine.dispose()
    return found
