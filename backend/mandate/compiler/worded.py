"""Targets in words: grades, places, 即时, multiples such as 翻一番, and levels that another measure sets."""

import re
from decimal import Decimal

from mandate.compiler.candidates import Candidate
from mandate.compiler.draft import QuantityKind
from mandate.compiler.finding import Finder
from mandate.compiler.indicators import subject_of
from mandate.quantities.cues import operator_before
from mandate.quantities.expressions import Operator
from mandate.quantities.numerals import chinese_value

_GRADE = re.compile(
    r"(?:达到?|不低于|优于|保持在?|稳定在|提升[至到])(?P<scheme>[\u4e00-\u9fff]{0,6}?)(?P<grade>[IVⅠⅡⅢⅣⅤ]{1,3}|[A]{2,5})(?P<unit>类|级)(?=标准|水质|及以上|以上|$|[，,。;；])"
)
_AT_ONCE = re.compile(
    r"(?P<now>即时)(?:办结|办理|办)(?!\w*平台)"
    r"|(?P<day>当[日天]|当场|现场)即?可?(?:办结|办理完毕|办完|办好)"
)
_FULL_AMOUNT = re.compile(r"全额(?:返还|留存|奖励|退还|拨付|补助|补贴|兑现)")
_REFERENCE = re.compile(
    r"(?P<left>(?:(?!(?:以上|以下|左右|以内|[上下右内%])、)[^，,。;；:]){1,30}?)(?:应|要|须|需|力争|持续|均|总体)*"
    r"(?P<word>不低于|高于|超过|低于|优于|不高于|快于|不超过)(?P<right>[^，,。;；:\d“]{0,24}?"
    r"(?:增速|增幅|增长幅度|增长率|平均水平|平均值|均值|(?:全[国省市区县]|上年|去年|同期|周边|国家|国内|世界)[^，,。;；:\d]{0,8}水平))(?!\s*\d)"
)
_REFERENCE_OPERATORS = {
    "不低于": Operator.AT_LEAST, "高于": Operator.ABOVE, "超过": Operator.ABOVE, "优于": Operator.ABOVE, "快于": Operator.ABOVE,
    "低于": Operator.BELOW, "不高于": Operator.AT_MOST, "不超过": Operator.AT_MOST,
}  # fmt: skip
_DOUBLED = re.compile(r"翻(?P<times>[一两二三])?番")
_DOUBLINGS = {"一": 100, "两": 300, "二": 300, "三": 700}
_HALVED = re.compile(r"(?:时限|时间|用时|环节|材料|费用|成本|租金|次数|跑动)[^，,。;；\d]{0,8}?减半")
_MORE_THAN_HALF = re.compile(r"(?:率|比例|比重|占比|数量|面)(?:均|力争)?过半(?=[，,。;；、]|$)")
_PLACE = re.compile(
    r"(?:位居|排名|位列|稳居|保持|名列|跻身|进入)(?P<scope>[^，,。;；第“”]{0,10})(?:第\s?(?P<place>[一二三四五六七八九十]|\d{1,3})(?P<unit>位|名)"
    r"|前(?P<top>[一二三四五六七八九十]|\d{1,3})强?(?=[，,。;；、)]|$))"
)
_AIMED = re.compile(r"力争|确保|争取|进入|保持|跻身|进位|冲刺|稳居|要")
_PURE = re.compile(
    r"(?P<what>容积率|[^，,。;；、\d]{0,8}(?:指数|系数|投入产出比))[^，,。;；、\d]{0,8}?"
    r"(?P<word>不低于|不少于|达到|提高到|提升至|提高至|不高于|不超过|控制在|降至|低于|高于)\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<tail>以上|以下|以内|左右)?(?=[，,。;；、)]|$)"
)
_HUNDRED, _FIFTY = Decimal(100), Decimal(50)


def find_worded(finder: Finder) -> list[Candidate]:
    """Everything of this kind in a stretch."""
    return [
        *_grades(finder),
        *_at_once(finder),
        *_multiples(finder),
        *_places(finder),
        *_references(finder),
        *_pure_numbers(finder),
    ]


def _grades(finder: Finder) -> list[Candidate]:
    found: list[Candidate] = []
    for match in finder.matches(_GRADE):
        water = "水" in finder.before(match) + match.group()
        operator = Operator.AT_MOST if water else Operator.AT_LEAST
        indicator = f"{finder.subject(match)}{match['scheme']}"
        found.append(finder.made(match, operator, match["grade"], match["unit"], QuantityKind.TARGET, indicator))
    return found


def _at_once(finder: Finder) -> list[Candidate]:
    found: list[Candidate] = []
    for match in finder.matches(_AT_ONCE):
        if re.match(r"[”’]?(?:率|比例|占比|件|事项)", finder.after(match)) or finder.is_quoted(match.start()):
            continue
        value = match["now"] or match["day"]
        indicator = f"{finder.subject(match)}办理时限"
        made = finder.made(match, Operator.EQUAL, value, "", QuantityKind.TARGET, indicator)
        made.doubts.extend(["implied_number"] if match["day"] else [])
        found.append(made)
    for match in finder.matches(_FULL_AMOUNT):
        indicator = f"{finder.subject(match)}{match.group()}比例"
        found.append(finder.made(match, Operator.EQUAL, _HUNDRED, "%", QuantityKind.LIMIT, indicator))
    return found


def _multiples(finder: Finder) -> list[Candidate]:
    found: list[Candidate] = []
    for match in finder.matches(_DOUBLED):
        if not finder.is_quoted(match.start()):
            grown = Decimal(_DOUBLINGS[match["times"] or "一"])
            words = finder.grown_subject(match)
            made = finder.made(match, Operator.INCREASE_BY, grown, "%", QuantityKind.TARGET, words)
            found.append(_spelled_out(made))
    for match in finder.matches(_HALVED):
        if not finder.is_quoted(match.start()):
            words = f"{finder.subject(match)}{match.group().removesuffix('减半')}"
            kind = QuantityKind.LIMIT if "租金" in match.group() else QuantityKind.TARGET
            found.append(_spelled_out(finder.made(match, Operator.DECREASE_BY, _FIFTY, "%", kind, words)))
    for match in finder.matches(_MORE_THAN_HALF):
        words = f"{finder.subject(match)}{re.split('均|力争|过半', match.group())[0]}"
        found.append(_spelled_out(finder.made(match, Operator.ABOVE, _FIFTY, "%", QuantityKind.TARGET, words)))
    return found


def _places(finder: Finder) -> list[Candidate]:
    found: list[Candidate] = []
    for match in finder.matches(_PLACE):
        if finder.is_quoted(match.start()):
            continue
        written = match["place"] or match["top"]
        spelled = chinese_value(written)
        place = Decimal(written) if spelled is None else spelled
        indicator = f"{finder.subject(match)}{match['scope'].strip()}排名"
        aimed = _AIMED.search(finder.before(match) + match.group()) is not None
        kind = QuantityKind.TARGET if aimed else QuantityKind.OBSERVATION
        operator = Operator.AT_MOST if aimed or match["top"] else Operator.EQUAL
        made = finder.made(match, operator, place, match["unit"] or "位", kind, indicator)
        made.doubts.extend([] if aimed else ["observation"])
        found.append(made)
    return found


def _pure_numbers(finder: Finder) -> list[Candidate]:
    """容积率不低于2.5: a ratio or an index that has no unit."""
    found: list[Candidate] = []
    for match in finder.matches(_PURE):
        operator = operator_before(match["word"]) or Operator.AT_LEAST
        if match["tail"] == "左右":
            operator = Operator.ABOUT
        elif match["tail"] == "以上":
            operator = Operator.AT_LEAST
        subject = f"{finder.subject(match)}{match['what'].strip()}"
        found.append(finder.made(match, operator, Decimal(match["number"]), "", QuantityKind.TARGET, subject))
    return found


def _references(finder: Finder) -> list[Candidate]:
    found: list[Candidate] = []
    for match in finder.matches(_REFERENCE):
        left = re.sub(r"^(?:力争|确保|实现|使|将|推动|应当?$|要$|、)", "", match["left"].strip())
        left = left or re.sub(r"(?:保持|达到?|[在为])*\d.*$", "", finder.subject(match))
        above = None if left else finder.segment_before(finder.segment(match))
        if above is not None:
            left = subject_of(finder.folded, finder.text, above)
        unit = "%" if re.search(r"增|率|比|融资成本|负债", left[-4:]) else ""
        operator = _REFERENCE_OPERATORS[match["word"]]
        right = finder.text[match.start("right") : match.end("right")].strip()
        found.append(finder.made(match, operator, right, unit, QuantityKind.TARGET, left))
    return found


def _spelled_out(candidate: Candidate) -> Candidate:
    candidate.doubts.append("spelled_out")
    return candidate
