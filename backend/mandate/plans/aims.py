"""The targets of one task in two documents: which belongs to which, and how it moved. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from mandate.plans.likeness import Scores, Vocabulary, bare, best_assignment, likeness
from mandate.quantities.comparing import compare
from mandate.quantities.expressions import Expression, Operator
from mandate.quantities.movements import Comparison, Ground, Movement, Sense
from mandate.quantities.units import unit_named

LEAST = 350
# Limits, awards, thresholds, baselines and reports are no demands: a higher subsidy is not a stricter plan.
DEMANDS = frozenset("TCFS")
_FEWER = re.compile(
    "时限|时间|用时|耗时|时长|环节|步骤|程序|材料|要件|跑动|跑腿|次数|成本|费用|收费|投资|超期|逾期|"
    "投诉率|差错|事故|发病|能耗|排放|强度|不良率|失信|退件|注销公告"
)
_MORE = re.compile(
    "率|比例|比重|占比|覆盖|满意|数量|个数|户数|家数|产值|收入|规模|面积|增加值|总量|金额|营收|人数|次/|培育|新增|引进|建成"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as one document has it; `expression` is None where its fields are no whole expression."""

    key: UUID
    indicator: str
    kind: str
    expression: Expression | None
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class AimPair:
    before: Aim | None
    after: Aim | None
    comparison: Comparison | None = None

    @property
    def movement(self) -> Movement | None:
        return self.comparison.movement if self.comparison else None


def align_aims(before: Sequence[Aim], after: Sequence[Aim]) -> tuple[AimPair, ...]:
    """Every target of both sides in one pair, those of the new document first, in its order."""
    words = Vocabulary.of([aim.indicator for aim in (*before, *after)])
    old, new = sorted(before, key=_rank), sorted(after, key=_rank)
    scores: Scores = {(x, y): _score(one, other, words) for x, one in enumerate(old) for y, other in enumerate(new)}
    mates = {new[y].key: old[x] for x, y in best_assignment(scores, LEAST)}
    taken = {aim.key for aim in mates.values()}
    pairs = [_joined(mates.get(aim.key), aim) for aim in after]
    return (*pairs, *(AimPair(aim, None) for aim in before if aim.key not in taken))


def _rank(aim: Aim) -> tuple[str, str, str, str, UUID]:
    return (aim.indicator, aim.kind, aim.deadline, str(aim.expression), aim.key)


def _score(old: Aim, new: Aim, words: Vocabulary) -> int:
    alike = likeness(words.marks(old.indicator), words.marks(new.indicator))
    if bare(old.indicator) == bare(new.indicator):
        alike = 1000
    measure = 250 * _same_measure(old.expression, new.expression)
    return min(1000, 60 * alike // 100 + measure + 50 * (old.kind == new.kind) + 60 * (old.deadline == new.deadline)
               + 40 * (old.expression == new.expression))  # fmt: skip


def _same_measure(old: Expression | None, new: Expression | None) -> bool:
    if old is None or new is None:
        return False
    first, second = unit_named(old.unit), unit_named(new.unit)
    return old.unit == new.unit or (first is not None and second is not None and first.dimension == second.dimension)


def _joined(old: Aim | None, new: Aim) -> AimPair:
    return AimPair(old, new, None if old is None else compare_aims(old, new))


def compare_aims(old: Aim, new: Aim) -> Comparison:
    """Demands by value; of everything else only whether the figure is the same, rose or fell."""
    if old.expression is None or new.expression is None:
        return Comparison(Movement.INCOMPARABLE, Ground.WORDS)
    if old.kind in DEMANDS and new.kind in DEMANDS:
        return compare(old.expression, new.expression, sense_of(old.indicator, new.indicator, old.expression))
    found = compare(old.expression, new.expression, Sense.HIGHER)
    if found.movement is Movement.SAME and old.kind == new.kind:
        return found
    return Comparison(Movement.INCOMPARABLE, Ground.NO_DEMAND, found.assumptions, found.shift)


def sense_of(first: str, second: str, expression: Expression) -> Sense | None:
    """Which way such an indicator is usually asked to go; None when its name does not tell, or tells both."""
    senses = {sense for name in (first, second) if (sense := _sense(name)) is not None}
    if len(senses) == 1:
        return senses.pop()
    unit = unit_named(expression.unit)
    timed = unit is not None and unit.dimension == "duration" and expression.operator is not Operator.AT_LEAST
    return Sense.LOWER if timed and not senses else None


def _sense(name: str) -> Sense | None:
    fewer, more = _FEWER.search(name), _MORE.search(name)
    if fewer:
        return Sense.LOWER
    return Sense.HIGHER if more else None
