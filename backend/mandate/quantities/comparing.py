"""Two targets on the same matter, compared by value: which of them asks for more, and why that can or cannot be said."""

from dataclasses import dataclass, replace
from decimal import Context, Decimal

from mandate.quantities.expressions import Expression, Grade, Immediate, Operator, Reference
from mandate.quantities.folding import fold
from mandate.quantities.movements import Assumption, Comparison, Ground, Movement, Sense
from mandate.quantities.units import convert, unit_named

_ROUNDED = Context(prec=18)
_WORKING = {"工作小时", "工作日"}
_RELATIVE = {"%", "‰", "倍", "番"}
_RISES = {Operator.INCREASE_BY, Operator.INCREASE_BY_AT_LEAST}
_FALLS = {Operator.DECREASE_BY, Operator.DECREASE_BY_AT_LEAST}
_SENSES = {
    Operator.AT_LEAST: Sense.HIGHER, Operator.ABOVE: Sense.HIGHER,
    Operator.AT_MOST: Sense.LOWER, Operator.BELOW: Sense.LOWER,
}  # fmt: skip
_CLASSES = {"Ⅰ": 1, "I": 1, "Ⅱ": 2, "II": 2, "Ⅲ": 3, "III": 3, "Ⅳ": 4, "IV": 4, "Ⅴ": 5, "V": 5}


def compare(old: Expression, new: Expression, sense: Sense | None = None) -> Comparison:
    """How `new` stands to `old`. `sense` decides between bare figures only; operators and baselines go before it."""
    found = _compare_values(old, new, sense)
    if fold(old.condition).strip() != fold(new.condition).strip():
        return Comparison(Movement.INCOMPARABLE, Ground.CONDITION, found.assumptions, found.shift)
    return found


def _compare_values(old: Expression, new: Expression, sense: Sense | None) -> Comparison:
    if isinstance(old.value, Decimal) and isinstance(new.value, Decimal):
        return _compare_numbers(old, new, sense)
    at_once = _at_once(old, new), _at_once(new, old)
    if any(at_once):
        old, new = at_once[0] or old, at_once[1] or new
        found = _compare_numbers(old, new, sense)
        return replace(found, assumptions=(*found.assumptions, Assumption.AT_ONCE))
    if isinstance(old.value, Grade) and isinstance(new.value, Grade) and old.unit == new.unit == "类":
        places = _CLASSES.get(old.value.symbol), _CLASSES.get(new.value.symbol)
        if places[0] and places[1]:
            # Classes of surface water: the lower number is the cleaner water, whatever operator stands before it.
            return _ordered(places[1] - places[0], Sense.LOWER, Ground.BOUND, ())
    if old.value == new.value and not isinstance(old.value, Decimal) and old.unit == new.unit:
        zero = Decimal(0)
        return _compare_numbers(replace(old, value=zero, unit=""), replace(new, value=zero, unit=""), sense)
    return Comparison(Movement.INCOMPARABLE, Ground.WORDS)


def _at_once(expression: Expression, other: Expression) -> Expression | None:
    """即时 as a limit of zero, beside a number or another 即时; None where it says nothing."""
    if not isinstance(expression.value, Immediate) or isinstance(other.value, Grade | Reference):
        return None
    return Expression(Operator.AT_MOST, Decimal(0), other.unit or "小时", condition=expression.condition)


def _compare_numbers(old: Expression, new: Expression, sense: Sense | None) -> Comparison:
    changes = [expression.operator in _RISES | _FALLS for expression in (old, new)]
    if all(changes):
        return _compare_changes(old, new)
    if any(changes):
        old_level, new_level = _level_of(old), _level_of(new)
        if old_level is None or new_level is None:
            return Comparison(Movement.INCOMPARABLE, Ground.CHANGE)
        found = _compare_levels(old_level, new_level, sense)
        known = found.movement is not Movement.INCOMPARABLE
        return replace(found, ground=Ground.BASELINE) if known else found
    return _compare_levels(old, new, sense)


def _level_of(expression: Expression) -> Expression | None:
    """A change in steps of its own unit as the level that it leads to; None where no level is known."""
    rising = expression.operator in _RISES
    if not rising and expression.operator not in _FALLS:
        return expression
    if expression.baseline is None or expression.unit in _RELATIVE or not isinstance(expression.value, Decimal):
        return None
    level = expression.baseline + (expression.value if rising else -expression.value)
    return Expression(Operator.AT_LEAST if rising else Operator.AT_MOST, level, expression.unit)


def _compare_changes(old: Expression, new: Expression) -> Comparison:
    if (old.operator in _RISES) != (new.operator in _RISES):
        return Comparison(Movement.INCOMPARABLE, Ground.OPPOSITE)
    relative = old.unit in _RELATIVE
    mixed = relative != (new.unit in _RELATIVE) or (old.unit != new.unit and "番" in (old.unit, new.unit))
    common = None if mixed else _common(old, new)
    if common is None:
        return Comparison(Movement.INCOMPARABLE, Ground.UNIT)
    if (old.baseline is None) != (new.baseline is None):
        return Comparison(Movement.INCOMPARABLE, Ground.ONE_BASELINE, common.assumptions)
    by_amount = _ordered(common.sign, Sense.HIGHER, Ground.AMOUNT, common.assumptions)
    if old.baseline is None or (old.baseline == new.baseline and old.unit == new.unit):
        return by_amount
    level_of = _relative_level_of if relative else _level_of
    old_level, new_level = level_of(old), level_of(new)
    if old_level is None or new_level is None:
        return Comparison(Movement.INCOMPARABLE, Ground.CHANGE, common.assumptions)
    return replace(_compare_levels(old_level, new_level, None), ground=Ground.BASELINE)


def _relative_level_of(expression: Expression) -> Expression | None:
    """提高10% from a baseline, as a level in the baseline's own unit, which the document leaves unsaid."""
    unit = unit_named(expression.unit)
    known = unit is not None and expression.unit != "番" and isinstance(expression.value, Decimal)
    if not known or unit is None or expression.baseline is None:
        return None
    rising = expression.operator in _RISES
    share = Decimal(str(expression.value)) * unit.factor * (1 if rising else -1)
    return Expression(Operator.AT_LEAST if rising else Operator.AT_MOST, expression.baseline * (1 + share))


@dataclass(frozen=True, slots=True)
class _Common:
    """Both figures in one unit: ends of each interval as sortable keys, and the sign of new minus old."""

    sign: int
    old: tuple[Decimal, Decimal]
    new: tuple[Decimal, Decimal]
    assumptions: tuple[Assumption, ...]


def _common(old: Expression, new: Expression) -> _Common | None:
    # One of the two units, chosen by name: the reverse comparison rounds the same figures the same way.
    wanted = min(old.unit, new.unit)
    ends = []
    for expression in (old, new):
        numbers = (expression.value, expression.value if expression.high is None else expression.high)
        converted = [_in_unit(number, expression.unit, wanted) for number in numbers]
        if converted[0] is None or converted[1] is None:
            return None
        ends.append((converted[0], converted[1]))
    difference = ends[1][0] - ends[0][0]
    return _Common((difference > 0) - (difference < 0), ends[0], ends[1], _assumed(old.unit, new.unit))


def _in_unit(number: object, unit: str, wanted: str) -> Decimal | None:
    if not isinstance(number, Decimal):
        return None
    if unit == wanted:
        return _ROUNDED.plus(number)
    conversion = convert(number, unit, wanted)
    return None if conversion is None else _ROUNDED.plus(conversion.value)


def _assumed(old: str, new: str) -> tuple[Assumption, ...]:
    if old == new:
        return ()
    first, second = unit_named(old), unit_named(new)
    if first is None or second is None or first.symbol == second.symbol:
        return ()
    if first.calendar != second.calendar:
        return (Assumption.CALENDARS,)
    return (Assumption.WORKING_HOURS,) if {first.symbol, second.symbol} == _WORKING else (Assumption.UNITS,)


def _compare_levels(old: Expression, new: Expression, sense: Sense | None) -> Comparison:
    common = _common(old, new)
    if common is None:
        return Comparison(Movement.INCOMPARABLE, Ground.UNIT)
    if Operator.RANGE in (old.operator, new.operator):
        return _compare_ranges(old, new, common, sense)
    directions = _SENSES.get(old.operator), _SENSES.get(new.operator)
    if directions[0] and directions[1]:
        if directions[0] is not directions[1]:
            return Comparison(Movement.INCOMPARABLE, Ground.OPPOSITE, common.assumptions)
        return _ordered(common.sign or _sharper(old, new), directions[0], Ground.BOUND, common.assumptions)
    if directions[0] or directions[1]:
        assumptions = (*common.assumptions, Assumption.POINT)
        bound = directions[0] or directions[1] or Sense.LOWER
        return _ordered(common.sign or _sharper(old, new), bound, Ground.BOUND, assumptions)
    return _compare_points(old, new, common, sense)


def _sharper(old: Expression, new: Expression) -> int:
    """Of two limits at the same value, 高于 and 低于 leave the value itself out."""
    strict = [expression.operator in {Operator.ABOVE, Operator.BELOW} for expression in (old, new)]
    upward = Sense.HIGHER in (_SENSES.get(old.operator), _SENSES.get(new.operator))
    return (strict[1] - strict[0]) * (1 if upward else -1)


def _compare_points(old: Expression, new: Expression, common: _Common, sense: Sense | None) -> Comparison:
    if common.sign == 0:
        return _equal_points(old, new, common)
    towards = {found for expression in (old, new) if (found := _towards(expression)) is not None}
    if len(towards) == 1:
        return _ordered(common.sign, towards.pop(), Ground.BOUND, common.assumptions)
    if sense is not None and not towards:
        return _ordered(common.sign, sense, Ground.SENSE, common.assumptions)
    return Comparison(Movement.INCOMPARABLE, Ground.DIRECTION, common.assumptions, common.sign)


def _equal_points(old: Expression, new: Expression, common: _Common) -> Comparison:
    about = [expression.operator is Operator.ABOUT for expression in (old, new)]
    movement = {0: Movement.SAME, 1: Movement.TIGHTENED, -1: Movement.LOOSENED}[about[0] - about[1]]
    ground = Ground.EQUAL if movement is Movement.SAME else Ground.INSIDE
    return Comparison(movement, ground, common.assumptions, 0)


def _towards(expression: Expression) -> Sense | None:
    """A figure with a baseline says itself which way it goes."""
    if expression.baseline is None or not isinstance(expression.value, Decimal):
        return None
    if expression.baseline == expression.value:
        return None
    return Sense.LOWER if expression.value < expression.baseline else Sense.HIGHER


def _compare_ranges(old: Expression, new: Expression, common: _Common, sense: Sense | None) -> Comparison:
    # Signs of the moves of both ends: 1 shrinks the range, -1 widens it, 0 keeps the end.
    low, high = _end_moves(old, new, common)
    if low >= 0 and high >= 0:
        movement = Movement.TIGHTENED if low or high else Movement.SAME
    elif low <= 0 and high <= 0:
        movement = Movement.LOOSENED
    elif sense is not None and {old.operator, new.operator} == {Operator.RANGE}:
        return _ordered(low, sense, Ground.SENSE, common.assumptions)
    else:
        return Comparison(Movement.INCOMPARABLE, Ground.OVERLAP, common.assumptions)
    ground = Ground.EQUAL if movement is Movement.SAME else Ground.INSIDE
    return Comparison(movement, ground, common.assumptions)


def _end_moves(old: Expression, new: Expression, common: _Common) -> tuple[int, int]:
    moves = []
    for side, unbounded in ((0, Sense.LOWER), (1, Sense.HIGHER)):
        keys = []
        for expression, ends in ((old, common.old), (new, common.new)):
            open_end = expression.operator in {Operator.ABOVE, Operator.BELOW}
            inward = ends[side] if side == 0 else -ends[side]
            free = _SENSES.get(expression.operator) is unbounded
            keys.append((0, Decimal(0), False) if free else (1, inward, open_end))
        moves.append((keys[1] > keys[0]) - (keys[1] < keys[0]))
    return moves[0], moves[1]


def _ordered(sign: int, sense: Sense, ground: Ground, assumptions: tuple[Assumption, ...]) -> Comparison:
    if sign == 0:
        return Comparison(Movement.SAME, Ground.EQUAL, assumptions, 0)
    tighter = (sign > 0) == (sense is Sense.HIGHER)
    return Comparison(Movement.TIGHTENED if tighter else Movement.LOOSENED, ground, assumptions, sign)
