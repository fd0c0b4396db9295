"""Zero in words: 新增拖欠为零, 无备案检查发生率为零, “零干预”, 动态清零."""

import re
from decimal import Decimal

from mandate.compiler.candidates import Candidate
from mandate.compiler.draft import QuantityKind
from mandate.compiler.finding import Finder
from mandate.quantities.expressions import Operator

_IS_ZERO = re.compile(r"(?<=[\u4e00-\u9fff])(?:降?为|降[至到]|保持|归|实现)零(?=[，,。;；、)]|$)")
_NONE_OF = re.compile(r"[“‘]?零(?:干预|限制|增长|新增|拖欠|差错|投诉|积压|事故|缺陷)[”’]?(?=[，,。;；、)]|$)")
_CLEARED = re.compile(r"(?:动态|全部|存量)清零(?!行动|专项|攻坚)(?=[，,。;；、)]|$)")
_SHARE = re.compile(r"(?:率|比例|占比|比重)$")
_NAMED = re.compile(r"(?:力争|确保|持续|达到|总体|要)+$")
_ZERO = Decimal(0)


def find_zeros(finder: Finder) -> list[Candidate]:
    """Everything of this kind in a stretch; a rate becomes 0 %, anything else 0 of what is named."""
    found: list[Candidate] = []
    for match in finder.matches(_IS_ZERO):
        subject = _NAMED.sub("", finder.subject(match))
        if not finder.is_quoted(match.start()):
            unit = "%" if _SHARE.search(subject) else ""
            found.append(_made(finder, match, unit, QuantityKind.TARGET, subject))
    for pattern in (_NONE_OF, _CLEARED):
        for match in finder.matches(pattern):
            words = f"{finder.subject(match)}{finder.text[match.start() : match.end()].strip('“”‘’')}"
            found.append(_made(finder, match, "", QuantityKind.SLOGAN, words))
    return found


def _made(finder: Finder, match: re.Match[str], unit: str, kind: QuantityKind, indicator: str) -> Candidate:
    made = finder.made(match, Operator.EQUAL, _ZERO, unit, kind, indicator)
    made.doubts.append("implied_number")
    return made
