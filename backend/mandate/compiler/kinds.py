"""What a number is: target, limit, rule, cadence, observation …"""

import re
from dataclasses import dataclass

from mandate.compiler.conditions import decides_award, has_consequence, is_threshold
from mandate.compiler.draft import QuantityKind
from mandate.compiler.limits import is_limit, is_time_of_award
from mandate.compiler.words import Words
from mandate.quantities.expressions import Operator
from mandate.quantities.measures import Measure
from mandate.quantities.units import Dimension, Unit, unit_named

_ACHIEVED = re.compile(
    r"截至|截止|目前|今年以来|(?<![比较])去年|上一年|(?<!对)已经?[^，,。;；的]{0,14}$"
    r"|已(?:建成|累计|完成|实现|达|有|发放|办理|开通|超过|突破)|[现实]有|共有各类|近年来|近\d年|一年来|五年来|回顾"
)
_PLANNED = re.compile(
    r"力争|争取|确保|到20\d\d年|目标|底前|以上$|明年|计划(?:到|用|在)|力促|今后|下一步|达到[^，,。;；]*，$"
)
_COMPARED = re.compile(
    r"20\d\d年(?:以前|之前)的|(?:推动|推进|促进|力争|确保)20\d\d年以来[^，,。;；]{0,12}|(?:由|从|自|较|比|在)(?:目前|现有|现行|去年|上年|上一年|20\d\d年)|现有(?=[^，。]{0,6}基础)"
)
_PAST_MONTHS = re.compile(
    r"(?:今年|全年)?(?:1|一)\s*[-至]\s*\d{1,2}\s*月|上半年|前\d{1,2}个月|前[一二三四五六七八九十]+个月"
)
_DEMANDED = re.compile(r"不(?:得|应|能)?[低少]于[^，,。;；]{0,12}$")
_FORECAST = re.compile(r"预计|预期(?!寿命)|有望")
_PROMISE_AFTER = re.compile(
    r"^\s*(?:内|之内|以内)?\s*(?:即?可|就|能|全部|全流程|一次性?)?\s*(?:[\u4e00-\u9fff]{0,8})?(?:办|结|完成|送达|答复|反馈|出具|出证|审结|到位|受理|取得|拿|审批|下达|缴|开户|通|领|转办|响应|处理|公布|回复|核发|登记|备案|拨付|兑现|上门|批复|设立|报装|接入|推送|提醒|验收|确认|签发|修复)"
)
TIME_WORD = re.compile(
    r"时限|时间|用时|时长|周期|天数|期限|耗时|审批|办理|办结|接入|报装|登记|开办|注销|立案|审理|通关|公告"
)
LONGER_IS_BETTER = re.compile(r"提前|公示|有效期|延长|保护期|开放|宽限|缓缴|缓冲|[到期满]前$")
AHEAD = re.compile(r"(?:提前|到期前|期满前|届满前|截止前|到期之前)$")
STREAK_AFTER = re.compile(r"^[^。;；]{0,16}(?:排名|考核|评价|通报|末位|位|倒数|名|评|考|未)")
SCORED = re.compile(r"得分|评分|分值|满意度|指数|测评|总分|考核|评价")
_ALL_DAY = re.compile(r"^[^，。;；]{0,10}(?:不打烊|自助|智能|服务|在线|全天|受理|办理|办|开放|运行|“)")
CIRCLE = re.compile(r"^\s*[\u4e00-\u9fff“”、\d]{0,16}?圈")
_CLIMBED = re.compile(r"进入|跻身|位居|位列|保持|力争|争取|冲刺|挺进|稳居|进位")
_DAY_HOURS = 24


@dataclass(frozen=True, slots=True)
class Setting:
    """`news`: a report and no plan; `past`: under a heading such as 工作回顾; `awards`: under one such as 奖励标准.

    Years before `base_year` are past.
    """

    news: bool = False
    base_year: int | None = None
    past: bool = False
    awards: bool = False


def unit_of(measure: Measure) -> Unit | None:
    return unit_named(measure.unit)


def kind_of(words: Words, setting: Setting) -> QuantityKind:
    """The kind of a number from the words around it."""
    measure, before, after = words.measure, words.before, words.after
    if measure.baseline_of_next:
        return QuantityKind.BASELINE
    if (
        measure.rank
        and not re.match(r"\s*对", before)
        and _CLIMBED.search(before if len(before) > 1 else words.sentence)
    ):
        return QuantityKind.TARGET
    if measure.rank or _is_streak(words) or is_threshold(words) or has_consequence(words) or decides_award(words):
        return QuantityKind.RULE
    if _is_slogan(measure, before, after):
        return QuantityKind.SLOGAN
    if is_limit(words, unit_of(measure), awards=setting.awards):
        return QuantityKind.LIMIT
    if _FORECAST.search(before):
        return QuantityKind.FORECAST
    if AHEAD.search(before) and _is_duration(measure):
        return QuantityKind.CADENCE
    if _is_achieved(words, setting):
        return QuantityKind.OBSERVATION
    return QuantityKind.TARGET


def _is_duration(measure: Measure) -> bool:
    unit = unit_of(measure)
    return unit is not None and unit.dimension is Dimension.DURATION


def _is_streak(words: Words) -> bool:
    streak = words.before.endswith("连续") and words.measure.unit in {"年", "次", "个月", "季度", "期"}
    return streak and not is_time_of_award(words)


def _is_slogan(measure: Measure, before: str, after: str) -> bool:
    if measure.unit == "小时" and measure.value == _DAY_HOURS and measure.operator is None and not measure.tail:
        return bool(_ALL_DAY.match(after)) and not _PROMISE_AFTER.match(after[:3] + "。")
    return measure.unit in {"分钟", "小时"} and bool(CIRCLE.match(after)) and not before.endswith("到")


def _is_achieved(words: Words, setting: Setting) -> bool:
    """What was reached already: said so since the last 。, and nothing after that speaks of the future."""
    if _DEMANDED.search(words.before):
        return False
    told = _COMPARED.sub("", words.passage)
    reached = max(_last(_ACHIEVED, told), _last(_PAST_MONTHS, told))
    planned = _last(_PLANNED, told)
    years = [(match.start(), int(match.group())) for match in re.finditer(r"20\d\d(?=年)", told)]
    if (planned >= 0 and planned >= reached) or _is_later_year(years, reached) or "目标" in words.rest[:16]:
        return False
    past_year = years and setting.base_year is not None and years[-1][1] < setting.base_year
    if past_year:
        return True
    reported = setting.news and words.measure.operator is not Operator.AT_MOST
    return setting.past or reported or reached >= 0


def _is_later_year(years: list[tuple[int, int]], reached: int) -> bool:
    """2022年实有15万户，2023年达到17万户: the second year is yet to come."""
    return len(years) > 1 and years[-1][0] > reached and years[-1][1] > years[0][1]


def _last(pattern: re.Pattern[str], text: str) -> int:
    position = -1
    for match in pattern.finditer(text):
        position = match.start()
    return position


def duration_is_promise(before: str, after: str) -> bool:
    """Whether a bare duration is a time limit (8小时办好, 办理时间3个工作日) and not a stretch of time in passing."""
    return bool(_PROMISE_AFTER.match(after) or TIME_WORD.search(before[-16:]) or LONGER_IS_BETTER.search(before[-8:]))
