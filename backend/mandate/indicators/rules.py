"""How a target is read aloud."""

from typing import Any

from mandate.quantities.expressions import ExpressionError
from mandate.quantities.fields import expression_of
from mandate.quantities.writing import write_chinese


def chinese_reading(target: dict[str, Any]) -> str:
    """The target as a clerk would write it; the document's own words where it is no whole expression."""
    try:
        reading = write_chinese(expression_of(target))
    except ExpressionError:
        return str(target["quote"])
    return f"{target['indicator']}{reading}"
