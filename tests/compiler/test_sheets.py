"""Workbooks and csv files: what is read of them, and what their columns are taken for."""

import io
from collections.abc import Sequence
from datetime import datetime

import pytest
import xlsxwriter

from mandate.compiler.columns import number_of
from mandate.compiler.compile import compile_document
from mandate.compiler.draft import ColumnField, Draft
from tests.compiler.test_properties import ensure_anchored

Rows = Sequence[Sequence[str]]
TASKS = [
    ["登记更快，企业登记1个工作日办结", "区市场监管局", "区税务局、区公安分局", "2024年6月底前"],
    ["推行首席代办员制度", "区政务办", "各镇（街道）", "长期坚持"],
    ["新增首贷户200户", "区金融办", "区财政局", "2024年底前"],
]


def workbook(*sheets: tuple[str, Rows]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        for name, rows in sheets:
            sheet = made.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return target.getvalue()


def fields(draft: Draft, sheet: int = 0) -> list[str]:
    return [column.field.value for column in draft.columns if column.sheet == sheet]


def read(draft: Draft) -> list[tuple[str, list[str], list[str]]]:
    return [
        (task.title, [unit.text for unit in task.lead_units], [unit.text for unit in task.responsible_units])
        for task in draft.tasks
    ]


EXPECTED = [
    ("登记更快，企业登记1个工作日办结", ["区市场监管局"], ["区税务局", "区公安分局"]),
    ("推行首席代办员制度", ["区政务办"], ["各镇（街道）"]),
    ("新增首贷户200户", ["区金融办"], ["区财政局"]),
]
HEADINGS = [
    ["工作任务", "牵头单位", "责任单位", "完成时限"],
    ["改革事项", "主办部门", "协办部门", "时间节点"],
    ["重点工作", "牵头责任单位", "配合责任部门", "推进时间"],
    ["做什么", "谁牵头", "谁配合", "什么时候做完"],
    ["主要内容", "第一责任单位", "参与单位", "办结日期"],
    ["甲", "乙", "丙", "丁"],
]


@pytest.mark.parametrize("headings", HEADINGS, ids=lambda headings: headings[0])
def test_headings_in_any_wording(headings: list[str]) -> None:
    draft = compile_document(workbook(("Sheet1", [headings, *TASKS])), "a.xlsx")
    assert read(draft) == EXPECTED
    assert str(draft.tasks[0].deadline and draft.tasks[0].deadline.date) == "2024-06-30"
    ensure_anchored(draft)


def test_columns_in_another_order_and_more_of_them() -> None:
    headings = ["序号", "完成时限", "联系人", "责任单位", "牵头单位", "任务内容", "备注"]
    rows = [[str(number), row[3], "张三", row[2], row[1], row[0], ""] for number, row in enumerate(TASKS, 1)]
    draft = compile_document(workbook(("Sheet1", [headings, *rows])), "a.xlsx")
    assert read(draft) == EXPECTED
    assert [task.number for task in draft.tasks] == [1, 2, 3]
    assert fields(draft) == ["number", "deadline", "ignore", "responsible", "lead", "title", "ignore"]


def test_what_a_person_says_counts() -> None:
    content = workbook(("Sheet1", [["甲", "乙", "丙", "丁"], *TASKS]))
    proposed = compile_document(content, "a.xlsx")
    assert any(column.doubtful for column in proposed.columns)
    assert "columns_proposed" in {doubt.code for doubt in proposed.doubts}
    said = {
        (0, 0): ColumnField.TITLE,
        (0, 1): ColumnField.RESPONSIBLE,
        (0, 2): ColumnField.LEAD,
        (0, 3): ColumnField.IGNORE,
    }
    draft = compile_document(content, "a.xlsx", fields=said)
    assert read(draft)[0] == ("登记更快，企业登记1个工作日办结", ["区税务局", "区公安分局"], ["区市场监管局"])
    assert all(task.deadline is None for task in draft.tasks)
    assert "columns_proposed" not in {doubt.code for doubt in draft.doubts}
    ensure_anchored(draft)


def test_title_headings_in_two_rows_merged_cells_notes_and_formats() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        share = made.add_format({"num_format": "0.0%"})
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet = made.add_worksheet("任务")
        sheet.merge_range("A1:G1", "青岚区2024年任务清单")
        for place, heading in ((0, "序号"), (1, "一级任务"), (2, "具体举措"), (5, "目标值"), (6, "时限")):
            sheet.merge_range(1, place, 2, place, heading)
        sheet.merge_range("D2:E2", "责任分工")
        sheet.write_row(2, 3, ["牵头", "配合"])
        sheet.merge_range("B4:B5", "便利登记")
        sheet.write_row(3, 0, [1, "便利登记", "登记全程网办", "区市场监管局", "区税务局\n区公安分局"])
        sheet.write_number(3, 5, 0.955, share)
        sheet.write_datetime(3, 6, datetime(2024, 6, 30), day)  # noqa: DTZ001
        sheet.write_row(4, 0, [2])
        sheet.write_row(4, 2, ["登记材料减半", "区市场监管局", "区政务办", 5, "年底前"])
        sheet.merge_range("A6:G6", "二、要素保障")
        sheet.write_row(6, 0, [3, "用水", "接水时间减半", "区住建局", "", "", ""])
        sheet.write(7, 0, "注：本表由区营商办解释。")
        hidden = made.add_worksheet("下拉项")
        hidden.write_row(0, 0, ["不要读到", "区财政局"])
        hidden.hide()
    draft = compile_document(target.getvalue(), "a.xlsx")
    assert [(task.section, task.number, task.title) for task in draft.tasks] == [
        ("便利登记", 1, "登记全程网办"),
        ("便利登记", 2, "登记材料减半"),
        ("用水", 3, "接水时间减半"),
    ]
    assert "95.5%" in draft.text
    assert "2024年6月30日" in draft.text
    assert "不要读到" not in draft.text
    assert [unit.text for unit in draft.tasks[0].responsible_units] == ["区税务局", "区公安分局"]
    assert draft.metadata.title is not None
    assert draft.metadata.title.value == "青岚区2024年任务清单"
    ensure_anchored(draft)


def test_every_sheet_with_headings_of_its_own() -> None:
    other = [["单位", "任务"], ["区财政局", "落实惠企资金"], ["区司法局", "清理不合理规定"]]
    draft = compile_document(
        workbook(("政务环境", [["任务", "牵头单位", "责任单位", "时限"], *TASKS]), ("法治环境", other)), "a.xlsx"
    )
    assert [column.sheet for column in draft.columns] == [0, 0, 0, 0, 1, 1]
    assert [(task.section, task.title) for task in draft.tasks][2:] == [
        ("政务环境", "新增首贷户200户"),
        ("法治环境", "落实惠企资金"),
        ("法治环境", "清理不合理规定"),
    ]
    ensure_anchored(draft)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv(separator: str, encoding: str) -> None:
    lines = [["任务", "牵头单位", "责任单位", "时限"], *TASKS]
    content = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines).encode(encoding)
    draft = compile_document(content, "a.csv")
    assert read(draft) == EXPECTED
    ensure_anchored(draft)


def test_units_said_in_the_words_of_one_column() -> None:
    rows = [
        ["任务", "责任分工"],
        ["登记更快", "区市场监管局牵头，区税务局配合"],
        ["融资更易", "牵头单位：区金融办；责任单位：区财政局"],
    ]
    draft = compile_document(workbook(("Sheet1", rows)), "a.xlsx")
    assert read(draft) == [
        ("登记更快", ["区市场监管局"], ["区税务局"]),
        ("融资更易", ["区金融办"], ["区财政局"]),
    ]


def test_a_number_of_the_target_column_and_of_the_task_is_one_target() -> None:
    rows = [
        ["工作任务", "目标值", "牵头单位", "责任单位"],
        ["企业开办网上办理率达到95%以上", "≥95%", "区市场监管局", "区税务局"],
        ["新增首贷户200户，走访企业30家", "首贷户新增200户；续贷350户", "区金融办", "区财政局"],
        ["政务大厅压减材料200份", "新增首贷户200户", "区政务办", "区财政局"],
        ["服务窗口投诉率不高于5%", "投诉率不低于5%", "区政务办", "区财政局"],
    ]
    draft = compile_document(workbook(("Sheet1", rows)), "a.xlsx")
    said = [(one.task_index, one.value, draft.text[one.start : one.end]) for one in draft.quantities]
    assert [value for task, value, _ in said if task == 0] == ["95"]
    assert draft.text[draft.quantities[0].start - 1] in "≥\t"
    assert "网上办理率" in draft.quantities[0].indicator
    assert not draft.quantities[0].doubts
    assert sorted(value for task, value, _ in said if task == 1) == ["200", "30", "350"]
    first = next(one for one in draft.quantities if one.task_index == 1 and one.value == "200")
    assert draft.text[: first.start].endswith("首贷户新增")
    assert [value for task, value, _ in said if task == 2] == ["200", "200"]
    assert len([value for task, value, _ in said if task == 3]) == 2
    assert all(one.quantities for one in draft.tasks)
    ensure_anchored(draft)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("3", 3),
        ("（三）", 3),
        ("1.2", 2),
        ("十二", 12),
        ("二十、", 20),
        ("（5）", 5),
        ("说明", None),
        ("2024年", None),
        ("", None),
    ],
)
def test_numbers_of_rows(cell: str, number: int | None) -> None:
    assert number_of(cell) == number


def test_a_csv_of_merged_cells_is_filled_down_with_doubts() -> None:
    lines = [
        "序号,任务,措施,牵头单位,责任单位,完成时限",
        "1,夯实基础,归集数据。,市数据局,市财政局,2024年6月",
        "2,,编制目录。,,市税务局,2024年7月",
        "3,,共享数据。,,,",
        "4,强化监管,减少检查。,市司法局,,2024年9月",
        "5,,公开结果。,市审计局,,",
    ]
    draft = compile_document("\n".join(lines).encode(), "某市2024年台账.csv")
    assert [
        (task.section, task.number, [unit.text for unit in (*task.lead_units, *task.responsible_units)])
        for task in draft.tasks
    ] == [
        ("夯实基础", 1, ["市数据局", "市财政局"]),
        ("夯实基础", 2, ["市数据局", "市税务局"]),
        ("夯实基础", 3, ["市数据局", "市税务局"]),
        ("强化监管", 4, ["市司法局"]),
        ("强化监管", 5, ["市审计局"]),
    ]
    assert [{doubt.code for doubt in task.doubts} for task in draft.tasks] == [
        set(), {"merged_cell"}, {"merged_cell", "merged_deadline"}, set(), {"merged_deadline"},
    ]  # fmt: skip


def test_what_a_column_of_figures_is_counted_in() -> None:
    lines = [
        "序号,指标名称,单位,2025年目标,责任部门",
        "1,粮食总产量,万吨,0.92,县农业农村局",
        "2,办理时限,工作日,≤3,县审批局",
        "3,生活垃圾分类覆盖率,%,100,县住建局",
    ]
    draft = compile_document("\n".join(lines).encode(), "某县2025年清单.csv")
    assert [(one.indicator, one.operator, one.value, one.unit) for one in draft.quantities] == [
        ("粮食总产量", ">=", "0.92", "万吨"),
        ("办理时限", "<=", "3", "工作日"),
        ("生活垃圾分类覆盖率", "=", "100", "%"),
    ]
    assert [column.field.value for column in draft.columns] == ["number", "title", "measure", "target", "responsible"]
    assert [unit.text for task in draft.tasks for unit in task.responsible_units] == [
        "县农业农村局",
        "县审批局",
        "县住建局",
    ]
