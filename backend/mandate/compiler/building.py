"""From what was found to the parts of a draft: clauses, tasks, units, deadlines, each with its anchor and doubts."""

import re
from dataclasses import dataclass

from mandate.compiler.doubts import doubt
from mandate.compiler.draft import (
    Anchor,
    Attribution,
    Clause,
    ClauseKind,
    ClauseUse,
    Deadline,
    Doubt,
    Precondition,
    Task,
)
from mandate.compiler.nodes import Node
from mandate.compiler.roles import Role
from mandate.compiler.tasks import Found, is_attribution, units_of
from mandate.compiler.timing import task_deadline
from mandate.compiler.view import View, own_text

_PRECONDITION = re.compile(r"(?<![\u4e00-\u9fff])(?P<words>(?:待|俟|在)[^。；;，,\n]{4,60}?(?:后|之后|以后))(?=[，,])")
_WAITING = re.compile(r"^(?:待|俟)")
_LONG_TITLE = 60


@dataclass(frozen=True, slots=True)
class Context:
    """What all tasks of a document share."""

    view: View
    base_year: int | None
    standing: tuple[tuple[int, Attribution], ...] = ()
    standing_deadline: Deadline | None = None


def written_label(view: View, node: Node) -> str:
    """The label in the usual brackets and signs: (一) becomes （一）, 1． becomes 1."""
    label = "".join(view.folded[node.label[0] : node.label[1]].split())
    if len(label) == 1:
        return label
    if node.kind is ClauseKind.ITEM:
        return f"（{label.strip('()[]、.:')}）"
    if node.kind is ClauseKind.SUBPOINT and not label[:1].isdigit():
        return f"（{label.strip('()、.')}）"
    if node.kind is ClauseKind.POINT:
        return label.replace("、", ".")
    return label


def heading_of(view: View, node: Node) -> str:
    """Label and title as written, for use as the section of the tasks below."""
    start, end = node.label[0], max(node.title[1], node.label[1])
    return re.sub(r"\s+", " ", view.text[start:end].replace("\n", " ")).strip()


def _section(view: View, node: Node) -> str:
    if node.section is not None:
        return re.sub(r"\s+", " ", view.text[node.section[0] : node.section[1]]).strip(" 。：:；;")
    return heading_of(view, node.parent) if node.parent else ""


def build_clause(view: View, node: Node, use: ClauseUse) -> Clause:
    anchor = view.anchor(*view.trimmed(node.start, node.end()))
    parent = node.parent.id if node.parent else None
    label = written_label(view, node) if node.label[1] > node.label[0] else ""
    title = own_text(view, *node.title).replace("\n", "")
    return Clause(node.id, parent, node.kind, label, node.number, title, anchor.start, anchor.end, use)


def build_task(context: Context, found: Found) -> Task:
    """One task with its units, deadline, precondition and doubts."""
    view, node = context.view, found.node
    start, end = view.trimmed(node.body_start, node.end())
    anchor = view.anchor(start, end)
    leads, others = _attributions(context, found)
    deadline, deadline_doubts = task_deadline(view, found, start, end, context.base_year)
    title = re.sub(r"\s*\n\s*", "", view.text[node.title[0] : node.title[1]])
    precondition = _precondition(view, start, end)
    return Task(
        clause_id=node.id,
        section=_section(view, node),
        number=node.number,
        title=title,
        text=own_text(view, start, end),
        start=anchor.start,
        end=anchor.end,
        lead_units=leads,
        responsible_units=others,
        deadline=deadline or context.standing_deadline,
        precondition=precondition,
        doubts=(
            *_task_doubts(context, found),
            *_unit_doubts(view, found),
            *deadline_doubts,
            *_precondition_doubts(precondition),
        ),
    )


def _attributions(context: Context, found: Found) -> tuple[tuple[Attribution, ...], tuple[Attribution, ...]]:
    """Lead and other units without repetition: who leads anywhere leads."""
    leads: dict[str, Attribution] = {}
    others: dict[str, Attribution] = {}
    for role, block, index, inherited in units_of(found):
        unit = block.units[index]
        text = re.sub(r"\s+", "", context.view.text[unit.start : unit.end])
        anchor = context.view.anchor(unit.start, unit.end)
        made = Attribution(text, anchor.start, anchor.end, role.value, inherited, unit.open_ended)
        (leads if role is Role.LEAD else others).setdefault(text, made)
    for position, made in context.standing:
        if found.node.start >= position and made.text not in leads:
            others.setdefault(made.text, made)
    return tuple(leads.values()), tuple(unit for name, unit in others.items() if name not in leads)


def _precondition(view: View, start: int, end: int) -> Precondition | None:
    for match in _PRECONDITION.finditer(view.folded, start, end):
        if _WAITING.match(match["words"]):
            anchor = view.anchor(match.start("words"), match.end("words"))
            return Precondition(own_text(view, match.start("words"), match.end("words")), anchor.start, anchor.end)
    return None


def _precondition_doubts(precondition: Precondition | None) -> list[Doubt]:
    """待…后 may hold the whole task back, or only one step of it."""
    if precondition is None:
        return []
    return [doubt("precondition_unclear", Anchor(precondition.start, precondition.end), precondition.text)]


def _task_doubts(context: Context, found: Found) -> list[Doubt]:
    view, node = context.view, found.node
    place = view.anchor(*node.title) if node.title[1] > node.title[0] else view.anchor(node.start, node.own_end)
    doubts: list[Doubt] = []
    if node.number is None and node.kind is not ClauseKind.ROW:
        doubts.append(doubt("number_missing", place))
    elif node.odd_number:
        doubts.append(doubt("number_out_of_order", view.anchor(*node.label), written_label(view, node)))
    if found.grouped and not any(map(is_attribution, node.children)):
        doubts.append(doubt("group_attribution", place))
    if any(inherited for _, _, _, inherited in units_of(found)) and node.above:
        doubts.append(doubt("merged_cell", place))
    if any(block.deadline for block in node.above):
        doubts.append(doubt("merged_deadline", place))
    with_units = [block for block in found.blocks if block.units]
    if len(with_units) > 1 and sum(block.names_lead for block in with_units) != 1:
        doubts.append(doubt("several_attributions", view.anchor(with_units[1].start, with_units[1].end)))
    if node.title[1] - node.title[0] > _LONG_TITLE * 2:
        doubts.append(doubt("title_long", place))
    return doubts


def _unit_doubts(view: View, found: Found) -> list[Doubt]:
    doubts: list[Doubt] = []
    for block in [*found.blocks, *(found.inherited if not found.blocks else [])]:
        anchor = view.anchor(block.start, block.end)
        if block.form == "bare":
            doubts.append(doubt("bare_list", anchor))
        if block.unclear_lead:
            doubts.append(doubt("lead_unclear", anchor))
        for unit in block.units:
            name = own_text(view, unit.start, unit.end).replace("\n", "")
            if unit.odd:
                doubts.append(doubt("unit_name_odd", view.anchor(unit.start, unit.end), name))
            if unit.open_ended:
                doubts.append(doubt("open_ended", view.anchor(unit.start, unit.end), name))
    return doubts
