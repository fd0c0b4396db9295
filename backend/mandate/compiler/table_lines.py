"""Lines of a table: which one is the heading, and what the cells below it hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mandate.compiler.cells import WORD_FIELDS, Span, heading_fields, placed, second_heading
from mandate.compiler.columns import UNIT_FIELDS, number_of
from mandate.compiler.draft import ColumnField
from mandate.compiler.grids import gaps_of
from mandate.compiler.view import Paragraph, View

Fields = list[ColumnField | None]
_RULER = re.compile(r"^[\s|:\-]+$")
_NUMBER = re.compile(r"^\s*\d{1,3}\s*[.、]?\s*$")
_ENOUGH_BARS = 2
_PAIR = 2
# Copies go to …: what follows is the foot of the letter, though it may have columns.
_CLOSING = re.compile(r"\s*(?:抄\s*送|主\s*送|报\s*送)\s*:")
_LONGEST_BETWEEN = 64


@dataclass(slots=True)
class TableLine:
    """A row with its cells by what they hold; `number` is one that has no column of its own."""

    paragraph: Paragraph
    found: dict[ColumnField, list[Span]]
    number: int | None
    section: Span | None


def tables_of(view: View) -> Iterator[tuple[Fields, list[TableLine]]]:
    """(field of each column, lines below the heading) of every table, in the order of the text."""
    fields: Fields = []
    lines: list[TableLine] = []
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


def _line(words: list[str], cells: list[Span], fields: Fields, paragraph: Paragraph, section: Span | None) -> TableLine:
    places = placed(words, fields)
    found: dict[ColumnField, list[Span]] = {}
    for name, place in zip(fields, places, strict=True):
        if name is not None and place is not None:
            found.setdefault(name, []).append(cells[place])
    loose = [words[index] for index in range(len(words)) if index not in places and _NUMBER.match(words[index])]
    stated = found.get(ColumnField.NUMBER)
    number = number_of(words[cells.index(stated[0])]) if stated else number_of(loose[0]) if loose else None
    return TableLine(paragraph, found, number, section)


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


def heading_lines(view: View, lines: list[TableLine]) -> dict[int, Span]:
    """Lines that only head those below them (1 优化准入 above （7）, （8）), by their start: the words of each.

    They are numbered in a way of their own, and none of them names a unit, while most of the others do.
    """
    kinds: dict[bool, list[TableLine]] = {True: [], False: []}
    for line in lines:
        for start, end in line.found.get(ColumnField.NUMBER, []):
            kinds["(" in view.folded[start:end]].append(line)
    for heads, tasks in ((kinds[False], kinds[True]), (kinds[True], kinds[False])):
        units = sum(not UNIT_FIELDS.isdisjoint(line.found) for line in tasks)
        if heads and units * 2 > len(tasks) and all(UNIT_FIELDS.isdisjoint(line.found) for line in heads):
            titles = ((line, [cell for name in WORD_FIELDS for cell in line.found.get(name, [])]) for line in heads)
            return {
                line.paragraph.start: (line.found[ColumnField.NUMBER][0][0], words[0][1])
                for line, words in titles
                if words
            }
    return {}


def title_is_merged(view: View, fields: Fields, lines: list[TableLine]) -> bool:
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


def first_titles_group(view: View, fields: Fields, lines: list[TableLine]) -> bool:
    """Whether the first of two columns of names (工程名称, 重点任务) holds for several rows and the second for one."""
    if fields.count(ColumnField.TITLE) != _PAIR or ColumnField.SECTION in fields:
        return False
    names = [line.found.get(ColumnField.TITLE, []) for line in lines]
    firsts = [view.folded[slice(*found[0])] for found in names if len(found) == _PAIR]
    return bool(firsts) and (any(len(found) == 1 for found in names) or len(set(firsts)) < len(firsts))


def group_by_first_title(line: TableLine) -> None:
    """The first of two names becomes the section of the second."""
    titles = line.found.get(ColumnField.TITLE, [])
    if len(titles) == _PAIR:
        line.found[ColumnField.SECTION], line.found[ColumnField.TITLE] = titles[:1], titles[1:]
