"""How a number is meant: by the words beside it, or by custom when no word says so."""

import re
from decimal import Decimal

from mandate.compiler.draft import QuantityKind
from mandate.compiler.kinds import LONGER_IS_BETTER, unit_of
from mandate.quantities.expressions import Operator
from mandate.quantities.measures import Measure
from mandate.quantities.units import Dimension

_STEPS = re.compile(r"环节|材料|跑动|跑腿|手续|步骤|证明|要件|表单|盖章|印章数")
_WITHDRAWN = re.compile(r"取消|减少|精简|清理|压减|新增|下放|合并|整合|归并|砍掉|减(?=[证材环时])")
_REPORTED = re.compile(
    r"考核|评价|评估|评查|报送|报告|通报|调度|督查|检查|测评|体验|更新|汇总|听取|汇报|清理|公布|发布|曝光|公开"
)
_MET = re.compile(r"召开|会议|座谈|调度会")
_STEADY = re.compile(r"(?:稳定|保持|维持)在?$")
_AT_LEAST_DONE = re.compile(r"(?:至少|最少|不少于)[\u4e00-\u9fff]{1,8}$")
_ALL_DAY = Decimal(24)
_FULL = Decimal(100)


def operator_of(measure: Measure, kind: QuantityKind, before: str, after: str) -> tuple[Operator, bool]:
    """The operator, and whether it had to be supplied because no word states it."""
    stated = measure.operator
    if measure.rank:
        return Operator.AT_MOST, False
    if kind is QuantityKind.RULE and before.endswith("连续"):
        return Operator.AT_LEAST, False
    if kind is QuantityKind.OBSERVATION:
        return _observed(measure, before), False
    if stated is Operator.AT_LEAST and (measure.value == 0 or (measure.unit == "%" and measure.value >= _FULL)):
        return Operator.EQUAL, False
    if stated is Operator.AT_LEAST and _STEADY.search(before) and _is_duration(measure):
        return Operator.EQUAL, False
    if stated is not None:
        return stated, False
    return _supplied(measure, kind, before, after)


def _is_duration(measure: Measure) -> bool:
    unit = unit_of(measure)
    return unit is not None and unit.dimension is Dimension.DURATION and not measure.tail


def _observed(measure: Measure, before: str) -> Operator:
    if measure.operator in {Operator.ABOVE, Operator.ABOUT, Operator.RANGE, Operator.DECREASE_BY}:
        return measure.operator
    if measure.operator is Operator.INCREASE_BY and not re.search(r"同比|年均|增长[^，,]{0,16}$", before):
        return Operator.INCREASE_BY
    return Operator.ABOUT if re.search(r"近$|约$", before) else Operator.EQUAL


def _supplied(measure: Measure, kind: QuantityKind, before: str, after: str) -> tuple[Operator, bool]:
    unit = unit_of(measure)
    if kind is QuantityKind.LIMIT or measure.value == 0:
        return Operator.EQUAL, False
    if kind is QuantityKind.CADENCE:
        if _AT_LEAST_DONE.search(before):
            return Operator.AT_LEAST, False
        reported = _REPORTED.search(before) is not None and _MET.search(before) is None
        return (Operator.EQUAL if reported else Operator.AT_LEAST), False
    if kind is QuantityKind.SLOGAN:
        return (Operator.EQUAL if measure.value == _ALL_DAY else Operator.AT_MOST), False
    if unit is not None and unit.dimension is Dimension.DURATION:
        return (Operator.AT_LEAST if LONGER_IS_BETTER.search(before) else Operator.AT_MOST), False
    if measure.unit == "%":
        return (Operator.EQUAL, False) if measure.value >= _FULL else (Operator.AT_LEAST, True)
    if not _WITHDRAWN.search(before) and _STEPS.search(before[-10:] + "#" + after[:6]):
        return Operator.AT_MOST, False
    return Operator.AT_LEAST, False
