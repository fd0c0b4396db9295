"""Quantities without a plain number: cadences, targets in words, and slogans that imply a number."""

import re
from decimal import Decimal

from mandate.compiler.cadences import find_cadences
from mandate.compiler.candidates import Candidate
from mandate.compiler.draft import QuantityKind
from mandate.compiler.finding import Finder
from mandate.compiler.targets import Stretch
from mandate.compiler.view import View
from mandate.compiler.worded import find_worded
from mandate.compiler.zeros import find_zeros
from mandate.quantities.expressions import Operator

_ERRANDS = re.compile(r"(?P<most>最\s?多\s?)?(?P<only>只|仅)?(?:需)?跑\s?一\s?[次趟]")
_ONCE = re.compile(r"[“、]一次(?:办结|办好|办成|办完)[”]|(?<!办”)(?<!办”、)“一次办”(?!改革)")
_ONLY_ONCE = re.compile(
    r"(?:只|仅需?|只需)(?P<what>测|测绘|填报?|提交|报|查|检查|勘验|踏勘|验收)一次(?=[，,。;；、)]|$)"
)
_ZERO_MONEY = re.compile(r"[“‘]?(?:零|0\s?)(?:成本|费用|投资|收费|承担|负担|付费|支出)[”’]?")
_ZERO_ERRANDS = re.compile(r"[“‘]?(?:零|0\s?)(?:跑动|跑腿|跑路|上门)[”’]?")
_CLEARED = re.compile(r"(?P<what>[\u4e00-\u9fff]{1,6})清零(?:行动|专项|攻坚)")
_SCALE = re.compile(
    r"(?<![一二三四五六七八九十两几数\d])(?P<scale>百|千|万)亿(?:元)?级?(?=[\u4e00-\u9fff]{0,6}(?:产业园|园区|集群|开发区|产业|高新区))"
)
_SCALES = {"百": 100, "千": 1000, "万": 10000}
_GROWING = re.compile(r"打造|建成|建设|培育|形成|壮大|迈向|冲刺")
_COUNTED = re.compile(r"\d\s*[个家]\s*$")
_MEASURED_APART = re.compile(
    r"[”’]?(?:率|比率|比例|占比|办理率|覆盖率|(?:的)?事项(?:占|比例|率|数|[^，,。;；]{0,6}\d))"
)
_ONE, _ZERO = Decimal(1), Decimal(0)
_PLAIN = (
    (_ONLY_ONCE, _ONE, "次", "次数"),
    (_ZERO_MONEY, _ZERO, "元", "费用"),
    (_ZERO_ERRANDS, _ZERO, "次", "跑动次数"),
)


def implied_candidates(view: View, stretch: Stretch, measured: list[Candidate]) -> list[Candidate]:
    """Quantities that are said without a number and a unit, apart from those already measured in the same words."""
    finder = Finder(view, stretch, measured)
    return [*find_cadences(finder), *_slogans(finder), *find_worded(finder), *find_zeros(finder)]


def _slogans(finder: Finder) -> list[Candidate]:
    found: list[Candidate] = []
    for match in finder.matches(_ERRANDS):
        operator = Operator.AT_MOST if match["most"] else Operator.EQUAL
        if match["most"] or match["only"]:
            found.extend(_slogan(finder, match, operator, _ONE, "次", "办事跑动次数"))
    for match in finder.matches(_ONCE):
        if "%" not in finder.before(match):
            found.extend(_slogan(finder, match, Operator.EQUAL, _ONE, "次", "办理次数"))
    for pattern, value, unit, suffix in _PLAIN:
        for match in finder.matches(pattern):
            found.extend(_slogan(finder, match, Operator.EQUAL, value, unit, suffix))
    for match in finder.matches(_CLEARED):
        unit = "家" if "企业" in finder.before(match) + match.group() else "件"
        found.extend(_slogan(finder, match, Operator.EQUAL, _ZERO, unit, "数"))
    for match in finder.matches(_SCALE):
        before = finder.before(match)
        if _GROWING.search(before) and not _COUNTED.search(before):
            scale = Decimal(_SCALES[match["scale"]])
            found.extend(_slogan(finder, match, Operator.AT_LEAST, scale, "亿元", "规模"))
    return found


def _slogan(
    finder: Finder, match: re.Match[str], operator: Operator, value: Decimal, unit: str, suffix: str
) -> list[Candidate]:
    """One slogan; none where its words only name what a number beside it measures (“零跑动”比例达到88%)."""
    if _MEASURED_APART.match(finder.after(match)):
        return []
    words = finder.text[match.start() : match.end()].strip("“”‘’、")
    indicator = f"{finder.subject(match)}{words}{suffix}"
    made = finder.made(match, operator, value, unit, QuantityKind.SLOGAN, indicator)
    made.doubts.append("implied_number")
    return [made]
