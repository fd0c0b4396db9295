"""The ways in which a plan writes who leads and who is responsible."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.compiler.generated.words import Units

Written = tuple[str, tuple[str, ...], tuple[str, ...]]
BRACKETS = (("（", "）"), ("(", ")"), ("【", "】"), ("〔", "〕"), ("［", "］"), ("[", "]"))
COLONS = ("：", ":", "∶")
LEAD_LABELS = ("牵头单位", "牵头部门", "主办单位", "主责单位", "总牵头单位", "市级牵头单位")
DUTY_LABELS = ("责任单位", "责任部门", "落实单位", "承办单位", "其他责任单位")
HELP_LABELS = ("配合单位", "协办单位", "参与单位", "协同部门", "配合部门")
DEADLINE_LABELS = ("完成时限", "完成时间", "时限要求", "办结时限")
COMMA_RULES = ("逗号前为牵头单位，下同", "“，”前为牵头单位，其余为责任单位", "逗号前的单位为牵头单位，逗号后为配合单位")
FIRST_RULES = (
    "第一个单位为牵头单位，下同",
    "排在首位的为牵头单位，下同",
    "列第一位的责任单位为牵头单位，其他为配合单位",
    "排名第一的单位牵头",
)
MARK_RULES = ("标★的为牵头单位，下同", "带★号的单位为牵头单位", "加“★”的为牵头单位，其余为责任单位")


@dataclass(frozen=True)
class Notation:
    """`write` gives the words with the leads and others to be read from them; `rule` is stated once in the document.

    `apart` tells that the words may stand on a line of their own, `lines` that each label does.
    """

    name: str
    write: Callable[[Units], Written]
    leads: tuple[int, int]
    rule: str = ""
    apart: bool = True
    lines: bool = False
    plain_names: bool = False


class Style:
    """The signs and words of one whole document, and the notations that can be written with them."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._brackets = chance.choice(BRACKETS)
        self._colon = chance.choice(COLONS)
        self._parted = chance.choice(("；", "，", ";", "； "))
        self._labels = [chance.choice(words) for words in (LEAD_LABELS, DUTY_LABELS, HELP_LABELS, DEADLINE_LABELS)]
        self._group_sign = chance.choice(("、", "，"))
        self._joint = chance.choice(("、", "、", "、", "和", "及"))
        self._open = chance.random() < 0.15
        self._leading = chance.choice(("牵头", "牵头负责", "牵头"))
        self._verb = chance.choice(("按职责分工负责", "负责", "分别负责", "按职责分工落实", "具体负责"))
        self._helps = chance.choice(("配合", "参与", "协办", "配合落实"))

    def notation(self) -> Notation:
        chance = self._chance
        return chance.choice(
            (
                Notation("labelled", self._labelled, (0, 2)),
                Notation("labelled", self._labelled, (1, 2)),
                Notation("bracket for each label", self._bracket_each, (1, 1)),
                Notation("line for each label", self._line_each, (1, 2), lines=True),
                Notation("label in brackets", self._bracketed_labels, (1, 1), lines=True),
                Notation("spoken", self._spoken, (0, 2)),
                Notation("spoken", self._spoken, (1, 1)),
                Notation("sentence", self._sentence, (1, 2)),
                Notation("partners", self._partners, (1, 1)),
                Notation("beside the name", self._beside, (1, 1)),
                Notation("comma rule", self._comma, (1, 2), rule=chance.choice(COMMA_RULES)),
                Notation("first rule", self._first, (1, 1), rule=chance.choice(FIRST_RULES)),
                Notation("mark rule", self._marked, (1, 2), rule=chance.choice(MARK_RULES)),
                Notation("no lead", self._no_lead, (1, 2)),
                Notation("bare", self._bare, (1, 2), apart=False, plain_names=True),
            )
        )

    def _in_brackets(self, words: str) -> str:
        return f"{self._brackets[0]}{words}{self._brackets[1]}"

    def _listed(self, names: tuple[str, ...]) -> str:
        sure = re.compile(r"[局委厅]$")
        if len(names) > 1 and self._joint != "、" and sure.search(names[-2]) and sure.search(names[-1]):
            return f"{'、'.join(names[:-1])}{self._joint}{names[-1]}"
        if self._open and len(names) > 1 and sure.search(names[-1]):
            return f"{'、'.join(names)}等"
        if len(names) > 2 and self._group_sign == "，" and names[-1].startswith("各"):
            return f"{'、'.join(names[:-1])}，{names[-1]}"
        return "、".join(names)

    def _parts(self, units: Units) -> list[str]:
        groups = zip(self._labels, (units.leads, units.responsible, units.supporting), strict=False)
        said = [f"{label}{self._colon}{self._listed(names)}" for label, names in groups if names]
        return [*said, f"{self._labels[3]}{self._colon}{units.deadline[0]}"] if units.deadline else said

    def _labelled(self, units: Units) -> Written:
        return self._in_brackets(self._parted.join(self._parts(units))), units.leads, units.others

    def _bracket_each(self, units: Units) -> Written:
        return "".join(map(self._in_brackets, self._parts(units))), units.leads, units.others

    def _line_each(self, units: Units) -> Written:
        return "\n".join(self._parts(units)), units.leads, units.others

    def _bracketed_labels(self, units: Units) -> Written:
        lines = (part.split(self._colon, 1) for part in self._parts(units))
        return "\n".join(f"【{label}】{names}" for label, names in lines), units.leads, units.others

    def _clause(self, units: Units) -> str:
        verbs = (self._leading, self._verb, self._helps)
        groups = zip((units.leads, units.responsible, units.supporting), verbs, strict=True)
        said = [f"{self._listed(names)}{verb}" for names, verb in groups if names]
        dated = units.deadline is not None and units.deadline[0].endswith(("前", "季度"))
        return "，".join([*said, f"{units.deadline[0]}完成"] if dated and units.deadline else said)

    def _spoken(self, units: Units) -> Written:
        return self._in_brackets(self._clause(units)), units.leads, units.others

    def _sentence(self, units: Units) -> Written:
        return f"由{self._clause(replace(units, deadline=None))}。", units.leads, units.others

    def _partners(self, units: Units) -> Written:
        if not units.others:
            return self._in_brackets(f"{units.leads[0]}{self._verb}"), (), units.leads
        words = f"{units.leads[0]}会同{self._listed(units.others)}{self._verb}"
        return self._in_brackets(words), units.leads, units.others

    def _of_duty(self, words: str) -> str:
        return self._in_brackets(f"{self._labels[1]}{self._colon}{words}")

    def _beside(self, units: Units) -> Written:
        names = (*(f"{name}（牵头）" for name in units.leads), *units.others)
        return self._of_duty("、".join(names)), units.leads, units.others

    def _comma(self, units: Units) -> Written:
        rest = f"，{'、'.join(units.others)}" if units.others else ""
        return self._of_duty(f"{'、'.join(units.leads)}{rest}"), units.leads, units.others

    def _first(self, units: Units) -> Written:
        return self._of_duty(self._listed(units.leads + units.others)), units.leads, units.others

    def _marked(self, units: Units) -> Written:
        names = (*(f"★{name}" for name in units.leads), *units.others)
        return self._of_duty("、".join(names)), units.leads, units.others

    def _no_lead(self, units: Units) -> Written:
        return self._of_duty(self._listed(units.leads + units.others)), (), units.leads + units.others

    def _bare(self, units: Units) -> Written:
        return self._in_brackets("、".join(units.leads + units.others)), (), units.leads + units.others
