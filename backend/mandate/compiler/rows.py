"""Rows of tables that state tasks: each with its title, its section, its units and its deadline."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mandate.compiler.attribution import find_blocks, read_units
from mandate.compiler.blocks import Block
from mandate.compiler.cells import WORD_FIELDS, Span
from mandate.compiler.columns import UNIT_FIELDS
from mandate.compiler.draft import ColumnField
from mandate.compiler.figures import figures_of
from mandate.compiler.labels import label_at
from mandate.compiler.notation import Rule
from mandate.compiler.roles import Role
from mandate.compiler.table_lines import (
    TableLine,
    first_titles_group,
    group_by_first_title,
    heading_lines,
    tables_of,
    title_is_merged,
)
from mandate.compiler.view import Paragraph, View

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


def find_rows(view: View, masked: str, rule: Rule) -> dict[int, Row]:
    """The task rows of all tables, by the offset at which they start."""
    rows: dict[int, Row] = {}
    for fields, lines in tables_of(view):
        if first_titles_group(view, fields, lines):
            for line in lines:
                group_by_first_title(line)
        merged = title_is_merged(view, fields, lines)
        heads = heading_lines(view, lines)
        shared = any(UNIT_FIELDS.isdisjoint(line.found) for line in lines)
        last: Row | None = None
        title: Span | None = None
        section: Span | None = None
        for line in lines:
            if line.paragraph.start in heads:
                section, last = heads[line.paragraph.start], None
                continue
            titles = line.found.get(ColumnField.TITLE, [])
            title = titles[0] if titles else title
            # Of a category and its sub-category the nearer one.
            section = next(reversed(line.found.get(ColumnField.SECTION, [])), _below(line.section, section))
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


def _below(stated: Span | None, section: Span | None) -> Span | None:
    """The later of a line across the whole table and the heading of the rows since."""
    return max((one for one in (stated, section) if one is not None), default=None)


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


def _row(view: View, line: TableLine, heading: Span | None, section: Span | None) -> Row | None:
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
