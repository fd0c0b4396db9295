"""Quantities without a plain number: cadences, slogans, grades, references to another measure, 即时 and 全额."""

import re
from decimal import Decimal

from mandate.compiler.candidates import Candidate
from mandate.compiler.draft import QuantityKind
from mandate.compiler.indicators import subject_of
from mandate.compiler.segments import Segment, Segments
from mandate.compiler.targets import Stretch
from mandate.compiler.view import View
from mandate.quantities.expressions import Operator

_PERIODS = {
    "每半年": "半年", "每两年": "两年", "每年度": "年", "每年": "年", "按年": "年",
    "每季度": "季度", "每季": "季度", "按季度": "季度", "按季": "季度", "逐季": "季度",
    "每个月": "月", "每月": "月", "按月": "月", "逐月": "月", "每周": "周", "按周": "周", "每日": "日", "每天": "日",
}  # fmt: skip
_CADENCE = re.compile(
    rf"(?P<period>{'|'.join(sorted(_PERIODS, key=len, reverse=True))})(?P<rest>[^，,。;；、”\n]{{0,50}})"
)
_MEETING = r"召开|走访|联系|举办|举行|座谈|培训|调研|回访|会商|拜访|开展|组织|更新|碰头|见面|服务|约见|接待"
_REPORTING = (
    "考核|评价|评选|评估|报送|上报|报告|通报|公布|发布|调度|督查|督导|检查|收集|听取|分析|监测|测评|公示"
    "|梳理|推出|遴选|总结|汇总|审查|研判|体检|晾晒|排名|报"
)
_DUTY = re.compile(rf"(?P<often>{_MEETING})|(?P<once>{_REPORTING})")
_YEARLY = re.compile(r"(?:开展|实施|进行|组织)(?P<what>[^，,。;；、]{0,14}?)年度(?P<act>考核|评价|评估|体检|测评)")
_ON_DEMAND = re.compile(r"有[求需呼问难]必[\u4e00-\u9fff]{1,2}")
_ERRANDS = re.compile(r"(?P<most>最多)?(?P<only>只|仅)?(?:需)?跑一次")
_ONCE = re.compile(r"“一次(?:办结|办好|办成|办完)”")
_ZERO_MONEY = re.compile(r"[“‘]?(?:零|0)(?:成本|费用|投资|收费)[”’]?")
_ZERO_ERRANDS = re.compile(r"[“‘]?零(?:跑动|跑腿|跑路|上门)[”’]?")
_CLEARED = re.compile(r"(?P<what>[\u4e00-\u9fff]{1,6})清零(?:行动|专项|攻坚)?")
_SCALE = re.compile(r"(?P<scale>百|千|万)亿(?:元)?级?(?=[\u4e00-\u9fff]{0,6}(?:产业园|园区|集群|开发区|产业|高新区))")
_GRADE = re.compile(
    r"(?:达到?|不低于|优于|保持在?|稳定在|提升[至到])(?P<scheme>[\u4e00-\u9fff]{0,6}?)(?P<grade>[IVⅠⅡⅢⅣⅤ]{1,3}|[A]{2,5})(?P<unit>类|级)(?=标准|水质|及以上|以上|$|[，,。;；])"
)
_IMMEDIATE = re.compile(r"即时(?:办结|办理|办)(?!\w*平台)")
_FULL_AMOUNT = re.compile(r"全额(?:返还|留存|奖励|退还|拨付|补助|补贴|兑现)")
_REFERENCE = re.compile(
    r"(?P<left>[^，,。;；:]{2,30}?(?:增速|增幅|增长幅度|增长率|比例|比重|占比|水平|率))(?:应|要|须|需|力争|持续)?"
    r"(?P<word>不低于|高于|超过|低于|优于|不高于|快于|不超过)(?P<right>[^，,。;；:\d]{2,30}?(?:增速|增幅|增长幅度|增长率|平均水平|平均值|均值))"
)
_REFERENCE_OPERATORS = {
    "不低于": Operator.AT_LEAST, "高于": Operator.ABOVE, "超过": Operator.ABOVE, "优于": Operator.ABOVE, "快于": Operator.ABOVE,
    "低于": Operator.BELOW, "不高于": Operator.AT_MOST, "不超过": Operator.AT_MOST,
}  # fmt: skip
_SCALES = {"百": 100, "千": 1000, "万": 10000}
_GROWING = re.compile(r"打造|建成|建设|培育|形成|壮大|迈向|冲刺")
_LONGEST_ACT = 24
_REACH = 120
_ONE, _ZERO, _HUNDRED = Decimal(1), Decimal(0), Decimal(100)


def implied_candidates(view: View, stretch: Stretch, measured: list[Candidate]) -> list[Candidate]:
    """Quantities that are said without a number and a unit, apart from those already measured in the same words."""
    segments = Segments(view.folded, stretch.start, stretch.end)
    finder = _Finder(view, stretch, segments, measured)
    return [*finder.cadences(), *finder.slogans(), *finder.worded()]


def _is_review(tail: str, duty: re.Match[str]) -> bool:
    """每年开展测评, 每季组织考核: the verb is general, the noun says that it is a review."""
    general = duty.group() in {"开展", "组织", "举办", "举行", "更新"}
    return (
        general
        and re.search(r"考核|评价|评估|测评|督查|检查|体检|评选|排名|晾晒", tail[duty.end() : duty.end() + 16])
        is not None
    )


def _act(tail: str) -> str:
    words = tail.strip(" ”“、")
    return words if len(words) <= _LONGEST_ACT else re.split(r"[、]", words)[-1][-_LONGEST_ACT:]


class _Finder:
    def __init__(self, view: View, stretch: Stretch, segments: Segments, measured: list[Candidate]) -> None:
        self._view = view
        self._stretch = stretch
        self._segments = segments
        self._taken = [(one.segment.start, one.segment.end) for one in measured]

    def _matches(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        return list(pattern.finditer(self._view.folded, self._stretch.start, self._stretch.end))

    def _made(
        self,
        match: re.Match[str],
        operator: Operator,
        value: Decimal | str,
        unit: str,
        kind: QuantityKind,
        indicator: str,
    ) -> Candidate:
        segment = self._segments.at(match.start())
        return Candidate(match.start(), match.end(), segment, operator, value, None, unit, kind, indicator[:60])

    def _subject(self, segment: Segment, stop: int) -> str:
        return subject_of(
            self._view.folded,
            self._view.text,
            Segment(segment.start, stop, segment.sentence_start, segment.sentence_end),
        )

    def _is_measured(self, position: int) -> bool:
        return any(start <= position < end for start, end in self._taken)

    def cadences(self) -> list[Candidate]:
        found: list[Candidate] = []
        for match in self._matches(_CADENCE):
            segment = self._segments.at(match.start())
            tail = self._view.folded[match.end("period") : min(segment.end, match.end("period") + _REACH)]
            promised = re.match(r"必(?P<act>[\u4e00-\u9fff]{1,4})", tail)
            duty = _DUTY.search(tail if not promised else promised["act"])
            if (
                (duty is None and not promised)
                or re.match(r"\s*(?:新增|增长|递增|培育|引进|提高)", tail)
                or self._title_ahead(match.start())
            ):
                continue
            if self._is_measured(match.start()) and not promised:
                continue
            often = promised is not None or (
                duty is not None and duty["often"] is not None and not _is_review(tail, duty)
            )
            act = _act(tail) if promised is None else promised["act"]
            who = self._who(segment, match.start())
            operator = Operator.AT_LEAST if often else Operator.EQUAL
            unit = f"次/{_PERIODS[match['period']]}"
            found.append(self._made(match, operator, _ONE, unit, QuantityKind.CADENCE, f"{who}{act}频次"))
        found.extend(self._on_demand(found))
        found.extend(
            self._made(match, Operator.EQUAL, _ONE, "次/年", QuantityKind.CADENCE, f"{match['what']}{match['act']}频次")
            for match in self._matches(_YEARLY)
        )
        return found

    def _who(self, segment: Segment, stop: int) -> str:
        """Whom a cadence binds: the words before it, or the 对… of the segment before."""
        words = re.split(r"[“”、]", self._subject(segment, stop))[0].removesuffix("做到")
        before = self._segments.before(segment)
        if not words and before is not None and self._view.folded[before.start : before.end].strip().startswith("对"):
            return subject_of(self._view.folded, self._view.text, before)
        return words

    def _title_ahead(self, position: int) -> bool:
        before = self._view.folded[max(self._stretch.start, position - 40) : position]
        return before.rfind("《") > before.rfind("》")

    def _on_demand(self, cadences: list[Candidate]) -> list[Candidate]:
        """有需必回应 counts when it stands in one breath with 每周必联系, 每月必走访."""
        sentences = {one.segment.sentence_start for one in cadences}
        return [
            self._made(match, Operator.EQUAL, _HUNDRED, "%", QuantityKind.SLOGAN, f"{match.group()}（需求回应比例）")
            for match in self._matches(_ON_DEMAND)
            if self._segments.at(match.start()).sentence_start in sentences
        ]

    def slogans(self) -> list[Candidate]:
        found: list[Candidate] = []
        for match in self._matches(_ERRANDS):
            operator = Operator.AT_MOST if match["most"] else Operator.EQUAL
            if match["most"] or match["only"]:
                found.append(self._slogan(match, operator, _ONE, "次", "办事跑动次数"))
        found.extend(
            self._slogan(match, Operator.EQUAL, _ONE, "次", "办理次数")
            for match in self._matches(_ONCE)
            if "%" not in self._words_before(match)
        )
        found.extend(self._slogan(match, Operator.EQUAL, _ZERO, "元", "费用") for match in self._matches(_ZERO_MONEY))
        found.extend(
            self._slogan(match, Operator.EQUAL, _ZERO, "次", "跑动次数") for match in self._matches(_ZERO_ERRANDS)
        )
        for match in self._matches(_CLEARED):
            segment = self._segments.at(match.start())
            unit = (
                "家" if "企业" in self._view.folded[max(segment.start, match.start() - _REACH) : match.end()] else "件"
            )
            found.append(self._slogan(match, Operator.EQUAL, _ZERO, unit, "数"))
        for match in self._matches(_SCALE):
            segment = self._segments.at(match.start())
            if _GROWING.search(self._view.folded, max(segment.start, match.start() - _REACH), match.start()):
                found.append(self._slogan(match, Operator.AT_LEAST, Decimal(_SCALES[match["scale"]]), "亿元", "规模"))
        return found

    def _words_before(self, match: re.Match[str]) -> str:
        segment = self._segments.at(match.start())
        return self._view.folded[max(segment.start, match.start() - _REACH) : match.start()]

    def _slogan(self, match: re.Match[str], operator: Operator, value: Decimal, unit: str, suffix: str) -> Candidate:
        segment = self._segments.at(match.start())
        words = self._view.text[match.start() : match.end()].strip("“”‘’")
        made = self._made(
            match,
            operator,
            value,
            unit,
            QuantityKind.SLOGAN,
            f"{self._subject(segment, match.start())}{words}{suffix}".replace("“", "").replace("”", ""),
        )
        made.doubts.append("implied_number")
        return made

    def worded(self) -> list[Candidate]:
        found: list[Candidate] = []
        for match in self._matches(_GRADE):
            segment = self._segments.at(match.start())
            water = "水" in self._view.folded[max(segment.start, match.start() - _REACH) : match.end()]
            operator = Operator.AT_MOST if water else Operator.AT_LEAST
            indicator = f"{self._subject(segment, match.start())}{match['scheme']}"
            found.append(self._made(match, operator, match["grade"], match["unit"], QuantityKind.TARGET, indicator))
        for match in self._matches(_IMMEDIATE):
            segment = self._segments.at(match.start())
            indicator = f"{self._subject(segment, match.start())}办理时限"
            found.append(self._made(match, Operator.EQUAL, "即时", "", QuantityKind.TARGET, indicator))
        for match in self._matches(_FULL_AMOUNT):
            segment = self._segments.at(match.start())
            indicator = f"{self._subject(segment, match.start())}{match.group()}比例"
            found.append(self._made(match, Operator.EQUAL, _HUNDRED, "%", QuantityKind.LIMIT, indicator))
        for match in self._matches(_REFERENCE):
            unit = "%" if re.search(r"增|率|比", match["left"][-4:]) else ""
            operator = _REFERENCE_OPERATORS[match["word"]]
            right = self._view.text[match.start("right") : match.end("right")]
            found.append(self._made(match, operator, right, unit, QuantityKind.TARGET, match["left"].strip()))
        return found
