import csv
import io
import json
from pathlib import Path

from typer.testing import CliRunner

from mandate.api.commandline import commands
from tests.support.plans import SMALL_PLAN


def test_a_document_is_written_out_as_tables(tmp_path: Path) -> None:
    document = tmp_path / "plan.txt"
    document.write_text(SMALL_PLAN, encoding="utf-8")
    tasks, quantities, draft = tmp_path / "T.csv", tmp_path / "Q.csv", tmp_path / "D.json"

    options = ["--tasks", str(tasks), "--quantities", str(quantities), "--json", str(draft)]
    done = CliRunner().invoke(commands, ["compile", str(document), *options])

    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(tasks.read_text(encoding="utf-8"))))
    assert list(rows[0]) == ["doc", "section", "number", "title", "lead_units", "responsible_units", "deadline"]
    assert [(row["doc"], row["number"], row["lead_units"]) for row in rows] == [
        ("plan", "1", "区市场局"),
        ("plan", "2", "区经信局"),
        ("plan", "3", "区发展局"),
    ]
    found = list(csv.DictReader(io.StringIO(quantities.read_text(encoding="utf-8"))))
    columns = ["doc", "number", "clause", "indicator", "operator", "value", "unit", "deadline", "kind", "quote"]
    assert list(found[0]) == columns
    assert json.loads(draft.read_text(encoding="utf-8"))["text"]


def test_a_document_that_cannot_be_read_is_refused_in_words(tmp_path: Path) -> None:
    document = tmp_path / "empty.txt"
    document.write_text(" \n", encoding="utf-8")
    done = CliRunner().invoke(commands, ["compile", str(document)])
    assert done.exit_code == 1
    assert "empty.txt" in done.output
