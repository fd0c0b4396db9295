"""Units, their calendars, and what one is worth in another."""

from decimal import Decimal

import pytest

from mandate.quantities.units import Calendar, Dimension, convert, unit_named


def test_five_units_of_a_day() -> None:
    symbols = ["工作小时", "小时", "工作日", "日", "天"]
    assert len({unit_named(symbol) for symbol in symbols}) == 5
    assert [unit_named(symbol).calendar for symbol in symbols] == [  # type: ignore[union-attr]
        Calendar.WORKING, Calendar.CIVIL, Calendar.WORKING, Calendar.CIVIL, Calendar.CIVIL,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected", "assumed"),
    [
        ("8", "工作小时", "工作日", "1", False),
        ("1", "工作日", "工作小时", "8", False),
        ("24", "小时", "天", "1", False),
        ("1", "日", "天", "1", False),
        ("1", "工作日", "天", "1", True),
        ("8", "工作小时", "天", "1", True),
        ("2", "亿元", "万元", "20000", False),
        ("1.2", "万户", "户", "12000", False),
        ("30", "万元/亩", "元/亩", "300000", False),
    ],
)
def test_conversion(value: str, unit: str, wanted: str, expected: str, *, assumed: bool) -> None:
    conversion = convert(Decimal(value), unit, wanted)
    assert conversion is not None
    assert (conversion.value, conversion.assumed) == (Decimal(expected), assumed)


@pytest.mark.parametrize(
    ("unit", "wanted"), [("个", "家"), ("元", "美元"), ("天", "元"), ("%", "天"), ("甲", "天"), ("万元/亩", "元/户")]
)
def test_what_has_no_common_measure(unit: str, wanted: str) -> None:
    assert convert(Decimal(1), unit, wanted) is None


def test_dimensions() -> None:
    assert unit_named("万平方米").dimension is Dimension.AREA  # type: ignore[union-attr]
    assert unit_named("次/年").dimension is Dimension.RATE  # type: ignore[union-attr]
    assert unit_named("百分点").dimension is Dimension.RATIO  # type: ignore[union-attr]
    assert unit_named("万天") is None
