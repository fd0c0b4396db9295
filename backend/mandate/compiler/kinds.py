"""What a number is (target, limit, rule, cadence, observation …) and how it is meant when no word says so."""

import re
from dataclasses import dataclass
from decimal import Decimal

from mandate.compiler.draft import QuantityKind
from mandate.quantities.expressions import Operator
from mandate.quantities.reading import Measure
from mandate.quantities.units import Dimension, Unit, unit_named

_AWARD = re.compile(
    r"奖励|奖补|补贴|补助|资助|奖金|返还|职数|编制|租金的|价款的|扶持资金|配套资金|给予|一次性支持|减免|减征|返补|贴息|免费"
)
_FUND = re.compile(r"(?:设立|安排|统筹|列支|出资|匹配|投入)[^，,。;；]{0,12}$")
_FUND_AFTER = re.compile(
    r"^[^，,。;；]{0,20}(?:专项资金|引导资金|发展资金|基金|经费|风险补偿金|资金池|奖补|贷款|授信|额度)"
)
_CAP = re.compile(r"最高[^，,。;；]{0,12}$|上限[^，,。;；]{0,6}$|每[户家人个名][^，,。;；]{0,14}$")
_ACHIEVED = re.compile(
    r"截至|截止|目前|今年以来|去年|已(?:建成|累计|完成|实现|达|有|发放|办理|开通)|现有|共有各类|近年来|近\d年"
)
_PAST_MONTHS = re.compile(
    r"(?:今年|全年)?(?:1|一)\s*[-至]\s*\d{1,2}\s*月|上半年|前\d{1,2}个月|前[一二三四五六七八九十]+个月"
)
_FORECAST = re.compile(r"预计|预期|有望")
_STEPS = re.compile(r"环节|材料|跑动|跑腿|手续|步骤|证明|要件|表单|盖章|印章数")
_PROMISE_AFTER = re.compile(
    r"^\s*(?:内|之内|以内)?\s*(?:即?可|就|能|全部|全流程|一次性?)?\s*(?:[\u4e00-\u9fff]{0,8})?(?:办|结|完成|送达|答复|反馈|出具|出证|审结|到位|受理|取得|拿|审批|下达|缴|开户|通|领|转办|响应|处理|公布|回复|核发|登记|备案|拨付|兑现|上门|批复|设立)"
)
_TIME_WORD = re.compile(
    r"时限|时间|用时|时长|周期|天数|期限|耗时|审批|办理|办结|接入|报装|登记|开办|注销|立案|审理|通关|公告"
)
_LONGER_IS_BETTER = re.compile(r"提前|公示|有效期|延长|保护期|开放|宽限|缓缴|缓冲")
_ALL_DAY = re.compile(r"^[^，。;；]{0,10}(?:不打烊|自助|智能|服务|在线|全天|受理|办理|办|开放|运行|“)")
CIRCLE = re.compile(r"^\s*[\u4e00-\u9fff“”、\d]{0,16}?圈")
_SERVICE_SHARE = re.compile(r"(?:率|比例|比重|占比|占|程度|机会|覆盖面|满意度|达标|通过)\S{0,6}$")
_FULL = Decimal(100)
_DAY_HOURS = 24


@dataclass(frozen=True, slots=True)
class Setting:
    """`news` tells that the document is a report and no plan; years before `base_year` are past."""

    news: bool = False
    base_year: int | None = None


def unit_of(measure: Measure) -> Unit | None:
    return unit_named(measure.unit)


def kind_of(measure: Measure, before: str, after: str, sentence: str, setting: Setting) -> QuantityKind:
    """The kind of a number from the words before and after it in its segment, and from its sentence up to it."""
    if measure.baseline_of_next:
        return QuantityKind.BASELINE
    if (
        measure.rank
        and not re.match(r"\s*对", before)
        and re.search(r"进入|跻身|位居|位列|保持|力争|争取|冲刺|挺进|稳居", before)
    ):
        return QuantityKind.TARGET
    if measure.rank or _is_threshold(measure, before, after) or _is_streak(measure, before):
        return QuantityKind.RULE
    if _is_slogan(measure, before, after):
        return QuantityKind.SLOGAN
    if _is_limit(measure, before, after):
        return QuantityKind.LIMIT
    if _FORECAST.search(before):
        return QuantityKind.FORECAST
    if before.endswith("提前") and _is_duration(measure):
        return QuantityKind.CADENCE
    if _is_achieved(before, sentence, setting.base_year) or (setting.news and measure.operator is not Operator.AT_MOST):
        return QuantityKind.OBSERVATION
    return QuantityKind.TARGET


def _is_duration(measure: Measure) -> bool:
    unit = unit_of(measure)
    return unit is not None and unit.dimension is Dimension.DURATION


def _is_threshold(measure: Measure, before: str, after: str) -> bool:
    """对5000平方米以上的…: a size that decides what applies."""
    if (
        re.match(r"\s*对", before)
        and re.match(r"^[^，,]{0,12}的", after)
        and not _AWARD.search(before)
        and measure.unit != "%"
    ):
        return True
    bounded = measure.tail.removeprefix("及") in {"以上", "以下"}
    about = re.search(r"(?:^|[、;；，,])\s*对(?:于)?[^，,]{0,16}$", before) is not None
    follows = re.match(
        r"^\s*(?:\([^)]*\))?\s*的(?=[\u4e00-\u9fff])|^\s*[的]?(?:企业|项目|纳税人|单位|机构|平台|载体|园区|投资|工程|前[一二三四五六七八九十\d]+[名位])",
        after,
    )
    return bounded and about and follows is not None and measure.unit != "%"


def _is_streak(measure: Measure, before: str) -> bool:
    return measure.unit == "年" and before.endswith("连续")


def _is_slogan(measure: Measure, before: str, after: str) -> bool:
    if measure.unit == "小时" and measure.value == _DAY_HOURS and measure.operator is None and not measure.tail:
        return bool(_ALL_DAY.match(after)) and not _PROMISE_AFTER.match(after[:3] + "。")
    return measure.unit in {"分钟", "小时"} and bool(CIRCLE.match(after)) and not before.endswith("到")


def _is_limit(measure: Measure, before: str, after: str) -> bool:
    unit = unit_of(measure)
    if unit is None:
        return False
    around = before[-40:] + "#" + after[:24]
    if "职数" in around or "编制" in around:
        return unit.dimension is Dimension.COUNT
    if unit.dimension is Dimension.MONEY:
        funded = _FUND.search(before) and _FUND_AFTER.match(after)
        capped = measure.operator is Operator.AT_MOST and re.search(
            r"额度|限额|上限|单[户个笔家]|每[户个笔家人]", before
        )
        return bool(_AWARD.search(around) or funded or capped or _CAP.search(before))
    if unit.symbol == "%":
        return bool(
            re.search(
                r"奖励|补贴|补助|奖补|资助|返还|租金的#|价款的#|标准的#|给予|减按|贴息|分担",
                before[-20:] + "#" + after[:16],
            )
        )
    return unit.dimension is Dimension.COUNT and after.startswith("免费")


def _is_achieved(before: str, sentence: str, base_year: int | None) -> bool:
    if re.search(r"力争|争取|确保|到20\d\d年|目标|底前|以上$", sentence):
        return False
    years = re.findall(r"20\d\d(?=年)", sentence)
    if years and base_year is not None and int(years[-1]) < base_year and "较" not in before and "比" not in before:
        return True
    return bool(
        _ACHIEVED.search(sentence) or _PAST_MONTHS.search(sentence) or re.search(r"同比(?:增长|下降|提高)", before)
    )


def operator_of(measure: Measure, kind: QuantityKind, before: str, after: str) -> tuple[Operator, bool]:
    """The operator, and whether it had to be supplied because no word states it."""
    stated = measure.operator
    if measure.rank:
        return Operator.AT_MOST, False
    if kind is QuantityKind.RULE and measure.unit == "年":
        return Operator.AT_LEAST, False
    if kind is QuantityKind.OBSERVATION:
        return _observed(measure, before), False
    if stated is Operator.AT_LEAST and measure.unit == "%" and measure.value >= _FULL:
        return Operator.EQUAL, False
    if stated is not None:
        return stated, False
    return _supplied(measure, kind, before, after)


def _observed(measure: Measure, before: str) -> Operator:
    if measure.operator in {Operator.ABOVE, Operator.ABOUT, Operator.RANGE, Operator.DECREASE_BY}:
        return measure.operator
    if measure.operator is Operator.INCREASE_BY and not re.search(r"同比|年均|增长\S{0,2}$", before):
        return Operator.INCREASE_BY
    return Operator.ABOUT if re.search(r"近$|约$", before) else Operator.EQUAL


def _supplied(measure: Measure, kind: QuantityKind, before: str, after: str) -> tuple[Operator, bool]:
    unit = unit_of(measure)
    if kind is QuantityKind.LIMIT:
        return Operator.EQUAL, False
    if kind is QuantityKind.CADENCE:
        return Operator.AT_LEAST, False
    if kind is QuantityKind.SLOGAN:
        return (Operator.EQUAL if measure.unit == "小时" else Operator.AT_MOST), False
    if unit is not None and unit.dimension is Dimension.DURATION:
        return (Operator.AT_LEAST if _LONGER_IS_BETTER.search(before) else Operator.AT_MOST), False
    if measure.unit == "%":
        if measure.value >= _FULL:
            return Operator.EQUAL, False
        return (Operator.AT_LEAST if _SERVICE_SHARE.search(before) else Operator.EQUAL), True
    if not re.search(r"取消|减少|精简|清理|压减|新增|下放", before) and _STEPS.search(before[-10:] + "#" + after[:6]):
        return Operator.AT_MOST, False
    return Operator.AT_LEAST, False


def duration_is_promise(before: str, after: str) -> bool:
    """Whether a bare duration is a time limit (8小时办好, 办理时间3个工作日) and not a stretch of time in passing."""
    return bool(_PROMISE_AFTER.match(after) or _TIME_WORD.search(before[-16:]) or _LONGER_IS_BETTER.search(before[-8:]))
