"""What one correction for a whole draft would change, task by task."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from uuid import UUID

from mandate.units.names import fold

LEAD, RESPONSIBLE, SUPPORTING = "lead", "responsible", "supporting"
SWAPPED = {LEAD: RESPONSIBLE, RESPONSIBLE: LEAD, SUPPORTING: SUPPORTING}
# Between two units of one list stands a mark and perhaps a label, never a sentence.
LONGEST_GAP = 12
MARKS = {"；": "[；;]", "，": "[，,]", "、": "、", "／": "[／/]", "｜": "[｜|]"}


@dataclass(frozen=True, slots=True)
class Fix:
    """`section` limits it to the tasks of one heading; the other fields belong to kinds that need them."""

    kind: str
    section: str | None = None
    text: str = ""
    mark: str = ""
    relation: str = ""
    title: str = ""
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SpokenUnit:
    id: UUID
    text: str
    relation: str
    start: int | None
    end: int | None
    unit_id: UUID | None


@dataclass(frozen=True, slots=True)
class SpokenTask:
    """A task that stays, with its units in the order in which it names them."""

    id: UUID
    number: int | None
    title: str
    section: str
    units: tuple[SpokenUnit, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A task that the fix changes, as it is and as it would be."""

    before: SpokenTask
    after: SpokenTask


def spoken_tasks(rows: Iterable[Mapping[str, Any]]) -> list[SpokenTask]:
    """From rows of task and unit, in the order of the document."""
    tasks: dict[UUID, SpokenTask] = {}
    for row in rows:
        task = tasks.get(row["id"]) or SpokenTask(row["id"], row["number"], row["title"], row["section"], ())
        if row["attribution_id"] is not None:
            unit = SpokenUnit(
                row["attribution_id"], row["text"], row["relation"], row["start"], row["end"], row["unit_id"]
            )
            task = replace(task, units=(*task.units, unit))
        tasks[task.id] = task
    return list(tasks.values())


def places_of(fix: Fix, tasks: Iterable[SpokenTask], body: str, *, only_leaderless: bool = False) -> list[Place]:
    """Every task that the fix would change. `only_leaderless` leaves alone where the document says who leads."""
    found = []
    for task in tasks:
        if fix.section is not None and task.section != fix.section:
            continue
        if only_leaderless and any(unit.relation == LEAD for unit in task.units):
            continue
        after = corrected(fix, task, body)
        if after != task:
            found.append(Place(task, after))
    return found


def corrected(fix: Fix, task: SpokenTask, body: str) -> SpokenTask:
    if fix.kind == "rename_section":
        return replace(task, section=fix.title)
    if fix.kind == "no_unit":
        return replace(task, units=tuple(unit for unit in task.units if unit.text != fix.text))
    return replace(task, units=tuple(units_after(fix, task, body)))


def units_after(fix: Fix, task: SpokenTask, body: str) -> list[SpokenUnit]:
    units = list(task.units)
    if fix.kind == "swap":
        return [replace(unit, relation=SWAPPED[unit.relation]) for unit in units]
    if fix.kind == "relation":
        return [replace(unit, relation=fix.relation) if unit.text == fix.text else unit for unit in units]
    if fix.kind == "alias":
        meant = fold(fix.text)
        return [
            replace(unit, unit_id=fix.unit_id) if unit.unit_id is None and fold(unit.text) == meant else unit
            for unit in units
        ]
    leaders = leading(fix, units, body)
    if not leaders:
        return units
    return [
        unit if unit.relation == SUPPORTING else replace(unit, relation=LEAD if unit.id in leaders else RESPONSIBLE)
        for unit in units
    ]


def leading(fix: Fix, units: list[SpokenUnit], body: str) -> set[UUID]:
    """Who leads by the rule: the first unit named, or all before the mark; nobody where the mark is missing."""
    listed = sorted((unit for unit in units if unit.relation != SUPPORTING), key=place_in_text)
    if fix.kind == "first_leads":
        return {unit.id for unit in listed[:1]}
    mark = re.compile(MARKS.get(fix.mark, re.escape(fix.mark) or "$^"))
    for at, (one, next_one) in enumerate(pairwise(listed)):
        if one.end is None or next_one.start is None or not 0 <= next_one.start - one.end <= LONGEST_GAP:
            continue
        if mark.search(body[one.end : next_one.start]):
            return {unit.id for unit in listed[: at + 1]}
    return set()


def place_in_text(unit: SpokenUnit) -> int:
    return unit.start if unit.start is not None else 2**31


def sample_of(task: SpokenTask, body: str) -> str:
    """The words of the document in which the rule was seen: the list of units with its brackets."""
    spans = [(unit.start, unit.end) for unit in task.units if unit.start is not None and unit.end is not None]
    if not spans:
        return ""
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    return body[max(0, start - 1) : min(end + 1, start + 80)].replace("\n", " ").strip()
