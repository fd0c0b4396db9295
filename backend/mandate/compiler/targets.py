"""Which of the numbers in a clause are quantities, and what each of them measures."""

import re
from dataclasses import dataclass, replace

from mandate.compiler.candidates import Candidate
from mandate.compiler.draft import QuantityKind
from mandate.compiler.indicators import indicator_of, is_generic, raw_words, subject_of
from mandate.compiler.kinds import CIRCLE, Setting, duration_is_promise, kind_of, operator_of, unit_of
from mandate.compiler.segments import Segment, Segments, quoted_spans
from mandate.compiler.view import View
from mandate.quantities import cues
from mandate.quantities.expressions import Operator
from mandate.quantities.reading import Measure, read_measures
from mandate.quantities.units import Dimension

_VERB = re.compile(
    r"新增|新建|打造|建设|建成|完成|培育|引进|推进|推出|实现|形成|落地|扩展|开展|举办|组织|创建|认定|改造|发放|提供|布局|开通|设立|引育|孵化"
    r"|招引|签约|开工|竣工|投产|转化|突破|争取|力争|累计|合计|共有|共|上线|覆盖|遴选|评选|选派|解决|办理|办结|发展|净增|达|储备|招聘|聘任|培训|帮扶|服务"
    r"|走访|出台|制定|编制|清理|取消|精简|梳理|归集|接入|配备|增设|拥有|引入|入库|挂牌|备案|建立|入驻|聚集|集聚|吸引|获批|申报|培养|拓展|增加|新开|联合|为|引导|支持|推广|超|举行|召开|年新增|有|交付|汇聚|设置|配置|布设|供应|投放|改建|扩建|续建|更新|受理|帮助|惠及|兑付|兑现|发布|开放|开发"
    r"|研发|申请|授权|创成|评定|命名|表彰|组建|成立|选树|输送|招募|签订|对接|融资|撬动|带动|承接|转移|处置|盘活|出让|供地|腾退|收储|筹集|筹建|通车|惠企|减少|压减|下放|整合|合并|优化|保持|调整|公布"
)
_STRONG_VERB = re.compile(
    r"(?:新增|新建|新设|建成|建设|培育|引进|打造|完成|创建|形成|举办|召开|开展|培训|改造|改建|认定|引育|孵化|推出|遴选|评选|发布|组织|落地|招引|布局|入库|开通|选树|聘任|聘请)(?:不少于|至少|约|近|超过)?$"
)
_COMPOSITION = re.compile(
    r"(?:^|[，,、;；])\s*(?:按照?|依托|围绕|针对|涉及|根据|分为|分成|分(?=\d)|包括|共分|设(?=有|\d)|以|由|在)[^，,]*$"
)
_GROUPED = re.compile(r"[一二三四五六七八九十两]大[\u4e00-\u9fff]{0,6}$")
_IDLE_BEFORE = re.compile(r"(?:[这每同某任另各首单整该哪几数上下前后近其]|任意|不同|多|第|20\d\d)$")
_PLACE_UNITS = {
    "期",
    "步",
    "级",
    "档",
    "路",
    "线",
    "道",
    "类",
    "种",
    "批",
    "件",
    "张",
    "门",
    "位",
    "面",
    "对",
    "起",
    "只",
    "支",
    "条",
    "台",
    "台次",
    "部",
}
_SIZE_AHEAD = re.compile(
    r"^\s*(?:以上|以下|及以上|及以下)?(?:级|的)?(?:\([^)]*\))?(?:大)?(?:型)?(?:企业|项目|园区|集群|产业|载体|楼宇|平台|市场|企|商圈)"
)
_SCALE_VERB = re.compile(
    r"(?:产值|营收|收入|税收|投资|规模|销售额|总额|面积|累计)(?:额)?(?:达到?|超过?|突破|为)?\s*(?:超|近|达)?$"
)
_CONDITION_RIGHT = re.compile(r"\s*(?:以上|以内|以下|内)?\s*[(（](?P<inside>[^()（）]{2,40})[)）]")
_PERIOD_BEFORE = re.compile(r"(?P<period>每年度?|每季度?|每个?月|每周)[^，,。;；]{0,16}$")
_PER = {"每年": "年", "每年度": "年", "每季": "季度", "每季度": "季度", "每月": "月", "每个月": "月", "每周": "周"}
_NEEDS_SUBJECT = re.compile(r"^(?:应当?|须|自|接到|收到|受理之日)")
_CHANGES = {Operator.INCREASE_BY, Operator.INCREASE_BY_AT_LEAST, Operator.DECREASE_BY, Operator.DECREASE_BY_AT_LEAST}
_REACH = 200
_OCCASIONS = {"次", "场", "期", "场次"}
_WARRANTED = {QuantityKind.RULE, QuantityKind.SLOGAN, QuantityKind.LIMIT, QuantityKind.BASELINE, QuantityKind.CADENCE}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the view to be searched, and what is known of the document it belongs to."""

    start: int
    end: int
    setting: Setting


def measured_candidates(view: View, stretch: Stretch) -> list[Candidate]:
    """The quantities that are written as a number with a unit."""
    folded = view.folded
    if not any(
        sign.isdigit() or sign in "一二两三四五六七八九十百千万亿半" for sign in folded[stretch.start : stretch.end]
    ):
        return []
    segments = Segments(folded, stretch.start, stretch.end)
    quoted = quoted_spans(folded, stretch.start, stretch.end)
    candidates: list[Candidate] = []
    previous: Candidate | None = None
    last_end = stretch.start
    for measure in _shifted(read_measures(folded[stretch.start : stretch.end]), stretch.start):
        segment = segments.at(measure.start)
        reading = _Reading(view, measure, segment, max(segment.start, min(last_end, measure.start)))
        if reading.is_quantity(quoted):
            previous = reading.candidate(segments, previous, stretch.setting)
            candidates.append(previous)
            last_end = measure.end
    return candidates


def _shifted(measures: list[Measure], offset: int) -> list[Measure]:
    return [replace(measure, start=measure.start + offset, end=measure.end + offset) for measure in measures]


class _Reading:
    """One measure with the words around it."""

    def __init__(self, view: View, measure: Measure, segment: Segment, left: int) -> None:
        self._view = view
        self._measure = measure
        self._segment = segment
        self._left = left
        self._before = view.folded[max(segment.start, measure.start - _REACH) : measure.start]
        self._after = view.folded[measure.end : min(segment.end, measure.end + _REACH)]
        self._sentence = view.folded[max(segment.sentence_start, measure.start - 2 * _REACH) : measure.start]

    def is_quantity(self, quoted: list[tuple[int, int, str]]) -> bool:
        measure = self._measure
        unit = unit_of(measure)
        if unit is None or unit.dimension is Dimension.POWER:
            return False
        quote = next((sign for start, end, sign in quoted if start < measure.start < end), None)
        circle = CIRCLE.match(self._after) is not None
        if quote is not None and not (quote == "“" and circle and unit.dimension is Dimension.DURATION):
            return False
        if self._is_passing_condition(unit.dimension):
            return False
        if measure.rank:
            return not re.search(r"(?:今年|本年|年)前?$", self._before[:-1])
        if measure.chinese and not self._chinese_counts(unit.dimension):
            return False
        return self._dimension_counts(unit.dimension)

    def _is_passing_condition(self, dimension: Dimension) -> bool:
        """不超过20年的可分期缴款, 50万元以上的仪器: a number that says when something applies."""
        if re.search(r"(?:^|[，,、])\s*对|给予|奖励|补助|补贴", self._before):
            return False
        if dimension in {Dimension.MONEY, Dimension.AREA} and self._measure.tail and self._after.startswith("的"):
            return True
        return (
            re.match(r"^\s*的(?:[，,]|可|应|须|能|由|按|实行|不|免|予以|$)", self._after) is not None
            and self._measure.unit != "%"
        )

    def _chinese_counts(self, dimension: Dimension) -> bool:
        """Chinese numerals are mostly idioms (一件事, 三张清单); they count with a unit of measure or a verb that makes."""
        measure, before = self._measure, self._before
        if dimension in {Dimension.MONEY, Dimension.RATIO, Dimension.AREA, Dimension.RATE, Dimension.MASS}:
            if self._view.folded[measure.start] in "百千万亿" and cues.operator_before(before) is None:
                return False
            return not (measure.unit in {"倍", "番"} and measure.operator is None)
        if dimension is Dimension.DURATION:
            return measure.operator is not None or before.endswith("提前") or duration_is_promise("", self._after)
        if self._after.startswith("免费") and measure.value == 1:
            return True
        if measure.value >= 10 and _VERB.search(before) and measure.unit not in _PLACE_UNITS:
            return not _GROUPED.search(before)
        if measure.value < 2 or _IDLE_BEFORE.search(before):
            return False
        if measure.operator is not None:
            return measure.unit not in _PLACE_UNITS or measure.value > 10
        return (
            measure.unit not in _PLACE_UNITS and bool(_STRONG_VERB.search(before)) and not self._after.startswith("大")
        )

    def _dimension_counts(self, dimension: Dimension) -> bool:
        measure, before = self._measure, self._before
        if dimension is Dimension.DURATION:
            return self._duration_counts()
        if dimension is Dimension.LENGTH and re.match(r"^\s*(?:以内|内|范围|半径)", self._after):
            return False
        if dimension in {Dimension.COUNT, Dimension.LENGTH}:
            return self._count_counts()
        if dimension in {Dimension.MONEY, Dimension.AREA}:
            size = _SIZE_AHEAD.match(
                self._view.folded[self._number_end() : min(self._segment.end, self._measure.end + _REACH)]
            )
            award = re.search(r"给予|奖励|补助|补贴|奖补", before)
            threshold = re.search(r"对[^，,]{0,16}$", before)
            return size is None or bool(award) or bool(threshold) or (bool(_SCALE_VERB.search(before)) and size is None)
        if measure.unit in {"倍", "番"}:
            return measure.operator is not None
        return True

    def _number_end(self) -> int:
        return self._measure.end - len(self._measure.tail) if self._measure.tail else self._measure.end

    def _duration_counts(self) -> bool:
        measure, before = self._measure, self._before
        if measure.unit == "年":
            if before.endswith("连续"):
                return bool(re.search(r"排名|考核|评价|位|名|评|考", self._after))
            worded = re.search(r"延长|缩短|期限|有效期|期|年限|保留|租金|减至|增至", before[-10:])
            return measure.operator is not None and worded is not None and measure.tail not in {"内", "以内", "之内"}
        if measure.unit in {"季度", "周"}:
            return measure.operator is not None
        if re.search(r"(?:近|过去|(?<!提)前|连续|满|(?<!不)超过|逾期|存续|经营|工作)$", before) and measure.unit in {
            "个月",
            "天",
            "日",
        }:
            return False
        if measure.unit == "小时" and re.search(r"[×xX*]\s*$", before):
            return True
        if measure.operator is not None or measure.baseline_of_next:
            return True
        circle = CIRCLE.match(self._after)
        return duration_is_promise(before, self._after) or circle is not None or self._all_day()

    def _all_day(self) -> bool:
        return (
            self._measure.unit == "小时"
            and kind_of(self._measure, self._before, self._after, "", Setting()) is QuantityKind.SLOGAN
        )

    def _count_counts(self) -> bool:
        measure, before = self._measure, self._before
        if _GROUPED.search(before) or (
            measure.chinese is False and re.search(r"20\d\d年?$", before) and measure.unit in {"度", "期"}
        ):
            return False
        if measure.operator is not None or measure.baseline_of_next:
            return True
        if re.search(r"^\s*(?:产业|行业|领域|方面|层级|维度|阶段|步骤|工作组)?(?:之一|中)", self._after):
            return False
        if before.endswith("等"):
            return bool(_VERB.search(self._sentence))
        if _COMPOSITION.search(before) and not re.search(r"扩展|推进|新增|落地|打造", before):
            return False
        worded = _VERB.search(before) or re.search(r"职数|编制|环节|免费|核定|材料|次数", before + self._after[:4])
        return worded is not None or self._left > self._segment.start

    def candidate(self, segments: Segments, previous: Candidate | None, setting: Setting) -> Candidate:
        measure = self._measure
        kind = kind_of(measure, self._before, self._after, self._sentence, setting)
        operator, supplied = operator_of(measure, kind, self._before, self._after)
        doubts = self._doubts(kind, supplied=supplied)
        high = measure.high if operator is Operator.RANGE else None
        made = Candidate(
            measure.start, measure.end, self._segment, operator, measure.value, high, self._unit(), kind,
            condition=self._condition(), baseline=measure.baseline, doubts=doubts,
        )  # fmt: skip
        if (
            kind is QuantityKind.TARGET
            and operator in {Operator.AT_LEAST, Operator.EQUAL}
            and made.unit.split("/")[0] in _OCCASIONS
            and "/" in made.unit
        ):
            made.kind = QuantityKind.CADENCE
        made.subject, made.indicator = self._indicator(segments, previous)
        if len(made.indicator) < 2:
            made.doubts.append("indicator_unclear")
        return made

    def _doubts(self, kind: QuantityKind, *, supplied: bool) -> list[str]:
        doubts: list[str] = []
        if supplied and kind not in _WARRANTED:
            doubts.append("operator_unclear")
        if kind is QuantityKind.OBSERVATION:
            doubts.append("observation")
        if self._measure.chinese and kind is QuantityKind.TARGET:
            doubts.append("spelled_out")
        return doubts

    def _unit(self) -> str:
        period = _PERIOD_BEFORE.search(self._before)
        money = "元" in self._measure.unit
        if period is not None and (money or self._measure.unit in {"次", "场", "期"}) and "/" not in self._measure.unit:
            return f"{self._measure.unit}/{_PER[period['period']]}"
        return self._measure.unit

    def _condition(self) -> str:
        match = _CONDITION_RIGHT.match(self._view.folded, self._measure.end, self._segment.end)
        return self._view.text[match.start("inside") : match.end("inside")] if match else ""

    def _indicator(self, segments: Segments, previous: Candidate | None) -> tuple[str, str]:
        folded, text, measure = self._view.folded, self._view.text, self._measure
        unit = unit_of(measure)
        duration = unit is not None and unit.dimension is Dimension.DURATION
        left = (
            max(self._left, folded.rfind("、", self._left, measure.start) + 1)
            if self._left > self._segment.start
            else self._left
        )
        subject, own = indicator_of(
            folded, text, (left, measure.start), (measure.end, self._right()), duration=duration
        )
        if measure.baseline is not None and previous is not None and previous.kind is QuantityKind.BASELINE:
            return previous.subject, previous.indicator
        if measure.rank:
            own = own.removesuffix(measure.rank)
        if not is_generic(own) and (subject or left == self._segment.start) and not _NEEDS_SUBJECT.match(own):
            return subject, own
        if measure.operator in _CHANGES and len(subject) <= 2:
            own = raw_words(text, left, measure.start)
        return self._completed(segments, previous, subject, own)

    def _completed(self, segments: Segments, previous: Candidate | None, subject: str, own: str) -> tuple[str, str]:
        """办理时间 alone says nothing: the subject comes from the number before or from the words before the comma."""
        if previous is not None and previous.segment.start == self._segment.start and self._left > self._segment.start:
            return previous.subject, f"{previous.subject or previous.indicator}{own}"[:60]
        if (
            previous is not None
            and previous.segment.sentence_start == self._segment.sentence_start
            and previous.indicator
        ):
            return subject, f"{previous.indicator}·{own}".strip("·")[:60]
        before = segments.before(self._segment)
        if before is None:
            return subject, own
        return subject, f"{subject_of(self._view.folded, self._view.text, before)}{own}"[-60:]

    def _right(self) -> int:
        """The words after a number end where the next number begins; a baseline has none."""
        if self._measure.baseline_of_next:
            return self._measure.end
        following = re.search(
            r"\d|、", self._view.folded[self._measure.end : min(self._segment.end, self._measure.end + _REACH)]
        )
        return (
            self._measure.end + following.start() if following else min(self._segment.end, self._measure.end + _REACH)
        )
