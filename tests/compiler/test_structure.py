"""What is a task, under which heading, and what is not: layouts of real plans."""

import time

import pytest

from mandate.compiler.compile import compile_text
from mandate.compiler.draft import ClauseUse, Draft

Row = tuple[str, int | None, str, str, str]


def _rows(draft: Draft) -> list[Row]:
    return [
        (
            task.section,
            task.number,
            task.title,
            "|".join(unit.text for unit in task.lead_units),
            "|".join(unit.text for unit in task.responsible_units),
        )
        for task in draft.tasks
    ]


def test_a_heading_that_names_the_lead_joins_points_that_name_the_others() -> None:
    text = "（一）政务环境（牵头单位：区政务办）\n1.推行全程网办。（责任单位：区数据局）\n2.推行容缺受理。\n"
    assert _rows(compile_text(text, "x.txt")) == [
        ("（一）政务环境", 1, "推行全程网办", "区政务办", "区数据局"),
        ("（一）政务环境", 2, "推行容缺受理", "区政务办", ""),
    ]


def test_a_table_drawn_with_bars() -> None:
    text = (
        "| 序号 | 重点任务 | 具体举措 | 牵头单位 | 配合单位 | 完成时限 |\n| --- | --- | --- | --- | --- | --- |\n"
        "| 1 | 提升开办便利度 | 企业开办0.5天办结。推广电子执照。 | 市市场监管局 | 市税务局、市公安局 | 2023年6月 |\n"
    )
    draft = compile_text(text, "x.txt")
    assert _rows(draft) == [("", 1, "提升开办便利度", "市市场监管局", "市税务局|市公安局")]
    assert [(one.operator, one.value, one.unit) for one in draft.quantities] == [("<=", "0.5", "天")]


def test_lines_of_units_after_several_points_belong_to_the_item() -> None:
    item = "工作目标：办理时限压缩至1天。\n主要举措：\n（1）推广电子执照。\n（2）推行免费刻章。\n牵头单位：市市场监管局\n完成时限：2023年12月底前\n"
    draft = compile_text(f"一、提升行动\n1.开办企业\n{item}2.登记财产\n{item}", "x.txt")
    assert [row[:4] for row in _rows(draft)] == [
        ("一、提升行动", 1, "开办企业", "市市场监管局"),
        ("一、提升行动", 2, "登记财产", "市市场监管局"),
    ]
    assert [str(task.deadline.date) for task in draft.tasks if task.deadline] == ["2023-12-31", "2023-12-31"]
    assert draft.quantities[0].indicator == "开办企业办理时限"


def test_lines_of_units_belong_to_the_item_even_where_other_points_have_units_of_their_own() -> None:
    points = "1.推广电子执照。（责任单位：市数据局）\n2.推行免费刻章。（责任单位：市公安局）\n"
    joint = "1.推行联合检查。\n2.实行柔性执法。\n牵头单位：市司法局\n完成时限：2023年9月底\n"
    draft = compile_text(f"一、重点行动\n（一）开办企业\n{points}（二）规范执法\n{joint}", "x.txt")
    assert [row[1:4] for row in _rows(draft)] == [
        (1, "推广电子执照", ""), (2, "推行免费刻章", ""), (2, "规范执法", "市司法局"),
    ]  # fmt: skip


def test_spaces_around_figures_change_nothing() -> None:
    """As some word processors print them: 完成 14 个, 2024 年 6 月."""
    items = "".join(
        f"{place}.规范第{place}类事项。2024 年 6 月底前，完成 {place + 10} 个窗口改造，压减材料 {place + 20}%以上。（责任单位：市数据局）\n"
        for place in range(1, 5)
    )
    spaced, close = (compile_text(f"一、任务\n{text}", "x.txt") for text in (items, items.replace(" ", "")))
    assert [(one.operator, one.value, one.unit) for one in spaced.quantities] == [
        (one.operator, one.value, one.unit) for one in close.quantities
    ]
    assert len(spaced.quantities) == 8
    assert [str(task.deadline.date) for task in spaced.tasks if task.deadline] == ["2024-06-30"] * 4


def test_square_brackets_and_bare_lists_beside_spoken_ones() -> None:
    text = "1．推动降本。［市财政局牵头，市发改委等单位按职责分工负责］\n2．加强监管。［各监管部门］\n3．优化金融。［市金融局、人民银行某市分行］\n"
    assert [row[3:] for row in _rows(compile_text(text, "x.txt"))] == [
        ("市财政局", "市发改委"),
        ("", "各监管部门"),
        ("", "市金融局|人民银行某市分行"),
    ]


def test_goals_principles_and_safeguards_without_units_are_no_tasks() -> None:
    text = "一、总体要求\n（一）指导思想。坚持改革。\n（二）基本原则。依法依规。\n二、任务\n（三）减负。（责任单位：市税务局）\n三、保障措施\n（四）加强领导。层层落实。\n"
    draft = compile_text(text, "x.txt")
    assert [row[1] for row in _rows(draft)] == [3]
    unused = {clause.number for clause in draft.clauses if clause.use is ClauseUse.UNUSED}
    assert {1, 2, 4} <= unused
    assert set(draft.unused) == {clause.id for clause in draft.clauses if clause.use is ClauseUse.UNUSED}


@pytest.mark.parametrize(
    ("title_line", "label"),
    [
        ("第一条 减负。", 1),
        ("1、减负。", 1),
        ("1．减负。", 1),
        ("（1）减负。", 1),
        ("①减负。", 1),
        ("(一) 减负。", 1),
        ("任务一：减负。", 1),
        ("1* .减负。", 1),
        ("一）减负。", 1),
        ("【1】减负。", 1),
        ("1：减负。", 1),
        ("重点任务一：减负。", 1),
        ("⑴减负。", 1),
        ("㈠减负。", 1),
    ],
)
def test_labels_of_every_style(title_line: str, label: int) -> None:
    draft = compile_text(f"{title_line}（责任单位：市税务局）", "x.txt")
    assert [(task.number, task.title) for task in draft.tasks] == [(label, "减负")]


def test_a_number_at_the_start_of_a_wrapped_line_is_no_label() -> None:
    text = "（一）减负。力争全年为企业减少税费支出，覆盖企业达到\n3.5万户，惠及全市。（责任单位：市税务局）"
    draft = compile_text(text, "x.txt")
    assert len(draft.tasks) == 1
    assert [(one.value, one.unit) for one in draft.quantities] == [("3.5", "万户")]


def test_the_lines_of_a_narrow_column_are_joined() -> None:
    width = 18
    lines = ["溪口县方案", "一、重点任务"]
    for number in range(1, 10):
        item = f"{number}.规范中介。机构入驻率达到90%以上，服务时限平均压缩三分之一，建立服务联系点60个。（责任单位：县司法局）"
        lines.extend(item[start : start + width] for start in range(0, len(item), width))
    draft = compile_text("\n".join(lines), "x.txt")
    assert [task.number for task in draft.tasks] == list(range(1, 10))
    found = [(one.operator, one.value) for one in draft.quantities]
    assert found == [(">=", "90"), ("decrease_by", "33.33"), (">=", "60")] * 9


def test_a_text_without_any_line_break() -> None:
    text = (
        "某市方案 一、总体要求 坚持改革。 二、重点任务 （一）减负。落实政策。（责任单位：市税务局）（二）增效。提升服务。（责任单位：市司法局）"
        * 1
    )
    draft = compile_text(text + "全文完。" * 500, "x.txt")
    assert [(task.number, task.title) for task in draft.tasks] == [(1, "减负"), (2, "增效")]


def test_doubts_speak_both_languages_and_point_at_a_place() -> None:
    draft = compile_text(
        "某方案（征求意见稿）\n（一）甲。（责任单位：市税务局等）\n（三）乙。（责任单位：神秘）", "x.txt"
    )
    codes = {doubt.code for task in draft.tasks for doubt in task.doubts} | {doubt.code for doubt in draft.doubts}
    assert {"consultation", "open_ended", "number_out_of_order", "unit_name_odd"} <= codes


def test_a_merged_cell_of_units_is_taken_from_the_row_above_with_a_doubt() -> None:
    text = "序号\t任务\t牵头单位\t责任单位\n1\t甲项\t市商务局\t市财政局\n2\t乙项\t\t\n3\t丙项\t市税务局\t\n"
    draft = compile_text(text, "x.txt")
    assert [row[1:] for row in _rows(draft)] == [
        (1, "甲项", "市商务局", "市财政局"),
        (2, "乙项", "市商务局", "市财政局"),
        (3, "丙项", "市税务局", ""),
    ]
    assert [[doubt.code for doubt in task.doubts] for task in draft.tasks] == [[], ["merged_cell"], []]
    assert [unit.inherited for unit in draft.tasks[1].responsible_units] == [True]


def test_a_deadline_merged_over_rows_is_taken_from_the_row_above_with_a_doubt() -> None:
    text = "序号\t任务\t牵头单位\t责任单位\t完成时限\n1\t甲项\t市商务局\t市财政局\t2024年6月\n2\t乙项\t\t\t\n3\t丙项\t市税务局\t市财政局\t\n"
    draft = compile_text(text, "x.txt")
    assert [str(task.deadline.date) for task in draft.tasks if task.deadline] == ["2024-06-30"] * 3
    assert [doubt.code for doubt in draft.tasks[2].doubts] == ["merged_deadline"]


def test_sections_and_headings_between_the_rows_of_a_table_with_a_cell_per_line() -> None:
    heading = "序号\n任务\n牵头单位\n完成时限\n"
    first = "一、前半\n1\n甲项\n市商务局\n6月底\n2\n乙项\n市财政局\n7月底\n"
    second = "二、后半\n3\n丙项\n市税务局\n8月底\n4\n丁项\n市司法局\n9月底\n"
    draft = compile_text(f"某市2024年台账\n{heading}{first}— 1 —\n{heading}{second}", "x.txt")
    assert [row[:4] for row in _rows(draft)] == [
        ("一、前半", 1, "甲项", "市商务局"),
        ("一、前半", 2, "乙项", "市财政局"),
        ("二、后半", 3, "丙项", "市税务局"),
        ("二、后半", 4, "丁项", "市司法局"),
    ]


def test_a_plan_behind_an_announcement_keeps_its_own_numbers() -> None:
    cover = "关于公开征求意见的公告\n1.邮箱：见网站。\n2.地址：见网站。\n某市商务局\n2024年3月2日\n"
    plan = "某市行动方案\n一、开放\n1.推进开放。新增项目20个。（市商务局负责）\n2.办好活动。举办活动3场。（市贸促会负责）\n"
    draft = compile_text(cover + plan, "x.txt")
    assert [one.clause for one in draft.quantities] == ["1", "2"]
    assert [row[1] for row in _rows(draft)] == [1, 2]


def test_a_task_in_the_text_and_in_the_table_is_one_task() -> None:
    prose = "一、任务\n（一）甲项工作。推进。（责任单位：市商务局）\n（二）乙项工作。推进。（责任单位：市财政局）\n"
    table = "附件\n序号\t任务\t牵头单位\n1\t甲项工作\t市商务局\n2\t乙项工作\t市财政局\n"
    assert [row[3:] for row in _rows(compile_text(prose + table, "x.txt"))] == [("市商务局", ""), ("市财政局", "")]
    silent = prose.replace("（责任单位：市商务局）", "").replace("（责任单位：市财政局）", "")
    assert [row[3:] for row in _rows(compile_text(silent + table, "x.txt"))] == [("市商务局", ""), ("市财政局", "")]
    other = "附件\n序号\t任务\t责任单位\n1\t丙项工作\t市商务局\n2\t丁项工作\t市财政局\n"
    assert len(compile_text(prose + other, "x.txt").tasks) == 4


def test_ten_times_the_clauses_take_about_ten_times_as_long() -> None:
    item = "。推动事项全程网办，时限压减至0.5天。（牵头单位：市商务局，责任单位：市财政局、各县（市、区）人民政府）\n"
    seconds: list[float] = []
    for count in (200, 2000):
        text = "某市方案\n一、任务\n" + "".join(f"（{n % 90 + 1}）推进第{n}项工作{item}" for n in range(count))
        begun = time.process_time()
        assert len(compile_text(text, "x.txt").tasks) == count
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 25 * max(seconds[0], 0.1)


def test_a_sentence_that_fills_its_line_is_no_heading_of_its_numbers() -> None:
    draft = compile_text("1.每半年至少召开1次座谈会。（县工商联牵头）\n（1）按时通报情况。\n", "x.txt")
    assert [one.clause for one in draft.quantities] == ["1"]
