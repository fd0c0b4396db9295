"""Compile one file from the operator's command line and write what was read as csv and json."""

import csv
import json
from pathlib import Path

from mandate.compiler.compile import compile_document
from mandate.compiler.draft import Draft, draft_as_json
from mandate.compiler.reading.kept import Progress
from mandate.compiler.tables import QUANTITY_COLUMNS, TASK_COLUMNS, quantities_table, tasks_table


def compile_file(
    path: Path,
    tasks_csv: Path | None = None,
    quantities_csv: Path | None = None,
    json_path: Path | None = None,
    progress: Progress | None = None,
) -> Draft:
    """Compile a document and write the files asked for: UTF-8 without a mark, values as read, for programs to read on.

    Operators such as `=` stand in cells of their own, so do not open these files in a spreadsheet as they are.
    Raises DocumentUnreadable when the document cannot be read and OSError when a file cannot be read or written.
    """
    draft = compile_document(path.read_bytes(), path.name, progress)
    if tasks_csv is not None:
        _write(tasks_csv, TASK_COLUMNS, tasks_table(draft, path.stem))
    if quantities_csv is not None:
        _write(quantities_csv, QUANTITY_COLUMNS, quantities_table(draft, path.stem))
    if json_path is not None:
        json_path.write_text(json.dumps(draft_as_json(draft), ensure_ascii=False, indent=1), encoding="utf-8")
    return draft


def _write(path: Path, columns: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
