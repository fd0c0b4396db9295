"""Attributions in plain words: 由市商务局牵头，市财政局配合 as the last sentence of a clause, or at the head of one."""

import re
from bisect import bisect_right
from collections import Counter

from mandate.compiler.attribution import find_blocks, read_units
from mandate.compiler.blocks import HEADING, OPENING, Block
from mandate.compiler.bodies import are_units, is_sure
from mandate.compiler.draft import ClauseKind
from mandate.compiler.labels import label_at
from mandate.compiler.names import is_collective
from mandate.compiler.notation import Rule
from mandate.compiler.plain_lines import plain_line
from mandate.compiler.roles import Role
from mandate.compiler.view import Paragraph, View

_LONGEST = 200
_END = " 。;；，,\t\n"
_ENOUGH = 2
_NOTE = re.compile(r"\s*(?:备?注|附注|说明)\s*\d?\s*:")
_LABELLED = re.compile(r"(?:单位|部门|时限|时间)\s*:")
_SEVERAL = 3
_USUAL = 5
_LONGEST_HEADING = 60
_GROUPING = {ClauseKind.CHAPTER, ClauseKind.SECTION, ClauseKind.ITEM}
_LISTED = r"[^。；;：:，,\n]{2,80}?"
_OPENING = re.compile(
    rf"(?:(?<=[。；;，,:.、\s)\]])|^)(?P<names>(?P<lead>由?{_LISTED}牵头(?:负责|组织|抓总)?|由{_LISTED}负责(?=[，,]))(?:[，,]?(?:会同|协同|联合|商){_LISTED}(?=[，,。；;])"
    rf"|[，,](?:由)?{_LISTED}(?:密切|积极)?(?:配合|参与|协助|协同|协办|参加)(?=[，,。；;]))?)"
)
# 市营商办负责统筹协调 describes an office, in brackets it would name who is responsible.
_CHARGE = re.compile(r"负责(?!落实|实施|推进|牵头|组织|具体)[\u4e00-\u9fff]")


def blocks_of(view: View, masked: str, rule: Rule) -> list[Block]:
    """All attribution blocks outside tables: in brackets, on lines of their own, or as sentences."""
    written = [one for one in view.paragraphs if not one.row]
    notes = [one for one in written if _is_note(view.folded, one)]
    lines = [one for one in written if one not in notes]
    plain = {one.start: block for one in lines if (block := plain_line(masked, one, rule)) is not None}
    blocks = [block for line in lines for block in _blocks_in(masked, line, rule, plain, listed=False)]
    if sum(block.form == "bare" for block in blocks) >= _USUAL:
        blocks = [one for line in lines for one in _blocks_in(masked, line, rule, plain, listed=True)]
    starts = [one.start for one in lines]
    if not any(block.units for block in blocks):
        blocks.extend(_heading_blocks(masked, lines))
    blocks.extend(_sentence_blocks(masked, _silent(lines, starts, blocks), rule))
    opening = _opening_blocks(masked, _silent(lines, starts, blocks), rule)
    usual = len(opening) >= max(_SEVERAL, sum(bool(block.units) for block in blocks))
    blocks.extend(opening if usual else [])
    return blocks + [Block(one.start, one.end, "note") for one in notes]


def _blocks_in(masked: str, line: Paragraph, rule: Rule, plain: dict[int, Block], *, listed: bool) -> list[Block]:
    return [plain[line.start]] if line.start in plain else find_blocks(masked, line, rule, listed=listed)


def _silent(lines: list[Paragraph], starts: list[int], blocks: list[Block]) -> list[Paragraph]:
    """The paragraphs in which no attribution was found."""
    spoken_for = {bisect_right(starts, block.start) - 1 for block in blocks}
    return [one for place, one in enumerate(lines) if place not in spoken_for]


def _heading_blocks(text: str, paragraphs: list[Paragraph]) -> list[Block]:
    """一、市商务局: where no clause names a unit and headings of one kind are units, the tasks below belong to them."""
    found: dict[ClauseKind, list[Block]] = {}
    others: Counter[ClauseKind] = Counter()
    for paragraph in paragraphs:
        label = label_at(text, paragraph.start)
        if label is None or label.kind not in _GROUPING:
            continue
        block = Block(label.end, paragraph.end, HEADING)
        if paragraph.end - label.end <= _LONGEST_HEADING:
            read_units(block, text, label.end, paragraph.end, Role.RESPONSIBLE, Rule("none"))
        names = [text[unit.start : unit.end] for unit in block.units]
        if names and all(map(is_sure, names)):
            found.setdefault(label.kind, []).append(block)
        else:
            others[label.kind] += 1
    return [one for kind, blocks in found.items() if len(blocks) >= max(_SEVERAL, others[kind]) for one in blocks]


def _opening_blocks(text: str, paragraphs: list[Paragraph], rule: Rule) -> list[Block]:
    """由市商务局牵头，会同海关，压缩通关时间: an attribution at the head of the sentence that says what is to be done.

    Counts where a document writes most of its attributions so; elsewhere such words rather describe how offices work together.
    """
    found: list[Block] = []
    for paragraph in paragraphs:
        numbered = label_at(text, paragraph.start)
        begin = numbered.end if numbered else paragraph.start
        for opening in _OPENING.finditer(text, begin, paragraph.end):
            ends = (opening.end("names"), opening.end("lead"))
            read = (_opening(text, opening.start("names"), end, rule) for end in ends)
            block = next((one for one in read if one is not None and text[one.end : paragraph.end].strip(_END)), None)
            if block is not None:
                found.append(block)
                break
    return found


def _opening(text: str, start: int, end: int, rule: Rule) -> Block | None:
    block = Block(start, end, OPENING)
    read_units(block, text, start, end, Role.RESPONSIBLE, rule)
    names = [text[unit.start : unit.end] for unit in block.units]
    known = are_units(names, sure=False) and not any(unit.odd for unit in block.units)
    return block if known and is_sure(names[0]) else None


def _is_note(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph explains how to read the others (说明：完成时限为…的), so that it gives no task anything."""
    noted = _NOTE.match(text, paragraph.start, paragraph.end)
    return noted is not None and not _LABELLED.search(text, noted.end(), paragraph.end)


def _sentence_blocks(masked: str, paragraphs: list[Paragraph], rule: Rule) -> list[Block]:
    """The attribution sentences of paragraphs that have no other attribution.

    One at the end of other words that does not begin with 由 counts only where the document writes several of them.
    """
    alone: list[Block] = []
    trailing: list[Block] = []
    for paragraph in paragraphs:
        start, end = _last_sentence(masked, paragraph)
        block = _read(masked, start, end, rule)
        if block is not None:
            certain = start == paragraph.start or masked.startswith("由", start)
            (alone if certain else trailing).append(block)
    return alone + trailing if len(alone) + len(trailing) >= _ENOUGH else alone


def _last_sentence(text: str, paragraph: Paragraph) -> tuple[int, int]:
    end = paragraph.end
    while end > paragraph.start and text[end - 1] in _END:
        end -= 1
    return text.rfind("。", paragraph.start, end) + 1 or paragraph.start, end


def _read(text: str, start: int, end: int, rule: Rule) -> Block | None:
    if not 4 < end - start <= _LONGEST or ("负责" not in text[start:end] and "牵头" not in text[start:end]):
        return None
    if _CHARGE.search(text, start, end):
        return None
    block = Block(start, end, "spoken")
    if not read_units(block, text, start, end, Role.RESPONSIBLE, rule):
        return None
    names = [text[unit.start : unit.end] for unit in block.units]
    if any(unit.odd for unit in block.units) or not are_units(names, sure=True):
        return None
    return block if any(not is_collective(name) for name in names) else None
