"""How the installation is, in figures of all zones together; read when somebody asks, so that no request pays for it."""

import os
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import asyncpg
from sqlalchemy.pool import QueuePool

from mandate.platform.house import House

ASK_SECONDS = 5
STARTED = time.time()

QUEUE = """
SELECT state::text, count(status) AS jobs, extract(epoch FROM now() - min(created))::float8 AS oldest
FROM unnest(enum_range(NULL::queue.pgqueuer_status)) AS state LEFT JOIN queue.pgqueuer ON status = state
WHERE state IN ('queued', 'picked', 'failed') GROUP BY state ORDER BY state
"""
SESSIONS = """
SELECT kind, count(*) AS live FROM sign_in_session
WHERE revoked_at IS NULL AND least(expires_at, idle_expires_at) > now() GROUP BY kind ORDER BY kind
"""
EVENTS = "SELECT events, extract(epoch FROM now() - newest_at)::float8 AS newest FROM app.vital_signs()"


@dataclass(frozen=True, slots=True)
class Sign:
    """One figure; `labels` are words of ours, never names of zones, people or units."""

    name: str
    value: float
    words: str
    labels: tuple[tuple[str, str], ...] = ()
    kind: Literal["gauge", "counter"] = "gauge"


async def vital_signs(house: House) -> list[Sign]:
    """Of this process and of the database; when the database does not answer, of the process alone."""
    try:
        found = await _signs_of_database(house)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        found = [Sign("mandate_database_up", 0, "Whether PostgreSQL answers.")]
    return [*found, *_signs_of_pools(house), *_signs_of_process()]


async def _signs_of_database(house: House) -> list[Sign]:
    async with house.pool.acquire(timeout=ASK_SECONDS) as connection:
        queue = await connection.fetch(QUEUE, timeout=ASK_SECONDS)
        sessions = await connection.fetch(SESSIONS, timeout=ASK_SECONDS)
        events = await connection.fetchrow(EVENTS, timeout=ASK_SECONDS)
    found = [Sign("mandate_database_up", 1, "Whether PostgreSQL answers.")]
    for row in queue:
        state = (("state", row["state"]),)
        found.append(Sign("mandate_queue_jobs", row["jobs"], "Jobs; failed ones are held for a person.", state))
    for row in queue:
        words = "Seconds since the oldest job was handed in; 0 without one."
        found.append(Sign("mandate_queue_oldest_seconds", row["oldest"] or 0, words, (("state", row["state"]),)))
    live = {row["kind"]: row["live"] for row in sessions}
    found += [
        Sign("mandate_sessions_live", live.get(kind, 0), "Sessions that have not ended.", (("kind", kind),))
        for kind in ("browser", "token")
    ]
    if events is not None:
        found.append(Sign("mandate_events_total", events["events"], "Events of all chains.", kind="counter"))
        words = "Seconds since the newest event of all chains."
        found.append(Sign("mandate_newest_event_seconds", events["newest"] or 0, words))
    return found


def _signs_of_pools(house: House) -> Iterator[Sign]:
    """Connections of this process, on both roads."""
    writes = house.engine.pool
    used = {"reads": house.pool.get_size() - house.pool.get_idle_size()}
    most = {"reads": house.pool.get_max_size()}
    if isinstance(writes, QueuePool):
        used["writes"], most["writes"] = writes.checkedout(), writes.size()
    for road, number in used.items():
        yield Sign("mandate_pool_in_use", number, "Connections that a request holds.", (("road", road),))
    for road, number in most.items():
        yield Sign("mandate_pool_size", number, "Connections that are kept at most.", (("road", road),))


def _signs_of_process() -> Iterator[Sign]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield Sign("process_start_time_seconds", STARTED, "Start of the process, as seconds since 1970.")
    yield Sign("process_cpu_seconds_total", used.ru_utime + used.ru_stime, "Processor time.", kind="counter")
    memory = Path("/proc/self/statm")
    if memory.exists():
        resident = int(memory.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        yield Sign("process_resident_memory_bytes", resident, "Resident memory.")


def as_text(signs: list[Sign]) -> str:
    """Prometheus' text format, version 0.0.4: signs of one name stand together."""
    lines: list[str] = []
    named = ""
    for sign in signs:
        if sign.name != named:
            lines += [f"# HELP {sign.name} {sign.words}", f"# TYPE {sign.name} {sign.kind}"]
            named = sign.name
        labels = ",".join(f'{name}="{value}"' for name, value in sign.labels)
        lines.append(f"{sign.name}{{{labels}}} {sign.value}" if labels else f"{sign.name} {sign.value}")
    return "\n".join(lines) + "\n"
