"""Standing clauses that add a unit to all tasks: 各区政府均为责任单位，不再逐一列出."""

import re

from mandate.compiler.draft import Attribution
from mandate.compiler.names import looks_like_unit, split_names
from mandate.compiler.roles import Role
from mandate.compiler.view import View

_MARK = re.compile(r"不再(?:逐一|逐项|一一|单独|重复|另行|分别)?(?:列出|列明|罗列|标注|列入|注明)")
_EDGE_BEFORE = re.compile(r"[。；;\n()]")
_REACH = 160
_SUBJECT = re.compile(
    r"(?:^|[,，:])(?:注[:：]?)?(?:以上|以下|上述|下列|各项|所有|全部)?(?:任务|工作|事项|措施)?(?:涉及)?(?:的)?(?P<names>[^,，:]{2,60}?)(?:均|都|皆)?(?:为|是|作为|列为)(?:各项|所有|每项|全部|以上|以下|上述|下列)?(?:工作|任务|事项|措施|条款)?的?(?:共同|当然)?(?:责任|配合|落实|参与|实施)(?:单位|部门|主体)"
)
_OBJECT = re.compile(
    r"(?:均|都|皆)?(?:需|须|由|应由|要求|涉及)(?P<names>[^,，:]{2,60}?)(?:按职责|共同|分别|具体|认真|组织|负责|落实|参与|配合|实施|的)"
)
_ALL = re.compile(r"以上|上述|所有|全部|各项|每项")


def standing_units(view: View) -> tuple[tuple[int, Attribution], ...]:
    """(offset from which it holds, unit) for every unit that a standing clause makes responsible."""
    found: list[tuple[int, Attribution]] = []
    for mark in _MARK.finditer(view.folded):
        edges = [edge.end() for edge in _EDGE_BEFORE.finditer(view.folded, max(0, mark.start() - _REACH), mark.start())]
        begin = edges[-1] if edges else max(0, mark.start() - _REACH)
        sentence = view.folded[begin : mark.end()]
        match = _SUBJECT.search(sentence) or _OBJECT.search(sentence)
        if match is None:
            continue
        start = begin + match.start("names")
        holds_from = 0 if _ALL.search(sentence) else begin
        for name in split_names(view.folded, start, begin + match.end("names")):
            if looks_like_unit(name.text):
                anchor = view.anchor(name.start, name.end)
                text = re.sub(r"\s+", "", view.text[name.start : name.end])
                found.append(
                    (holds_from, Attribution(text, anchor.start, anchor.end, Role.RESPONSIBLE.value, inherited=True))
                )
    return tuple(found)
