"""Deadlines as documents write them (2023年底前, 9月底前, 到2025年, 长期坚持) become the last civil day allowed."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_CN_DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
# A text-layer pdf often parts the digits from the words: 2024 年 6 月底.
_YEAR = r"(?P<year>20\d{2}|二[〇零○][一二三四五六七八九〇零○]{2}|今|当|本|明)\s*年"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])\s*月"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])\s*日"
_STOP = r"(?=[，,。；;、）)]|前|$)"
_PART = (
    r"(?P<part>年?底|年?末|上半年|下半年|第?[一二三四1-4]季度末?|中旬|上旬|下旬"
    rf"|初{_STOP}|中{_STOP})"
)
_LONE_MONTH = rf"{_MONTH.replace('month', 'lone')}(?:份|\s*{_DAY.replace('day', 'loneday')})?"
_DEADLINE = re.compile(
    rf"(?:到|于|在|截至|截止到?|力争|争取|确保)?\s*"
    rf"(?:{_YEAR}\s*(?:{_MONTH}(?:份|\s*{_DAY})?)?|{_LONE_MONTH}|(?P<bare>年(?=底|末))"
    r"|(?P<own>(?=(?:第?[一二三四]季度[末底]?|[上下]半年)(?:之?前|底前|以前))))"
    rf"\s*(?:年?度?)?{_PART}?\s*(?P<before>之?前|以前)?"
)
_ONGOING = re.compile(
    r"长期(?:坚持|推进|实施|执行|任务|有效)?|持续(?:推进|实施|开展|推动|落实|优化|坚持|深化)"
    r"|常态化(?:推进|开展|实施)?|全年(?:推进|实施|持续)?|贯穿全年"
)
_WITHIN = re.compile(r"(?<!\d)(?P<count>[一二两三四五六七八九十]|\d{1,2})年(?:之)?内")
_TENDAY = {"上旬": 10, "中旬": 20, "初": 10, "中": 15}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """`last_day` is None for work without an end. `explicit` tells that a word such as 前, 底 or 到 makes it a deadline."""

    start: int
    end: int
    last_day: date | None
    explicit: bool


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def read_deadlines(text: str, base_year: int | None) -> list[DeadlineReading]:
    """All deadlines of a text, in order. `base_year` completes 9月底前 and 年底前; without it they have no date."""
    found: list[DeadlineReading] = []
    for match in _DEADLINE.finditer(text):
        reading = _read(match, base_year)
        if reading is not None:
            found.append(reading)
    found.extend(DeadlineReading(match.start(), match.end(), None, explicit=True) for match in _ONGOING.finditer(text))
    if base_year is not None:
        found.extend(_within_years(text, base_year))
    return sorted(found, key=lambda reading: reading.start)


def _within_years(text: str, base_year: int) -> list[DeadlineReading]:
    readings = []
    for match in _WITHIN.finditer(text):
        written = match["count"]
        count = (
            int(written)
            if written.isdigit()
            else 10
            if written == "十"
            else {"两": 2}.get(written, _CN_DIGITS.get(written, 1))
        )
        readings.append(
            DeadlineReading(match.start(), match.end(), date(base_year + count - 1, _DECEMBER, 31), explicit=True)
        )
    return readings


def _read(match: re.Match[str], base_year: int | None) -> DeadlineReading | None:
    part, before = match["part"] or "", match["before"]
    month_text = match["month"] or match["lone"]
    opened = match.group().lstrip()[:1] in {"到", "截"}
    explicit = bool(before or opened or part in {"年底", "底", "年末", "末"})
    if match["own"] is None and not match["year"] and not (before or part):
        return None
    year = _year(match["year"], base_year)
    month = int(month_text) if month_text else None
    day = int(match["day"] or match["loneday"] or 0)
    end = match.end() - (len(match.group()) - len(match.group().rstrip()))
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    if year is None:
        return DeadlineReading(start, end, None, explicit)
    return DeadlineReading(start, end, _last_day(year, month, day, part, exact=before is not None), explicit)


def _year(written: str | None, base_year: int | None) -> int | None:
    if written is None or written in {"今", "当", "本"}:
        return base_year
    if written == "明":
        return base_year + 1 if base_year is not None else None
    return int(written) if written.isdigit() else int("".join(str(_CN_DIGITS[sign]) for sign in written))


def _last_day(year: int, month: int | None, day: int, part: str, *, exact: bool) -> date:
    if month and day:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, min(day, last))
    if month:
        if part in _TENDAY:
            return date(year, month, _TENDAY[part])
        whole = end_of_month(year, month)
        return date(year, month, 1) - timedelta(days=1) if exact and not part else whole
    if part == "上半年":
        return date(year, 6, 30)
    quarter = re.search(r"[一二三四1-4](?=季度)", part)
    if quarter:
        return end_of_month(year, _QUARTERS[quarter.group()] * 3)
    return date(year, _DECEMBER, 31)
