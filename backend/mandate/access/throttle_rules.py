"""When failed sign-ins make a source wait, and for how long (GB/T 22239-2019 8.1.4.1 b; the figures are ours)."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures within `window` block for `first_block`, doubled by each further one."""

    failures: int
    window: timedelta
    first_block: timedelta
    longest_block: timedelta
    forgotten_after: timedelta


@dataclass(frozen=True, slots=True)
class Tally:
    failures: int
    last_failure_at: datetime
    blocked_until: datetime | None


# One person's password, tried from one place.
PAIR = Limit(5, timedelta(minutes=15), timedelta(minutes=15), timedelta(hours=12), timedelta(hours=24))
# One place, trying many people: an office behind one address must still be able to sign in.
SOURCE = Limit(60, timedelta(minutes=15), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=2))


def is_blocked(tally: Tally | None, at: datetime) -> bool:
    return tally is not None and tally.blocked_until is not None and at < tally.blocked_until


def counted(tally: Tally | None, at: datetime, limit: Limit) -> Tally:
    """The tally after one more failure at `at`."""
    failures = 1 + (0 if tally is None or is_forgotten(tally, at, limit) else tally.failures)
    return Tally(failures, at, block_end(failures, at, limit))


def is_forgotten(tally: Tally, at: datetime, limit: Limit) -> bool:
    kept = limit.window if tally.failures < limit.failures else limit.forgotten_after
    return at - tally.last_failure_at > kept


def block_end(failures: int, at: datetime, limit: Limit) -> datetime | None:
    doublings = failures - limit.failures
    if doublings < 0:
        return None
    # Beyond 2^16 every block is the longest.
    return at + min(limit.first_block * (1 << min(doublings, 16)), limit.longest_block)


def forgiven(tally: Tally, limit: Limit) -> Tally:
    """The tally without the attempt that turned out to be right; a block that it started ends."""
    failures = max(0, tally.failures - 1)
    return Tally(failures, tally.last_failure_at, tally.blocked_until if failures >= limit.failures else None)
