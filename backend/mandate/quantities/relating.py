"""Numbers that belong together: changes from one value to another, and lists whose operator stands only once."""

import re
from dataclasses import replace

from mandate.quantities import cues
from mandate.quantities.expressions import Operator
from mandate.quantities.measures import Measure
from mandate.quantities.units import Dimension, unit_named

SHARED = re.compile(r"分别|依次|各")
_JOIN = re.compile(r"\s*(?:[、和及与，,]|以及|分别为?|[、，,]\s*力争)\s*")
_REACH = 48


def relate(folded: str, measures: list[Measure]) -> list[Measure]:
    """Give the later members of 分别达到70%和40% the operator of the first, and 由X减至Y its baseline."""
    related: list[Measure] = []
    for measure in measures:
        current = measure
        if related:
            previous = related[-1]
            between = folded[previous.end : measure.start]
            if _alike(previous.unit, measure.unit) and _is_baseline(folded, previous, between):
                related[-1] = replace(previous, baseline_of_next=True, operator=Operator.EQUAL)
                if previous.unit == measure.unit:
                    current = replace(current, baseline=previous.value)
            elif current.operator is None and previous.unit == measure.unit and _JOIN.fullmatch(between):
                current = replace(current, operator=previous.operator)
        related.append(current)
    return _related_back(folded, related)


def _related_back(folded: str, measures: list[Measure]) -> list[Measure]:
    """分别在4个、6个工作日内办结: the earlier member is meant as the later one says."""
    for index in range(len(measures) - 2, -1, -1):
        earlier, later = measures[index], measures[index + 1]
        between = folded[earlier.end : later.start]
        told = earlier.shared or SHARED.search(folded, max(0, earlier.start - _REACH), earlier.start) is not None
        if earlier.operator is None and earlier.unit == later.unit and told and _JOIN.fullmatch(between):
            measures[index] = replace(earlier, operator=later.operator)
    return measures


def _alike(first: str, second: str) -> bool:
    """由1个工作日压减至4小时: both are durations."""
    if first == second:
        return True
    one, other = unit_named(first), unit_named(second)
    return one is not None and other is not None and one.dimension is other.dimension is Dimension.DURATION


def _is_baseline(folded: str, measure: Measure, between: str) -> bool:
    return cues.ARROW.fullmatch(between) is not None or bool(
        cues.BASELINE_BEFORE.search(folded[max(0, measure.start - 14) : measure.start])
        and cues.CHANGE_AFTER.match(between)
    )
