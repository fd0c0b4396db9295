"""Plans made at random from known tasks, in any notation, layout and noise, give the same tasks and units back."""

from collections import Counter

import pytest

from mandate.compiler.compile import compile_text
from mandate.compiler.draft import Task
from tests.compiler.generated.plans import Writer
from tests.compiler.generated.words import Duty
from tests.compiler.scoring import f1, say

_PLANS = 300
_ONE_SPELLING = str.maketrans(",:;()", "，：；（）")


def _plain(text: str) -> str:
    return "".join(text.split()).translate(_ONE_SPELLING)


def _read(task: Task) -> Duty:
    deadline = task.deadline
    return Duty(
        task.number,
        _plain(task.title),
        tuple(_plain(unit.text) for unit in task.lead_units),
        tuple(_plain(unit.text) for unit in task.responsible_units),
        "" if deadline is None else deadline.date.isoformat() if deadline.date else deadline.text,
    )


def test_what_was_written_is_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    written = reported = matched = units = deadlines = 0
    failing: Counter[str] = Counter()
    for seed in range(_PLANS):
        plan = Writer(seed).plan()
        found = {(duty.number, duty.title): duty for duty in map(_read, compile_text(plan.text, "x.txt").tasks)}
        expected = [(duty, found.get((duty.number, _plain(duty.title)))) for duty in plan.duties]
        alike = [(duty, read) for duty, read in expected if read is not None]
        same = sum(
            read.leads == tuple(map(_plain, duty.leads)) and read.others == tuple(map(_plain, duty.others))
            for duty, read in alike
        )
        written, reported, matched = written + len(expected), reported + len(found), matched + len(alike)
        units, deadlines = units + same, deadlines + sum(read.deadline == duty.deadline for duty, read in alike)
        if same < len(expected) or len(found) != len(expected):
            failing[f"{plan.made_of} (seed {seed})"] += 1
    say(capsys, f"{_PLANS} plans at random: tasks F1 {f1(matched, reported, written):.4f} ({written}), units right {units}, deadlines right {deadlines}")  # fmt: skip
    assert f1(matched, reported, written) >= 0.998, failing
    assert units >= 0.995 * written, failing
    assert deadlines >= 0.995 * written, failing
