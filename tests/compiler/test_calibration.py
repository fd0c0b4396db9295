"""Doubts are honest: few fields are doubted, and a field without a doubt is right."""

from pathlib import Path

import pytest

from mandate.compiler.compile import compile_document
from tests.compiler.calibrating import (
    Calibration,
    calibrate_metadata,
    calibrate_preconditions,
    calibrate_quantities,
    calibrate_tasks,
)
from tests.compiler.conftest import draft_of, labelled_documents
from tests.compiler.scoring import read_rows, say

PLANS = ("000", "001", "002", "003")
WAITING: dict[str, set[int]] = {"002": {47, 52}}
METADATA: dict[str, dict[str, str | None]] = {
    "000": {"document_number": "渝高新发〔2023〕9号", "issued_date": "2023-06-21", "first_year": "2023", "last_year": "2023", "status": "issued"},
    "001": {"document_number": None, "issued_date": None, "first_year": None, "last_year": "2025", "status": "consultation"},
    "002": {"document_number": "渝中府办〔2023〕32号", "issued_date": "2023-06-28", "first_year": "2023", "last_year": "2023", "status": "issued"},
    "003": {"document_number": None, "issued_date": "2019-09-04", "first_year": "2019", "last_year": "2020", "status": "issued"},
}  # fmt: skip


def _told(name: str, result: Calibration) -> str:
    wrong = ", ".join(f"{field} {count}" for field, count in result.by_field.most_common())
    codes = ", ".join(f"{code} {count}" for code, count in result.by_code.most_common())
    return (
        f"{name}: {result.fields} fields, doubted {result.doubted} ({result.reach:.1%}, of these wrong "
        f"{result.doubted_wrong}), without a doubt right {result.trust:.2%} (wrong: {wrong or 'none'}); doubts: {codes}"
    )


def test_doubts_on_the_real_plans(seeds: list[Path], gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks, quantities = read_rows(gold / "tasks.csv"), read_rows(gold / "quantities.csv")
    result = Calibration()
    for seed in seeds:
        doc = seed.stem[:3]
        if doc in PLANS:
            draft = compile_document(seed.read_bytes(), seed.name)
            calibrate_metadata(draft, METADATA[doc], result)
            calibrate_preconditions(draft, WAITING.get(doc, set()), result)
            calibrate_tasks(draft, [label for label in tasks if label["doc"] == doc], result)
            calibrate_quantities(draft, [label for label in quantities if label["doc"] == doc], result)
    say(capsys, _told("doubts on the four plans", result))
    assert result.trust >= 0.99, result.problems
    assert result.reach <= 0.08


def test_doubts_on_our_own_documents(capsys: pytest.CaptureFixture[str]) -> None:
    result = Calibration()
    for path in labelled_documents():
        draft = draft_of(path)
        calibrate_tasks(draft, read_rows(path.parent / f"{path.stem}.tasks.csv"), result)
        calibrate_quantities(draft, read_rows(path.parent / f"{path.stem}.quantities.csv"), result)
    say(capsys, _told("doubts on our own documents", result))
    assert result.trust >= 0.99, result.problems
    assert result.reach <= 0.08
