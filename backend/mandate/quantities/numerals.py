"""Numbers as Chinese documents write them: Arabic, full-width, Chinese, fractions and tenths."""

import re
from dataclasses import dataclass
from decimal import Decimal

from mandate.quantities.folding import fold

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_CHINESE = "[零〇一二两三四五六七八九十百千万亿]"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"

HUNDRED = Decimal(100)
HALF = Decimal("0.5")
FIFTY = Decimal(50)

_PATTERN = re.compile(
    rf"(?P<percent>百分之(?P<points>{_CHINESE}+(?:点{_CHINESE}+)?|{_ARABIC}))"
    rf"|(?P<parts>(?P<below>{_CHINESE}+)分之(?P<above>{_CHINESE}+))"
    r"|(?P<slash>(?<![\d/.])(?P<top>\d{1,2})/(?P<bottom>\d{1,3})(?![\d/]))"
    r"|(?P<tenths>(?<![一二两三四五六七八九十变建完生组形构集落促达现合])(?P<tenth>[一二三四五六七八九两])成(?P<rest>[半一二三四五六七八九])?(?![为立都功员本果长就型熟交绩因套品才都分效])"
    r"|(?P<half>(?<![一二三四五六七八九十百千万大多过前后上下])一半(?!以)|一半(?=以上)|半数))"
    rf"|(?P<discount>(?<!波)(?P<folds>[一二三四五六七八九][一二三四五六七八九]?|\d(?:\.\d)?)折(?![叠旧算射返线页])(?:优惠)?)"
    rf"|(?P<arabic>(?<![\d.A-Za-z]){_ARABIC})"
    rf"|(?P<halfunit>(?<![一二两三四五六七八九十百过])半(?=个?(?:工作日|工作小时|小时|天|个月|日)))"
    rf"|(?P<chinese>{_CHINESE}+)"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number found in a text.

    `start` and `end` are character offsets. `percent` tells that the value already is a percentage (三分之一, 四成, 1/4).
    """

    start: int
    end: int
    value: Decimal
    percent: bool
    chinese: bool


def chinese_value(text: str) -> Decimal | None:
    """Value of a Chinese numeral such as 三十二, 两百, 一千零五十, 二〇二五, 三点五; None when it is none."""
    whole, _, decimals = text.partition("点")
    value = _whole_value(whole)
    if value is None:
        return None
    if decimals:
        digits = "".join(str(_DIGITS[sign]) for sign in decimals if sign in _DIGITS)
        if len(digits) != len(decimals):
            return None
        return Decimal(f"{value}.{digits}")
    return Decimal(value)


def _whole_value(text: str) -> int | None:
    if not text:
        return None
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, section, digit = 0, 0, None
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            section += (1 if digit is None or digit == 0 else digit) * _SMALL[sign]
            digit = None
        elif sign in _LARGE:
            total = (total + section + (digit or 0) or 1) * _LARGE[sign]
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


def find_numerals(text: str) -> list[Numeral]:
    """All numbers of a text in order, with offsets; shares (三分之一, 1/4, 四成, 一半) come as percentages."""
    found: list[Numeral] = []
    for match in _PATTERN.finditer(fold(text)):
        value, percent = _matched_value(match)
        if value is not None:
            kind = match.lastgroup or ""
            found.append(Numeral(match.start(), match.end(), value, percent, kind not in {"arabic", "slash"}))
    return found


def _matched_value(match: re.Match[str]) -> tuple[Decimal | None, bool]:
    group = match.groupdict()
    if group["arabic"]:
        return Decimal(group["arabic"].replace(",", "")), False
    if group["halfunit"]:
        return HALF, False
    if group["chinese"]:
        return chinese_value(group["chinese"]), False
    return _share(group), True


def _share(group: dict[str, str | None]) -> Decimal | None:
    points, below, above = group["points"], group["below"], group["above"]
    top, bottom, tenth = group["top"], group["bottom"], group["tenth"]
    if points:
        return Decimal(points.replace(",", "")) if points[0].isascii() else chinese_value(points)
    if below and above:
        return _percentage(chinese_value(above), chinese_value(below))
    if top and bottom:
        return _percentage(Decimal(top), Decimal(bottom))
    if group["folds"]:
        return _discounted(group["folds"])
    if tenth:
        rest = group["rest"]
        ones = 5 if rest == "半" else _DIGITS.get(rest or "零", 0)
        return Decimal(_DIGITS[tenth] * 10 + ones)
    return FIFTY


def _discounted(folds: str) -> Decimal:
    """七折 is 70 %, 八五折 85 %, 8.5折 85 %."""
    digits = "".join(str(_DIGITS.get(sign, sign)) for sign in folds if sign != ".")
    return Decimal(digits.ljust(2, "0"))


def _percentage(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    share = part * HUNDRED / whole
    return share.quantize(Decimal(1)) if share == share.to_integral_value() else share.quantize(Decimal("0.01"))
