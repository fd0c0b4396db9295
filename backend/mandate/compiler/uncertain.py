"""Where a reading of a number may be wrong: the kinds of situation in which a person should look."""

import re

from mandate.compiler.draft import QuantityKind
from mandate.compiler.indicators import is_brief
from mandate.compiler.plan_parts import counts_own_parts
from mandate.compiler.words import Words

_CLEAR_KINDS = {QuantityKind.RULE, QuantityKind.SLOGAN, QuantityKind.LIMIT, QuantityKind.BASELINE, QuantityKind.CADENCE}
_GIVING = re.compile(r"奖励|奖补|补贴|补助|资助|贴息")
_WITHOUT_FORCE = re.compile(r"(?:减少|压减|精简|削减|缩短)[^至到达为，,。;；]{2,8}$")
_FEW = 10
_FEWEST = 2


def doubts_of(words: Words, kind: QuantityKind, *, supplied: bool) -> list[str]:
    """The doubts about operator, value, unit and kind of a number."""
    measure = words.measure
    doubts: list[str] = []
    if supplied and kind not in _CLEAR_KINDS:
        doubts.append("operator_unclear")
    if kind is QuantityKind.OBSERVATION:
        doubts.append("observation")
    if kind is QuantityKind.TARGET and _GIVING.search(words.before[-20:] + words.after[:12]):
        doubts.append("kind_unclear")
    if measure.chinese and kind is QuantityKind.TARGET and measure.value < _FEW and not measure.operator:
        doubts.append("spelled_out")
    if measure.shared:
        doubts.append("unit_shared")
    if measure.unit != "%" and _WITHOUT_FORCE.search(words.before):
        doubts.append("change_unclear")
    if kind is QuantityKind.TARGET and measure.operator is None and counts_own_parts(words):
        doubts.append("part_of_plan")
    return doubts


def name_doubts(indicator: str, kind: QuantityKind, *, far: bool) -> list[str]:
    """The doubts about what a number measures."""
    if len(indicator) < _FEWEST:
        return ["indicator_unclear"]
    if kind is QuantityKind.CADENCE:
        return []
    return ["indicator_far"] if far or kind is QuantityKind.RULE or is_brief(indicator) else []
