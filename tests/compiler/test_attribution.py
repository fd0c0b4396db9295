"""Who leads and who is responsible, in the ways documents write it."""

import pytest

from mandate.compiler.compile import compile_text
from mandate.compiler.draft import Task
from tests.compiler.attribution_cases import LEAD_RULES, PLANS, STANDING, WRITTEN
from tests.compiler.no_attribution_cases import REMARKS, SENTENCES

CASES: list[tuple[str, str, str, str]] = [
    ("（牵头单位：州审批局；责任单位：州司法局、州委编办及州直相关单位，各县市人民政府，6月底完成）", "州审批局", "州司法局|州委编办|州直相关单位|各县市人民政府", "2023-06-30"),
    ("(责任单位:市审批局、住建局,各市(区)人民政府,开发区管委会)", "", "市审批局|住建局|各市(区)人民政府|开发区管委会", ""),
    ("〔牵头单位：区政府办公室，责任单位：区政府有关部门，各街道（功能区）〕", "区政府办公室", "区政府有关部门|各街道（功能区）", ""),
    ("（市市场监管委牵头，市政务办、市公安局）", "市市场监管委", "市政务办|市公安局", ""),
    ("（市政府办公室、市审改办牵头,市级各部门及各县政府按职责分工负责）", "市政府办公室|市审改办", "市级各部门|各县政府", ""),
    ("（责任单位：市发展改革委（牵头）、市财政局）", "市发展改革委", "市财政局", ""),
    ("（市财政局和市税务局负责）", "", "市财政局|市税务局", ""),
    ("（责任单位：各县（市、区）党委和政府，市直有关部门）", "", "各县（市、区）党委和政府|市直有关部门", ""),
    ("（牵头领导：副市长；牵头单位：市商务局；配合单位：市口岸办；完成时限：2023年10月31日前）", "市商务局", "市口岸办", "2023-10-31"),
    ("\n牵头单位：市商务局\n配合单位：市口岸办、海关\n完成时限：2023年底", "市商务局", "市口岸办|海关", "2023-12-31"),
    ("\n责任单位：市商务局    市口岸办    海关", "", "市商务局|市口岸办|海关", ""),
    ("\n牵头单位：\n市商务局\n责任单位：\n市口岸办\n", "市商务局", "市口岸办", ""),
    ("（市商务局、海关分别负责；2023年9月底前完成）", "", "市商务局|海关", "2023-09-30"),
    ("（市商务局、海关、税务局等部门按职责分工负责，2023年9月底前完成）", "", "市商务局|海关|税务局", "2023-09-30"),
    ("（牵头单位：市商务局，责任单位：海关、税务局等11个部门）", "市商务局", "海关|税务局", ""),
    ("（由市商务局牵头、海关配合）", "市商务局", "海关", ""),
    ("责任单位：市商务局、海关。", "", "市商务局|海关", ""),
    ("（主办：市商务局；协办：海关、税务局）", "市商务局", "海关|税务局", ""),
    ("（责任领导：分管副职；责任单位：市商务局；责任人：科室负责人）", "", "市商务局", ""),
    ("（市商务局牵头，持续推进）", "市商务局", "", "持续推进"),
    ("（牵头单位：市商务局 责任单位：海关 税务局）", "市商务局", "海关|税务局", ""),
    ("（市人力资源和社会保障局、市文化和旅游局、市卫生和健康委员会负责）", "", "市人力资源和社会保障局|市文化和旅游局|市卫生和健康委员会", ""),
    ("（责任单位:市教育局;时间进度:2023年11月)", "", "市教育局", "2023-11-30"),
    ("（牵头单位：市场监管局；责任单位：各县（市）、区人民政府，各园区管委会等）", "市场监管局", "各县（市）、区人民政府|各园区管委会", ""),
    ("\n责任部门：市场监管局（牵头）；公安局、税务局（配合）", "市场监管局", "公安局|税务局", ""),
    ("（责任单位：市住建局、城管局，排名第一的为牵头单位，下同）", "市住建局", "城管局", ""),
    ("（责任单位：“双随机、一公开”联席会议成员单位、市市场监管局）", "", "“双随机、一公开”联席会议成员单位|市市场监管局", ""),
    ("（甲市税务局会同甲市财政局负责）", "甲市税务局", "甲市财政局", ""),
    ("（牵头单位：纪工委（监察室）；责任单位：办公室）", "纪工委（监察室）", "办公室", ""),
    ("（责任单位∶市科技局、市教委）", "", "市科技局|市教委", ""),
]  # fmt: skip


@pytest.mark.parametrize(("attribution", "leads", "others", "deadline"), CASES, ids=range(len(CASES)))
def test_units_and_deadline(attribution: str, leads: str, others: str, deadline: str) -> None:
    draft = compile_text(
        f"某市2023年营商工作方案\n一、重点任务\n（一）优化服务。加快推进各项工作。{attribution}", "x.txt"
    )
    assert len(draft.tasks) == 1
    task = draft.tasks[0]
    assert "|".join(unit.text for unit in task.lead_units) == leads
    assert "|".join(unit.text for unit in task.responsible_units) == others
    read = "" if task.deadline is None else task.deadline.date.isoformat() if task.deadline.date else task.deadline.text
    assert read == deadline


@pytest.mark.parametrize(
    "words",
    [
        "（含预约服务）",
        "（以下简称中心）",
        "（经营场所）",
        "（2023年版）",
        "（由第三方机构按约定开展评估）",
        "建立牵头单位负责制。",
        "明确责任单位和完成时限。",
    ],
)
def test_other_brackets_are_no_attribution(words: str) -> None:
    assert compile_text(f"一、重点任务\n（一）优化服务。加快推进。{words}", "x.txt").tasks == ()


def test_open_lists_are_flagged() -> None:
    task = compile_text("（一）优化服务。（责任单位：市财政局、市税务局等）", "x.txt").tasks[0]
    assert [unit.open_ended for unit in task.responsible_units] == [False, True]
    assert {doubt.code for doubt in task.doubts} == {"open_ended"}


def test_a_rule_holds_for_its_own_document_only() -> None:
    stated = (
        "（一）甲。（责任单位：市财政局，市税务局。逗号前为牵头单位，下同）\n（二）乙。（责任单位：市司法局，市公安局）"
    )
    draft = compile_text(stated, "x.txt")
    assert [[unit.text for unit in task.lead_units] for task in draft.tasks] == [["市财政局"], ["市司法局"]]
    assert draft.notation.stated
    assert draft.notation.anchor is not None
    assert "逗号前为牵头单位" in draft.text[draft.notation.anchor.start : draft.notation.anchor.end]
    other = compile_text("（一）乙。（责任单位：市司法局，市公安局）", "x.txt")
    assert other.tasks[0].lead_units == ()


def _units(task: Task) -> tuple[str, str]:
    return "|".join(unit.text for unit in task.lead_units), "|".join(unit.text for unit in task.responsible_units)


@pytest.mark.parametrize(("attribution", "leads", "others", "deadline"), WRITTEN, ids=range(len(WRITTEN)))
def test_every_notation(attribution: str, leads: str, others: str, deadline: str) -> None:
    plan = f"某市2023年优化营商环境工作方案\n一、重点任务\n（一）优化服务。加快推进各项工作。{attribution}\n"
    tasks = compile_text(f"{plan}（二）其他工作。继续做好。（责任单位：市某某局）\n", "x.txt").tasks
    assert [task.title for task in tasks] == ["优化服务", "其他工作"]
    assert _units(tasks[0]) == (leads, others)
    written = tasks[0].deadline
    assert ("" if written is None else written.date.isoformat() if written.date else written.text) == deadline


@pytest.mark.parametrize(("plan", "expected"), PLANS, ids=range(len(PLANS)))
def test_whole_plans(plan: str, expected: list[tuple[int | None, str, str, str, str]]) -> None:
    tasks = compile_text(f"某市2023年优化营商环境工作任务\n{plan}", "x.txt").tasks
    written = [task.deadline.date.isoformat() if task.deadline and task.deadline.date else "" for task in tasks]
    assert [(task.number, task.title, *_units(task), day) for task, day in zip(tasks, written, strict=True)] == expected


@pytest.mark.parametrize("inside", [False, True])
@pytest.mark.parametrize("rule", LEAD_RULES)
def test_rules_that_documents_state(rule: str, inside: bool) -> None:
    sign = next((sign for sign in rule if sign in "*★▲"), "")
    listed = f"{sign}市商务局{'；' if '分号' in rule else '，'}市财政局、市税务局"
    note, heading = (f"。{rule}", "") if inside else ("", f"（{rule}）")
    plan = f"某市方案\n一、任务{heading}\n（一）甲项。推进。（责任单位：{listed}{note}）\n（二）乙项。推进。（责任单位：市法院）\n"
    draft = compile_text(plan, "x.txt")
    assert draft.notation.stated
    # A single unit leads by every rule except that of a mark, which it does not bear.
    assert [_units(task) for task in draft.tasks] == [
        ("市商务局", "市财政局|市税务局"),
        ("", "市法院") if sign else ("市法院", ""),
    ]


@pytest.mark.parametrize(("clause", "units"), STANDING)
def test_standing_clauses_hold_for_all_that_follow(clause: str, units: str) -> None:
    points = "（一）甲项。推进。（牵头单位：市商务局{}）\n（二）乙项。推进。（责任单位：市法院）\n"
    listed = f"；责任单位：{units.replace('|', '、')}。{clause}"
    for plan in (
        f"某市方案\n一、任务（{clause}）\n" + points.format(""),
        f"某市方案\n{clause}。\n一、任务\n" + points.format(""),
        "某市方案\n一、任务\n" + points.format(listed),
    ):
        tasks = compile_text(plan, "x.txt").tasks
        assert [_units(task) for task in tasks] == [("市商务局", units), ("", f"市法院|{units}")], plan


def test_a_sentence_may_say_who_does_what() -> None:
    plan = "一、任务\n（一）甲项。推进。{}\n（二）乙项。推进。（责任单位：市法院）\n三、保障\n（三）丙项。{}\n"
    spoken = plan.format("由市商务局牵头，市财政局、市税务局配合。", "各部门按照职责分工抓好落实。")
    assert [_units(task) for task in compile_text(spoken, "x.txt").tasks] == [
        ("市商务局", "市财政局|市税务局"),
        ("", "市法院"),
    ]
    prose = plan.format("由第三方机构负责。各单位要抓好落实，有关情况定期报市营商办。", "本方案由市营商办负责解释。")
    assert [_units(task) for task in compile_text(prose, "x.txt").tasks] == [("", "市法院")]


@pytest.mark.parametrize("remark", REMARKS)
def test_remarks_at_the_end_of_a_clause_are_no_attribution(remark: str) -> None:
    for closing in ("", "。"):
        plan = f"某市方案\n一、任务\n（一）甲项。加快推进，培育发展动能{remark}{closing}\n（二）乙项。推进改革。"
        assert compile_text(plan, "x.txt").tasks == ()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_about_everybody_are_no_attribution(sentence: str) -> None:
    tasks = "（一）甲项。推进。（责任单位：市财政局）\n（二）乙项。推进。（责任单位：市税务局）"
    plan = (
        f"某市方案\n一、任务\n{tasks}\n二、保障\n（一）领导。健全机制。{sentence}\n（二）督查。{sentence}\n{sentence}"
    )
    assert [task.title for task in compile_text(plan, "x.txt").tasks] == ["甲项", "乙项"]
