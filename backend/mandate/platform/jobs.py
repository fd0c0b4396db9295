"""Background work on pgqueuer: enqueued in the transaction of its cause, delivered at least once.

The queue's tables stand outside row-level security: a job carries its zone and binds it itself.
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, cast

import asyncpg
import orjson
import structlog
from pgqueuer import PgQueuer
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder, QuerySchedulerBuilder
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.db import AsyncpgDriver, Driver
from pgqueuer.domain.settings import DBSettings
from pgqueuer.models import Job
from sqlalchemy.ext.asyncio import AsyncSession

from mandate.platform.addresses import plain_url
from mandate.platform.house import House

log = structlog.get_logger()
QUEUE = DBSettings(db_schema="queue")
# A killed worker's job is picked up again after this long.
HEARTBEAT = timedelta(seconds=8)
POLL = timedelta(seconds=2)

Work = Callable[[House, dict[str, Any]], Awaitable[None]]


def queries_on(driver: Driver) -> Queries:
    return Queries(driver, QueryBuilderEnvironment(QUEUE), QueryQueueBuilder(QUEUE), QuerySchedulerBuilder(QUEUE))


async def enqueue(session: AsyncSession, name: str, payload: dict[str, Any]) -> None:
    """Commits or vanishes with the transaction of the session."""
    raw = await (await session.connection()).get_raw_connection()
    connection = cast("asyncpg.Connection", raw.driver_connection)
    await queries_on(AsyncpgDriver(connection)).enqueue(name, orjson.dumps(payload))


async def work(house: House, jobs: Mapping[str, Work], *, at_once: int = 2) -> None:
    """Runs jobs until SIGTERM or SIGINT; a failed job is held for inspection, never deleted."""
    connection = await asyncpg.connect(
        plain_url(house.settings.role_url("mandate_worker")), server_settings={"application_name": "mandate-worker"}
    )
    driver = AsyncpgDriver(connection)
    queue = PgQueuer(driver, queries=queries_on(driver))
    for name, job in jobs.items():
        queue.entrypoint(name, concurrency_limit=at_once, on_failure="hold")(_bound(house, job))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, queue.shutdown.set)
    try:
        await queue.run(dequeue_timeout=POLL, batch_size=at_once, heartbeat_timeout=HEARTBEAT)
    finally:
        await connection.close()


def _bound(house: House, job: Work) -> Callable[[Job], Awaitable[None]]:
    async def run(picked: Job) -> None:
        try:
            await job(house, orjson.loads(picked.payload or b"{}"))
        except Exception:
            log.exception("job_failed", job=picked.entrypoint, job_id=picked.id)
            raise

    return run


def child_environment() -> dict[str, str]:
    """What a limited child process may know: where Python is, and no secret."""
    kept = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "HOME", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ}
