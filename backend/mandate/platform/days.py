"""Which day it is where deadlines end and names begin: China has one offset and no daylight saving."""

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def today() -> date:
    return datetime.now(UTC).astimezone(CHINA).date()
