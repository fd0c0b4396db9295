"""The lines of a kept text that are worth reading: without noise, page furniture and spaces that part no words."""

import re
from itertools import pairwise

from mandate.compiler.broken_rows import find_broken_rows
from mandate.compiler.grids import find_grids
from mandate.quantities.folding import fold

_NOISE = re.compile(
    r"\*\*+|\[bookmark:[^\]\n]{0,80}\]|[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\u0001-\u0008\u000b-\u001f\ufffd]"
    r"|</?[a-zA-Z][^<>\n]{0,200}>|&nbsp;|^[ \t]*#{1,6}[ \t]+|^[ \t]*>[ \t]+|!\[[^\]\n]{0,80}\]\([^)\n]{0,200}\)",
    re.MULTILINE,
)
_PAGE_LINE = re.compile(
    r"^\s*(?:[-·•－]{1,2}\s*\d{1,4}\s*[-·•－]{1,2}|第\s*\d{1,4}\s*页(?:\s*[,，/|]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|\d{1,3}"
    r"|[Pp]age\s*\d+(?:\s*of\s*\d+)?)\s*$"
)
# Spaces that some programs set around figures (完成 14 个): no boundary of words, and no column of a table.
_FIGURE_APART = re.compile(
    r"[\u4e00-\u9fff] \d[\d.,]*[%％]? ?[\u4e00-\u9fff]|[\u4e00-\u9fff] ?\d[\d.,]*[%％]? [\u4e00-\u9fff]"
)
_BESIDE_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff、，。：；（“—]) (?=\d)|(?<=[\d%％]) (?=[\u4e00-\u9fff])")
_NUMBER_OF_LINE = re.compile(r"\d{1,3} (?![年月日个户项家件万亿天])")
_FEW_FIGURES = 4


def gridded_lines(kept: str) -> tuple[list[list[int]], set[int]]:
    """The lines without page furniture, those of one row of a table joined by -1, and which of them are such rows."""
    lines = _lines(kept)
    words = ["".join(kept[place] for place in line) for line in lines]
    tabs = [_tabs_around(kept, line[0]) for line in lines]
    empty_before = (kept.count("\n", above[-1], below[0]) > 1 for above, below in pairwise(lines))
    apart = frozenset(index for index, empty in enumerate(empty_before, 1) if empty)
    rows = {one.lines[0]: one for one in (*find_broken_rows(words, tabs, apart), *find_grids(words))}
    taken = {place for one in rows.values() for place in one.lines}
    kept_lines: list[list[int]] = []
    grid: set[int] = set()
    spaced_out = sum(len(_FIGURE_APART.findall(line)) for line in words) >= _FEW_FIGURES
    for index, line in enumerate(lines):
        row = rows.get(index)
        if row is not None:
            grid.add(len(kept_lines))
            joined = [place for one in row.lines for place in (-1, *lines[one])]
            kept_lines.append(joined[1:])
        elif index not in taken and not _PAGE_LINE.match(fold(words[index])):
            spaced = _without_justification(kept, line)
            kept_lines.append(_with_figures_close(kept, spaced) if spaced_out else spaced)
    return kept_lines, grid


def _tabs_around(kept: str, place: int) -> int:
    """How many tabs the line around an offset has, those at its ends too."""
    end = kept.find("\n", place)
    return kept.count("\t", kept.rfind("\n", 0, place) + 1, end if end >= 0 else len(kept))


def _lines(kept: str) -> list[list[int]]:
    """For each line that holds text: the offsets of the characters worth reading."""
    removed = bytearray(len(kept))
    for match in _NOISE.finditer(kept):
        removed[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    lines: list[list[int]] = []
    position = 0
    for raw in kept.split("\n"):
        places = [position + index for index in range(len(raw)) if not removed[position + index]]
        position += len(raw) + 1
        while places and kept[places[0]].isspace() and kept[places[0]] != "\t":
            places.pop(0)
        # Empty cells at the end of a row are cells.
        row = "\t" in raw.strip()
        while places and kept[places[-1]].isspace() and not (row and kept[places[-1]] == "\t"):
            places.pop()
        if places:
            lines.append(places)
    return lines


def _without_justification(kept: str, places: list[int]) -> list[int]:
    """Lines set with a space after every character (营 商 环 境) lose those spaces."""
    spaces = sum(kept[place] == " " for place in places)
    if spaces * 5 < len(places) * 2 or len(places) < 7:
        return places
    return [place for place in places if kept[place] != " "]


def _with_figures_close(kept: str, places: list[int]) -> list[int]:
    """A line without the spaces around its figures; the one behind a number that opens the line stays."""
    line = "".join(kept[place] for place in places)
    opens = _NUMBER_OF_LINE.match(line)
    spaces = {match.start() for match in _BESIDE_FIGURE.finditer(line, opens.end() if opens else 0)}
    return [place for index, place in enumerate(places) if index not in spaces] if spaces else places
