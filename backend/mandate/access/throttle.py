"""Attempts to sign in, counted before the password is looked at, so that parallel guesses count too."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.tables import SignInThrottle
from mandate.access.throttle_rules import Limit, Tally, counted, forgiven, is_blocked
from mandate.platform.rows import now

KEPT = timedelta(days=2)
SWEPT_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Bucket:
    """What failures are counted by; the key is a hash, so that the table names nobody."""

    key: bytes
    limit: Limit


def bucket(limit: Limit, *parts: str) -> Bucket:
    text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return Bucket(hashlib.sha256(text).digest(), limit)


def tally_of(row: SignInThrottle) -> Tally | None:
    return Tally(row.failures, row.last_failure_at, row.blocked_until) if row.failures else None


async def locked_row(session: AsyncSession, key: bytes) -> SignInThrottle:
    """The bucket's row, made if need be; an update that changes nothing locks it until commit."""
    blank = insert(SignInThrottle).values(key=key, failures=0, last_failure_at=now(), blocked_until=None)
    locked = blank.on_conflict_do_update(index_elements=["key"], set_={"key": blank.excluded.key})
    statement = locked.returning(SignInThrottle).execution_options(populate_existing=True)
    return (await session.execute(statement)).scalar_one()


async def admit(session: AsyncSession, buckets: Sequence[Bucket]) -> bool:
    """Counts one attempt in each bucket, as failed until forgiven; False when one of them is blocked."""
    at = now()
    rows = {one.key: await locked_row(session, one.key) for one in sorted(buckets, key=lambda one: one.key)}
    if any(is_blocked(tally_of(row), at) for row in rows.values()):
        return False
    for one in buckets:
        write(rows[one.key], counted(tally_of(rows[one.key]), at, one.limit))
    await sweep(session, at)
    return True


async def sweep(session: AsyncSession, at: datetime) -> None:
    """Forgets what no longer counts; rows that somebody is using stay."""
    old = select(col(SignInThrottle.key)).where(col(SignInThrottle.last_failure_at) < at - KEPT)
    unused = old.limit(SWEPT_AT_ONCE).with_for_update(skip_locked=True)
    await session.execute(delete(SignInThrottle).where(col(SignInThrottle.key).in_(unused)))


async def forgive(session: AsyncSession, own: Bucket, shared: Sequence[Bucket]) -> None:
    """After the right password: the person's own bucket is emptied, shared ones lose this attempt."""
    for one in sorted((own, *shared), key=lambda one: one.key):
        row = await locked_row(session, one.key)
        tally = tally_of(row)
        if one is own:
            row.failures, row.blocked_until = 0, None
        elif tally is not None:
            write(row, forgiven(tally, one.limit))
    await session.flush()


def write(row: SignInThrottle, tally: Tally) -> None:
    row.failures = tally.failures
    row.last_failure_at = tally.last_failure_at
    row.blocked_until = tally.blocked_until
