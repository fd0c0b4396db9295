"""How a draft is compared with labels.

A task matches when its number and title are those of the label (white space apart); section, lead units and responsible
units are then compared as they stand. A quantity matches when clause, value (both ends of a range) and unit are those of
the label; where several match, the one with the same operator and the most shared characters in the indicator is taken.
Operator and kind are counted apart, among the matched.
"""

import csv
import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from mandate.quantities.folding import fold

Row = dict[str, str]


@dataclass
class TaskScore:
    labelled: int = 0
    reported: int = 0
    matched: int = 0
    sections: int = 0
    leads: int = 0
    units: int = 0
    deadlines: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return f1(self.matched, self.reported, self.labelled)


@dataclass
class QuantityScore:
    labelled: int = 0
    reported: int = 0
    matched: int = 0
    operators: int = 0
    kinds: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return f1(self.matched, self.reported, self.labelled)


def say(capsys: pytest.CaptureFixture[str], line: str) -> None:
    """Print a figure even when pytest captures output."""
    with capsys.disabled():
        sys.stdout.write(f"\n{line}")


def f1(matched: int, reported: int, labelled: int) -> float:
    return 1.0 if reported == labelled == 0 else 2 * matched / (reported + labelled)


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def score_tasks(rows: list[Row], labels: list[Row], score: TaskScore) -> None:
    """Add one document to a score."""
    score.labelled += len(labels)
    score.reported += len(rows)
    waiting = {(label["number"], _plain(label["title"])): label for label in labels}
    for row in rows:
        label = waiting.pop((row["number"], _plain(row["title"])), None)
        if label is None:
            score.problems.append(f"not a task: {row['number']} {row['title'][:40]}")
            continue
        score.matched += 1
        score.sections += _plain(row["section"]) == _plain(label["section"])
        both = row["lead_units"] == label["lead_units"] and row["responsible_units"] == label["responsible_units"]
        score.units += both
        if not both or _plain(row["section"]) != _plain(label["section"]):
            score.problems.append(f"differs: {row} | {label}")
        if "deadline" in label:
            same = row["deadline"] == label["deadline"]
            score.deadlines += same
            if not same:
                score.problems.append(
                    f"deadline of {row['number']} {row['title'][:20]}: {row['deadline']} | {label['deadline']}"
                )
    score.problems.extend(f"missed: {number} {title[:40]}" for number, title in waiting)


def _value(text: str) -> str:
    ends = text.split("-") if re.fullmatch(r"[\d.]+-[\d.]+", text) else [text]
    return "-".join(_number(end) for end in ends)


def _number(text: str) -> str:
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text.strip()


def _unit(text: str) -> str:
    return fold(re.sub(r"（.*?）", "", text))


def same_quantity(label: Row, row: Row, *, by_clause: bool = True) -> bool:
    """Whether a reported quantity is a labelled one: same clause, value and unit."""
    return (
        (not by_clause or label["clause"] == row["clause"])
        and _value(label["value"]) == _value(row["value"])
        and _unit(label["unit"]) == _unit(row["unit"])
    )


def score_quantities(rows: list[Row], labels: list[Row], score: QuantityScore, *, by_clause: bool = True) -> None:
    """Add one document to a score."""
    score.labelled += len(labels)
    score.reported += len(rows)
    waiting = list(labels)
    for row in rows:
        alike = [label for label in waiting if same_quantity(label, row, by_clause=by_clause)]
        if not alike:
            score.problems.append(
                f"not labelled: {row['clause']} {row['indicator']} {row['operator']} {row['value']}{row['unit']} {row['kind']}"
            )
            continue
        label = max(alike, key=lambda one: (one["operator"] == row["operator"], _overlap(one, row)))
        waiting.remove(label)
        score.matched += 1
        score.operators += label["operator"] == row["operator"]
        score.kinds += label["kind"] == row["kind"]
        if label["operator"] != row["operator"] or label["kind"] != row["kind"]:
            score.problems.append(
                f"differs: {row['clause']} {row['indicator']} {row['operator']}{row['kind']} | {label['operator']}{label['kind']}"
            )
    score.problems.extend(
        f"missed: {one['clause']} {one['indicator']} {one['operator']} {one['value']}{one['unit']}" for one in waiting
    )


def _overlap(label: Row, row: Row) -> float:
    return len(set(label["indicator"]) & set(row["indicator"])) / max(1, len(set(label["indicator"])))
