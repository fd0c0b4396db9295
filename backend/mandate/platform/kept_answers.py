"""Rows that a process has worked out and keeps until the zone's next event."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
from cachetools import LRUCache
from sqlalchemy import func, select

from mandate.platform.reading import Reader, Statement

HEAD = Statement(lambda: select(func.app.events_head()))
# What an entry costs besides its values.
OVERHEAD = 1000
# A member of a list: an identifier and its place.
MEMBER = 100

Key = tuple[UUID | None, Statement, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """The head of the zone's events when the row was read, and the row."""

    head: bytes
    row: asyncpg.Record


class KeptAnswers:
    """The most recently asked rows, up to a number of bytes.

    An answer is good for the same statement with the same arguments in the same zone, as long as the zone's chain of
    events ends where it did. Every write has its event in its own transaction, so nothing that a statement reads has
    changed before that. What changes without an event (a job's progress, when a session was last seen) and what
    depends on the reader in another way than by an argument must not be kept.
    """

    def __init__(self, megabytes: int) -> None:
        self._rows: LRUCache[Key, Kept] = LRUCache(megabytes * 1_000_000, getsizeof=size_of)

    async def row(self, reader: Reader, statement: Statement, **given: Any) -> asyncpg.Record | None:
        """As `reader.row`, in one statement more at most."""
        key = (reader.scope.zone_id, statement, repr(statement.arguments(given)))
        kept = self._rows.get(key)
        if kept is not None:
            # Enters the scope as any read does: a session that has ended is refused here.
            head = await reader.row(HEAD)
            if head is not None and head[0] == kept.head:
                return kept.row
        row, head_then = await reader.row_and_head(statement, **given)
        if row is not None and head_then is not None:
            kept = Kept(head_then, row)
            if size_of(kept) <= self._rows.maxsize:
                self._rows[key] = kept
        return row


def size_of(kept: Kept) -> int:
    """Bytes, roughly: of texts their length, of lists so much for each member."""
    texts = sum(len(value) for value in kept.row.values() if isinstance(value, bytes | str))
    members = sum(len(value) for value in kept.row.values() if isinstance(value, list))
    return OVERHEAD + texts + members * MEMBER
