"""The words of a comparison: which way a demand moved, why that can be said, and what was assumed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Movement(StrEnum):
    """What became of a demand. The reverse comparison turns TIGHTENED and LOOSENED round and keeps the others."""

    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    SAME = "same"
    INCOMPARABLE = "incomparable"


class Sense(StrEnum):
    """Which way an indicator is asked to go, where the operator does not say it."""

    HIGHER = "higher"
    LOWER = "lower"


class Worded(StrEnum):
    """A code with the words that a clerk reads, in both languages."""

    zh: str
    en: str

    def __new__(cls, code: str, zh: str, en: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh, member.en = zh, en
        return member


class Ground(Worded):
    """Why the movement is what it is, in words that a clerk reads."""

    BOUND = "bound", "按同一方向的限值比较", "The limits point the same way and are compared by value"
    INSIDE = (
        "inside",
        "一个范围包含另一个范围，范围小的更严",
        "One range lies inside the other; the narrower one asks for more",
    )
    SENSE = (
        "sense",
        "文件只给出数值，按指标通常的方向（越高或越低越严）判断",
        ("Only a figure is given; the usual direction of the indicator decides"),
    )
    BASELINE = (
        "baseline",
        "按基数推算目标水平后比较",
        "Compared by the level that the change leads to from its baseline",
    )
    AMOUNT = "amount", "未写明基数，按变动幅度比较", "No baseline is given; compared by the size of the change"
    EQUAL = "equal", "数值和方向相同", "The same value in the same direction"
    CONDITION = "condition", "适用条件不同，不能直接比较", "The conditions differ"
    UNIT = "unit", "单位不能折算，不能直接比较", "The units have no common measure"
    OPPOSITE = "opposite", "方向相反（一个是下限，一个是上限），不能直接比较", "One is a floor, the other a ceiling"
    OVERLAP = "overlap", "两个范围只有部分重叠，不能判断松紧", "The ranges overlap only in part"
    DIRECTION = (
        "direction",
        "数值变了，但看不出越高还是越低更严",
        "The figure changed, but nothing says which way is stricter",
    )
    ONE_BASELINE = "one_baseline", "只有一方写明基数，不能比较变动幅度", "Only one of the changes names its baseline"
    CHANGE = (
        "change",
        "一个是变动幅度，一个是目标水平，缺少可用的基数",
        "A change and a level, without a baseline to join them",
    )
    NO_DEMAND = (
        "no_demand",
        "不是工作目标（奖补标准、门槛或已有数据），只列出变化",
        ("Not a demand (an award, a threshold or a report): only the change is shown"),
    )
    WORDS = "words", "至少一方不是数字，不能按数值比较", "At least one is not a number"


class Assumption(Worded):
    """What a comparison took for granted; shown beside it."""

    WORKING_HOURS = "working_hours", "按8工作小时＝1工作日折算", "8 working hours taken as 1 working day"
    CALENDARS = "calendars", "按1工作日＝1天折算（假定）", "1 working day taken as 1 day (assumed)"
    UNITS = "units", "已换算为同一单位", "Converted to one unit"
    POINT = "point", "只写数值的一方按另一方的方向理解", "The bare figure is read in the direction of the other"
    AT_ONCE = "at_once", "“即时”按0计算", "“At once” counted as zero"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`shift` is 1 when the figure rose, -1 when it fell, 0 when it stayed, None when that has no meaning."""

    movement: Movement
    ground: Ground
    assumptions: tuple[Assumption, ...] = ()
    shift: int | None = None
