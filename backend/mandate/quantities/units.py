"""Units with their dimension and calendar, and what one is worth in another."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Dimension(StrEnum):
    DURATION = "duration"
    MONEY = "money"
    RATIO = "ratio"
    AREA = "area"
    LENGTH = "length"
    MASS = "mass"
    POWER = "power"
    COUNT = "count"
    GRADE = "grade"
    RATE = "rate"


class Calendar(StrEnum):
    """The clock that a duration runs on: working hours and days stop at night, at weekends and on holidays."""

    WORKING = "working"
    CIVIL = "civil"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as documents write it. `factor` is its worth in the base unit of its dimension and calendar.

    Durations: the base is the working hour (8 工作小时 = 1 工作日) or the civil hour (24 小时 = 1 天 = 1 日).
    """

    symbol: str
    dimension: Dimension
    factor: Decimal
    calendar: Calendar | None = None


_MAGNITUDES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "千万": 10**7, "百万": 10**6, "十万": 10**5,
    "万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2,
}  # fmt: skip

_DURATIONS: dict[str, tuple[str, int | str, Calendar]] = {
    "工作小时": ("工作小时", 1, Calendar.WORKING),
    "工作日": ("工作日", 8, Calendar.WORKING),
    "工作天": ("工作日", 8, Calendar.WORKING),
    "小时": ("小时", 1, Calendar.CIVIL),
    "自然日": ("自然日", 24, Calendar.CIVIL),
    "日历天": ("日历天", 24, Calendar.CIVIL),
    "天": ("天", 24, Calendar.CIVIL),
    "日": ("日", 24, Calendar.CIVIL),
    "分钟": ("分钟", "0.0166666666666666666666666667", Calendar.CIVIL),
    "毫秒": ("毫秒", "0.0000002777777777777777777777778", Calendar.CIVIL),
    "ms": ("ms", "0.0000002777777777777777777777778", Calendar.CIVIL),
    "秒": ("秒", "0.0002777777777777777777777778", Calendar.CIVIL),
    "周": ("周", 168, Calendar.CIVIL),
    "个月": ("个月", 720, Calendar.CIVIL),
    "季度": ("季度", 2160, Calendar.CIVIL),
    "年": ("年", 8760, Calendar.CIVIL),
}
_MONEY = ("元", "美元", "欧元", "港元")
_RATIO = {"%": "0.01", "‰": "0.001", "百分点": "0.01", "基点": "0.0001", "倍": "1", "番": "1"}
_AREA = {
    "平方米": "1",
    "平米": "1",
    "㎡": "1",
    "m2": "1",
    "平方公里": "1000000",
    "立方米": "1",
    "公顷": "10000",
    "亩": "666.6666666666666667",
}
_LENGTH = {"公里": "1000", "千米": "1000", "米": "1"}
_MASS = {
    "吨标准煤": "1000",
    "吨标煤": "1000",
    "标准箱": "1",
    "吨": "1000",
    "公斤": "1",
    "千克": "1",
    "克": "0.001",
    "微克": "0.000000001",
    "毫克": "0.000001",
}
_POWER = {
    "千伏安": "1",
    "千伏": "1",
    "千瓦时": "1",
    "千瓦": "1",
    "兆瓦": "1000",
    "kVA": "1",
    "kV": "1",
    "kW": "1",
    "KVA": "1",
    "KW": "1",
    "KV": "1",
    "度": "1",
}
_COUNT = (
    "个 家 户 项 件 人 名 次 套 份 条 所 座 处 台 类 种 只 支 张 例 宗 篇 场 期 步 位 款 辆 起 门 本 幢 栋 间 床 艘 架 "
    "部 片 头 棵 盏 人次 户次 家次 批次 件次 列 趟 班 对 枚 道 册 组 颗 株 单 笔 岁 周岁 辆次 台次 场次 批 课时 学时 位次 篇次 条次 项次 "
    "大类 轮 核 羽 尾 根 航次 车次 标箱 TEU TB PB Gbps Mbps PFLOPS EFLOPS PFlops EFlops"
).split()


def _build() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for symbol, (canonical, factor, calendar) in _DURATIONS.items():
        units[symbol] = Unit(canonical, Dimension.DURATION, Decimal(factor), calendar)
    for table, dimension in ((_RATIO, Dimension.RATIO), (_AREA, Dimension.AREA), (_LENGTH, Dimension.LENGTH),
                             (_MASS, Dimension.MASS), (_POWER, Dimension.POWER)):  # fmt: skip
        for symbol, worth in table.items():
            units[symbol] = Unit(symbol, dimension, Decimal(worth))
    for symbol in _MONEY:
        units[symbol] = Unit(symbol, Dimension.MONEY, Decimal(1))
    for symbol in _COUNT:
        units[symbol] = Unit(symbol, Dimension.COUNT, Decimal(1))
    units["分"] = Unit("分", Dimension.GRADE, Decimal(1))
    return units


_UNITS = _build()
_SCALABLE = {Dimension.MONEY, Dimension.AREA, Dimension.MASS, Dimension.COUNT, Dimension.LENGTH, Dimension.POWER}
_IN_WORDS = {
    "分": "分(?![点之别类成为步期批级布局公支行中解析包工段层阶享管拨设校院会散红])",
    "人": "人(?!才|工智能|力资源|居环境|民币)",
    "核": "核(?![心准查定验算酸电减发实桃销对审能价])",
    "ms": "ms(?![A-Za-z])",
    "轮": "轮(?![候胎换岗流训值作])",
    "根": "根(?![据本基])",
    "尾": "尾(?![气矿款水])",
}
_BASES = "|".join(_IN_WORDS.get(symbol, re.escape(symbol)) for symbol in sorted(_UNITS, key=len, reverse=True))
_SCALES = "|".join(sorted(_MAGNITUDES, key=len, reverse=True))
_SINGLE = rf"(?:(?:{_SCALES})?(?:{_BASES}))"
UNIT_PATTERN = (
    rf"(?:个?(?=工作小时|工作日|工作天|小时|自然日|百分点|基点|位次|季度)|)(?:{_SINGLE})(?:/(?:{_SINGLE}|{_SCALES}))?"
)
_SPLIT = re.compile(rf"(?P<scale>{_SCALES})?(?P<base>{_BASES})")


def unit_named(symbol: str) -> Unit | None:
    """The unit of a written symbol (万元, 工作日, 万元/亩, 次/年); None when the symbol is no unit known here."""
    if "/" in symbol:
        above, _, below = symbol.partition("/")
        upper, lower = unit_named(above), unit_named(below)
        if upper is None or lower is None:
            return None
        return Unit(f"{upper.symbol}/{lower.symbol}", Dimension.RATE, upper.factor / lower.factor)
    match = _SPLIT.fullmatch(symbol)
    if match is None:
        return None
    base = _UNITS[match["base"]]
    if match["scale"] is None:
        return base
    if base.dimension not in _SCALABLE:
        return None
    return Unit(match["scale"] + base.symbol, base.dimension, base.factor * _MAGNITUDES[match["scale"]])


@dataclass(frozen=True, slots=True)
class Conversion:
    """`value` in the wanted unit; `assumed` tells that working and civil time had to be equated, 1 工作日 as 1 天."""

    value: Decimal
    assumed: bool


def convert(value: Decimal, symbol: str, wanted: str) -> Conversion | None:
    """A value in another unit; None when the two units have no common measure."""
    source, target = unit_named(symbol), unit_named(wanted)
    if source is None or target is None or source.dimension != target.dimension:
        return None
    if source.symbol == target.symbol:
        return Conversion(value, assumed=False)
    if source.dimension in {Dimension.COUNT, Dimension.MONEY, Dimension.RATE, Dimension.POWER}:
        return _same_base(value, source, target)
    if source.calendar == target.calendar:
        return Conversion(value * source.factor / target.factor, assumed=False)
    day = {Calendar.WORKING: Decimal(8), Calendar.CIVIL: Decimal(24)}
    days = value * source.factor / day[source.calendar or Calendar.CIVIL]
    return Conversion(days * day[target.calendar or Calendar.CIVIL] / target.factor, assumed=True)


def _same_base(value: Decimal, source: Unit, target: Unit) -> Conversion | None:
    if _stem(source.symbol) != _stem(target.symbol):
        return None
    return Conversion(value * source.factor / target.factor, assumed=False)


def _stem(symbol: str) -> str:
    return "/".join(re.sub(rf"^(?:{_SCALES})(?=.)", "", part) for part in symbol.split("/"))
