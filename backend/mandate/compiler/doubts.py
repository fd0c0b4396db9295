"""Doubts in words a clerk understands: what is uncertain and what to check."""

from mandate.compiler.draft import Anchor, Doubt

_MESSAGES: dict[str, tuple[str, str, str]] = {
    "no_numbered_clauses": (
        "tasks",
        "全文没有找到“一、”“（一）”“1.”这样的编号，任务可能不完整，请对照原文补充。",
        "No numbering such as 一、 （一） or 1. was found, so tasks may be missing. Compare with the original.",
    ),
    "no_units": (
        "tasks",
        "全文没有写明责任单位，因此没有生成任务，请手工添加任务和单位。",
        "The document names no responsible unit, so no task was made. Add tasks and units by hand.",
    ),
    "consultation": (
        "status",
        "这是征求意见稿，不是正式文件；采纳后的任务将标为暂定。",
        "This is a draft for consultation, not an issued document; adopted tasks will be provisional.",
    ),
    "unit_name_odd": (
        "units",
        "“{0}”不像单位名称，请核对是否读错或有笔误。",
        "“{0}” does not look like the name of a unit. Check whether it was misread or misprinted.",
    ),
    "open_ended": (
        "responsible_units",
        "原文在“{0}”后写有“等”，可能还有未列出的单位，请确认。",
        "The original says 等 (and others) after “{0}”; there may be units that are not listed.",
    ),
    "lead_unclear": (
        "units",
        "按文件的写法无法确定谁是牵头单位，请核对。",
        "By the document's own rule it is unclear who leads. Please check.",
    ),
    "several_attributions": (
        "units",
        "这项任务有多处单位说明，已合并，请核对。",
        "This task names its units in several places; they were united. Please check.",
    ),
    "group_attribution": (
        "units",
        "单位写在最后一条之后，已视为整组共有，请核对。",
        "The units stand after the last point and were taken to hold for the whole group. Please check.",
    ),
    "merged_cell": (
        "units",
        "表格这一行的单位为空，已沿用上一行的单位（合并单元格），请核对。",
        "The units of this row are empty; those of the row above were taken (a merged cell). Please check.",
    ),
    "merged_deadline": (
        "deadline",
        "表格这一行的时限为空，已沿用上一行的时限（合并单元格），请核对。",
        "The deadline of this row is empty; that of the row above was taken (a merged cell). Please check.",
    ),
    "bare_list": (
        "units",
        "括号内只列单位，没有写明“牵头”或“责任”，已作为责任单位，请核对。",
        "The brackets list units without saying who leads; they were taken as responsible units. Please check.",
    ),
    "number_out_of_order": (
        "number",
        "编号“{0}”与上一条不连续，可能漏号或识别有误，请核对。",
        "The number “{0}” does not follow the one before; a number may be missing or misread.",
    ),
    "number_missing": (
        "number",
        "这项任务没有编号，请核对是否应单列。",
        "This task has no number. Check whether it should stand alone.",
    ),
    "title_long": (
        "title",
        "标题取自首句，较长，可改为简短名称。",
        "The title is the first sentence and long; you may shorten it.",
    ),
    "several_deadlines": (
        "deadline",
        "文中有多个时间，已取最晚的“{0}”作为完成时限，请核对。",
        "Several dates are named; the latest, “{0}”, was taken as the deadline. Please check.",
    ),
    "deadline_unread": (
        "deadline",
        "完成时限“{0}”没有换算成日期，请填写。",
        "The deadline “{0}” could not be turned into a date. Please enter it.",
    ),
    "precondition_unclear": (
        "precondition",
        "“{0}”已作为这项任务的前提条件；若只限定其中一步，请删去。",
        "“{0}” was taken as the precondition of the task; remove it if it holds for one step only.",
    ),
    "operator_unclear": (
        "operator",
        "原文没有写明“不低于”“不超过”等字样，已按惯例理解，请核对。",
        "The original does not say “at least” or “at most”; the usual reading was taken. Please check.",
    ),
    "indicator_unclear": (
        "indicator",
        "没有找到这个数字所指的事项，请补写指标名称。",
        "It is unclear what this number measures. Please name the indicator.",
    ),
    "implied_number": (
        "kind",
        "数字由口号或简称推出（如“最多跑一次”），请核对是否作为指标。",
        "The number is implied by a slogan. Check whether it should be an indicator.",
    ),
    "observation": (
        "kind",
        "这看起来是已经达到的情况，不是目标，请核对。",
        "This looks like what was already achieved, not a target. Please check.",
    ),
    "spelled_out": (
        "value",
        "数字由中文读出，请核对数值。",
        "The number was read from Chinese words. Please check the value.",
    ),
    "kind_unclear": (
        "kind",
        "这个数字可能是目标，也可能是标准、条件或已有情况，请核对类别。",
        "This number may be a target, or a standard, a condition or what is there already. Check its kind.",
    ),
    "indicator_far": (
        "indicator",
        "指标名称取自上文或标题，请核对。",
        "The indicator's name was taken from the words before or from the heading. Please check.",
    ),
    "unit_shared": (
        "unit",
        "单位取自并列的下一个数字，请核对。",
        "The unit was taken from the next number of the list. Please check.",
    ),
    "change_unclear": (
        "operator",
        "可能是“减少这么多”，也可能是“减到这么多”，请核对。",
        "This may mean less by this much, or down to this much. Please check.",
    ),
    "part_of_plan": (
        "kind",
        "这个数字可能只是任务或对象的个数，请核对是否作为指标。",
        "This number may only count tasks or members. Check whether it should be an indicator.",
    ),
}


def doubt(code: str, anchor: Anchor, *words: str) -> Doubt:
    """A doubt of a code listed in this module; `words` fill the message."""
    concerned, zh, en = _MESSAGES[code]
    return Doubt(code, zh.format(*words), en.format(*words), anchor.start, anchor.end, concerned)
