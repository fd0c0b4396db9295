"""Tables: which line is the heading, which column holds the task, its units and its deadline."""

import re
from dataclasses import dataclass, field

from mandate.compiler.attribution import Block, read_units
from mandate.compiler.notation import Rule
from mandate.compiler.roles import Role
from mandate.compiler.view import Paragraph, View

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:序号|编号|项目?号|№|No\.?)$")),
    ("lead", re.compile(r"牵头(?:责任)?(?:单位|部门|处室)?|主办(?:单位|部门)|主责(?:单位|部门)|主要责任单位")),
    ("supporting", re.compile(r"配合|协办|协同|参与|参加|支持")),
    ("deadline", re.compile(r"时限|完成时间|时间节点|时间安排|期限|进度")),
    ("ignored", re.compile(r"领导|责任人|联系人|联络|备注|电话|状态|进展|依据|督[导办]")),
    ("responsible", re.compile(r"责任|(?:落实|实施|承办|承担|执行)(?:单位|部门)|分工|负责(?:单位|部门)")),
    ("section", re.compile(r"类别|领域|分类|一级|指标(?:名称)?$|版块|板块|方面|环境$|专题|主题")),
    ("detail", re.compile(r"措施|举措|内容|具体|要求|目标|成果|标准|做法|细化")),
    ("title", re.compile(r"任务|事项|工作|项目|名称|行动|清单|要点")),
)
_CELL = re.compile(r"[^\t|]+")
_RULER = re.compile(r"^[\s|:\-]+$")
_NUMBER = re.compile(r"^\s*(\d{1,3})\s*[.、]?\s*$")
_ENOUGH_COLUMNS = 2
_LONGEST_HEADING = 16


@dataclass(slots=True)
class Row:
    """One line of a table that states a task. Offsets in the view."""

    start: int
    end: int
    number: int | None
    title: tuple[int, int]
    section: tuple[int, int] | None
    blocks: list[Block] = field(default_factory=list)


def find_rows(view: View, masked: str, rule: Rule) -> dict[int, Row]:
    """The task rows of all tables, by the offset at which they start."""
    rows: dict[int, Row] = {}
    columns: list[str] = []
    section: tuple[int, int] | None = None
    for paragraph in view.paragraphs:
        if not paragraph.row:
            columns, section = (
                ([], None) if paragraph.end - paragraph.start > _LONGEST_HEADING * 4 else (columns, section)
            )
            continue
        cells = _cells(view, paragraph)
        heading = _columns(view, cells)
        if heading:
            columns, section = heading, None
            continue
        if not columns or _RULER.match(view.folded[paragraph.start : paragraph.end]):
            continue
        written = [cell for cell in cells if cell[1] > cell[0]]
        if len({view.folded[start:end] for start, end in written}) == 1:
            section = written[0]
            continue
        row = _row(view, masked, paragraph, cells, columns, section, rule)
        if row is not None:
            rows[paragraph.start] = row
            section = row.section
    return rows


def _cells(view: View, paragraph: Paragraph) -> list[tuple[int, int]]:
    start, end = paragraph.start, paragraph.end
    separator = (
        "|" if view.folded.count("|", start, end) >= _ENOUGH_COLUMNS and "\t" not in view.folded[start:end] else "\t"
    )
    if separator == "|" and view.folded[start] == "|":
        start += 1
    if separator == "|" and view.folded[end - 1] == "|":
        end -= 1
    cells: list[tuple[int, int]] = []
    begin = start
    for index in range(start, end + 1):
        if index == end or view.folded[index] == separator:
            cells.append(view.trimmed(begin, index))
            begin = index + 1
    return cells


def _columns(view: View, cells: list[tuple[int, int]]) -> list[str]:
    """The role of each column when the cells are headings, else nothing."""
    words = ["".join(view.folded[start:end].split()) for start, end in cells]
    roles = [
        next((role for role, pattern in _COLUMNS if pattern.search(word)), "")
        if 0 < len(word) <= _LONGEST_HEADING
        else ""
        for word in words
    ]
    units = [role for role in roles if role in {"lead", "responsible", "supporting"}]
    tasks = [role for role in roles if role in {"title", "detail"}]
    named = [role for role in roles if role]
    return (
        roles
        if units and tasks and len(named) >= _ENOUGH_COLUMNS and len(named) * 2 > len([word for word in words if word])
        else []
    )


def _row(
    view: View, masked: str, paragraph: Paragraph, cells: list[tuple[int, int]], columns: list[str],
    section: tuple[int, int] | None, rule: Rule,
) -> Row | None:  # fmt: skip
    found: dict[str, list[tuple[int, int]]] = {}
    for role, cell in zip(columns, cells, strict=False):
        if role and cell[1] > cell[0]:
            found.setdefault(role, []).append(cell)
    titles = found.get("title", []) + found.get("detail", [])
    if not titles:
        return None
    above = found.get("section", [])
    if len(found.get("title", [])) > 1 and not above:
        above, titles = titles[:1], titles[1:]
    written = _NUMBER.match(view.folded[slice(*found["number"][0])]) if "number" in found else None
    row = Row(
        paragraph.start,
        paragraph.end,
        int(written.group(1)) if written else None,
        titles[0],
        above[0] if above else section,
    )
    for role, name in ((Role.LEAD, "lead"), (Role.RESPONSIBLE, "responsible"), (Role.SUPPORTING, "supporting")):
        for start, end in found.get(name, []):
            block = Block(start, end, "labelled")
            read_units(
                block,
                masked,
                start,
                end,
                role,
                rule if role is Role.RESPONSIBLE and "lead" not in found else Rule("none"),
            )
            row.blocks.append(block)
    for start, end in found.get("deadline", []):
        row.blocks.append(Block(start, end, "labelled", deadline=(start, end)))
    return row
