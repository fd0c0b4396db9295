"""Tables: which line is the heading, which column holds the task, its units and its deadline."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mandate.compiler.attribution import find_blocks, read_units
from mandate.compiler.blocks import Block
from mandate.compiler.cells import WORD_FIELDS, Span, heading_fields, placed, second_heading
from mandate.compiler.columns import UNIT_FIELDS, number_of
from mandate.compiler.draft import ColumnField
from mandate.compiler.figures import figures_of
from mandate.compiler.grids import gaps_of
from mandate.compiler.labels import label_at
from mandate.compiler.notation import Rule
from mandate.compiler.roles import Role
from mandate.compiler.view import Paragraph, View

_RULER = re.compile(r"^[\s|:\-]+$")
_NUMBER = re.compile(r"^\s*\d{1,3}\s*[.、]?\s*$")
_ENOUGH_BARS = 2
_PAIR = 2
# Copies go to …: what follows is the foot of the letter, though it may have columns.
_CLOSING = re.compile(r"\s*(?:抄\s*送|主\s*送|报\s*送)\s*:")
_LONGEST_BETWEEN = 64
_ROLES = (
    (ColumnField.LEAD, Role.LEAD),
    (ColumnField.RESPONSIBLE, Role.RESPONSIBLE),
    (ColumnField.SUPPORTING, Role.SUPPORTING),
)


@dataclass(slots=True)
class Row:
    """One line of a table that states a task. Offsets in the view. `above` are blocks of a merged cell that began higher up.

    `cells` are the stretches that are read where some of it is not; without any, the whole line is.
    """

    start: int
    end: int
    number: int | None
    title: tuple[int, int]
    section: tuple[int, int] | None
    blocks: list[Block] = field(default_factory=list)
    above: list[Block] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)
    figures: list[tuple[Span, Span]] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """A row with its cells by what they hold; `number` is one that has no column of its own."""

    paragraph: Paragraph
    found: dict[ColumnField, list[Span]]
    number: int | None
    section: Span | None


def find_rows(view: View, masked: str, rule: Rule) -> dict[int, Row]:
    """The task rows of all tables, by the offset at which they start."""
    rows: dict[int, Row] = {}
    for fields, lines in _tables(view):
        if _first_titles_group(view, fields, lines):
            for line in lines:
                _group_by_first_title(line)
        merged = _title_is_merged(view, fields, lines)
        shared = any(UNIT_FIELDS.isdisjoint(line.found) for line in lines)
        last: Row | None = None
        title: Span | None = None
        section: Span | None = None
        for line in lines:
            titles = line.found.get(ColumnField.TITLE, [])
            title = titles[0] if titles else title
            # Of a category and its sub-category the nearer one.
            section = next(reversed(line.found.get(ColumnField.SECTION, [])), line.section or section)
            row = _row(view, line, title if merged else None, section)
            if row is None:
                continue
            leads = ColumnField.LEAD in fields
            row.blocks = _blocks(masked, line.found, rule, leads=leads)
            row.figures = figures_of(line.found)
            if last is not None:
                row.above = filled_down(row, last, line.found, leads=leads)
                if shared and not row.above and all(block.units for block in row.blocks):
                    row.above = days_of(last) if row.blocks else []
            rows[line.paragraph.start] = row
            last = row
    return rows


def filled_down(row: Row, last: Row, found: Mapping[ColumnField, list[Span]], *, leads: bool) -> list[Block]:
    """What a row takes from the one above where its cells are empty: the units, or only who leads, and then the deadline."""
    named = [block for block in (*last.blocks, *last.above) if block.units]
    leading = [block for block in named if all(unit.role is Role.LEAD for unit in block.units)]
    if not any(block.units for block in row.blocks):
        others = [block for block in last.blocks if block.units and block not in leading] or [
            block for block in last.above if block.units and block not in leading
        ]
        taken = [*leading[:1], *others]
    elif leads and ColumnField.LEAD not in found and not any(block.names_lead for block in row.blocks):
        taken = leading[:1]
    else:
        taken = []
    if not taken:
        return []
    return [*taken, *([] if any(block.deadline for block in row.blocks) else days_of(last))]


def days_of(last: Row) -> list[Block]:
    """The deadline of a row, its own or one that it shares."""
    return [block for block in (*last.blocks, *last.above) if block.deadline and not block.units][:1]


def _tables(view: View) -> Iterator[tuple[list[ColumnField | None], list[_Line]]]:
    fields: list[ColumnField | None] = []
    lines: list[_Line] = []
    section: Span | None = None
    for paragraph in view.paragraphs:
        if not paragraph.row:
            section = None
            far = paragraph.end - paragraph.start > _LONGEST_BETWEEN
            if lines and (far or _CLOSING.match(view.folded, paragraph.start)):
                yield fields, lines
                fields, lines = [], []
            continue
        cells = _cells(view, paragraph)
        words = [view.folded[start:end] for start, end in cells]
        heading = heading_fields(words)
        if heading:
            if lines:
                yield fields, lines
            fields, lines, section = heading, [], None
        elif fields and not lines and (both := second_heading(fields, words)):
            fields = both
        elif fields and not _RULER.match(view.folded[paragraph.start : paragraph.end]):
            written = [cell for cell in cells if cell[1] > cell[0]]
            if len({view.folded[start:end] for start, end in written}) == 1:
                section = written[0]
            else:
                lines.append(_line(words, cells, fields, paragraph, section))
    if lines:
        yield fields, lines


def _line(
    words: list[str], cells: list[Span], fields: list[ColumnField | None], paragraph: Paragraph, section: Span | None
) -> _Line:
    places = placed(words, fields)
    found: dict[ColumnField, list[Span]] = {}
    for name, place in zip(fields, places, strict=True):
        if name is not None and place is not None:
            found.setdefault(name, []).append(cells[place])
    loose = [words[index] for index in range(len(words)) if index not in places and _NUMBER.match(words[index])]
    stated = found.get(ColumnField.NUMBER)
    number = number_of(words[cells.index(stated[0])]) if stated else number_of(loose[0]) if loose else None
    return _Line(paragraph, found, number, section)


def _cells(view: View, paragraph: Paragraph) -> list[Span]:
    start, end = paragraph.start, paragraph.end
    words = view.folded[start:end]
    if "\t" in words or "\n" in words:
        separator = "\t" if "\t" in words else "\n"
    elif words.count("|") >= _ENOUGH_BARS:
        separator = "|"
        start += words.startswith("|")
        end -= words.endswith("|")
    else:
        return _gapped(view, start, end)
    cells: list[Span] = []
    begin = start
    for index in range(start, end + 1):
        if index == end or view.folded[index] == separator:
            cells.append(_unbarred(view, *view.trimmed(begin, index)))
            begin = index + 1
    return cells


def _unbarred(view: View, start: int, end: int) -> Span:
    """A cell on a line of its own without the bar that closes it."""
    while start < end and view.folded[start] in "| ":
        start += 1
    while end > start and view.folded[end - 1] in "| ":
        end -= 1
    return start, end


def _gapped(view: View, start: int, end: int) -> list[Span]:
    cells: list[Span] = []
    for cell in gaps_of(view.folded[start:end]):
        begin = view.folded.index(cell, cells[-1][1] if cells else start)
        cells.append((begin, begin + len(cell)))
    return cells


def _title_is_merged(view: View, fields: list[ColumnField | None], lines: list[_Line]) -> bool:
    """Whether the column of tasks is written once for several rows, so that its words are the heading of their details."""
    if ColumnField.TITLE not in fields or ColumnField.BODY not in fields:
        return False
    before = ""
    for line in lines:
        titles, bodies = line.found.get(ColumnField.TITLE), line.found.get(ColumnField.BODY)
        words = view.folded[slice(*titles[0])] if titles else ""
        if bodies and (not titles or words == before):
            return True
        before = words
    return False


def _first_titles_group(view: View, fields: list[ColumnField | None], lines: list[_Line]) -> bool:
    """Whether the first of two columns of names (工程名称, 重点任务) holds for several rows and the second for one."""
    if fields.count(ColumnField.TITLE) != _PAIR or ColumnField.SECTION in fields:
        return False
    names = [line.found.get(ColumnField.TITLE, []) for line in lines]
    firsts = [view.folded[slice(*found[0])] for found in names if len(found) == _PAIR]
    return bool(firsts) and (any(len(found) == 1 for found in names) or len(set(firsts)) < len(firsts))


def _group_by_first_title(line: _Line) -> None:
    titles = line.found.get(ColumnField.TITLE, [])
    if len(titles) == _PAIR:
        line.found[ColumnField.SECTION], line.found[ColumnField.TITLE] = titles[:1], titles[1:]


def _row(view: View, line: _Line, heading: Span | None, section: Span | None) -> Row | None:
    words = [cell for name in WORD_FIELDS for cell in line.found.get(name, [])]
    titles = line.found.get(ColumnField.TITLE, [])
    if heading is not None and line.found.get(ColumnField.BODY):
        words, section = line.found[ColumnField.BODY], heading
    elif len(titles) > 1 and section is None:
        words, section = titles[1:], titles[0]
    if not words:
        return None
    start, end = words[0]
    label = label_at(view.folded, start) if line.number is None else None
    if label is not None and label.end < end:
        start = label.end
    number = label.number if label is not None and label.end < end else line.number
    return Row(line.paragraph.start, line.paragraph.end, number, (start, end), section)


def _blocks(masked: str, found: dict[ColumnField, list[Span]], rule: Rule, *, leads: bool) -> list[Block]:
    blocks: list[Block] = []
    for name, role in _ROLES:
        for start, end in found.get(name, []):
            said = [
                one for one in find_blocks(masked, Paragraph(start, end), rule) if one.form == "labelled" and one.units
            ]
            if said:
                blocks.extend(said)
                continue
            block = Block(start, end, "labelled")
            applied = rule if role is Role.RESPONSIBLE and not leads else Rule("none")
            read_units(block, masked, start, end, role, applied)
            if block.units:
                blocks.append(block)
    for start, end in found.get(ColumnField.DEADLINE, []):
        blocks.append(Block(start, end, "labelled", deadline=(start, end)))
    for name, cells in found.items():
        if name in WORD_FIELDS:
            for start, end in cells:
                blocks.extend(one for one in find_blocks(masked, Paragraph(start, end), rule) if one.form != "bare")
    return sorted(blocks, key=lambda block: block.start)
