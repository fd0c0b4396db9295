"""Chinese reading: a text becomes the measures in it, each with its number, unit, cue words and offsets."""

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from mandate.quantities import cues
from mandate.quantities.expressions import Operator
from mandate.quantities.folding import fold
from mandate.quantities.measures import Measure
from mandate.quantities.numerals import HALF, Numeral, find_numerals
from mandate.quantities.relating import SHARED, relate
from mandate.quantities.units import UNIT_PATTERN, unit_named

_UNIT = re.compile(rf"\s*(?P<more>[余多+])?\s*(?P<unit>%|‰|{UNIT_PATTERN})")
_PEOPLE = re.compile(r"(?:人数|就业|人口)[^，,。;；、\d]{0,8}$")
_SO_MANY = re.compile(r"\s*(?P<scale>[万亿])(?=以上|左右|以内|[，,。;；、)]|$)")
_RANGE = re.compile(r"\s*(?:-{1,2}|~|至|到)\s*$")
_HALF = re.compile(r"\s*个半(?P<unit>工作日|工作小时|小时|月|天|年)")
_AND_HALF = re.compile(r"半(?![年天日月小数成径个])")
_HALVED = {"工作日", "天", "日", "小时", "年", "个月"}
_REACH = 48
_MAGNITUDES = set("百千万亿")
_RANKED = {"名", "位", "个", "家", "%"}
_IN_RANKING = re.compile(r"(?<![目之以年提底月日期])前$|(?<![以之然今])后$")
_TENS = {"十", "百", "千", "万"}
_PADDED = re.compile(r"0\d")
_ROUND = {"百", "千"}
_LATER_MEMBERS = 4
_MEMBER = re.compile(r"\s*(?:[、和及与]|以及)\s*")
_COUNTED_TIME = {"工作日", "工作小时", "小时", "个月", "季度", "百分点", "基点"}
_DATE = re.compile(
    r"(?:\d{4}|二[〇零○]\d?[一二三四五六七八九〇零]{1,2})\s*年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?"
    r"|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d.])"
    r"|\d{4}\s*[-~]\s*\d{4}\s*年"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*日?(?!\d*[%个])|\d{1,2}\s*月(?!\d)|(?<=每月)\s*\d{1,2}\s*日|(?<=[首次末每当]月)\s*\d{1,2}\s*日|\d{1,2}:\d{2}"
    r"|(?<!个)[一二三四五六七八九十]{1,2}月(?:份|底|末|中旬|上旬|下旬|前)"
)


def read_measures(text: str) -> list[Measure]:
    """All numbers with a unit, in order. Dates, ordinals (第三) and numbers without a unit are left out."""
    folded = fold(text)
    dates = [match.span() for match in _DATE.finditer(folded)]
    starts, ends = [start for start, _ in dates], [end for _, end in dates]
    numerals = [one for one in find_numerals(folded) if not _inside(one, starts, ends)]
    measures: list[Measure] = []
    index = 0
    while index < len(numerals):
        measure, index = _read_at(folded, numerals, index)
        if measure is not None:
            measures.append(measure)
            while index < len(numerals) and numerals[index].start < measure.end:
                index += 1
    return relate(folded, measures)


def _inside(numeral: Numeral, starts: list[int], ends: list[int]) -> bool:
    index = bisect_right(starts, numeral.start) - 1
    return index >= 0 and numeral.start < ends[index]


def _read_at(folded: str, numerals: list[Numeral], index: int) -> tuple[Measure | None, int]:
    first = numerals[index]
    if _is_no_amount(folded, first):
        return None, index + 1
    place = _range_partner(folded, numerals, index)
    last = first if place is None else numerals[place]
    following = (index if place is None else place) + 1
    value, number_end = _magnitude_given_back(folded, last)
    unit = _unit_after(folded, last, number_end) if place is not None else _own_unit(folded, numerals, index)
    if unit is None:
        return None, index + 1
    symbol, end, more = unit
    half = _HALF.match(folded, number_end) or (_AND_HALF.match(folded, end) if symbol in _HALVED else None)
    if half is not None and value == value.to_integral_value():
        value, end = value + HALF, max(end, half.end())
    low, high = (value, None) if place is None else (_magnitude_given_back(folded, first)[0], value)
    if high is not None and low > high:
        return None, index + 1
    measure = Measure(first.start, end, low, high, symbol, None, last.chinese and not last.percent, last.percent)
    if symbol in _COUNTED_TIME | {"%", "万人", "亿人"} or end == last.end:
        measure = replace(measure, shared=not last.percent and symbol not in folded[last.start : end])
    return _qualified(folded, measure, more), following


def _is_no_amount(folded: str, numeral: Numeral) -> bool:
    """第3批 is a place, 数十家 no number, 00007 a reference number."""
    if _PADDED.match(folded, numeral.start):
        return True
    before = folded[max(0, numeral.start - 2) : numeral.start].rstrip()[-1:]
    return before == "第" or (before in {"数", "几"} and folded[numeral.start : numeral.end] in _TENS)


def _range_partner(folded: str, numerals: list[Numeral], index: int) -> int | None:
    """The place of the second end of 3—5个 or 800万元至3000万元."""
    first = numerals[index]
    unit = _UNIT.match(folded, _magnitude_given_back(folded, first)[1]) if not first.percent else None
    reached = max(first.end, unit.end() if unit else 0)
    place = next((later for later in range(index + 1, len(numerals)) if numerals[later].start >= reached), None)
    if place is None or numerals[place].chinese != first.chinese:
        return None
    between = folded[reached : numerals[place].start]
    if len(between) > _LATER_MEMBERS or not _RANGE.fullmatch(between):
        return None
    if unit is not None and not _same_unit(folded, unit, numerals[place]):
        return None
    before = folded[max(0, first.start - _REACH) : first.start]
    if between.strip() in {"至", "到"} and cues.BASELINE_BEFORE.search(before):
        return None
    return place


def _same_unit(folded: str, unit: re.Match[str], second: Numeral) -> bool:
    after = _UNIT.match(folded, _magnitude_given_back(folded, second)[1])
    return after is not None and after["unit"] == unit["unit"]


def _own_unit(folded: str, numerals: list[Numeral], index: int) -> tuple[str, int, bool] | None:
    """The unit after a number, or the one that 分别为1.5个、7个工作日 and 分别新增10、20家 name only once."""
    numeral = numerals[index]
    people = _SO_MANY.match(folded, numeral.end)
    if people and not numeral.chinese and _PEOPLE.search(folded, max(0, numeral.start - _REACH), numeral.start):
        return f"{people['scale']}人", people.end(), False
    own = _unit_after(folded, numeral, _magnitude_given_back(folded, numeral)[1])
    if own is not None and own[0] != "个":
        return own
    if own is None and not SHARED.search(folded, max(0, numeral.start - _REACH), numeral.start):
        return None
    end = numeral.end if own is None else own[1]
    for later in numerals[index + 1 : index + 1 + _LATER_MEMBERS]:
        if not _MEMBER.fullmatch(folded, end, later.start):
            return own
        shared = _unit_after(folded, later, _magnitude_given_back(folded, later)[1])
        if shared is not None and (own is None or shared[0] in _COUNTED_TIME):
            return shared[0], numeral.end if own is None else own[1], False
        if shared is None and own is not None:
            return own
        end = later.end if shared is None else shared[1]
    return own


def _magnitude_given_back(folded: str, numeral: Numeral) -> tuple[Decimal, int]:
    """三千万元 is 3000 万元: a last 万 or 亿 belongs to the unit, and 万亿 alone means one."""
    if not numeral.chinese or numeral.percent:
        return numeral.value, numeral.end
    written = folded[numeral.start : numeral.end]
    if written in _ROUND and (unit := _UNIT.match(folded, numeral.end)) and "元" not in unit["unit"]:
        return numeral.value, numeral.end
    if set(written) <= _MAGNITUDES:
        return Decimal(1), numeral.start
    if written[-1] in "万亿" and len(written) > 1:
        scale = 10**4 if written[-1] == "万" else 10**8
        return numeral.value / scale, numeral.end - 1
    return numeral.value, numeral.end


def _unit_after(folded: str, numeral: Numeral, position: int) -> tuple[str, int, bool] | None:
    if numeral.percent:
        return "%", numeral.end, False
    half = _HALF.match(folded, position)
    if half is not None:
        return {"月": "个月"}.get(half["unit"], half["unit"]), half.end(), False
    match = _UNIT.match(folded, position)
    if match is None:
        return None
    unit = unit_named(match["unit"])
    if unit is None and match["unit"].startswith("个"):
        unit = unit_named(match["unit"][1:])
    if unit is None:
        head, _, below = match["unit"].partition("/")
        unit = unit_named(head.removeprefix("个")) if below else None
        if unit is None:
            return None
        return unit.symbol, match.end() - len(below) - 1, match["more"] is not None
    return unit.symbol, match.end(), match["more"] is not None


def _qualified(folded: str, measure: Measure, more: bool) -> Measure:
    before = folded[max(0, measure.start - _REACH) : measure.start]
    tail = cues.TAIL.match(folded, measure.end)
    word = tail["word"] if tail else ""
    rank = before[-1:] if measure.unit in _RANKED and _IN_RANKING.search(before) else ""
    operator = Operator.RANGE if measure.high is not None else _operator(before, measure, tail, more)
    end = tail.end() if tail else measure.end
    return replace(measure, end=end, tail=word, rank=rank, operator=operator)


def _operator(before: str, measure: Measure, tail: re.Match[str] | None, more: bool) -> Operator | None:
    word = tail["word"].removeprefix("及") if tail else ""
    change = _change(before, measure)
    if change is not None:
        return _at_least(change) if word == "以上" or cues.operator_before(before) is Operator.AT_LEAST else change
    stated = cues.operator_before(before)
    if word in {"左右", "上下"} and stated in {None, Operator.AT_LEAST}:
        return Operator.ABOUT
    if word == "以上":
        return Operator.AT_LEAST
    if word == "以下":
        return Operator.BELOW if tail and tail["open"] == "不含" else Operator.AT_MOST
    if word in {"以内", "之内", "内"}:
        return Operator.AT_MOST
    about = cues.ABOUT_BEFORE.search(before[-4:]) is not None
    if stated is not None:
        return Operator.ABOUT if about and stated is Operator.AT_LEAST else stated
    if more:
        return Operator.ABOVE
    return Operator.ABOUT if about else None


def _change(before: str, measure: Measure) -> Operator | None:
    window = before[-40:]
    if any(pattern.search(window) for pattern in (cues.UP_AVERAGE, cues.UP_BEFORE, cues.BARE_UP)):
        return Operator.INCREASE_BY
    pattern = cues.DOWN_BEFORE if measure.unit in {"%", "百分点", "基点"} else cues.DOWN_NEAR
    return Operator.DECREASE_BY if pattern.search(window) or cues.BARE_DOWN.search(window) else None


def _at_least(change: Operator) -> Operator:
    return Operator.INCREASE_BY_AT_LEAST if change is Operator.INCREASE_BY else Operator.DECREASE_BY_AT_LEAST
