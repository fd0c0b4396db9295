"""By when a quantity is to be reached: the date its sentence names, a period such as 每年, or the plan's own years."""

import re
from dataclasses import dataclass

from mandate.calendars.deadlines import read_deadlines
from mandate.compiler.candidates import Candidate
from mandate.compiler.draft import QuantityKind
from mandate.compiler.view import View, own_text
from mandate.compiler.words import passage_start

_PERIOD = re.compile(r"每(?:半年|两年|年|季度|季|个?月底?|两周|旬|周|日|天)")
_COMPARED_BEFORE = re.compile(r"(?:比|较|同|与|以|自|从|由)\s*$")
_COMPARED_AFTER = re.compile(r"\s*(?:年|底|末)?的?(?:基础|基数|相比|同期|度?水平|以来|版|印发|修订|出台|发布|起(?!步))")
_YEARS_IN_TURN = re.compile(r"(?P<years>20\d\d\s*年?(?:\s*[、和-]\s*20\d\d\s*年?)+)(?:末|底)?[^。;；\d]{0,30}?分别")
_ONE_YEAR = re.compile(r"20\d\d")
_MEMBERS = re.compile(r"\d[\d.,]*\s*[^\d、，,。;；和]{0,8}(?:以上|以下|以内)?\s*[、和]")
_REACH = 240


@dataclass(frozen=True, slots=True)
class Term:
    """`text` as written, or the plan's years in brackets; `inferred` tells that no word of the sentence names it."""

    text: str
    inferred: bool = False


def term_of(view: View, candidate: Candidate, floor: int, base_year: int | None, horizon: str) -> Term:
    """The term of one quantity; `floor` is where its clause's own words begin."""
    if candidate.kind is QuantityKind.CADENCE:
        stop = min(candidate.end + 8, candidate.segment.end)
        period = _PERIOD.search(view.folded, candidate.start, stop)
        if period is not None:
            return Term(period.group())
    start = max(passage_start(view.folded, candidate.start, floor), candidate.start - _REACH)
    in_turn = _year_in_turn(view, start, candidate)
    if in_turn:
        return Term(in_turn)
    readings = [
        one
        for one in read_deadlines(view.folded[start : candidate.end], base_year)
        if one.last_day is not None
        and start + one.end <= candidate.start
        and not _is_compared(view.folded, start + one.start, start + one.end)
    ]
    if readings:
        last = readings[-1]
        return Term(own_text(view, start + last.start, start + last.end))
    return Term(f"[{horizon}]" if horizon else "", inferred=True)


def _is_compared(folded: str, start: int, end: int) -> bool:
    """较2020年, 在2021年基础上: a year to compare with, not one to reach something by."""
    before = folded[max(0, start - 2) : start]
    written = folded[start:end]
    return (
        _COMPARED_BEFORE.search(before) is not None
        or _COMPARED_AFTER.match(folded, end) is not None
        or written.startswith("自")
    )


def _year_in_turn(view: View, start: int, candidate: Candidate) -> str:
    """2024年、2025年分别达到60%、80%: the first number belongs to the first year."""
    stretch = view.folded[start : candidate.start]
    found = list(_YEARS_IN_TURN.finditer(stretch))
    if not found:
        return ""
    match = found[-1]
    years = _ONE_YEAR.findall(match["years"])
    between = stretch[match.end() :]
    place = len(_MEMBERS.findall(between))
    return f"{years[place]}年" if place < len(years) and not re.search("[。;；]", between) else ""
