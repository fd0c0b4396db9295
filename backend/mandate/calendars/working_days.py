"""Working days of mainland China, with holidays moved by 调休 as the State Council decrees them each year."""

from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar

HOURS_PER_WORKING_DAY = 8
_SATURDAY = 5
_LONGEST_SPAN = 10_000


@dataclass(frozen=True, slots=True)
class DayJudgement:
    """`decreed` is False for a year whose holidays are not yet known: then only weekends are taken off."""

    working: bool
    decreed: bool


@dataclass(frozen=True, slots=True)
class DayCount:
    days: int
    decreed: bool


@dataclass(frozen=True, slots=True)
class DayReached:
    day: date
    decreed: bool


def judge_day(day: date) -> DayJudgement:
    """Whether a day is a working day, and whether a decree says so."""
    try:
        return DayJudgement(bool(chinese_calendar.is_workday(day)), decreed=True)
    except NotImplementedError:
        return DayJudgement(day.weekday() < _SATURDAY, decreed=False)


def add_working_days(day: date, count: int) -> DayReached:
    """The day that is `count` working days after (or, negative, before) a day; the day itself is not counted.

    Raises ValueError for more than 10,000 days or a result outside the calendar.
    """
    if abs(count) > _LONGEST_SPAN:
        raise ValueError("no more than 10,000 working days can be counted")
    step = timedelta(days=1 if count >= 0 else -1)
    decreed, remaining = True, abs(count)
    while remaining:
        try:
            day += step
        except OverflowError as error:
            raise ValueError("the day lies outside the calendar") from error
        judgement = judge_day(day)
        decreed = decreed and judgement.decreed
        remaining -= judgement.working
    return DayReached(day, decreed)


def working_days_between(first: date, last: date) -> DayCount:
    """Working days after `first` up to and including `last`; 0 when `last` is not later. At most 100 years are counted."""
    decreed, days = True, 0
    day = first
    while day < last and (day - first).days <= 36525:
        day += timedelta(days=1)
        judgement = judge_day(day)
        decreed = decreed and judgement.decreed
        days += judgement.working
    return DayCount(days, decreed)


def working_hours_between(first: date, last: date) -> int:
    """Working hours of the working days after `first` up to `last`, at 8 hours a day."""
    return working_days_between(first, last).days * HOURS_PER_WORKING_DAY
