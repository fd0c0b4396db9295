"""The target algebra: printing, parsing, writing in Chinese, reading back, judging."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.quantities.expressions import (
    Expression,
    ExpressionError,
    Grade,
    Immediate,
    Operator,
    Reference,
    judge,
    parse_expression,
    print_expression,
)
from mandate.quantities.writing import read_chinese, write_chinese

_UNITS = st.sampled_from(
    ["%", "个", "家", "万元", "亿元", "工作日", "工作小时", "小时", "天", "日", "万平方米", "件", "次"]
)
_NUMBERS = st.decimals(min_value=0, max_value=10**6, places=2, allow_nan=False, allow_infinity=False).map(
    lambda number: Decimal(format(number, "f")).normalize() + 0
)
_PLAIN_OPERATORS = st.sampled_from([operator for operator in Operator if operator is not Operator.RANGE])


@st.composite
def expressions(draw: st.DrawFn) -> Expression:
    unit = draw(_UNITS)
    if draw(st.booleans()):
        low, high = sorted((draw(_NUMBERS), draw(_NUMBERS)))
        return Expression(Operator.RANGE, low, unit, high=high)
    return Expression(draw(_PLAIN_OPERATORS), draw(_NUMBERS), unit)


def _same(left: Expression, right: Expression) -> bool:
    return (left.operator, left.value, left.high, left.unit, left.baseline, left.condition) == (
        right.operator, right.value, right.high, right.unit, right.baseline, right.condition,
    )  # fmt: skip


@given(expressions(), st.sampled_from(["", "不含外线工程", "规上工业企业"]))
def test_printed_expressions_parse_back(expression: Expression, condition: str) -> None:
    full = Expression(expression.operator, expression.value, expression.unit, expression.high, None, condition)
    assert _same(parse_expression(print_expression(full)), full)


@given(expressions())
def test_chinese_is_read_back_as_it_was_written(expression: Expression) -> None:
    assert _same(read_chinese(write_chinese(expression)), expression)


@pytest.mark.parametrize(
    ("expression", "printed", "chinese"),
    [
        (
            Expression(Operator.AT_MOST, Decimal(45), "工作日", baseline=Decimal(50)),
            "<= 45 工作日 from 50",
            "由50个工作日压减至45个工作日",
        ),
        (Expression(Operator.RANGE, Decimal(1), "个", high=Decimal(2)), "range 1..2 个", "1—2个"),
        (Expression(Operator.DECREASE_BY_AT_LEAST, Decimal(25), "%"), "decrease_by>= 25 %", "压减25%以上"),
        (Expression(Operator.AT_MOST, Grade("II"), "类"), "<= grade:II 类", "不超过II类"),
        (Expression(Operator.EQUAL, Immediate()), "= immediate", "等于即时"),
        (Expression(Operator.ABOVE, Reference("财政收入增幅"), "%"), "> ref:“财政收入增幅” %", "高于财政收入增幅"),
        (
            Expression(Operator.AT_MOST, Decimal("0.5"), "天", condition="不含公示"),
            "<= 0.5 天 if “不含公示”",
            "不超过0.5天（不含公示）",
        ),
        (Expression(Operator.EQUAL, Decimal(0), "元"), "= 0 元", "等于0元"),
    ],
)
def test_both_spellings(expression: Expression, printed: str, chinese: str) -> None:
    assert print_expression(expression) == printed
    assert _same(parse_expression(printed), expression)
    assert write_chinese(expression) == chinese


@pytest.mark.parametrize("text", ["", "about 3", "<= x", "range 1", ">= 1..2 个", "range 3..1 个", "<= NaN 个"])
def test_what_is_no_expression(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_expression(text)


@pytest.mark.parametrize("text", ["", "办理快", "3个和5家", "2025年"])
def test_phrases_that_state_no_single_target(text: str) -> None:
    with pytest.raises(ExpressionError):
        read_chinese(text)


@pytest.mark.parametrize(
    ("printed", "observed", "unit", "met", "assumed"),
    [
        (">= 90 %", "90", "%", True, False),
        ("> 90 %", "90", "%", False, False),
        ("<= 1 工作日", "8", "工作小时", True, False),
        ("<= 1 工作日", "9", "工作小时", False, False),
        ("<= 1 天", "8", "工作小时", True, True),
        ("range 6..15 工作日", "15", "工作日", True, False),
        ("= 0 元", "0", "元", True, False),
        ("~= 100 个", "95", "个", True, False),
        ("decrease_by 5 天 from 30", "25", "天", True, False),
        ("decrease_by 5 天 from 30", "26", "天", False, False),
        ("increase_by>= 5 个", "30", "个", None, False),
        (">= 2 亿元", "30000", "万元", True, False),
        ("<= 3 个", "2", "家", None, False),
        ("<= grade:II 类", "2", "类", None, False),
    ],
)
def test_judging_an_observation(printed: str, observed: str, unit: str, *, met: bool | None, assumed: bool) -> None:
    verdict = judge(parse_expression(printed), Decimal(observed), unit)
    assert (verdict.met, verdict.assumed) == (met, assumed)
