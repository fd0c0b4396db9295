"""Standing clauses that add a unit to all tasks: 各区政府均为责任单位，不再逐一列出."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from mandate.compiler.draft import Attribution
from mandate.compiler.names import looks_like_unit, split_names
from mandate.compiler.roles import Role
from mandate.compiler.view import View

_LISTED = "(?:列出|列明|罗列|标注|列入|注明|单列|列示|标明|列举|表述|赘述|列|写明|做分工|作分工|分工)"
_MARK = re.compile(
    rf"不再(?:逐一|逐项|一一|单独|重复|另行|分别|具体)?{_LISTED}|不(?:逐一|逐项|一一|单独|另行|分别){_LISTED}"
    r"|(?<=单位|部门|主体)[，,]\s*(?:以)?下同"
)
_EDGE_BEFORE = re.compile(r"[。；;\n()\[\]]")
_EDGE_AFTER = re.compile(r"[。；;\n()\[\]]")
_REACH = 160
_SCOPE = "(?:以上|以下|上述|下列|各项|所有|全部|本方案|每项)"
_WORK = "(?:重点)?(?:任务|工作|事项|措施|政策措施|政策|举措|条款|内容)"
_SUBJECT = re.compile(
    rf"(?:^|[,，:])(?:注[:：]?)?{_SCOPE}?{_WORK}?(?:中)?(?:涉及)?(?:的)?(?P<names>[^,，:]{{2,60}}?)(?:均|都|皆|同时|一并)?(?:为|是|作为|列为)(?:{_SCOPE})?{_WORK}?的?(?:共同|当然)?(?:责任|配合|落实|参与|实施)(?:单位|部门|主体)"
)
_OBJECT = re.compile(
    r"(?:均|都|皆)?(?:需|须|由|应由|要求|涉及|包括|包含|含)(?P<names>[^,，:]{2,60}?)(?:按职责|共同|分别|具体|认真|组织|抓好|负责|落实|参与|配合|实施|执行|的|$|(?=[,，]))"
)
_LABELLED = re.compile(
    r"(?:责任|配合|落实)(?:单位|部门)(?:均|都|皆)(?:包括|包含|含|为|有|涉及)(?P<names>[^,，:]{2,60}?)(?=[,，]|$)"
)
_ALL = re.compile(r"以上|上述|所有|全部|各项|每项")
_BELOW = re.compile(r"以下|下列|下文|后文|其他|其余")
_LEAD = re.compile(r"牵头|第一|首|逗号|分号")


def standing_units(view: View) -> tuple[tuple[int, Attribution], ...]:
    """(offset from which it holds, unit) for every unit that a standing clause makes responsible."""
    found: list[tuple[int, Attribution]] = []
    starts = [paragraph.start for paragraph in view.paragraphs]
    for one in _clauses(view.folded):
        match = one.match
        holds_from = 0 if _ALL.search(match.string) else one.start
        if _BELOW.search(match.string) is None:
            holds_from = starts[max(bisect_right(starts, holds_from) - 1, 0)] if starts else 0
        begin, end = one.begin + match.start("names"), one.begin + match.end("names")
        for name in split_names(view.folded, begin, end):
            if looks_like_unit(name.text):
                anchor = view.anchor(name.start, name.end)
                text = re.sub(r"\s+", "", view.text[name.start : name.end])
                found.append(
                    (holds_from, Attribution(text, anchor.start, anchor.end, Role.RESPONSIBLE.value, inherited=True))
                )
    return tuple(found)


def without_standing(folded: str, masked: str) -> str:
    """The masked text with standing clauses blanked as well, so that they are not read as units of one task."""
    for one in _clauses(folded):
        masked = masked[: one.start] + " " * (one.end - one.start) + masked[one.end :]
    return masked


@dataclass(frozen=True, slots=True)
class _Clause:
    """A standing clause: `start`/`end` are its own words, `begin` the sentence to which the match of the names refers."""

    begin: int
    start: int
    end: int
    match: re.Match[str]


def _clauses(folded: str) -> list[_Clause]:
    clauses: list[_Clause] = []
    for mark in _MARK.finditer(folded):
        begin = _begin(folded, mark.start())
        sentence = folded[begin : mark.end()]
        match = _LABELLED.search(sentence) or _SUBJECT.search(sentence) or _OBJECT.search(sentence)
        if match is None or _LEAD.search(sentence) or not _names_units(match["names"]):
            continue
        # The units that the item itself names before it, in the same bracket, stay.
        own = sentence.rfind("，", 0, match.start("names"))
        said = begin + own + 1 if own >= 0 and _names_units(sentence[:own]) else begin
        after = _EDGE_AFTER.search(folded, mark.end(), mark.end() + _REACH)
        clauses.append(_Clause(begin, said, after.start() if after else mark.end(), match))
    return clauses


def _begin(folded: str, mark: int) -> int:
    """Where the sentence around a mark begins; a bracket such as that of 各县（市、区） is no edge."""
    first = max(0, mark - _REACH)
    begin, depth = first, 0
    for index in range(mark - 1, first - 1, -1):
        sign = folded[index]
        if sign in ")]":
            depth += 1
        elif sign in "([" and depth:
            depth -= 1
        elif _EDGE_BEFORE.match(sign) and (depth == 0 or sign in "。\n"):
            begin = index + 1
            break
    return begin


def _names_units(words: str) -> bool:
    return any(looks_like_unit(name.text) for name in split_names(words))
