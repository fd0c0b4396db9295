"""The catalogue lint: PostgreSQL's own catalogue says whether any table was left outside the fence."""

from typing import TYPE_CHECKING

import asyncpg

from mandate.platform.addresses import plain_url
from mandate.platform.catalogue_rules import FINDINGS

if TYPE_CHECKING:
    # Generic for the type checker only.
    Connection = asyncpg.Connection | asyncpg.pool.PoolConnectionProxy[asyncpg.Record]

# Tables that no fence holds, each with its reason. An entry that is no longer true is a finding.
EXEMPT = {
    "account": "a person signs in before any zone is in scope, and may work in several",
    "alembic_version": "the revision of the schema; no role of the application may read it",
    "app.chain_head": "heads of the event chains; only the trigger function of the owner touches it",
    "b_ready_topic": "reference: the topics of the World Bank's B-READY, read by all, written by migrations",
    "control_event": "events outside any zone: sign-in, lockout, zones made; insert-only instead",
    "jurisdiction": "reference: the tree that zones stand in, read by all, written by the command line",
    "oversight": "an overseer has a jurisdiction and no zone",
    "password_history": "belongs to an account",
    "queue.*": "jobs carry their zone in the payload and enter it when they run",
    "sign_in_session": "read to find out who asks, before any zone is in scope",
    "sign_in_throttle": "failures are counted before anybody is known",
    "topic": "reference: the topics that all zones share, read by all, written by migrations",
    "zone": "reference: the list of tenants itself",
    "zone_division": "reference: division codes of each zone, read by all, written by the command line",
}
# Functions that run with the owner's rights, each with its reason.
DEFINERS = {
    "app.chain_event": "appends to the hash chain, whose heads no role of the application may touch",
    "app.events_head": "tells where the events of the zone in scope end, which the head of the chain knows at once",
    "app.identify": "reads the roles of one live session in all zones, before a zone is in scope",
    "app.tasks_with_words": "finds ids of the zone in scope by an index that the fence would keep out; they are read again",
    "app.vital_signs": "counts the events of all zones together and tells when the newest came, for the operator",
}
INSERT_ONLY = ("control_event", "event")
# What overseers may read.
REFERENCE = ("b_ready_topic", "jurisdiction", "topic", "zone", "zone_division")
# Oldest minor versions without known leaks of statistics past row-level security (CVE-2025-8713).
FLOORS = {15: 150_014, 16: 160_010, 17: 170_006}


async def catalogue_findings(connection: "Connection") -> list[str]:
    """What is wrong, one sentence each; empty when every table is safe. Any role may ask; takes some 20 ms."""
    rows = await connection.fetch(FINDINGS, list(EXEMPT), list(DEFINERS), list(INSERT_ONLY), list(REFERENCE))
    version = int(await connection.fetchval("SELECT current_setting('server_version_num')"))
    return [*version_findings(version), *(f"{row['subject']} {row['words']}" for row in rows)]


async def findings_at(url: str) -> list[str]:
    connection = await asyncpg.connect(plain_url(url))
    try:
        return await catalogue_findings(connection)
    finally:
        await connection.close()


def version_findings(number: int) -> list[str]:
    floor = FLOORS.get(number // 10_000, 0)
    if number < min(FLOORS.values()) or number < floor:
        return [f"server {number} is older than the oldest safe version {max(floor, min(FLOORS.values()))}"]
    return []


async def ensure_sound(pool: asyncpg.Pool, role: str) -> None:
    """Refuses to go on as any other role than the one asked for, or beside a table that is not fenced."""
    async with pool.acquire() as connection:
        current, session = await connection.fetchrow("SELECT current_user::text, session_user::text") or ("", "")
        if (current, session) == (role, role):
            found = await catalogue_findings(connection)
        else:
            found = [f"the connection is {session} acting as {current}, not {role}"]
    if found:
        raise SystemExit(
            "数据库的隔离检查没有通过，拒绝启动；请让管理员按以下各条处理后重试。"
            " The database does not keep its zones apart; mend these and start again:\n- " + "\n- ".join(found)
        )
