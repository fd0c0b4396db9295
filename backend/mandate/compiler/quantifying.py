"""The quantities of a document: found clause by clause, named by their clause, tied to their task."""

import re
from dataclasses import dataclass

from mandate.compiler.building import written_label
from mandate.compiler.candidates import Candidate
from mandate.compiler.doubts import doubt
from mandate.compiler.draft import ClauseKind, Quantity
from mandate.compiler.figures import figure_candidates
from mandate.compiler.implied import implied_candidates
from mandate.compiler.kinds import Setting
from mandate.compiler.nodes import Node
from mandate.compiler.periods import term_of
from mandate.compiler.targets import Stretch, measured_candidates
from mandate.compiler.view import View, own_text
from mandate.quantities.expressions import plain

_FURNITURE = re.compile(
    r"(?:客服|联系)?电话|邮箱|邮编|传真|工作日\s*\d{1,2}:\d{2}|发布(?:时间|日期)|来源\s*:|浏览次数|字号|网站|ICP备|版权"
)
_PAST = re.compile(
    r"回顾|工作总结|主要成[绩效]|工作成效|取得的成[绩效]|发展现状|现状与|现实基础|发展基础|工作基础|工作情况"
)
_AWARDS = re.compile(r"奖励|补贴|补助|扶持|资助|贴息|拨款|支持标准|奖补")
_PREAMBLE = "引言"
_LONGEST_TITLE = 30
_SHORT = 120
_REACH = 240


@dataclass(frozen=True, slots=True)
class Place:
    """How clauses are called and which task each belongs to (by clause id)."""

    names: dict[int, str]
    tasks: dict[int, int]
    horizon: str
    base_year: int | None
    news: bool
    title: tuple[int, int] = (0, 0)


def find_quantities(view: View, nodes: list[Node], place: Place) -> list[Quantity]:
    """All quantities in the order of the text."""
    found: list[Quantity] = []
    for node in nodes:
        title = own_text(view, *node.title) if node.heading_line or node.title[1] < node.pieces[0][1] - 2 else ""
        setting = _setting(view, node, place)
        for start, end in _stretches(node):
            if (
                node.kind is ClauseKind.PARAGRAPH
                and end - start < _SHORT
                and _FURNITURE.search(view.folded, start, end)
            ):
                continue
            if _is_title(view, start, end, place):
                continue
            stretch = Stretch(start, end, setting, title[:_LONGEST_TITLE])
            measured = measured_candidates(view, stretch)
            candidates = sorted([*measured, *implied_candidates(view, stretch, measured)], key=lambda one: one.start)
            found.extend(_quantity(view, node, candidate, place, start) for candidate in _distinct(candidates))
        if node.figures:
            found.extend(_figures(view, node, place, found))
    return found


def _figures(view: View, node: Node, place: Place, found: list[Quantity]) -> list[Quantity]:
    """The figures of a row that have not been read from its words."""
    read = {one.start for one in found if one.clause_id == node.id}
    figures = (_quantity(view, node, one, place, node.start) for one in figure_candidates(view, node))
    return [one for one in figures if one.start not in read]


def _stretches(node: Node) -> list[tuple[int, int]]:
    """The clause's own words without its label and without its attributions."""
    stretches: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(node.pieces):
        begin = node.body_start if index == 0 else start
        for block in sorted(node.blocks, key=lambda one: one.start):
            if begin <= block.start < end:
                stretches.append((begin, block.start))
                begin = min(block.end, end)
        stretches.append((begin, end))
    return [(start, end) for start, end in stretches if end - start > 1]


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    """Two readings of the same characters are one."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if kept and candidate.start < kept[-1].end and candidate.kind is kept[-1].kind:
            continue
        kept.append(candidate)
    return kept


def _is_title(view: View, start: int, end: int, place: Place) -> bool:
    """The title of the plan names numbers (优化营商环境二十条) that nobody has to reach."""
    anchor = view.anchor(start, end)
    return place.title[0] < place.title[1] and place.title[0] <= anchor.start and anchor.end <= place.title[1]


def _setting(view: View, node: Node, place: Place) -> Setting:
    """What the headings above a clause, and its own, say about its numbers."""
    headings: list[str] = []
    current: Node | None = node
    while current is not None:
        if current.heading_line or current is not node:
            headings.append(view.folded[current.title[0] : current.title[1]][:_LONGEST_TITLE])
        current = current.parent
    words = " ".join(headings)
    past = _PAST.search(words) is not None
    return Setting(place.news, place.base_year, past, _AWARDS.search(words) is not None)


def _quantity(view: View, node: Node, candidate: Candidate, place: Place, floor: int) -> Quantity:
    anchor = view.anchor(candidate.start, candidate.end)
    segment = candidate.segment
    quoted = (max(segment.start, candidate.start - _REACH), min(segment.end, candidate.end + _REACH))
    quote = own_text(view, *view.trimmed(*quoted)).replace("\n", "")
    term = term_of(view, candidate, floor, place.base_year, place.horizon)
    said = "。" in view.folded[node.title[1] - 1 : node.title[1] + 1]
    titled = node.heading_line and candidate.start < node.title[1] and not said
    return Quantity(
        clause_id=node.id,
        task_index=place.tasks.get(node.id),
        clause=place.names[node.id] + ("标题" if titled else ""),
        indicator=candidate.indicator,
        operator=candidate.operator.value,
        value=candidate.written_value(),
        value_high=plain(candidate.high) if candidate.high is not None else None,
        unit=candidate.unit,
        baseline=plain(candidate.baseline) if candidate.baseline is not None else None,
        deadline=term.text,
        condition=candidate.condition,
        kind=candidate.kind,
        quote=quote,
        start=anchor.start,
        end=anchor.end,
        doubts=tuple(doubt(code, anchor) for code in candidate.doubts),
    )


def clause_names(view: View, nodes: list[Node], cover: str) -> dict[int, str]:
    """How each clause is called: by its own label where that is unique, else after the labels above it.

    A section that holds text itself is called by its heading; clauses of a covering circular start with its name.
    """
    circular = bool(cover)
    seen: set[tuple[bool, ClauseKind, str]] = set()
    restarting: set[tuple[bool, ClauseKind]] = set()
    for node in nodes:
        group = (circular and node.region == 0, node.kind)
        key = (*group, written_label(view, node))
        if key in seen:
            restarting.add(group)
        seen.add(key)
    return {node.id: _name(view, node, restarting, cover) for node in nodes}


def _name(view: View, node: Node, restarting: set[tuple[bool, ClauseKind]], cover: str) -> str:
    on_cover = bool(cover) and node.region == 0
    prefix = cover if on_cover else ""
    if node.kind is ClauseKind.PARAGRAPH:
        return prefix or _PREAMBLE
    if node.kind is ClauseKind.SECTION and not on_cover:
        title = own_text(view, *node.title).replace("\n", "")
        return f"{_short_label(view, node)}、{title}" if len(title) < 20 else _short_label(view, node)
    if node.kind is ClauseKind.ROW:
        return prefix + (str(node.number) if node.number is not None else own_text(view, *node.title)[:20])
    label = _short_label(view, node)
    current, above = node, node.parent
    while (on_cover, current.kind) in restarting and above is not None:
        label = _short_label(view, above) + label
        current, above = above, above.parent
    return prefix + label


def _short_label(view: View, node: Node) -> str:
    label = written_label(view, node)
    if node.kind in {ClauseKind.SECTION, ClauseKind.POINT}:
        return re.sub(r"[、.,，:\s]+$", "", label)
    return label
