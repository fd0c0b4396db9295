"""What a draft says of each field, whether it doubts it, and whether the label agrees."""

import re
from collections import Counter
from dataclasses import dataclass, field

from mandate.compiler.draft import Doubt, Draft, Quantity, Task
from mandate.compiler.tables import quantities_table, tasks_table
from mandate.quantities.folding import fold
from tests.compiler.scoring import Row, same_quantity

TASK_FIELDS = ("section", "number", "title", "lead_units", "responsible_units", "deadline")
QUANTITY_FIELDS = ("indicator", "operator", "value", "unit", "kind", "baseline")
_UNITS = ("lead_units", "responsible_units")
_SHARED_CHARACTERS = 0.5


@dataclass
class Calibration:
    """Counts of fields. `doubted` are those with a doubt, `wrong` those without one that the label contradicts."""

    fields: int = 0
    doubted: int = 0
    doubted_wrong: int = 0
    wrong: int = 0
    by_field: Counter[str] = field(default_factory=Counter)
    by_code: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def reach(self) -> float:
        """Share of the fields with a doubt."""
        return self.doubted / max(1, self.fields)

    @property
    def trust(self) -> float:
        """Share of the fields without a doubt that are right."""
        sure = self.fields - self.doubted
        return (sure - self.wrong) / max(1, sure)

    def count(self, name: str, doubts: set[str], *, right: bool, words: str) -> None:
        self.fields += 1
        if name in doubts or (name in _UNITS and "units" in doubts):
            self.doubted += 1
            self.doubted_wrong += not right
        elif not right:
            self.wrong += 1
            self.by_field[name] += 1
            self.problems.append(f"{name}: {words}")


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _concerned(doubts: tuple[Doubt, ...]) -> set[str]:
    return {doubt.field for doubt in doubts}


def calibrate_metadata(draft: Draft, labels: dict[str, str | None], result: Calibration) -> None:
    """The facts of the document, as far as there are labels for them."""
    doubts = _concerned(draft.doubts)
    for name, expected in labels.items():
        fact = getattr(draft.metadata, name)
        value = fact.value if fact is not None else None
        result.count(name, doubts, right=value == expected, words=f"{value} | {expected}")


def calibrate_preconditions(draft: Draft, waiting: set[int], result: Calibration) -> None:
    """`waiting` are the numbers of the tasks that wait for something."""
    for task in draft.tasks:
        right = (task.precondition is not None) == (task.number in waiting)
        said = task.precondition.text if task.precondition else ""
        result.count("precondition", _concerned(task.doubts), right=right, words=f"{task.number}: {said}")


def calibrate_tasks(draft: Draft, labels: list[Row], result: Calibration) -> None:
    """A task that nobody labelled is wrong in its title."""
    waiting = {(label["number"], _plain(label["title"])): label for label in labels}
    for task, row in zip(draft.tasks, tasks_table(draft, ""), strict=True):
        result.by_code.update(doubt.code for doubt in task.doubts)
        label = waiting.pop((row["number"], _plain(row["title"])), None)
        _count_task(task, row, label, result)


def _count_task(task: Task, row: Row, label: Row | None, result: Calibration) -> None:
    doubts = _concerned(task.doubts)
    for name in TASK_FIELDS:
        if name == "deadline" and label is not None and "deadline" not in label:
            continue
        right = name != "title" if label is None else _plain(row[name]) == _plain(label[name])
        result.count(name, doubts, right=right, words=f"{row['number']} {row['title'][:16]}: {row[name][:80]}")


def calibrate_quantities(draft: Draft, labels: list[Row], result: Calibration) -> None:
    """A quantity that nobody labelled is wrong in its kind; its baseline is that of the label just before, of kind B."""
    waiting = list(enumerate(labels))
    for quantity, row in zip(draft.quantities, quantities_table(draft, ""), strict=True):
        result.by_code.update(doubt.code for doubt in quantity.doubts)
        alike = [(place, label) for place, label in waiting if same_quantity(label, row)]
        if not alike:
            _count_unlabelled(quantity, row, result)
            continue
        chosen = max(alike, key=lambda one: (one[1]["operator"] == row["operator"], shared(one[1], row)))
        waiting.remove(chosen)
        before = labels[chosen[0] - 1] if chosen[0] else None
        _count_quantity(quantity, row, chosen[1], before, result)


def _count_unlabelled(quantity: Quantity, row: Row, result: Calibration) -> None:
    doubts = _concerned(quantity.doubts)
    for name in QUANTITY_FIELDS:
        words = f"not labelled {row['clause']} {row['indicator']} {row['operator']} {row['value']}{row['unit']}"
        result.count(name, doubts, right=name != "kind", words=words)


def _count_quantity(quantity: Quantity, row: Row, label: Row, before: Row | None, result: Calibration) -> None:
    doubts = _concerned(quantity.doubts)
    follows = before is not None and before["kind"] == "B" and before["clause"] == label["clause"]
    follows = follows and before is not None and before["unit"] == label["unit"]
    expected = before["value"] if follows and before is not None and label["kind"] != "B" else None
    truths = {
        "indicator": shared(label, row, quantity.condition) >= _SHARED_CHARACTERS,
        "operator": label["operator"] == row["operator"],
        "value": True,
        "unit": True,
        "kind": label["kind"] == row["kind"],
        "baseline": quantity.baseline == expected,
    }
    for name, right in truths.items():
        words = f"{row['clause']} {row['indicator']} {row['operator']} {row['value']}{row['unit']} {row['kind']}"
        said = f"{label['indicator']} {label['operator']} {label['kind']} {expected}"
        result.count(name, doubts, right=right, words=f"{words} | {said}")


def shared(label: Row, row: Row, remark: str = "") -> float:
    """The share of the label's characters that the indicator holds; remarks in brackets and 数, 频次 and the like apart."""
    wanted = set(re.sub(r"频次|数量|数$|时限|时间|比例|比率|办理|平均|的|“|”", "", fold(label["indicator"])))
    found = set(fold(row["indicator"] + remark))
    return len(wanted & found) / max(1, len(wanted))
