"""Until when a task is to be done: said beside its units, at a heading above, or in its own words."""

import re
from datetime import date

from mandate.calendars.deadlines import DeadlineReading, end_of_month, read_deadlines
from mandate.compiler.blocks import OPENING
from mandate.compiler.doubts import doubt
from mandate.compiler.draft import Anchor, Deadline, Doubt
from mandate.compiler.tasks import Found
from mandate.compiler.view import View, own_text

_BARE_PART = re.compile(r"(?:1[0-2]|[1-9])月|第?[一二三四1-4]季度|[上下]半年")
_TERM = "(?:完成|办结|落实)?(?:时限|时间|期限|时间节点)"
_UNSAID = "(?:未|没有|无)(?:明确)?(?:注明|明确|列明|标明|标注|写明|规定|填写|要求)?"
_STANDING = re.compile(
    rf"(?:{_UNSAID}(?:具体)?{_TERM}|{_TERM}(?:一栏)?(?:{_UNSAID}|为空|空白))(?:要求)?的?(?:任务|事项|工作|措施)?[，,]?"
    r"(?:均|一律|统一|原则上|都|应|须|要)*(?:为|于|在|按|截至)?(?P<day>[^。；;\n]{2,30})"
)
_FIGURES = re.compile(r"(20\d{2})\s*[-/.]\s*(1[0-2]|0?[1-9])(?:\s*[-/.]\s*(3[01]|[12]\d|0?[1-9]))?\s*(?:日|前|$)")


def standing_deadline(view: View, base_year: int | None) -> Deadline | None:
    """完成时限未注明的，均为2025年12月底: the deadline of every task that states none."""
    said = _STANDING.search(view.folded)
    if said is None:
        return None
    readings = [one for one in read_deadlines(said["day"], base_year) if one.last_day]
    return _made(view, readings[0], said.start("day")) if readings else None


def task_deadline(
    view: View, found: Found, start: int, end: int, base_year: int | None
) -> tuple[Deadline | None, list[Doubt]]:
    """The deadline of a task with the doubts about it; dates that name no year are meant in `base_year`."""
    last = [block for child in found.node.children for block in child.blocks] if found.grouped else []
    for block in [*found.blocks, *found.inherited, *found.node.blocks, *last]:
        if block.deadline is not None:
            return _stated_deadline(view, base_year, *block.deadline)
    parent = found.node.parent
    while parent is not None:
        for block in parent.blocks:
            if block.deadline is not None:
                return _stated_deadline(view, base_year, *block.deadline)
        parent = parent.parent
    said = sorted((one.start, one.end) for one in found.blocks if one.start >= start and one.form != OPENING)
    stop = said[-1][0] if said else end
    words = view.folded[start:stop]
    for first, last_end in said[:-1]:
        words = words[: first - start] + " " * (last_end - first) + words[last_end - start :]
    readings = [one for one in read_deadlines(words, base_year) if one.explicit and one.last_day]
    if not readings:
        return _undated_deadline(view, start, stop) if base_year is None else (None, [])
    latest = max(readings, key=lambda one: one.last_day or date.min)
    made = _made(view, latest, start)
    several = len({one.last_day for one in readings}) > 1
    return made, [doubt("several_deadlines", Anchor(made.start, made.end), made.text)] if several else []


def _undated_deadline(view: View, start: int, stop: int) -> tuple[Deadline | None, list[Doubt]]:
    """5月底前 in a document that names no year: the words are kept, the day is for a person to enter."""
    found = [
        one
        for one in read_deadlines(view.folded[start:stop], None)
        if one.explicit and "月" in view.folded[start + one.start : start + one.end]
    ]
    if not found:
        return None, []
    made = _made(view, found[-1], start)
    return made, [doubt("deadline_unread", Anchor(made.start, made.end), made.text)]


def _stated_deadline(view: View, base_year: int | None, start: int, end: int) -> tuple[Deadline, list[Doubt]]:
    anchor = view.anchor(start, end)
    text = own_text(view, start, end)
    words = view.folded[start:end]
    readings = read_deadlines(words, base_year)
    days = [one.last_day for one in readings if one.last_day is not None]
    if not days:
        # 第三季度 or 12月 in a column of deadlines is meant in the plan's own year.
        bare = read_deadlines(f"{base_year}年{words}", base_year) if base_year and _BARE_PART.match(words) else []
        days = [one.last_day for one in bare if one.last_day is not None] or _days_in_figures(words)
    made = Deadline(text, max(days) if days else None, anchor.start, anchor.end)
    return made, [] if readings or days else [doubt("deadline_unread", anchor, text)]


def _days_in_figures(words: str) -> list[date]:
    """2025/9/30, 2025.05.31, 2025-06: the days, or the last days of the months, that a cell names in figures."""
    days: list[date] = []
    for match in _FIGURES.finditer(words):
        year, month = int(match[1]), int(match[2])
        last = end_of_month(year, month)
        days.append(last.replace(day=min(int(match[3]), last.day)) if match[3] else last)
    return days


def _made(view: View, reading: DeadlineReading, offset: int) -> Deadline:
    anchor = view.anchor(offset + reading.start, offset + reading.end)
    return Deadline(
        own_text(view, offset + reading.start, offset + reading.end), reading.last_day, anchor.start, anchor.end
    )
