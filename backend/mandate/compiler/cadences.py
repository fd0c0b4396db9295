"""Cadences: 每季度召开, 每两月调度一次, 年度考核, 每周必联系."""

import re
from decimal import Decimal

from mandate.compiler.candidates import Candidate
from mandate.compiler.draft import QuantityKind
from mandate.compiler.finding import REACH, Finder
from mandate.compiler.indicators import subject_of
from mandate.compiler.segments import Segment
from mandate.quantities.expressions import Operator

_PERIODS = {
    "每半年": "半年", "半年": "半年", "每两年": "两年", "每两个月": "两月", "每两月": "两月", "每两周": "两周", "每双周": "两周",
    "每半个月": "半月", "每半月": "半月", "每旬": "旬", "按旬": "旬", "每年度": "年", "每年": "年", "按年度": "年", "按年": "年",
    "每季度": "季度", "每季": "季度", "按季度": "季度", "按季": "季度", "逐季": "季度",
    "每个月": "月", "每月": "月", "按月": "月", "逐月": "月", "每周": "周", "按周": "周", "每日": "日", "每天": "日", "每学期": "学期", "每学年": "学年",
}  # fmt: skip
_CADENCE = re.compile(
    rf"(?P<period>{'|'.join(sorted(_PERIODS.keys() - {'半年'}, key=len, reverse=True))}"
    r"|(?<=[，,、;；])半年(?=[\u4e00-\u9fff]{2,8}一次))"
    r"(?![一二三四五六日](?:上|下|至|、|召|开|为|定)|\d{1,2}月)(?P<rest>[^，,。;；、”\n]{0,50})"
)
_MEETING = r"召开|走访|联系|举办|举行|座谈|培训|调研|回访|会商|拜访|开展|组织|碰头|见面|服务|约见|接待|坐班|坐诊|接访|会诊|暗访"
_REPORTING = (
    "考核|评价|评选|评估|评查|听取|清理|报送|上报|报告|通报|公布|发布|调度|督查|督导|检查|收集|分析|监测|测评|公示"
    "|梳理|推出|遴选|总结|汇总|审查|研判|体检|晾晒|排名|更新|反馈|编发|对账|销号|盘点|自查|抽查|核查|体验|报"
)
_DUTY = re.compile(rf"(?P<often>{_MEETING})|(?P<once>{_REPORTING})")
_ONE_TIME = re.compile(r"(?:一|1)\s*(?:次|期|场|回|轮)")
_REVIEWS = re.compile(r"考核|评价|评估|测评|督查|检查|体检|评选|排名|晾晒")
_GENERAL = {"开展", "组织", "举办", "举行"}
_NO_FEWER = re.compile(r"[^，,。;；]{0,8}(?:至少|最少|不少于)")
_YEARLY = re.compile(r"(?:开展|实施|进行|组织)(?P<what>[^，,。;；、]{0,14}?)年度(?P<act>考核|评价|评估|体检|测评)")
_ON_DEMAND = re.compile(r"有[求需呼问难]必[\u4e00-\u9fff]{1,2}")
_GROWTH = re.compile(r"\s*(?:新增|增长|递增|培育|引进|提高|盘活|惠及)")
_LONGEST_ACT = 24
_ONE, _HUNDRED = Decimal(1), Decimal(100)


def find_cadences(finder: Finder) -> list[Candidate]:
    """Every duty that returns after a period, and 有需必回应 beside one."""
    found = [made for match in finder.matches(_CADENCE) if (made := _cadence(finder, match)) is not None]
    found.extend(_on_demand(finder, found))
    found.extend(
        finder.made(match, Operator.EQUAL, _ONE, "次/年", QuantityKind.CADENCE, f"{match['what']}{match['act']}频次")
        for match in finder.matches(_YEARLY)
    )
    return found


def _cadence(finder: Finder, match: re.Match[str]) -> Candidate | None:
    segment = finder.segment(match)
    tail = finder.folded[match.end("period") : min(segment.end, match.end("period") + REACH)]
    promised = re.match(r"必(?P<act>[\u4e00-\u9fff]{1,4})", tail)
    duty = _DUTY.search(promised["act"] if promised else tail)
    counted = _ONE_TIME.search(tail[:_LONGEST_ACT]) is not None
    if (duty is None and not promised and not counted) or _GROWTH.match(tail) or _title_ahead(finder, match.start()):
        return None
    if finder.is_measured(match.start()) and not promised:
        return None
    often = promised is not None or (duty is not None and duty["often"] is not None and not _is_review(tail, duty))
    act = promised["act"] if promised else _act(tail)
    unit = f"次/{_PERIODS[match['period']]}"
    indicator = f"{_who(finder, match, segment)}{act}频次"
    operator = Operator.AT_LEAST if often or _NO_FEWER.match(tail) else Operator.EQUAL
    return finder.made(match, operator, _ONE, unit, QuantityKind.CADENCE, indicator)


def _is_review(tail: str, duty: re.Match[str]) -> bool:
    """每年开展测评, 每季组织考核: the verb is general, the noun says that it is a review."""
    return duty.group() in _GENERAL and _REVIEWS.search(tail[duty.end() : duty.end() + 16]) is not None


def _act(tail: str) -> str:
    words = _ONE_TIME.sub("", tail).strip(" ”“、")
    return words if len(words) <= _LONGEST_ACT else re.split(r"[、]", words)[-1][-_LONGEST_ACT:]


def _who(finder: Finder, match: re.Match[str], segment: Segment) -> str:
    """Whom a cadence binds: the words before it, those of the segment before, or the clause's title."""
    words = re.split(r"[“”、]", finder.subject(match))[0].removesuffix("做到")
    before = finder.segment_before(segment)
    if words:
        return words
    if before is not None:
        return subject_of(finder.folded, finder.text, before)
    return finder.stretch.title if len(finder.stretch.title) < _LONGEST_ACT else ""


def _title_ahead(finder: Finder, position: int) -> bool:
    before = finder.folded[max(finder.stretch.start, position - 40) : position]
    return before.rfind("《") > before.rfind("》")


def _on_demand(finder: Finder, cadences: list[Candidate]) -> list[Candidate]:
    """有需必回应 counts when it stands in one breath with 每周必联系, 每月必走访."""
    sentences = {one.segment.sentence_start for one in cadences}
    return [
        finder.made(match, Operator.EQUAL, _HUNDRED, "%", QuantityKind.SLOGAN, f"{match.group()}（需求回应比例）")
        for match in finder.matches(_ON_DEMAND)
        if finder.segment(match).sentence_start in sentences
    ]
