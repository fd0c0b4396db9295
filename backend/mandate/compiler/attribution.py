"""Blocks that say who does what: found in brackets, on lines of their own, or at the end of a paragraph."""

import re

from mandate.calendars.deadlines import read_deadlines
from mandate.compiler.blocks import Block, Unit
from mandate.compiler.bodies import are_units, is_no_unit, is_sure
from mandate.compiler.labels import label_at
from mandate.compiler.names import Name, looks_like_unit, split_names
from mandate.compiler.notation import Rule
from mandate.compiler.roles import ROLE_LABEL, Role, role_of_label, role_of_tail
from mandate.compiler.view import Paragraph

_OPEN, _CLOSE = "([", ")]"
_LONGEST = 800
_STRICT_LINE = re.compile(
    r"(?:^|(?<=[。;!?”)\]\s》\-·●■◆◇▲△▶►➤➢★☆※○□]))(?=(?:[一-龥]{0,6}(?:单位|部门|处室|主体|局委)|[一-龥]{0,4}(?:时限|时间|期限|节点|要求)|时限要求|(?:责任|职责|任务|工作)?分工)\s*:)"
)
_LEVEL = re.compile(r"(?:国家|中央|[省市州区县]级|[省市区县]直|属地|[市州]县|县市区|镇街)(?:层面)?\s*:\s*")
_REMARK = re.compile(r"\s*(?:以下|以上|下称|简称|含|不含|包括|即|如|又|其中|试行|除|见|详见|注|原)")
_DEADLINE_WORDS = re.compile(
    r"^\D{0,4}(?:\d{4}年|\d{1,2}月|年底|年内|第?[一二三四]季度|长期|持续|常态|全年|立即|即日|已|按|按照).{0,20}$"
)
# A name that no known ending betrays counts where a verb of role follows it.
_NAME = re.compile(r"^[\u4e00-\u9fff“”（）()]{2,20}$")


def find_blocks(masked: str, paragraph: Paragraph, rule: Rule, *, listed: bool = False) -> list[Block]:
    """The attribution blocks of one paragraph, in order; they do not overlap.

    `listed`: the document usually names units by a bare list in brackets, so that such a list need not be sure.
    """
    blocks: list[Block] = []
    position = paragraph.start
    spans = _bracket_spans(masked, paragraph.start, paragraph.end)
    for start, end in spans:
        if start < position:
            continue
        block = _bracket_block(masked, start, end, paragraph, rule, listed=listed)
        if block is not None:
            blocks.append(block)
            position = block.end
    tail = _line_block(masked, paragraph, spans, rule)
    if tail is not None:
        blocks = [block for block in blocks if block.end <= tail.start] + [tail]
    return blocks


def _bracket_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Outermost brackets; one that is never closed ends with the paragraph."""
    spans: list[tuple[int, int]] = []
    depth, opened = 0, start
    for index in range(start, end):
        if text[index] in _OPEN:
            if depth == 0:
                opened = index
            elif ROLE_LABEL.match(text, index + 1):
                depth, opened = 0, index
            depth += 1
        elif text[index] in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                spans.append((opened, index + 1))
    if depth:
        spans.append((opened, end))
    return spans


def _bracket_block(text: str, start: int, end: int, paragraph: Paragraph, rule: Rule, *, listed: bool) -> Block | None:
    if end - start > _LONGEST:
        return None
    closed = text[end - 1] in _CLOSE
    inside = (start + 1, end - 1 if closed else end)
    labels = [match for match in ROLE_LABEL.finditer(text, *inside) if role_of_label(match) is not Role.NO_UNIT]
    if labels:
        if labels[0].start() - inside[0] > 60 or (not closed and labels[0].start() > inside[0] + 2):
            return None
        return _labelled(text, start, end, inside, rule)
    if not closed or _REMARK.match(text, *inside):
        return None
    levels = _by_level(text, start, end, inside)
    if levels is not None:
        return levels
    ends_here = not text[end : paragraph.end].strip(" 。;，、.").strip()
    # 一项措施（甲局）；另一项措施（乙局）。
    ends_a_part = text[end : end + 1] in {";", "。"} and text[paragraph.start : paragraph.end].rstrip(" 。;").endswith(
        ")"
    )
    return _spoken(text, start, end, inside, rule, last=ends_here or ends_a_part, listed=listed)


def _by_level(text: str, start: int, end: int, inside: tuple[int, int]) -> Block | None:
    """（市级：市商务局、市税务局；县级：各县政府）: who is responsible, by levels of government."""
    levels = list(_LEVEL.finditer(text, *inside))
    if not levels or levels[0].start() > inside[0]:
        return None
    block = Block(start, end, "labelled")
    stops = [one.start() for one in levels[1:]] + [inside[1]]
    for level, stop in zip(levels, stops, strict=True):
        read_units(block, text, level.end(), stop, Role.RESPONSIBLE, Rule("none"))
    names = [text[unit.start : unit.end] for unit in block.units]
    return block if are_units(names, sure=False) and not any(unit.odd for unit in block.units) else None


def _line_block(text: str, paragraph: Paragraph, spans: list[tuple[int, int]], rule: Rule) -> Block | None:
    numbered = label_at(text, paragraph.start)
    begins = [match.end() for match in _STRICT_LINE.finditer(text, paragraph.start, paragraph.end)]
    for begin in [*([numbered.end] if numbered else []), *begins]:
        if any(start < begin < end for start, end in spans):
            continue
        # A number alone on its line ends behind it, in the next paragraph.
        label = ROLE_LABEL.match(text, begin, max(begin, paragraph.end))
        if label is None or role_of_label(label) is Role.NO_UNIT:
            continue
        return _labelled(text, begin, paragraph.end, (begin, paragraph.end), rule)
    return None


def _labelled(text: str, start: int, end: int, inside: tuple[int, int], rule: Rule) -> Block | None:
    block = Block(start, end, "labelled")
    labels = list(ROLE_LABEL.finditer(text, *inside))
    explicit_lead = any(role_of_label(label) is Role.LEAD for label in labels)
    if labels[0].start() > inside[0]:
        read_units(block, text, inside[0], labels[0].start(), Role.RESPONSIBLE, Rule("none"))
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else inside[1]
        role = role_of_label(label)
        if role is Role.DEADLINE:
            block.deadline = block.deadline or _trimmed(text, label.end(), stop)
        elif role is not Role.NO_UNIT:
            applied = rule if role is Role.RESPONSIBLE and not explicit_lead else Rule("none")
            read_units(block, text, label.end(), stop, role, applied)
    return block if block.units or block.deadline else None


def _spoken(
    text: str, start: int, end: int, inside: tuple[int, int], rule: Rule, *, last: bool, listed: bool
) -> Block | None:
    block = Block(start, end, "spoken")
    said = read_units(block, text, *inside, Role.RESPONSIBLE, rule)
    names = [text[unit.start : unit.end] for unit in block.units]
    odd = any(unit.odd for unit in block.units)
    if said:
        known = (
            are_units(names, sure=False)
            if not odd
            else last and any(map(is_sure, names)) and all(map(_NAME.match, names))
        )
        return block if known and not any(map(is_no_unit, names)) else None
    block.form = "bare"
    stated = listed or (rule.name != "none" and len(names) > 1)
    return block if last and not odd and are_units(names, sure=not stated) else None


def read_units(block: Block, text: str, start: int, end: int, role: Role, rule: Rule) -> bool:
    """Read the units of a stretch into the block; True when a verb (牵头, 配合, 负责 …) told a role."""
    waiting: list[Name] = []
    read: list[tuple[Name, Role]] = []
    said = False
    for name in split_names(text, start, end):
        tail = (name.spoken, len(name.text)) if name.spoken else role_of_tail(text[name.start : name.end])
        if _is_deadline(text[name.start : name.end]):
            # 3月底前出台政策，12月底前完成: the last of them bounds the task.
            block.deadline = (block.deadline[0] if block.deadline else name.start, name.end)
            continue
        if name.role is not None:
            read.append((name, name.role))
            said = True
        elif tail is None:
            waiting.append(name)
        else:
            said = True
            waiting.extend([name] if name.spoken else _without_tail(text, name, tail[1]))
            read.extend((one, tail[0] if role is not Role.LEAD else role) for one in waiting)
            waiting = []
    read.extend((name, role) for name in waiting)
    read = _with_partners(text, read)
    leads_said = said and any(found is Role.LEAD for _, found in read)
    if rule.name != "none" and not leads_said:
        read = _by_rule(block, read, rule)
    for name, found in sorted(read, key=lambda pair: pair[0].start):
        odd = not looks_like_unit(text[name.start : name.end])
        block.units.append(Unit(found, name.start, name.end, name.open_ended, odd))
    return said


def _with_partners(text: str, read: list[tuple[Name, Role]]) -> list[tuple[Name, Role]]:
    """甲会同乙负责: 甲 leads."""
    if any(role is not Role.RESPONSIBLE for _, role in read):
        return read
    return [
        (
            name,
            Role.LEAD
            if any(
                text[name.end : other.start].strip("，,、 ") == "会同" for other, _ in read if other.start >= name.end
            )
            else role,
        )
        for name, role in read
    ]


def _without_tail(text: str, name: Name, cut: int) -> list[Name]:
    if cut == 0:
        return []
    return split_names(text, name.start, name.start + cut)


def _by_rule(block: Block, read: list[tuple[Name, Role]], rule: Rule) -> list[tuple[Name, Role]]:
    names = [name for name, _ in read]
    if rule.name == "first":
        leading = 1
    elif rule.name == "mark":
        return [(name, Role.LEAD if set(rule.signs) & set(name.marks) else role) for name, role in read]
    else:
        parted = [index for index, name in enumerate(names) if name.after and name.after in rule.signs]
        leading = parted[0] + 1 if parted else len(names)
        block.unclear_lead = not parted and len(names) > 1
    return [(name, Role.LEAD if index < leading else role) for index, (name, role) in enumerate(read)]


def _is_deadline(words: str) -> bool:
    text = "".join(words.split())
    if not _DEADLINE_WORDS.match(text):
        return False
    readings = read_deadlines(text, 2000)
    return bool(readings) and sum(one.end - one.start for one in readings) * 2 >= len(text) - 4


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (text[start].isspace() or text[start] in "，,;。、"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "，,;。、)]"):
        end -= 1
    return (start, end) if start < end else None
