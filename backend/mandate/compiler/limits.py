"""Amounts that are given and not reached: awards, caps, funds, loans, leases and shares of a price."""

import re

from mandate.compiler.words import Words
from mandate.quantities.expressions import Operator
from mandate.quantities.units import Dimension, Unit

AWARD = re.compile(
    r"奖励|奖补|补贴|补助|资助|奖金|返还|职数|编制|租金的|价款的|扶持资金|配套资金|给予|一次性支持|返补|贴息|免费|补偿"
)
_SHARE_GIVEN = re.compile(
    r"奖励|补贴|补助|奖补|资助|返还|租金|扣除|价款的#|标准的#|#的标准|地价|起始价|底价|给予|减按|贴息|分担|匹配|拨付|支付|兑付|配套|减免|减征"
)
_BY_SHARE = re.compile(r"(?:按照?|以)[^，,。;；]*$")
_GIVEN_LATER = re.compile(
    r"给予|予以补偿|分担|奖励|补助|补贴|资助|拨付|返还|支付|兑现|收取|缴纳|确定|予以支持|给予支持"
)
_FUND = re.compile(r"(?:发挥|设立|安排|统筹|列支|出资|匹配|投入|用好)[^，,。;；]{0,12}$")
_FUND_NAMED = re.compile(
    r"(?:补偿资金|资金池|基金)(?:规模|总额|额度)?$"
    r"|(?:设立|安排|列支|建立|组建|用好)[^，,。;；]{0,16}(?:资金|周转金|经费|专款|准备金)(?:总?规模|总额|额度)?(?:为|达到?)?$"
)
_FUND_ABOVE = re.compile(
    r"(?:设立|建立|组建|安排)[^，,。;；]{0,16}(?:资金池?|基金|周转金|准备金)[，,](?:首期|总|资金)?规模(?:为|达到?)?$"
)
_LENT = re.compile(r"周转金|转贷|借款|应急资金|过桥")
_LENT_FOR = re.compile(r"使用(?:期限|时间)|单[笔户]|期限|费率")
_LEASE = re.compile(r"(?:租赁|出租|承租|出让|免租|使用)(?:期限?|年限|年期)[^，,。;；]{0,6}$")
_INTEREST = re.compile(r"贴息[^，,。;；]{0,4}$")
_SAVED = re.compile(r"节约|节省|减负")
WAIVED = re.compile(r"(?:减免|免收|免除|免交|减收|减半收取|减半征收)[^，,。;；\d]{0,8}$")
_TIME_OF_GIVING = re.compile(r"(?:每年)?(?:给予|享受|拨付|兑付|兑现|发放|支付|补助|补贴|资助|奖励)")
_TIME_OF_ENJOYING = re.compile(r"(?:可)?享受[^，,。;；]{0,10}(?:补贴|补助|津贴|减免|优惠|奖励|资助)")
_WAIVED_AFTER = re.compile(r"的?(?:免租|免息|租金减免|免费使用)")
FREELY = re.compile(r"免费(?:提供|发放|赠送|配发|配送|刻制)[^，,。;；\d]{0,8}$")
_FUND_AFTER = re.compile(r"^[^，,。;；]{0,20}(?:资金|基金|经费|资金池|奖补|贷款|授信|额度)|^用于")
_CAP = re.compile(
    r"最高[^，,。;；]{0,12}$|上限[^，,。;；]{0,6}$|每[户家人个名][^，,。;；]{0,14}$|单[户家个笔][^，,。;；]{0,14}$"
)
_PAID_OUT = re.compile(r"兑现|兑付|拨付|发放|落实|争取|到位|让利|减免")
_GRANTED = re.compile(r"给予|最高|每[户家人个名]|单[户家个笔]|标准|按")
_COST = re.compile(r"成本|费用|[水电气热运]费|收费|价格|负债|欠款|支出|能耗|投诉")
_POSTS = re.compile(r"编制(?![^#]{2,}#)|(?:核定|事业|行政|周转|用人)编制")
_MANY = 10
_GIVEN_UNITS = {"套", "枚", "份", "本", "册"}


def is_limit(words: Words, unit: Unit | None, *, awards: bool) -> bool:
    """Whether a number says how much is given, lent or kept back; `awards`: it stands under a heading such as 奖励标准."""
    measure, before, after = words.measure, words.before, words.after
    if unit is None:
        return False
    if is_time_of_award(words):
        return True
    around = before[-40:] + "#" + after[:24]
    if "职数" in around or _POSTS.search(around):
        return unit.dimension is Dimension.COUNT
    if _LENT.search(words.passage) and _LENT_FOR.search(before) and measure.operator is Operator.AT_MOST:
        return True
    if unit.dimension is Dimension.MONEY or (unit.dimension is Dimension.RATE and "元" in unit.symbol):
        return _is_money_limit(words, around)
    if unit.symbol == "%" or (unit.symbol == "百分点" and _INTEREST.search(before)):
        return _is_share_given(words, awards=awards)
    if measure.unit in {"年", "个月"} and (_LEASE.search(before) or WAIVED.search(before)):
        return True
    if measure.unit in {"年", "个月"} and measure.operator is Operator.AT_MOST:
        told = re.search(r"补贴|补助|贴息|奖励|租金|免租|资助|出让|出租|租赁", words.passage)
        return (told or re.match(r"的[^，,。;；]{0,8}(?:补贴|补助|津贴|资助|贴息)", after)) is not None
    honoured = re.search(r"每年[^，,。;；]*(?:评选|表彰|评定)", before) is not None
    given = after.startswith("免费") or (
        FREELY.search(before) is not None and measure.unit in _GIVEN_UNITS and measure.value < _MANY
    )
    return unit.dimension is Dimension.COUNT and (given or honoured)


def is_time_of_award(words: Words) -> bool:
    """连续3年给予补贴, 5年内享受薪酬补贴, 最长2年免租: how long something is given."""
    measure, before, after = words.measure, words.before, words.after
    if measure.unit not in {"年", "个月"}:
        return False
    if re.search(r"(?:连续|分)$", before):
        return _TIME_OF_GIVING.match(after) is not None
    if measure.operator is Operator.AT_MOST:
        return (_TIME_OF_ENJOYING.match(after) or _WAIVED_AFTER.match(after)) is not None
    return False


def _is_money_limit(words: Words, around: str) -> bool:
    measure, before, after = words.measure, words.before, words.after
    capped = measure.operator is Operator.AT_MOST and not _COST.search(before)
    granted = capped or measure.operator not in {Operator.AT_LEAST, Operator.ABOVE} or "给予" in before
    if measure.operator is not Operator.AT_MOST and _SAVED.search(before) and not AWARD.search(before):
        return False
    if measure.operator is not Operator.AT_MOST and _PAID_OUT.search(before) and not _GRANTED.search(before):
        return False
    funded = granted and (
        (_FUND.search(before) and _FUND_AFTER.match(after))
        or _FUND_NAMED.search(before)
        or _FUND_ABOVE.search(words.sentence)
    )
    return bool(AWARD.search(around) or funded or capped or _CAP.search(before))


def _is_share_given(words: Words, *, awards: bool) -> bool:
    """按投资额的10%给予补助, 支付20%: a share that is given, not reached."""
    before, after = words.before, words.after
    if "折" in words.view.folded[words.measure.start : words.measure.end]:
        return True
    if words.measure.operator in {Operator.INCREASE_BY, Operator.DECREASE_BY} and not AWARD.search(before[-12:]):
        return False
    if _SHARE_GIVEN.search(before[-20:] + "#" + after[:16]) and not re.search(
        r"率(?:$|[^，,。;；、按的]{0,8}[达到至]$)|(?:支付|报销|预付款)比例[^，,。;；、]{0,16}$", before
    ):
        return True
    if awards and words.measure.operator is Operator.AT_MOST:
        return True
    return _BY_SHARE.search(before) is not None and _GIVEN_LATER.search(words.rest[:60]) is not None
