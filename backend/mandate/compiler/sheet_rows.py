"""Rows of a sheet become tasks by what their columns mean."""

from bisect import bisect_left, bisect_right
from collections import Counter

from mandate.compiler.attribution import find_blocks, read_units
from mandate.compiler.blocks import Block
from mandate.compiler.columns import UNIT_FIELDS, number_of
from mandate.compiler.draft import ColumnField
from mandate.compiler.figures import figures_of
from mandate.compiler.notation import Rule
from mandate.compiler.reading.kept import Line, Table
from mandate.compiler.roles import Role
from mandate.compiler.rows import Row, days_of, filled_down
from mandate.compiler.view import Paragraph, View

_ROLES = {
    ColumnField.LEAD: Role.LEAD,
    ColumnField.RESPONSIBLE: Role.RESPONSIBLE,
    ColumnField.SUPPORTING: Role.SUPPORTING,
}
_WORDS = (ColumnField.TITLE, ColumnField.BODY, ColumnField.TARGET)
_LONGEST_SECTION = 40
_LONGEST_NUMBER = 3
_NOTES = ("注", "备注", "说明", "填表", "单位:", "附")

Span = tuple[int, int]
Found = dict[ColumnField, list[Span]]


def with_sheets(view: View, regions: list[int], table: Table) -> list[int]:
    """Where new documents begin in the view, each sheet being one: a heading of one sheet is none of the next."""
    places = [bisect_left(view.origin, start) for start in table.sheet_starts]
    return sorted({*regions, *(place for place in places if place < len(view.origin))})


def find_sheet_rows(view: View, masked: str, rule: Rule, table: Table) -> dict[int, Row]:
    """The tasks of all sheets, by the offset in the view at which their row starts."""
    meaning = {(one.sheet, one.index): one.field for one in table.columns}
    lines = [line for line in table.lines if line.cells]
    starts = [line.start for line in lines]
    leading = {sheet for (sheet, _), field in meaning.items() if field is ColumnField.LEAD}
    rows: dict[int, Row] = {}
    section: Span | None = None
    above: Found = {}
    last: Row | None = None
    merged = _sheets_with_merged_titles(lines, meaning)
    dated = _sheets_with_merged_days(lines, meaning)
    for paragraph in view.paragraphs:
        if not paragraph.row:
            section, above, last = _section_line(view, paragraph), {}, None
            continue
        place = bisect_right(starts, view.origin[paragraph.start]) - 1
        if place < 0 or not lines[place].stated:
            section = _name_of_sheet(view, table, lines[place].sheet) if place >= 0 else None
            continue
        line = lines[place]
        found = _found(view, paragraph, line, meaning)
        # A category is written once for all rows to which it belongs.
        shared = {ColumnField.SECTION, *([ColumnField.TITLE] if line.sheet in merged else [])}
        kept = {field: spans for field, spans in above.items() if field in shared}
        row = _row(view, paragraph, {**kept, **found}, above, section, merged=line.sheet in merged)
        if row is not None:
            row.blocks = _blocks(masked, found, rule if line.sheet not in leading else Rule("none"), rule)
            row.figures = figures_of(found)
            if last is not None and row.number is not None:
                row.above = filled_down(row, last, found, leads=line.sheet in leading)
                if not row.above and line.sheet in dated and not any(block.deadline for block in row.blocks):
                    row.above = days_of(last) if row.blocks else []
            rows[paragraph.start] = last = row
        above = {**kept, **found}
    return rows


def _sheets_with_merged_days(lines: list[Line], meaning: dict[tuple[int, int], ColumnField]) -> set[int]:
    """The sheets in which most tasks have a day in its column: who has none there shares that of the row above."""
    tasks: Counter[int] = Counter()
    dated: Counter[int] = Counter()
    for line in lines:
        written = [index for index, (start, end) in enumerate(line.cells) if line.stated and end > start]
        fields = {meaning.get((line.sheet, index)) for index in written}
        tasks[line.sheet] += ColumnField.NUMBER in fields
        dated[line.sheet] += ColumnField.NUMBER in fields and ColumnField.DEADLINE in fields
    return {sheet for sheet, count in dated.items() if count * 2 > tasks[sheet]}


def _sheets_with_merged_titles(lines: list[Line], meaning: dict[tuple[int, int], ColumnField]) -> set[int]:
    """The sheets in which a task is written once over several numbered rows that say how it is done."""
    found: set[int] = set()
    for line in lines:
        fields = {
            meaning.get((line.sheet, index))
            for index, (start, end) in enumerate(line.cells)
            if line.stated and end > start
        }
        if {ColumnField.NUMBER, ColumnField.BODY} <= fields and ColumnField.TITLE not in fields:
            found.add(line.sheet)
    return found


def _section_line(view: View, paragraph: Paragraph) -> Span | None:
    """A short line between rows names what follows; a note or a sentence does not."""
    words = view.folded[paragraph.start : paragraph.end].strip()
    if not words or len(words) > _LONGEST_SECTION or words.endswith(("。", ";")) or words.startswith(_NOTES):
        return None
    return view.trimmed(paragraph.start, paragraph.end)


def _name_of_sheet(view: View, table: Table, sheet: int) -> Span | None:
    if sheet not in table.names:
        return None
    start, end = (bisect_left(view.origin, place) for place in table.names[sheet])
    return view.trimmed(start, end) if end > start else None


def _found(view: View, paragraph: Paragraph, line: Line, meaning: dict[tuple[int, int], ColumnField]) -> Found:
    """The written cells of a row by what they hold, as stretches of the view."""
    found: Found = {}
    for index, (start, end) in enumerate(line.cells):
        field = meaning.get((line.sheet, index), ColumnField.IGNORE)
        first = bisect_left(view.origin, start, paragraph.start, paragraph.end)
        last = bisect_left(view.origin, end, paragraph.start, paragraph.end)
        cell = view.trimmed(first, last)
        if cell[1] > cell[0]:
            found.setdefault(field, []).append(cell)
    return found


def _row(
    view: View, paragraph: Paragraph, found: Found, above: Found, section: Span | None, *, merged: bool
) -> Row | None:
    words = [span for field in _WORDS for span in found.get(field, []) if not view.folded[slice(*span)].isdigit()]
    own = [span for span in words if span[0] >= paragraph.start]
    if not own:
        return None
    title = words[0]
    sections = found.get(ColumnField.SECTION, [])
    within = sections[-1] if sections else section
    bodies = found.get(ColumnField.BODY, [])
    if bodies and title not in bodies and (merged or _same(view, found, above)):
        # A task written over several rows: each row is told apart by its own words.
        within, title = title, bodies[0]
    elif title not in own:
        within, title = title, own[0]
    written = found.get(ColumnField.NUMBER, [])
    number = number_of(view.folded[slice(*written[0])]) if written else None
    return Row(paragraph.start, paragraph.end, number, title, within, cells=_read_stretches(paragraph, found))


def _read_stretches(paragraph: Paragraph, found: Found) -> list[Span]:
    """The row's own cells that are read, those beside each other together: a number is told by the words before it."""
    stretches: list[Span] = []
    begun = False
    own = sorted((span, field) for field, spans in found.items() for span in spans if span[0] >= paragraph.start)
    for (start, end), field in own:
        if field is ColumnField.IGNORE:
            begun = False
            continue
        stretches[-1:] = [(stretches[-1][0], end)] if begun else [*stretches[-1:], (start, end)]
        begun = True
    return stretches


def _same(view: View, found: Found, above: Found) -> bool:
    """Whether the title only repeats that of the row above."""
    mine, theirs = found.get(ColumnField.TITLE, []), above.get(ColumnField.TITLE, [])
    return bool(mine and theirs) and view.folded[slice(*mine[0])] == view.folded[slice(*theirs[0])]


def _blocks(masked: str, found: Found, rule: Rule, spoken: Rule) -> list[Block]:
    blocks: list[Block] = []
    for field, role in _ROLES.items():
        for start, end in found.get(field, []):
            labelled = [one for one in find_blocks(masked, Paragraph(start, end), spoken) if one.form == "labelled"]
            if any(one.units for one in labelled):
                blocks.extend(labelled)
                continue
            block = Block(start, end, "labelled")
            read_units(block, masked, start, end, role, rule if role is Role.RESPONSIBLE else Rule("none"))
            if block.units:
                blocks.append(block)
    for start, end in found.get(ColumnField.DEADLINE, []):
        # A lone number is no day: its column was taken for another, or its row slipped.
        if not masked[start:end].isdigit() or end - start > _LONGEST_NUMBER:
            blocks.append(Block(start, end, "labelled", deadline=(start, end)))
    for field, spans in found.items():
        if field not in UNIT_FIELDS and field is not ColumnField.DEADLINE and field is not ColumnField.IGNORE:
            for start, end in spans:
                blocks.extend(find_blocks(masked, Paragraph(start, end), spoken))
    return sorted(blocks, key=lambda block: block.start)
