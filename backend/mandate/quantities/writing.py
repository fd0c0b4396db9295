"""Chinese writing: a target expression as a clerk would write it, and the same sentence read back."""

from decimal import Decimal

from mandate.quantities.expressions import (
    Expression,
    ExpressionError,
    Grade,
    Immediate,
    Operator,
    Reference,
    plain,
)
from mandate.quantities.reading import read_measures
from mandate.quantities.units import unit_named

_TEMPLATES = {
    Operator.AT_LEAST: "不低于{}",
    Operator.ABOVE: "高于{}",
    Operator.AT_MOST: "不超过{}",
    Operator.BELOW: "低于{}",
    Operator.EQUAL: "等于{}",
    Operator.RANGE: "{}",
    Operator.INCREASE_BY: "提高{}",
    Operator.DECREASE_BY: "压减{}",
    Operator.INCREASE_BY_AT_LEAST: "提高{}以上",
    Operator.DECREASE_BY_AT_LEAST: "压减{}以上",
    Operator.ABOUT: "约{}",
}
_SPOKEN_WITH_COUNTER = {"工作日", "工作小时", "小时", "季度", "百分点", "基点", "位次"}


def write_chinese(expression: Expression) -> str:
    """The expression in Chinese, for example 由50个工作日压减至45个工作日（不含外线施工）."""
    if isinstance(expression.value, Decimal):
        amount = _amount(expression.value, expression.high, expression.unit)
        text = _numeric(expression, amount)
    else:
        text = _TEMPLATES[expression.operator].format(_worded(expression.value, expression.unit))
    return f"{text}（{expression.condition}）" if expression.condition else text


def _numeric(expression: Expression, amount: str) -> str:
    if expression.baseline is None:
        return _TEMPLATES[expression.operator].format(amount)
    before = _amount(expression.baseline, None, expression.unit)
    if expression.operator is Operator.AT_MOST:
        return f"由{before}压减至{amount}"
    if expression.operator is Operator.AT_LEAST:
        return f"由{before}提高到{amount}"
    return f"原为{before}，{_TEMPLATES[expression.operator].format(amount)}"


def _amount(value: Decimal, high: Decimal | None, unit: str) -> str:
    counter = "个" if unit in _SPOKEN_WITH_COUNTER else ""
    number = plain(value) if high is None else f"{plain(value)}—{plain(high)}"
    return f"{number}{counter}{unit}"


def _worded(value: Grade | Reference | Immediate, unit: str) -> str:
    if isinstance(value, Grade):
        return f"{value.symbol}{unit}"
    if isinstance(value, Reference):
        return value.text
    return "即时"


def read_chinese(text: str) -> Expression:
    """The one numeric target that a short Chinese phrase states. Raises ExpressionError when it states none or several."""
    measures = [measure for measure in read_measures(text) if not measure.baseline_of_next]
    if len(measures) != 1:
        raise ExpressionError(f"expected one target, found {len(measures)}: {text[:80]}")
    measure = measures[0]
    if unit_named(measure.unit) is None:
        raise ExpressionError(f"unknown unit: {measure.unit}")
    rest = text[measure.end :]
    condition = rest[1:-1] if rest.startswith("（") and rest.endswith("）") else ""
    return Expression(
        operator=measure.operator or Operator.EQUAL,
        value=measure.value,
        unit=measure.unit,
        high=measure.high,
        baseline=measure.baseline,
        condition=condition,
    )
