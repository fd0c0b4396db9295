"""Working days with 调休, and years that are not yet decreed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.calendars.working_days import add_working_days, judge_day, working_days_between, working_hours_between


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2023, 10, 6), False),  # 国庆 and 中秋, a Friday
        (date(2023, 10, 7), True),  # 调休, a Saturday
        (date(2023, 10, 8), True),  # 调休, a Sunday
        (date(2024, 2, 12), False),
        (date(2024, 2, 18), True),
        (date(2024, 6, 3), True),
        (date(2024, 6, 1), False),
    ],
)
def test_days_of_decreed_years(day: date, *, working: bool) -> None:
    judgement = judge_day(day)
    assert (judgement.working, judgement.decreed) == (working, True)


def test_a_year_not_yet_decreed_says_so() -> None:
    monday = date(2091, 10, 1)
    assert (judge_day(monday).working, judge_day(monday).decreed) == (True, False)
    assert not add_working_days(date(2091, 10, 1), 3).decreed


def test_adding_over_a_holiday() -> None:
    assert add_working_days(date(2023, 9, 28), 1).day == date(2023, 10, 7)
    assert add_working_days(date(2023, 10, 7), -1).day == date(2023, 9, 28)
    assert add_working_days(date(2023, 10, 7), 0).day == date(2023, 10, 7)


def test_counting_days_and_hours() -> None:
    assert working_days_between(date(2023, 9, 28), date(2023, 10, 8)).days == 2
    assert working_hours_between(date(2023, 9, 28), date(2023, 10, 8)) == 16
    assert working_days_between(date(2023, 10, 8), date(2023, 9, 28)).days == 0


def test_counts_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="10,000"):
        add_working_days(date(2023, 1, 1), 10_001)
    with pytest.raises(ValueError, match="calendar"):
        add_working_days(date(9999, 12, 30), 5)


@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.integers(-60, 60))
def test_going_there_and_back(day: date, count: int) -> None:
    there = add_working_days(day, count)
    if count > 0:
        assert judge_day(there.day).working
        assert working_days_between(day, there.day).days == count
    assert (there.day > day) == (count > 0) or count == 0
