"""The typed target expression: operator, value, unit, baseline and condition; parsed, printed and compared."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from mandate.quantities.units import Dimension, convert, unit_named


class Operator(StrEnum):
    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    EQUAL = "="
    RANGE = "range"
    INCREASE_BY = "increase_by"
    DECREASE_BY = "decrease_by"
    INCREASE_BY_AT_LEAST = "increase_by>="
    DECREASE_BY_AT_LEAST = "decrease_by>="
    ABOUT = "~="


@dataclass(frozen=True, slots=True)
class Grade:
    """A place on an ordinal scale, such as class II of surface water; `symbol` is the place, the unit names the scale."""

    symbol: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A value that another measure sets, such as 全市平均水平."""

    text: str


@dataclass(frozen=True, slots=True)
class Immediate:
    """即时: at once, without a number."""


Value = Decimal | Grade | Reference | Immediate


class ExpressionError(ValueError):
    """A text or a combination of parts that is no target expression."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A target. `high` is set for a range only; `baseline` is the value before a change, in the same unit."""

    operator: Operator
    value: Value
    unit: str = ""
    high: Decimal | None = None
    baseline: Decimal | None = None
    condition: str = ""

    def __post_init__(self) -> None:
        if (self.operator is Operator.RANGE) != (self.high is not None):
            raise ExpressionError("a range, and only a range, has two ends")
        if self.high is not None and not (isinstance(self.value, Decimal) and self.value <= self.high):
            raise ExpressionError("the first end of a range is not above the second")
        numbers = [part for part in (self.value, self.high, self.baseline) if isinstance(part, Decimal)]
        if not all(number.is_finite() for number in numbers):
            raise ExpressionError("a value is a finite number")


_PRINTED = re.compile(
    r"(?P<operator>range|(?:increase_by|decrease_by)(?:>=)?|>=|<=|~=|>|<|=)\s+"
    r"(?:grade:(?P<grade>\S+)|ref:“(?P<reference>[^”]*)”|(?P<immediate>immediate)"
    r"|(?P<value>-?\d+(?:\.\d+)?)(?:\.\.(?P<high>-?\d+(?:\.\d+)?))?)"
    r"(?:\s+(?P<unit>(?!from\s|if\s)\S+))?(?:\s+from\s+(?P<baseline>-?\d+(?:\.\d+)?))?(?:\s+if\s+“(?P<condition>[^”]*)”)?"
)


def print_expression(expression: Expression) -> str:
    """One line that `parse_expression` reads back, for example `<= 45 工作日 from 50 if “不含外线施工”`."""
    parts = [expression.operator.value, _print_value(expression)]
    if expression.unit:
        parts.append(expression.unit)
    if expression.baseline is not None:
        parts.append(f"from {plain(expression.baseline)}")
    if expression.condition:
        parts.append(f"if “{expression.condition}”")
    return " ".join(parts)


def _print_value(expression: Expression) -> str:
    value = expression.value
    if isinstance(value, Grade):
        return f"grade:{value.symbol}"
    if isinstance(value, Reference):
        return f"ref:“{value.text}”"
    if isinstance(value, Immediate):
        return "immediate"
    return plain(value) if expression.high is None else f"{plain(value)}..{plain(expression.high)}"


def parse_expression(text: str) -> Expression:
    """The expression of a printed line. Raises ExpressionError."""
    match = _PRINTED.fullmatch(text.strip())
    if match is None:
        raise ExpressionError(f"no target expression: {text[:80]}")
    return Expression(
        operator=Operator(match["operator"]),
        value=_parse_value(match),
        unit=match["unit"] or "",
        high=Decimal(match["high"]) if match["high"] else None,
        baseline=Decimal(match["baseline"]) if match["baseline"] else None,
        condition=match["condition"] or "",
    )


def _parse_value(match: re.Match[str]) -> Value:
    if match["grade"]:
        return Grade(match["grade"])
    if match["reference"] is not None:
        return Reference(match["reference"])
    if match["immediate"]:
        return Immediate()
    return Decimal(match["value"])


def plain(number: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: 1E+2 is 100, 0.50 is 0.5."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an observation meets a target; `met` is None when that cannot be said, `assumed` when calendars were equated."""

    met: bool | None
    assumed: bool = False


def judge(expression: Expression, observed: Decimal, unit: str) -> Verdict:
    """Compare an observed value with a target. A change (increase_by …) needs the target's baseline."""
    if not isinstance(expression.value, Decimal) or not observed.is_finite():
        return Verdict(None)
    conversion = convert(observed, unit, expression.unit)
    if conversion is None:
        return Verdict(None)
    met = _holds(expression, conversion.value, expression.value)
    return Verdict(met, conversion.assumed if met is not None else False)


def _holds(expression: Expression, observed: Decimal, value: Decimal) -> bool | None:
    match expression.operator:
        case Operator.AT_LEAST:
            return observed >= value
        case Operator.ABOVE:
            return observed > value
        case Operator.AT_MOST:
            return observed <= value
        case Operator.BELOW:
            return observed < value
        case Operator.EQUAL:
            return observed == value
        case Operator.RANGE:
            return expression.high is not None and value <= observed <= expression.high
        case Operator.ABOUT:
            return abs(observed - value) <= abs(value) / 10
        case _:
            return _changed(expression, observed, value)


def _changed(expression: Expression, observed: Decimal, value: Decimal) -> bool | None:
    if expression.baseline is None:
        return None
    unit = unit_named(expression.unit)
    relative = unit is not None and unit.dimension is Dimension.RATIO and unit.symbol == "%"
    step = expression.baseline * value / 100 if relative else value
    if expression.operator in {Operator.INCREASE_BY, Operator.INCREASE_BY_AT_LEAST}:
        return observed >= expression.baseline + step
    return observed <= expression.baseline - step
