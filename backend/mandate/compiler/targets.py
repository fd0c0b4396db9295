"""What each quantity of a clause measures, and how it is meant."""

import re
from dataclasses import dataclass, replace

from mandate.compiler.candidates import Candidate
from mandate.compiler.conditions import AGES
from mandate.compiler.counting import is_quantity
from mandate.compiler.distributions import share_out
from mandate.compiler.draft import QuantityKind
from mandate.compiler.indicators import indicator_of, is_generic, raw_words, subject_of
from mandate.compiler.kinds import Setting, kind_of, unit_of
from mandate.compiler.operators import operator_of
from mandate.compiler.segments import Segments, quoted_spans
from mandate.compiler.uncertain import doubts_of, name_doubts
from mandate.compiler.view import View
from mandate.compiler.words import Words, words_around
from mandate.quantities.expressions import Operator
from mandate.quantities.measures import Measure
from mandate.quantities.reading import read_measures
from mandate.quantities.units import Dimension

_CONDITION_RIGHT = re.compile(r"\s*(?:以上|以内|以下|内)?\s*[(（](?P<inside>[^()（）]{2,40})[)）]")
_PERIOD_BEFORE = re.compile(
    r"(?P<period>每半年|每学期|每学年|每两个?月|每两周|每半个?月|每旬|每年度?|每季度?|每个?月|每周(?![一二三四五六日末]))[^，,。;；]{0,28}(?:、(?!全年|年内|累计)[^，,。;；]{0,16})?$"
)
_PER = {
    "每半年": "半年",
    "每学期": "学期",
    "每学年": "学年",
    "每两月": "两月",
    "每两个月": "两月",
    "每两周": "两周",
    "每半月": "半月",
    "每半个月": "半月",
    "每旬": "旬",
    "每年": "年",
    "每年度": "年",
    "每季": "季度",
    "每季度": "季度",
    "每月": "月",
    "每个月": "月",
    "每周": "周",
}
_NEEDS_SUBJECT = re.compile(r"^(?:应当?|须|自|接到|收到|受理之日)")
_CHANGES = {Operator.INCREASE_BY, Operator.INCREASE_BY_AT_LEAST, Operator.DECREASE_BY, Operator.DECREASE_BY_AT_LEAST}
_OCCASIONS = {"次", "场", "期", "场次", "天", "日", "列", "班", "趟", "班次"}
_ISSUED = {"批", "期"}
_ISSUING = re.compile(r"发布|公布|通报|曝光|公开|编发")
_SIGNPOST = re.compile(
    r"(?:工作|主要|具体|总体|年度|阶段性)?(?:目标|措施|举措|任务|内容|要求|指标|做法|标准)(?:是|为)?"
)
_LONGEST_INDICATOR = 60
_TELLING = 4
_NUMERIC_SIGNS = set("0123456789一二两三四五六七八九十百千万亿半０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the view to be searched, what is known of its document, and the title of its clause."""

    start: int
    end: int
    setting: Setting
    title: str = ""


def measured_candidates(view: View, stretch: Stretch) -> list[Candidate]:
    """The quantities that are written as a number with a unit."""
    folded = view.folded
    if _NUMERIC_SIGNS.isdisjoint(folded[stretch.start : stretch.end]):
        return []
    segments = Segments(folded, stretch.start, stretch.end)
    quoted = quoted_spans(folded, stretch.start, stretch.end)
    candidates: list[Candidate] = []
    previous: Candidate | None = None
    last_end = stretch.start
    for measure in _shifted(read_measures(folded[stretch.start : stretch.end]), stretch.start):
        words = words_around(view, measure, segments.at(measure.start), last_end, stretch.start)
        if is_quantity(words, quoted):
            previous = _candidate(words, segments, previous, stretch)
            candidates.append(previous)
            last_end = measure.end
    share_out(view, segments, candidates)
    return candidates


def _shifted(measures: list[Measure], offset: int) -> list[Measure]:
    return [replace(measure, start=measure.start + offset, end=measure.end + offset) for measure in measures]


def _candidate(words: Words, segments: Segments, previous: Candidate | None, stretch: Stretch) -> Candidate:
    measure = words.measure
    kind = kind_of(words, stretch.setting)
    unit = _unit(words)
    if kind is QuantityKind.TARGET and measure.operator is not Operator.AT_MOST and _is_occasion(unit, words):
        kind = QuantityKind.CADENCE
    operator, supplied = operator_of(measure, kind, words.before, words.after)
    made = Candidate(
        start=measure.start,
        end=measure.end,
        segment=words.segment,
        operator=operator,
        value=measure.value,
        high=measure.high if operator is Operator.RANGE else None,
        unit=unit,
        kind=kind,
        condition=_condition(words),
        baseline=measure.baseline,
        doubts=doubts_of(words, kind, supplied=supplied),
    )
    named = _indicator(words, segments, previous, stretch.title)
    made.subject, made.indicator = named.subject, named.words
    made.doubts.extend(name_doubts(named.words, kind, far=named.far))
    return made


def _is_occasion(unit: str, words: Words) -> bool:
    """2次/年 is a cadence, not a level; so is 每年发布典型案例2批."""
    counted, _, period = unit.partition("/")
    return bool(period) and (
        counted in _OCCASIONS or (counted in _ISSUED and _ISSUING.search(words.before) is not None)
    )


def _unit(words: Words) -> str:
    """每年设立5000万元 is 万元/年, 每年惠及企业5000户 is 户/年."""
    unit = words.measure.unit
    period = _PERIOD_BEFORE.search(words.before)
    untimed = "/" in unit or unit in AGES or words.measure.operator in _CHANGES or words.measure.rank
    if period is None or untimed:
        return unit
    counted = unit_of(words.measure)
    spent = unit in {"天", "日", "小时"} and words.measure.operator is Operator.AT_LEAST
    if not spent and (counted is None or counted.dimension not in {Dimension.MONEY, Dimension.COUNT, Dimension.AREA}):
        return unit
    return f"{unit}/{_PER[period['period']]}"


def _condition(words: Words) -> str:
    match = _CONDITION_RIGHT.match(words.view.folded, words.measure.end, words.segment.end)
    return words.view.text[match.start("inside") : match.end("inside")] if match else ""


@dataclass(frozen=True, slots=True)
class _Named:
    """`far` tells that the words were taken from another number or from the words before the comma."""

    subject: str
    words: str
    far: bool = False


def _indicator(words: Words, segments: Segments, previous: Candidate | None, title: str) -> _Named:
    folded, text, measure = words.view.folded, words.view.text, words.measure
    if measure.baseline is not None and previous is not None and previous.kind is QuantityKind.BASELINE:
        return _Named(previous.subject, previous.indicator, far="indicator_far" in previous.doubts)
    unit = unit_of(measure)
    duration = unit is not None and unit.dimension is Dimension.DURATION
    left = words.left
    if left > words.segment.start:
        left = max(left, folded.rfind("、", left, measure.start) + 1)
    right = (measure.end, _right_end(words))
    subject, own = indicator_of(folded, text, (left, measure.start), right, duration=duration)
    if measure.rank:
        own = own.removesuffix(measure.rank)
    whole = subject or left == words.segment.start or len(own) > _TELLING
    if whole and not is_generic(own) and not _NEEDS_SUBJECT.match(own):
        return _Named(subject, own)
    if measure.operator in _CHANGES and len(subject) <= 2:
        own = raw_words(text, left, measure.start)
    return _completed(words, previous, _Named(subject, own), _above(words, segments, title), title)


def _above(words: Words, segments: Segments, title: str) -> str:
    """The words before the comma, or the clause's title where those only say 工作目标 or nothing."""
    before = segments.before(words.segment)
    subject = subject_of(words.view.folded, words.view.text, before) if before is not None else ""
    return title if not subject or _SIGNPOST.fullmatch(subject) else subject


def _completed(words: Words, previous: Candidate | None, own: _Named, above: str, title: str) -> _Named:
    """办理时间 alone says nothing: the subject comes from the number before or from what stands above."""
    if previous is not None and previous.segment.start == words.segment.start and words.left > words.segment.start:
        rest = own.words.lstrip("和及与、").removeprefix("力争")
        return _Named(previous.subject, f"{previous.subject or previous.indicator}{rest}"[:_LONGEST_INDICATOR])
    same_sentence = previous is not None and previous.segment.sentence_start == words.segment.sentence_start
    if previous is not None and same_sentence and previous.indicator:
        root = previous.indicator.partition("·")[0]
        joined = f"{root}·{own.words}".strip("·")[:_LONGEST_INDICATOR]
        return _Named(own.subject, joined, far=True)
    far = above != title and re.match(r"[^，,。;；]*，?\s*(?:对|凡|符合)", words.sentence) is None
    return _Named(own.subject, f"{above}{own.words}"[-_LONGEST_INDICATOR:], far=far)


def _right_end(words: Words) -> int:
    """The words after a number end where the next number begins; a baseline has none."""
    if words.measure.baseline_of_next:
        return words.measure.end
    following = re.search(r"\d|、", words.view.folded[words.measure.end : words.reach_end])
    return words.measure.end + following.start() if following else words.reach_end
