"""How a sheet shows its numbers: 0.95 as 95%, 45473 as a day."""

import re
from datetime import date, timedelta

from lxml import etree

_PERCENT = {9, 10}
_MONTHS = {17, 55, 57}
_DAYS = {14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 56, 58}
_NO_SIGNS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_LAST_DAY = 2_958_465


class CellFormats:
    """The number formats of a workbook, by the index that a cell names."""

    def __init__(self, styles: etree._Element | None, *, since_1904: bool) -> None:
        self._base = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
        self._kinds: list[str] = []
        if styles is None:
            return
        codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iterfind("{*}numFmts/{*}numFmt")}
        for one in styles.iterfind("{*}cellXfs/{*}xf"):
            identity = one.get("numFmtId", "0")
            self._kinds.append(_kind(int(identity) if identity.isdigit() else 0, codes.get(identity, "")))

    def shown(self, value: str, style: str) -> str:
        """A number as its cell shows it; text that is no number as it stands."""
        try:
            number = float(value)
        except ValueError:
            return value
        if number != number or abs(number) > 1e300:
            return value
        kind = self._kinds[int(style)] if style.isdigit() and int(style) < len(self._kinds) else ""
        if kind == "percent":
            return f"{plain(number * 100)}%"
        if kind in {"day", "month"} and 1 <= number <= _LAST_DAY:
            shown = self._base + timedelta(days=int(number))
            return f"{shown.year}年{shown.month}月" + (f"{shown.day}日" if kind == "day" else "")
        return plain(number)


def plain(number: float) -> str:
    """A number without the noise of binary fractions and without a trailing .0."""
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.10g}"


def _kind(identity: int, code: str) -> str:
    if identity in _PERCENT:
        return "percent"
    if identity in _MONTHS or identity in _DAYS:
        return "month" if identity in _MONTHS else "day"
    signs = _NO_SIGNS.sub("", code).lower()
    if "%" in signs:
        return "percent"
    if "y" in signs or ("m" in signs and "d" in signs):
        return "day" if "d" in signs else "month"
    return ""
