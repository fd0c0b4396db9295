"""Two roads to the database: SQLAlchemy sessions for writes, an asyncpg pool for reads."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Session, SessionTransaction

from mandate.platform.addresses import plain_url
from mandate.platform.scope import SESSION_ENDED, Scope, SessionEnded

CONNECT_SECONDS = 10


def create_engine(url: str, pool_size: int = 5, application: str = "mandate") -> AsyncEngine:
    # Read by asyncpg on both roads: SQLAlchemy knows neither `sslmode` nor its companions.
    engine = create_async_engine(
        "postgresql+asyncpg://",
        pool_size=pool_size,
        max_overflow=2,
        pool_timeout=CONNECT_SECONDS,
        connect_args={
            "dsn": plain_url(url),
            "server_settings": {"application_name": application},
            "timeout": CONNECT_SECONDS,
        },
    )
    event.listen(engine.sync_engine, "reset", forget_session_settings)
    return engine


def forget_session_settings(connection: Any, _record: Any, state: Any) -> None:
    """No setting outlives its transaction, even one smuggled in by a session-level SET."""
    if state.terminate_only:
        return
    connection.rollback()
    cursor = connection.cursor()
    cursor.execute("RESET ALL")
    cursor.close()
    # Rolled back, the RESET itself would be undone.
    connection.commit()


class ScopedSession(Session):
    """A session whose every transaction is bound to one scope."""


@event.listens_for(ScopedSession, "after_begin")
def bind_transaction(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    scope: Scope | None = session.info.get("scope")
    if scope is None:
        raise RuntimeError("a session was opened without a scope")
    try:
        connection.execute(text(scope.enter()))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == SESSION_ENDED:
            raise SessionEnded from error
        raise


@event.listens_for(ScopedSession, "before_flush")
def place_new_rows(session: Session, _context: Any, _instances: Any) -> None:
    """New rows belong to the zone of the transaction: no room ever names it."""
    zone_id = session.info["scope"].zone_id
    for row in session.new:
        if zone_id is not None and getattr(row, "zone_id", zone_id) is None:
            row.zone_id = zone_id


@asynccontextmanager
async def transaction(engine: AsyncEngine, scope: Scope) -> AsyncGenerator[AsyncSession]:
    """One unit of work: commits at the end, rolls back on any exception."""
    session = AsyncSession(engine, sync_session_class=ScopedSession, expire_on_commit=False)
    session.info["scope"] = scope
    async with session, session.begin():
        yield session


async def create_pool(url: str, size: int, application: str = "mandate-read") -> asyncpg.Pool:
    """Connections for reads. Settings are transaction-local only, so none has to be reset."""
    return await asyncpg.create_pool(
        dsn=plain_url(url),
        min_size=1,
        max_size=size,
        timeout=CONNECT_SECONDS,
        reset=keep_connection,
        server_settings={
            "application_name": application,
            "default_transaction_read_only": "on",
            # The zone is known only when a plan runs: planning for its values again costs more than it saves.
            "plan_cache_mode": "force_generic_plan",
        },
    )


async def keep_connection(_connection: object) -> None:
    """Saves the round trip of asyncpg's RESET ALL."""
