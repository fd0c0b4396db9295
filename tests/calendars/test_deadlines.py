"""Deadlines as documents write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.calendars.deadlines import end_of_month, read_deadlines


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("2023年底前", date(2023, 12, 31)),
        ("2023年年底前", date(2023, 12, 31)),
        ("2023年12月底前", date(2023, 12, 31)),
        ("9月底前", date(2023, 9, 30)),
        ("2024年2月底前", date(2024, 2, 29)),
        ("到2025年", date(2025, 12, 31)),
        ("到2025年底", date(2025, 12, 31)),
        ("2023年6月30日前", date(2023, 6, 30)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2023年第三季度末", date(2023, 9, 30)),
        ("2023年10月前", date(2023, 9, 30)),
        ("年底前", date(2023, 12, 31)),
        ("今年底", date(2023, 12, 31)),
        ("二〇二四年底前", date(2024, 12, 31)),
        ("三年内", date(2025, 12, 31)),
        ("5月中旬", date(2023, 5, 20)),
        ("2024 年 6 月底前", date(2024, 6, 30)),
        ("2024 年 12 月 31 日前", date(2024, 12, 31)),
        ("9 月底", date(2023, 9, 30)),
        ("三季度末前", date(2023, 9, 30)),
    ],
)
def test_last_day(text: str, last_day: date) -> None:
    readings = read_deadlines(text, 2023)
    assert [reading.last_day for reading in readings] == [last_day]
    assert (readings[0].start, readings[0].end) == (0, len(text))


@pytest.mark.parametrize("text", ["长期坚持", "持续推进", "常态化开展"])
def test_work_without_an_end(text: str) -> None:
    assert [reading.last_day for reading in read_deadlines(text, 2023)] == [None]


@pytest.mark.parametrize("text", ["2023年中心城区达标", "第三方", "3个月", "月度", "每年"])
def test_other_times_are_no_explicit_deadline(text: str) -> None:
    assert not [reading for reading in read_deadlines(text, 2023) if reading.explicit]


def test_without_a_base_year_the_day_is_open() -> None:
    assert [reading.last_day for reading in read_deadlines("9月底前", None)] == [None]


@given(st.integers(1, 9999), st.integers(1, 12))
def test_the_end_of_a_month_is_its_last_day(year: int, month: int) -> None:
    last = end_of_month(year, month)
    assert (last.year, last.month) == (year, month)
    assert last.day >= 28


@given(
    st.text(alphabet="0123456789年月日底前到上半第一季度末〇二旬中初今 内三", max_size=40),
    st.sampled_from([None, 2023]),
)
def test_any_text_is_read(text: str, base_year: int | None) -> None:
    for reading in read_deadlines(text, base_year):
        assert 0 <= reading.start <= reading.end <= len(text)
