"""Proves that no event was altered, removed, added or moved: walks every chain and computes its hashes again."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import asyncpg

from mandate.platform.addresses import plain_url
from mandate.platform.scope import NOWHERE
from mandate.platform.settings import Settings

Fault = Literal["altered", "missing", "added", "unlinked", "cut off", "rewritten"]
BATCH = 2000

# PostgreSQL gives the text of a row; what it hashes to is computed here.
ROWS = """
SELECT sequence, id, tag, at, previous_hash, row_hash,
       extract(epoch FROM at)::text || app.event_text(to_jsonb(e)) AS words
FROM {table} e WHERE {chain} ORDER BY sequence NULLS FIRST, id
"""
CHAINS = """
SELECT chain_id, sequence, row_hash, code FROM (
    SELECT chain_id FROM app.chain_head UNION SELECT zone_id FROM event
    UNION SELECT $1::uuid FROM control_event
) AS chains LEFT JOIN app.chain_head USING (chain_id) LEFT JOIN zone ON zone.id = chain_id ORDER BY code NULLS FIRST
"""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain had come: its last sequence and that row's hash."""

    sequence: int
    row_hash: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The first row of a chain that cannot be believed."""

    fault: Fault
    sequence: int | None
    event_id: UUID | None = None
    tag: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """`zone` is a zone's code, or empty for events outside any zone."""

    chain_id: UUID
    zone: str
    rows: int
    head: Head
    finding: Finding | None


@asynccontextmanager
async def _as_owner(settings: Settings) -> AsyncIterator[asyncpg.Connection]:
    """The owner reads the events of all zones; READ ONLY, one snapshot."""
    try:
        connection = await asyncpg.connect(plain_url(settings.role_url("mandate_migrate")))
    except asyncpg.InvalidPasswordError:
        raise SystemExit(
            "数据库不接受 mandate_migrate 的密码：请在执行数据库升级的环境中运行，或设置升级时所用的 MANDATE_MIGRATE_SECRET。"
            "The database refuses the password of mandate_migrate: run this where the migration runs, or set the "
            "MANDATE_MIGRATE_SECRET of the migration."
        ) from None
    try:
        await connection.execute("SET ROLE mandate_owner")
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            yield connection
    finally:
        await connection.close()


async def verify_chains(settings: Settings, anchors: dict[UUID, Head] | None = None) -> list[Chain]:
    """Every chain with its first fault, if any.

    `anchors` are heads noted earlier and kept outside the database: with them, even an owner who recomputed every
    hash, or brought the whole database back to an older state, is found out ("rewritten", "cut off").
    """
    noted = anchors or {}
    async with _as_owner(settings) as connection:
        found = await connection.fetch(CHAINS, NOWHERE)
        chains = [await _verified(connection, row, noted.get(row["chain_id"])) for row in found]
    known = {chain.chain_id for chain in chains}
    lost = [chain_id for chain_id in noted if chain_id not in known]
    return chains + [Chain(chain_id, "", 0, Head(0, ""), Finding("cut off", 1)) for chain_id in lost]


async def _verified(connection: asyncpg.Connection, chain: asyncpg.Record, anchor: Head | None) -> Chain:
    chain_id, outside = chain["chain_id"], chain["chain_id"] == NOWHERE
    sql = ROWS.format(
        table="control_event" if outside else "event", chain="true" if outside else f"zone_id = '{chain_id}'"
    )
    walk = Walk(anchor)
    async for row in connection.cursor(sql, prefetch=BATCH):
        if not walk.accepts(row):
            break
    head_hash = bytes(chain["row_hash"] or b"")
    if walk.finding is None:
        walk.close(chain["sequence"] or 0, head_hash)
    zone = "" if outside else (chain["code"] or str(chain_id))
    return Chain(chain_id, zone, walk.sequence, Head(walk.sequence, walk.row_hash.hex()), walk.finding)


class Walk:
    """One pass over a chain, in sequence; stops at the first row that does not follow from those before."""

    def __init__(self, anchor: Head | None) -> None:
        self.anchor = anchor
        self.sequence = 0
        self.row_hash = b""
        self.finding: Finding | None = None

    def accepts(self, row: asyncpg.Record) -> bool:
        fault = self._fault(row)
        if fault is not None:
            sequence = self.sequence + 1 if fault == "missing" else row["sequence"]
            same = fault != "missing"
            self.finding = Finding(
                fault,
                sequence,
                row["id"] if same else None,
                row["tag"] if same else "",
                row["at"] if same else None,
            )
            return False
        self.sequence, self.row_hash = row["sequence"], bytes(row["row_hash"])
        return True

    def _fault(self, row: asyncpg.Record) -> Fault | None:
        expected = self.sequence + 1
        computed = hashlib.sha256(bytes(row["previous_hash"] or b"") + (row["words"] or "").encode()).digest()
        if row["sequence"] is None or row["sequence"] < expected:
            return "added"
        if row["sequence"] > expected:
            return "missing"
        if bytes(row["row_hash"] or b"") != computed:
            return "altered"
        if bytes(row["previous_hash"] or b"") != self.row_hash:
            return "unlinked"
        if self._contradicts(expected, computed):
            return "rewritten"
        return None

    def _contradicts(self, sequence: int, computed: bytes) -> bool:
        anchor = self.anchor
        return anchor is not None and anchor.sequence == sequence and anchor.row_hash != computed.hex()

    def close(self, head_sequence: int, head_hash: bytes) -> None:
        """The last row has to be the one that the database noted as last, and not older than an anchor."""
        noted = max(head_sequence, self.anchor.sequence if self.anchor else 0)
        if self.sequence < noted:
            self.finding = Finding("cut off", self.sequence + 1)
        elif self.sequence > head_sequence:
            self.finding = Finding("added", head_sequence + 1)
        elif self.row_hash != head_hash:
            self.finding = Finding("rewritten", self.sequence)


def anchors_of(chains: list[Chain]) -> dict[str, dict[str, str | int]]:
    """Heads as JSON, to be kept where the database's owner cannot write."""
    return {str(chain.chain_id): {"sequence": chain.head.sequence, "row_hash": chain.head.row_hash} for chain in chains}


def read_anchors(kept: dict[str, dict[str, str | int]]) -> dict[UUID, Head]:
    return {UUID(chain): Head(int(head["sequence"]), str(head["row_hash"])) for chain, head in kept.items()}
