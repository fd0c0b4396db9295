"""A target expression from the plain fields that a row or a form holds."""

from collections.abc import Mapping
from decimal import Decimal

from mandate.quantities.expressions import Expression, Grade, Immediate, Operator, Reference, Value
from mandate.quantities.units import Dimension, unit_named

AT_ONCE = "即时"


def expression_of(fields: Mapping[str, str | None]) -> Expression:
    """The typed expression of a target's fields, numbers as decimal text. Raises ExpressionError.

    Reads operator, value, value_high, value_text, unit, baseline and condition.
    """
    return Expression(
        operator=Operator(fields["operator"] or "="),
        value=_value(fields),
        unit=fields["unit"] or "",
        high=_decimal(fields["value_high"]),
        baseline=_decimal(fields["baseline"]),
        condition=fields["condition"] or "",
    )


def _value(fields: Mapping[str, str | None]) -> Value:
    number, words = _decimal(fields["value"]), fields["value_text"] or ""
    if number is not None:
        return number
    if words == AT_ONCE:
        return Immediate()
    unit = unit_named(fields["unit"] or "")
    return Grade(words) if unit is not None and unit.dimension is Dimension.GRADE else Reference(words)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
