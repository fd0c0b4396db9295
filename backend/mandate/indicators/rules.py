"""How a target is read aloud."""

from decimal import Decimal
from typing import Any

from mandate.quantities.expressions import Expression, ExpressionError, Grade, Immediate, Operator, Reference, Value
from mandate.quantities.units import Dimension, unit_named
from mandate.quantities.writing import write_chinese

AT_ONCE = "即时"


def expression_of(target: dict[str, Any]) -> Expression:
    """The typed expression of a target's fields, numbers as decimal text. Raises ExpressionError."""
    return Expression(
        operator=Operator(target["operator"]),
        value=_value(target),
        unit=target["unit"],
        high=_decimal(target["value_high"]),
        baseline=_decimal(target["baseline"]),
        condition=target["condition"],
    )


def _value(target: dict[str, Any]) -> Value:
    number, words = _decimal(target["value"]), target["value_text"]
    if number is not None:
        return number
    unit = unit_named(target["unit"])
    if words == AT_ONCE:
        return Immediate()
    return Grade(words) if unit is not None and unit.dimension is Dimension.GRADE else Reference(words)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def chinese_reading(target: dict[str, Any]) -> str:
    """The target as a clerk would write it; the document's own words where it is no whole expression."""
    try:
        reading = write_chinese(expression_of(target))
    except ExpressionError:
        return str(target["quote"])
    return f"{target['indicator']}{reading}"
