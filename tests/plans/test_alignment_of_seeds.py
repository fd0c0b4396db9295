"""Real documents, rewritten by rule: every task is found again, and none is found in a document about something else."""

import itertools
import random
import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from mandate.compiler.compile import compile_document
from mandate.plans.alignment import Change, Side, align

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PLANS = ("000", "001", "002", "003")

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the documents that it reads are not here (../shared/seeds)")


def tasks_of(number: str) -> list[Side]:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    draft = compile_document(path.read_bytes(), path.name)
    return [
        Side(
            UUID(int=int(number) * 1000 + place + 1), place, task.section, task.number, task.title, task.text,
            frozenset((unit.text, unit.role) for unit in (*task.lead_units, *task.responsible_units)),
        )
        for place, task in enumerate(draft.tasks)
    ]  # fmt: skip


def rewritten(tasks: list[Side], chance: random.Random) -> tuple[list[Side], dict[UUID, UUID]]:
    """A tenth left out, a third of the clauses lost, a strange one put in, half the titles changed, all in new order."""
    strange = [part for task in tasks for part in re.split("[，。；]", task.body) if len(part) > 6]
    made, truth = [], {}
    for task in tasks:
        if chance.random() < 0.1:
            continue
        parts = re.split("(?<=[，。；])", task.body)
        kept = [part for part in parts if chance.random() > 0.35] or parts[:1]
        kept.insert(chance.randrange(len(kept) + 1), chance.choice(strange) + "，")
        title = "进一步" + task.title[len(task.title) // 3 :] if chance.random() < 0.5 else task.title
        key = UUID(int=task.key.int + 10**9)
        truth[key] = task.key
        number = (task.number or 0) + chance.randrange(3)
        made.append(replace(task, key=key, title=title, body="".join(kept), number=number))
    chance.shuffle(made)
    return [replace(task, place=place) for place, task in enumerate(made)], truth


def test_rewritten_tasks_are_found_again() -> None:
    found = wrong = of_all = 0
    for number in PLANS:
        tasks = tasks_of(number)
        assert all(Change.UNCHANGED in pair.changes for pair in align(tasks, tasks))
        later, truth = rewritten(tasks, random.Random(5))
        pairs = [(pair.after, pair.before) for pair in align(tasks, later) if pair.after]
        of_all += len(later)
        found += sum(before is not None and truth[after.key] == before.key for after, before in pairs)
        wrong += sum(before is not None and truth[after.key] != before.key for after, before in pairs)
    print(f"\nrewritten tasks: {found} of {of_all} found again, {wrong} wrong")
    assert found >= 0.97 * of_all
    assert wrong <= 0.01 * of_all


def test_documents_about_other_things_share_no_task() -> None:
    tasks = {number: tasks_of(number) for number in PLANS}
    for one, other in itertools.combinations(PLANS, 2):
        pairs = [pair for pair in align(tasks[one], tasks[other]) if pair.before and pair.after]
        assert len(pairs) <= 1, [(pair.before.title, pair.after.title) for pair in pairs if pair.before and pair.after]
