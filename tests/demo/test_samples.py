"""The documents that a newcomer uploads first say what their texts say, and compile without a lost task."""

from pathlib import Path

import pytest

from mandate.compiler.compile import compile_document
from mandate.compiler.draft import Draft
from mandate.compiler.reading.documents import read_document

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
DOCUMENTS = sorted([*SAMPLES.glob("*.docx"), *SAMPLES.glob("*.pdf")])
SMALL_BYTES = 64 * 1024
# Stem: tasks, and an example of lead units by task number.
FACTS: dict[str, tuple[int, dict[int, list[str]]]] = {
    "chengdu-hi-tech-2019": (32, {1: ["市场监管局"], 30: ["两委办公室"]}),
    "chongqing-hi-tech-2023": (10, {8: ["政务服务和社会事务中心", "党群工作部"]}),
    "yunxiu-consultation": (8, {1: ["市住建局"]}),
    "yuzhong-2023": (90, {2: ["区市场监管局"], 20: ["区城管局", "区经济信息委"], 56: ["区科技局"]}),
    "yuzhong-buildings-2024": (6, {3: []}),
}


def drafted(path: Path) -> Draft:
    return compile_document(path.read_bytes(), path.name)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_document_says_what_its_text_says(path: Path) -> None:
    source = SAMPLES / "source" / f"{path.stem}.txt"
    read = read_document(path.read_bytes(), path.name).text
    assert "".join(read.split()) == "".join(source.read_text(encoding="utf-8").split())
    assert path.stat().st_size < SMALL_BYTES


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_task_is_found(path: Path) -> None:
    count, leads = FACTS[path.stem]
    draft = drafted(path)
    assert len(draft.tasks) == count
    for number, names in leads.items():
        task = next(task for task in draft.tasks if task.number == number)
        assert [unit.text for unit in task.lead_units] == names


def test_the_sheet_says_what_its_rows_say() -> None:
    draft = drafted(SAMPLES / "yunxiu-tasks-2026.xlsx")
    assert {column.header: column.field.value for column in draft.columns} == {
        "序号": "number", "一级任务": "section", "具体举措": "title", "年度目标": "target", "责任分工 牵头单位": "lead",
        "责任分工 配合单位": "supporting", "完成时限": "deadline", "备注": "ignore",
    }  # fmt: skip
    assert [(task.number, task.section) for task in draft.tasks] == [
        (1, "开办企业"), (2, "开办企业"), (3, "开办企业"), (4, "用水用电"), (5, "用水用电"), (6, "融资服务"), (7, "融资服务"),
        (8, "企业诉求"),
    ]  # fmt: skip
    first = draft.tasks[0]
    assert [unit.text for unit in first.lead_units] == ["市市场监管局"]
    assert [unit.text for unit in first.responsible_units] == ["市税务局", "市公安局"]
    assert first.deadline is not None
    assert str(first.deadline.date) == "2026-06-30"
    assert "95%" in draft.text


def test_one_sample_is_for_consultation_and_one_leaves_doubts() -> None:
    assert drafted(SAMPLES / "yunxiu-consultation.pdf").metadata.status.value == "consultation"
    doubts = {doubt.code for task in drafted(SAMPLES / "yuzhong-buildings-2024.docx").tasks for doubt in task.doubts}
    assert {"open_ended", "deadline_unread", "several_deadlines", "number_out_of_order"} <= doubts
