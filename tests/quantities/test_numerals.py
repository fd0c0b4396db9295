"""Numbers as documents write them."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.quantities.folding import fold
from mandate.quantities.numerals import chinese_value, find_numerals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十二", 32), ("一百", 100), ("两百", 200), ("一百零五", 105),
        ("一千零五十", 1050), ("三千", 3000), ("一万", 10000), ("十二万", 120000), ("三千五百万", 35000000), ("二亿", 200000000),
        ("二〇二五", 2025), ("零", 0), ("〇", 0),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_value(text) == value


@pytest.mark.parametrize("text", ["", "甲", "一甲", "点", "一点甲"])
def test_words_that_are_no_numerals(text: str) -> None:
    assert chinese_value(text) is None


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("1,234.5", "1234.5", False),
        ("０．５", "0.5", False),
        ("９９％", "99", False),
        ("三点五", "3", False),
        ("三分之一", "33.33", True),
        ("四分之一", "25", True),
        ("1/4", "25", True),
        ("百分之五十", "50", True),
        ("百分之三点五", "3.5", True),
        ("近四成", "40", True),
        ("七成五", "75", True),
        ("六成半", "65", True),
        ("压缩一半以上", "50", True),
        ("半天", "0.5", False),
        ("半个工作日", "0.5", False),
    ],
)
def test_first_number_of_a_text(text: str, value: str, *, percent: bool) -> None:
    found = find_numerals(text)[0]
    assert (found.value, found.percent) == (Decimal(value), percent)


@pytest.mark.parametrize("text", ["建成投产", "完成任务", "形成合力", "变成现实", "过半", "M0用地"])
def test_words_without_a_number(text: str) -> None:
    assert find_numerals(text) == []


@given(st.text(max_size=80))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿半成分之点0123456789０１,./%个家天元 甲", max_size=60))
def test_numbers_lie_inside_and_in_order(text: str) -> None:
    found = find_numerals(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(one.value.is_finite() and one.value >= 0 for one in found)
