"""The comparison of two plans as a workbook to take away: one row for each task."""

from typing import Any, Literal

from mandate.platform.workbooks import Cell, write_workbook

Language = Literal[0, 1]
Row = dict[str, Any]

CHANGES = {
    "added": ("新增", "Added"),
    "removed": ("取消", "Removed"),
    "tightened": ("收紧", "Tightened"),
    "loosened": ("放宽", "Loosened"),
    "target_added": ("增加目标", "Targets added"),
    "target_dropped": ("减少目标", "Targets dropped"),
    "target_other": ("目标待核对", "Targets to check"),
    "moved": ("移动", "Moved"),
    "renamed": ("更名", "Renamed"),
    "units": ("单位变动", "Units changed"),
    "deadline": ("时限变动", "Deadline changed"),
    "reworded": ("文字改动", "Reworded"),
    "unchanged": ("未变", "Unchanged"),
}
VERDICTS = {
    "tightened": ("收紧", "tightened"),
    "loosened": ("放宽", "loosened"),
    "same": ("未变", "unchanged"),
    "incomparable": ("不可比", "not comparable"),
    "new": ("新增", "new"),
    "dropped": ("取消", "dropped"),
}
RELATIONS = {"lead": ("牵头", "lead"), "responsible": ("责任", "responsible"), "supporting": ("配合", "supporting")}
HEADERS = (
    (("变动", "Change"), 16),
    (("旧序号", "Old no."), 7),
    (("旧任务", "Old task"), 30),
    (("旧内容", "Old text"), 50),
    (("旧单位", "Old units"), 24),
    (("旧时限", "Old deadline"), 12),
    (("新序号", "New no."), 7),
    (("新任务", "New task"), 30),
    (("新内容", "New text"), 50),
    (("新单位", "New units"), 24),
    (("新时限", "New deadline"), 12),
    (("拆分与合并", "Splits and merges"), 36),
    (("目标对照", "Targets"), 60),
)
KIN = {"origins": ("还来自旧任务", "also from the old task"), "parts": ("还分出新任务", "also split into the new task")}
WHOLE = ("全文目标", "The plan as a whole")


def write_comparison(found: Row, language: Language) -> bytes:
    """CPU-bound: run it off the event loop."""
    rows = [_cells(pair, language) for pair in found["pairs"]]
    if found["targets"]:
        whole: list[Cell] = [WHOLE[language], *[None] * 11]
        rows.append([*whole, _targets(found["targets"], language)])
    headers = [(titles[language], width) for titles, width in HEADERS]
    return write_workbook(("新旧对照", "Comparison")[language], headers, rows)


def _cells(pair: Row, language: Language) -> list[Cell]:
    changes = "、".join(CHANGES[change][language] for change in pair["changes"])
    sides = [cell for side in (pair["before"], pair["after"]) for cell in _side(side, language)]
    return [changes, *sides, _kin(pair, language), _targets(pair["targets"], language)]


def _side(task: Row | None, language: Language) -> list[Cell]:
    if task is None:
        return [None] * 5
    units = "；".join(f"{RELATIONS[unit['relation']][language]} {unit['name']}" for unit in task["units"])
    deadline = task["deadline_date"] or task["deadline_text"]
    return [task["number"], task["title"], task["body"], units, deadline]


def _kin(pair: Row, language: Language) -> str:
    """Further tasks at the other end of a split or merge, one line each."""
    return "\n".join(
        f"{words[language]} {task['number']} {task['title']}" for side, words in KIN.items() for task in pair[side]
    )


def _targets(targets: list[Row], language: Language) -> str:
    """旧 → 新（收紧：理由）, one line each."""
    reason = ("reason_zh", "reason_en")[language]
    lines = []
    for target in targets:
        before, after = (side["reading"] if side else "—" for side in (target["before"], target["after"]))
        verdict = VERDICTS[target["movement"] or target["ground"]][language]
        lines.append(f"{before} → {after}（{verdict}：{target[reason]}）")
    return "\n".join(lines)
