"""Plans of our own, in every notation, against labels written before the compiler was run on them."""

from pathlib import Path

import pytest

from mandate.compiler.tables import quantities_table, tasks_table
from tests.compiler.conftest import draft_of, labelled_documents
from tests.compiler.scoring import QuantityScore, TaskScore, read_rows, say, score_quantities, score_tasks


@pytest.mark.parametrize("path", labelled_documents(), ids=lambda path: path.stem)
def test_each_document_is_read_as_labelled(path: Path) -> None:
    draft = draft_of(path)
    tasks, quantities = TaskScore(), QuantityScore()
    score_tasks(tasks_table(draft, path.stem), read_rows(path.with_suffix(".tasks.csv")), tasks)
    score_quantities(quantities_table(draft, path.stem), read_rows(path.with_suffix(".quantities.csv")), quantities)
    assert tasks.f1 >= 0.95, tasks.problems
    assert tasks.units >= 0.9 * tasks.matched, tasks.problems
    assert tasks.deadlines >= 0.9 * tasks.matched, tasks.problems
    assert quantities.f1 >= 0.8, quantities.problems


def test_all_documents_together(capsys: pytest.CaptureFixture[str]) -> None:
    tasks, quantities = TaskScore(), QuantityScore()
    for path in labelled_documents():
        draft = draft_of(path)
        score_tasks(tasks_table(draft, path.stem), read_rows(path.with_suffix(".tasks.csv")), tasks)
        score_quantities(quantities_table(draft, path.stem), read_rows(path.with_suffix(".quantities.csv")), quantities)
    say(
        capsys,
        f"own documents: tasks F1 {tasks.f1:.3f} ({tasks.labelled}), units right {tasks.units}, deadlines right {tasks.deadlines}; "
        f"quantities F1 {quantities.f1:.3f} ({quantities.labelled}), operator {quantities.operators}, kind {quantities.kinds}",
    )
    assert tasks.f1 >= 0.97, tasks.problems
    assert quantities.f1 >= 0.95, quantities.problems
    assert quantities.operators >= 0.95 * quantities.matched, quantities.problems
    assert quantities.kinds >= 0.95 * quantities.matched, quantities.problems
