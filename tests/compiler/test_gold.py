"""The compiler's figures on the real plans, printed and held."""

from pathlib import Path

import pytest

from mandate.compiler.compile import compile_document
from mandate.compiler.draft import Draft
from mandate.compiler.tables import quantities_table, tasks_table
from tests.compiler.scoring import QuantityScore, TaskScore, read_rows, say, score_quantities, score_tasks

PLANS = ("000", "001", "002", "003")


@pytest.fixture(scope="module")
def drafts(seeds: list[Path]) -> dict[str, Draft]:
    return {seed.stem[:3]: compile_document(seed.read_bytes(), seed.name) for seed in seeds}


def test_tasks_of_the_four_plans(drafts: dict[str, Draft], gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = read_rows(gold / "tasks.csv")
    score = TaskScore()
    for doc in PLANS:
        score_tasks(tasks_table(drafts[doc], doc), [label for label in labels if label["doc"] == doc], score)
    say(
        capsys,
        f"tasks: {score.matched} of {score.labelled}, false {score.reported - score.matched}, "
        f"section right {score.sections}, both unit sets right {score.units}",
    )
    assert (score.matched, score.reported, score.sections) == (155, 155, 155), score.problems
    assert score.units >= 154, score.problems


def test_quantities_of_the_four_plans(drafts: dict[str, Draft], gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = read_rows(gold / "quantities.csv")
    score = QuantityScore()
    for doc in PLANS:
        score_quantities(quantities_table(drafts[doc], doc), [label for label in labels if label["doc"] == doc], score)
    say(
        capsys,
        f"quantities: {score.matched} of {score.labelled}, false {score.reported - score.matched}, F1 {score.f1:.3f}, "
        f"operator right {score.operators}, kind right {score.kinds}",
    )
    assert score.f1 >= 0.95, score.problems
    assert score.operators >= 0.95 * score.matched
    assert score.kinds >= 0.95 * score.matched


def test_the_newspaper_page_is_reported_but_holds_no_task(
    drafts: dict[str, Draft], gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = [label for label in read_rows(gold / "quantities.csv") if label["doc"] == "004"]
    score = QuantityScore()
    score_quantities(quantities_table(drafts["004"], "004"), labels, score, by_clause=False)
    say(capsys, f"observations of the newspaper page: {score.matched} of {score.labelled}, F1 {score.f1:.3f}")
    assert not drafts["004"].tasks
    assert score.f1 >= 0.75


def test_nothing_that_is_no_quantity_is_reported(drafts: dict[str, Draft], gold: Path) -> None:
    """A reported number must not stand inside a listed snippet, unless a labelled quantity stands there too."""
    labels = read_rows(gold / "quantities.csv")
    wrong: list[str] = []
    for entry in read_rows(gold / "not_quantities.csv"):
        doc = entry["doc"]
        snippet = "".join(entry["snippet"].split())
        true_values = {
            label["value"] for label in labels if label["doc"] == doc and "".join(label["quote"].split()) in snippet
        }
        for quantity in drafts[doc].quantities:
            written = "".join(drafts[doc].text[quantity.start : quantity.end].split())
            if (
                doc in PLANS
                and written in snippet
                and quantity.value not in true_values
                and _stands_in(drafts[doc].text, quantity.start, snippet)
            ):
                wrong.append(f"{doc} {written} in {snippet}")
    assert wrong == []


def _stands_in(text: str, position: int, snippet: str) -> bool:
    around = "".join(text[max(0, position - len(snippet) * 2) : position + len(snippet) * 2].split())
    return snippet in around


def test_what_the_plans_say_of_themselves(drafts: dict[str, Draft]) -> None:
    facts = {
        doc: (
            draft.metadata.document_number.value if draft.metadata.document_number else None,
            draft.metadata.issued_date.value if draft.metadata.issued_date else None,
            draft.metadata.first_year.value if draft.metadata.first_year else None,
            draft.metadata.last_year.value if draft.metadata.last_year else None,
            draft.metadata.status.value,
            draft.notation.rule,
        )
        for doc, draft in drafts.items()
    }
    assert facts["000"] == ("渝高新发〔2023〕9号", "2023-06-21", "2023", "2023", "issued", "labels")
    assert facts["001"] == (None, None, None, "2025", "consultation", "no_lead")
    assert facts["002"] == ("渝中府办〔2023〕32号", "2023-06-28", "2023", "2023", "issued", "labels")
    assert facts["003"] == (None, "2019-09-04", "2019", "2020", "issued", "comma")


def test_tasks_that_wait_for_others_say_so(drafts: dict[str, Draft]) -> None:
    waiting = {task.number for task in drafts["002"].tasks if task.precondition is not None}
    assert waiting == {47, 52}
