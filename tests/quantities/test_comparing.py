"""Two targets by value: a table of pairs with the verdict a clerk would give, and what must hold for every pair."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.quantities.comparing import compare
from mandate.quantities.expressions import Expression, Operator, parse_expression
from mandate.quantities.movements import Assumption, Ground, Movement, Sense

T, L, S, N = Movement.TIGHTENED, Movement.LOOSENED, Movement.SAME, Movement.INCOMPARABLE

PAIRS = [
    ("<= 45 工作日", "<= 40 工作日", None, T, Ground.BOUND),
    ("<= 45 工作日", "<= 45 工作日", None, S, Ground.EQUAL),
    ("<= 45 工作日", "< 45 工作日", None, T, Ground.BOUND),
    (">= 95 %", ">= 90 %", None, L, Ground.BOUND),
    ("> 90 %", ">= 90 %", None, L, Ground.BOUND),
    (">= 0 件", ">= 1 件", None, T, Ground.BOUND),
    ("<= 1 元", "<= 0 元", None, T, Ground.BOUND),
    ("= 0 元", "<= 0 元", None, S, Ground.EQUAL),
    # Working hours and days are one clock; days and working days are equated, and it is said.
    ("<= 8 工作小时", "<= 1 工作日", None, S, Ground.EQUAL),
    ("<= 1 工作日", "<= 4 工作小时", None, T, Ground.BOUND),
    ("<= 3 工作日", "<= 3 天", None, S, Ground.EQUAL),
    ("<= 60 分钟", "<= 1 小时", None, S, Ground.EQUAL),
    (">= 2 万平方米", ">= 30000 平方米", None, T, Ground.BOUND),
    (">= 5000 万元", ">= 0.5 亿元", None, S, Ground.EQUAL),
    ("<= 5 工作日", "<= 5 个", None, N, Ground.UNIT),
    (">= 50 件", ">= 50 家", None, N, Ground.UNIT),
    ("<= 3 个", ">= 3 个", None, N, Ground.OPPOSITE),
    # A bare figure follows the other side, then its baseline, then the usual sense of the indicator.
    ("<= 45 工作日", "= 40 工作日", None, T, Ground.BOUND),
    ("= 50 工作日", "= 45 工作日 from 50", None, T, Ground.BOUND),
    ("= 90 %", "= 95 %", Sense.HIGHER, T, Ground.SENSE),
    ("= 5 个", "= 4 个", Sense.LOWER, T, Ground.SENSE),
    ("= 90 %", "= 95 %", None, N, Ground.DIRECTION),
    ("~= 100 家", "= 100 家", None, T, Ground.INSIDE),
    # Ranges.
    ("range 6..15 工作日", "range 6..10 工作日", None, T, Ground.INSIDE),
    ("range 1..2 个", "range 1..2 个", None, S, Ground.EQUAL),
    ("range 6..15 工作日", "range 5..12 工作日", Sense.LOWER, T, Ground.SENSE),
    ("range 6..15 工作日", "range 5..12 工作日", None, N, Ground.OVERLAP),
    ("range 6..15 工作日", "<= 15 工作日", None, L, Ground.INSIDE),
    ("range 6..15 工作日", "<= 10 工作日", None, N, Ground.OVERLAP),
    ("range 1..2 个", "= 2 个", None, T, Ground.INSIDE),
    # Changes, with and without a baseline.
    ("increase_by 10 %", "increase_by 12 %", None, T, Ground.AMOUNT),
    ("decrease_by>= 30 %", "decrease_by 20 %", None, L, Ground.AMOUNT),
    ("increase_by 50 %", "increase_by 0.5 倍", None, S, Ground.EQUAL),
    ("increase_by 5 %", "increase_by 5 百分点", None, N, Ground.UNIT),
    ("increase_by 1 倍", "increase_by 1 番", None, N, Ground.UNIT),
    ("increase_by 10 %", "decrease_by 10 %", None, N, Ground.OPPOSITE),
    ("decrease_by 5 工作日 from 50", "decrease_by 5 工作日 from 45", None, T, Ground.BASELINE),
    ("increase_by 10 % from 100", "increase_by 10 % from 200", None, T, Ground.BASELINE),
    ("increase_by 20 个 from 80", ">= 120 个", None, T, Ground.BASELINE),
    ("increase_by 20 个", ">= 120 个", None, N, Ground.CHANGE),
    ("increase_by 10 %", "increase_by 12 % from 60", None, N, Ground.ONE_BASELINE),
    # Conditions, words.
    ("<= 8 工作日 if “不含外线施工”", "<= 7 工作日", None, N, Ground.CONDITION),
    ("<= 8 工作日 if “不含外线施工”", "<= 7 工作日 if “不含外线施工”", None, T, Ground.BOUND),
    ("<= 1 工作日", "= immediate", None, T, Ground.BOUND),
    ("= immediate", "= immediate", None, S, Ground.EQUAL),
    (">= ref:“全市平均水平”", ">= ref:“全市平均水平”", None, S, Ground.EQUAL),
    (">= ref:“全市平均水平”", "> ref:“全市平均水平”", None, T, Ground.BOUND),
    (">= ref:“全市平均水平”", ">= 90 %", None, N, Ground.WORDS),
    (">= grade:III 类", ">= grade:II 类", None, T, Ground.BOUND),
    ("= grade:A 级", "= grade:B 级", None, N, Ground.WORDS),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "sense", "movement", "ground"), PAIRS)
def test_pairs_move_as_a_clerk_would_say(
    old: str, new: str, sense: Sense | None, movement: Movement, ground: Ground
) -> None:
    found = compare(parse_expression(old), parse_expression(new), sense)
    assert (found.movement, found.ground) == (movement, ground)


@pytest.mark.parametrize(
    ("old", "new", "assumption"),
    [
        ("<= 8 工作小时", "<= 1 工作日", Assumption.WORKING_HOURS),
        ("<= 3 工作日", "<= 3 天", Assumption.CALENDARS),
        (">= 5000 万元", ">= 1 亿元", Assumption.UNITS),
        ("<= 2 个", "= 2 个", Assumption.POINT),
        ("<= 1 工作日", "= immediate", Assumption.AT_ONCE),
    ],
)
def test_what_was_assumed_is_said(old: str, new: str, assumption: Assumption) -> None:
    assert assumption in compare(parse_expression(old), parse_expression(new)).assumptions


UNITS = st.sampled_from(["工作日", "工作小时", "天", "小时", "分钟", "%", "百分点", "万元", "亿元", "个", "亩", "公顷"])
NUMBERS = st.integers(0, 400).map(lambda number: Decimal(number) / 4)
TURNED = {T: L, L: T, S: S, N: N}


@st.composite
def expressions(draw: st.DrawFn) -> Expression:
    unit, operator = draw(UNITS), draw(st.sampled_from(Operator))
    condition = draw(st.sampled_from(["", "", "不含外线工程"]))
    if operator is Operator.RANGE:
        low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
        return Expression(operator, low, unit, high=high, condition=condition)
    baseline = draw(st.none() | NUMBERS)
    return Expression(operator, draw(NUMBERS), unit, baseline=baseline, condition=condition)


@given(expressions(), expressions(), st.none() | st.sampled_from(Sense))
def test_tightened_one_way_is_loosened_the_other(old: Expression, new: Expression, sense: Sense | None) -> None:
    there, back = compare(old, new, sense), compare(new, old, sense)
    assert back.movement is TURNED[there.movement]
    assert (back.ground, set(back.assumptions)) == (there.ground, set(there.assumptions))


@given(expressions(), st.none() | st.sampled_from(Sense))
def test_a_target_is_the_same_as_itself(expression: Expression, sense: Sense | None) -> None:
    found = compare(expression, expression, sense)
    assert (found.movement, found.assumptions) == (S, ())


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["工作小时", "工作日"]), st.sampled_from(["工作小时", "工作日"]))
def test_limits_tighten_step_by_step(first: Decimal, second: Decimal, third: Decimal, one: str, other: str) -> None:
    limits = [
        Expression(Operator.AT_MOST, number, unit)
        for number, unit in zip((first, second, third), (one, other, one), strict=True)
    ]
    moves = [compare(limits[0], limits[1]).movement, compare(limits[1], limits[2]).movement]
    if set(moves) == {T}:
        assert compare(limits[0], limits[2]).movement is T
