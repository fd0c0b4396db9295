"""Runs migrations as `mandate_migrate`, acting as the owner, one at a time in the whole cluster."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text

from mandate.platform.database import create_engine
from mandate.platform.schema import metadata
from mandate.platform.settings import current_settings

LOCK = 7242_0001


def compare_only_ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith("pgqueuer"))


def run(connection: Connection) -> None:
    connection.execute(text("SET ROLE mandate_owner"))
    connection.execute(text("SET lock_timeout = '4s'"))
    connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        compare_type=True,
        include_object=compare_only_ours,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()


async def run_online() -> None:
    engine = create_engine(current_settings().role_url("mandate_migrate"), 1, "mandate-migrate")
    async with engine.connect() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(run_online())
