"""Two documents as rows become a comparison as people read it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mandate.plans.aims import Aim, AimPair, align_aims
from mandate.plans.alignment import Change, Pair, Settled, Side, Way, align
from mandate.quantities.expressions import ExpressionError
from mandate.quantities.fields import expression_of
from mandate.quantities.writing import write_chinese

Row = dict[str, Any]
SHOWN_OF_TASK = ("id", "number", "section", "title", "body", "start", "end", "deadline_text", "deadline_date")
SHOWN_OF_TARGET = ("id", "indicator", "kind", "quote", "deadline_text")
ONE_SIDED = {True: ("new", "新增的目标", "A new target"), False: ("dropped", "新文件不再提出", "No longer set")}


def aim_of(row: Row) -> Aim:
    try:
        expression = expression_of(row)
    except ExpressionError:
        expression = None
    return Aim(UUID(row["id"]), row["indicator"], row["kind"], expression, row["deadline_text"])


def side_of(row: Row) -> Side:
    return Side(
        key=UUID(row["id"]),
        place=row["ordinal"],
        section=row["section"],
        number=row["number"],
        title=row["title"],
        body=row["body"],
        units=frozenset((unit["key"], unit["relation"]) for unit in row["units"]),
        deadline_text=row["deadline_text"],
        deadline_date=date.fromisoformat(row["deadline_date"]) if row["deadline_date"] else None,
        aims=tuple(aim_of(target) for target in row["targets"]),
    )


def settled_of(matches: Iterable[Row]) -> dict[UUID, Settled]:
    return {
        UUID(match["task"]): Settled(UUID(match["earlier"]) if match["earlier"] else None, Way(match["by"]))
        for match in matches
    }


def align_rows(rows: Iterable[Row], plan: str, other: str, matches: Iterable[Row]) -> list[Pair]:
    """The pairs of two plans; `matches` only speak of the plan that follows the other."""
    sides = [(row["plan_id"], side_of(row)) for row in rows]
    before = [side for of, side in sides if of == other]
    after = [side for of, side in sides if of == plan]
    return align(before, after, settled_of(matches))


def compared(rows: list[Row], rest: Row, plan: str, other: str) -> Row:
    """Counts, pairs and the targets of no task, ready for JSON."""
    known = {row["id"]: row for row in rows}
    pairs = align_rows(rows, plan, other, rest["matches"])
    kinship = Kinship.of(rest["origins"])
    figures = {of: [one["figure"] for one in rest["figures"] if one["plan_id"] == of] for of in (plan, other)}
    whole = align_aims([aim_of(row) for row in figures[other]], [aim_of(row) for row in figures[plan]])
    counts = Counter(change for pair in pairs for change in pair.changes)
    of_figures = {row["id"]: row for found in figures.values() for row in found}
    return {
        "counts": {change.value: counts[change] for change in Change},
        "pairs": [shown_pair(pair, known, kinship) for pair in pairs],
        "targets": [shown_aims(aims, of_figures) for aims in whole],
    }


@dataclass(frozen=True, slots=True)
class Kinship:
    """What people said of splits and merges, in both directions, by the ids of tasks."""

    origins: dict[str, list[str]]
    parts: dict[str, list[str]]

    @classmethod
    def of(cls, links: Iterable[Row]) -> "Kinship":
        found = cls({}, {})
        for link in links:
            found.origins.setdefault(link["task"], []).append(link["earlier"])
            found.parts.setdefault(link["earlier"], []).append(link["task"])
        return found


def shown_pair(pair: Pair, known: Mapping[str, Row], kinship: Kinship) -> Row:
    sides = [known[str(side.key)] if side else None for side in (pair.before, pair.after)]
    figures = {target["id"]: target for row in sides if row for target in row["targets"]}
    key = pair.after or pair.before
    return {
        "key": key.key if key else None,
        "changes": [change.value for change in Change if change in pair.changes],
        "way": pair.way,
        "likeness": pair.likeness // 10,
        "before": sides[0] and shown_task(sides[0]),
        "after": sides[1] and shown_task(sides[1]),
        "targets": [shown_aims(aims, figures) for aims in pair.aims],
        "related": [shown_kin(known[str(task)]) for task in pair.kin],
        # The one that it continues stands beside it already.
        "origins": _kin_but(pair.before, kinship.origins.get(str(pair.after.key), []) if pair.after else [], known),
        "parts": _kin_but(pair.after, kinship.parts.get(str(pair.before.key), []) if pair.before else [], known),
    }


def _kin_but(beside: Side | None, tasks: Iterable[str], known: Mapping[str, Row]) -> list[Row]:
    return [shown_kin(known[task]) for task in tasks if task in known and (not beside or task != str(beside.key))]


def shown_kin(row: Row) -> Row:
    return {name: row[name] for name in ("id", "number", "title")}


def shown_task(row: Row) -> Row:
    units = [{"name": unit["name"], "relation": unit["relation"]} for unit in row["units"]]
    return {name: row[name] for name in SHOWN_OF_TASK} | {"units": units}


def shown_aims(aims: AimPair, known: Mapping[str, Row]) -> Row:
    before, after = (known[str(aim.key)] if aim else None for aim in (aims.before, aims.after))
    found = aims.comparison
    if found is None:
        ground, zh, en = ONE_SIDED[before is None]
    else:
        ground = found.ground.value
        zh = "；".join([found.ground.zh, *(one.zh for one in found.assumptions)])
        en = "; ".join([found.ground.en, *(one.en for one in found.assumptions)])
    return {
        "before": before and shown_target(before),
        "after": after and shown_target(after),
        "movement": aims.movement,
        "ground": ground,
        "shift": found.shift if found else None,
        "reason_zh": zh,
        "reason_en": en,
    }


def shown_target(row: Row) -> Row:
    try:
        reading = row["indicator"] + write_chinese(expression_of(row))
    except ExpressionError:
        reading = row["quote"]
    return {name: row[name] for name in SHOWN_OF_TARGET} | {"reading": reading}
