"""The files that the operator's command line writes."""

import csv
import json
from pathlib import Path

from mandate.compiler.command import compile_file
from tests.compiler.conftest import DOCUMENTS


def test_columns_and_rows(tmp_path: Path) -> None:
    tasks, quantities, whole = tmp_path / "t.csv", tmp_path / "q.csv", tmp_path / "d.json"
    draft = compile_file(DOCUMENTS / "labelled_brackets.txt", tasks, quantities, whole)
    with tasks.open(encoding="utf-8", newline="") as file:
        task_rows = list(csv.DictReader(file))
    with quantities.open(encoding="utf-8", newline="") as file:
        quantity_rows = list(csv.DictReader(file))
    assert list(task_rows[0]) == ["doc", "section", "number", "title", "lead_units", "responsible_units", "deadline"]
    assert task_rows[0]["doc"] == "labelled_brackets"
    assert task_rows[0]["responsible_units"] == "区税务局|区公安分局|区人力社保局"
    assert list(quantity_rows[0]) == "doc number clause indicator operator value unit deadline kind quote".split()
    assert {row["number"] for row in quantity_rows if row["clause"] == "二（二）"} == {"2"}
    loaded = json.loads(whole.read_text(encoding="utf-8"))
    assert loaded["text"] == draft.text
    assert loaded["tasks"][0]["deadline"]["date"] == "2024-06-30"
    assert loaded["quantities"][0]["value"] == "1"


def test_nothing_is_written_unasked(tmp_path: Path) -> None:
    compile_file(DOCUMENTS / "no_attribution.txt")
    assert list(tmp_path.iterdir()) == []
