"""Plans in every layout that notices, lists and tables have, as small as they can be.

`layouts.txt` holds for each its name after ####, its text (⇥ is a tab), a line of =====, and a line for each task:
section|number|title|leads|others|deadline with units joined by +.
"""

from pathlib import Path

import pytest

from mandate.compiler.compile import compile_text
from mandate.compiler.draft import Task

_LAYOUTS = [
    (name, *rest.split("\n=====\n"))
    for name, _, rest in (
        one.partition("\n")
        for one in Path(__file__).with_name("layouts.txt").read_text(encoding="utf-8").split("#### ")[1:]
    )
]
_ONE_SPELLING = str.maketrans("（），：", "(),:")


def _written(task: Task) -> str:
    deadline = task.deadline
    return "|".join(
        (
            task.section.replace(" ", "").translate(_ONE_SPELLING),
            "" if task.number is None else str(task.number),
            task.title,
            "+".join(unit.text for unit in task.lead_units),
            "+".join(unit.text for unit in task.responsible_units),
            "" if deadline is None else deadline.date.isoformat() if deadline.date else deadline.text,
        )
    )


@pytest.mark.parametrize(("name", "text", "tasks"), _LAYOUTS, ids=[layout[0] for layout in _LAYOUTS])
def test_tasks_are_read_from_every_layout(name: str, text: str, tasks: str) -> None:
    draft = compile_text(text.replace("⇥", "\t"), "x.txt")
    assert [_written(task) for task in draft.tasks] == [line for line in tasks.splitlines() if line.strip("=")], name
    starts = [clause.start for clause in draft.clauses]
    assert starts == sorted(starts)
    assert [clause.id for clause in draft.clauses] == list(range(len(starts)))
