"""Doubts are honest: few fields are doubted, and a field without a doubt is right."""

from pathlib import Path

import pytest

from mandate.compiler.compile import compile_document
from tests.compiler.calibrating import Calibration, calibrate_quantities, calibrate_tasks
from tests.compiler.conftest import labelled_documents
from tests.compiler.scoring import read_rows, say

PLANS = ("000", "001", "002", "003")
DAMAGED = ("scanned", "recognised", "noise", "mangled")


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
            calibrate_tasks(draft, [label for label in tasks if label["doc"] == doc], result)
            calibrate_quantities(draft, [label for label in quantities if label["doc"] == doc], result)
    say(capsys, _told("doubts on the four plans", result))
    assert result.trust >= 0.99, result.problems
    assert result.reach <= 0.08


def test_doubts_on_our_own_documents(capsys: pytest.CaptureFixture[str]) -> None:
    result = Calibration()
    for path in labelled_documents():
        draft = compile_document(path.read_bytes(), path.name)
        calibrate_tasks(draft, read_rows(path.parent / f"{path.stem}.tasks.csv"), result)
        calibrate_quantities(draft, read_rows(path.parent / f"{path.stem}.quantities.csv"), result)
    say(capsys, _told("doubts on our own documents", result))
    assert result.trust >= 0.99, result.problems
    assert result.reach <= 0.08
