"""A clean view of the kept text: noise left out, broken lines joined, every character traceable to where it stood."""

import re
from dataclasses import dataclass

from mandate.compiler.bodies import is_sure
from mandate.compiler.clean_lines import gridded_lines
from mandate.compiler.draft import Anchor
from mandate.compiler.labels import label_at
from mandate.compiler.roles import LABEL_WORDS
from mandate.compiler.wording import with_plain_labels
from mandate.quantities.folding import fold

_ENDS = set("。!?！？;：:…")
_CONTINUES = set("、，,（(“‘《及和与或的")
_ROLE_LINE = re.compile(
    rf"^[(\[]?\s*(?:{LABEL_WORDS})\s*[:(]|^[(\[]?\s*(?:工作|推进|落实|实施|完成)(?:目标|进度|标准|要求)\s*:"
)
_ROLE_ALONE = re.compile(r"^[\u4e00-\u9fff]{0,4}(?:单位|部门|主体|时限|时间)\s*:$")
_DATE_LINE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$|^[一二][〇零○OＯ一二三四五六七八九0-9]{3}年")
_CLOSING_LINE = re.compile(
    r"^(?:本(?:方案|措施|意见|办法|通知|规定|计划|清单|细则|行动|要点)(?:自|由|有效)|抄\s*送|附\s*件|联系人|特此|(?:备?注|附注|说明)\s*\d?\s*:)"
)
_LABEL_AT_END = re.compile(
    r"[。;!?)\]”]\s*(?:[(\[](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)\]]|[\u2460-\u249b\u3220-\u3229]|\d{1,2}[.、])$"
)
_JUST_OPENED = re.compile(r"[(\[][^()\[\]]{0,6}$")
_OPEN, _CLOSE = "(（[", ")）]"
_LONGEST_BRACKET = 500
_SHORT_LINE = 22
_ROLE_SAID = re.compile(r"(?:负责|牵头|配合|落实|参与|协助|实施)$")
_NARROWEST = 12
_FEW_LINES = 12
_UNWRAPPED = 10**6
_STOPS_LINE = _ENDS | set("。；”’》)]】\t|")
_BULLET = re.compile(r"^(?:-{2}|[•·●◆■▪★]|[一二三四五六七八九]是|第[一二三四五六七八九]，)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Offsets into the view. `row` marks a line of a table (cells separated by tabs or upright bars)."""

    start: int
    end: int
    row: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """`text` holds the original characters, `folded` the same ones in one spelling, `origin` their offsets in the kept text."""

    text: str
    folded: str
    origin: list[int]
    paragraphs: tuple[Paragraph, ...]

    def anchor(self, start: int, end: int) -> Anchor:
        """Where a stretch of the view stands in the kept text."""
        if end <= start:
            place = self.origin[start] if start < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)
            return Anchor(place, place)
        return Anchor(self.origin[start], self.origin[end - 1] + 1)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch without the white space at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end


def own_text(view: View, start: int, end: int) -> str:
    """The words between two offsets on one line."""
    return re.sub(r"\s*\n\s*", "\n", view.text[start:end]).strip()


def view_of(kept: str) -> View:
    """The clean view of a text."""
    lines, grid = gridded_lines(kept)
    folded_lines = [fold("".join("\n" if place < 0 else kept[place] for place in line)) for line in lines]
    width = _wrap_width(folded_lines)
    origin: list[int] = []
    paragraphs: list[Paragraph] = []
    running = ""
    for index, (line, folded) in enumerate(zip(lines, folded_lines, strict=True)):
        row = index in grid or _is_row(folded)
        if paragraphs and not row and not paragraphs[-1].row and _continues(running, folded, width):
            last = paragraphs[-1]
            parted = [-1] if _lists_on(running, folded) else []
            origin.extend((*parted, *line))
            paragraphs[-1] = Paragraph(last.start, last.end + len(parted) + len(line))
            running += "\n" * len(parted) + folded
            continue
        if origin:
            origin.append(-1)
        paragraphs.append(Paragraph(len(origin), len(origin) + len(line), row))
        origin.extend(line)
        running = folded
    return _finished(kept, origin, tuple(paragraphs))


def _finished(kept: str, origin: list[int], paragraphs: tuple[Paragraph, ...]) -> View:
    text = "".join("\n" if place < 0 else kept[place] for place in origin)
    for index, place in enumerate(origin):
        if place < 0:
            origin[index] = origin[index - 1] + 1
    return View(text, fold(text), origin, paragraphs)


def _is_row(folded: str) -> bool:
    return "\t" in folded.strip() or folded.count("|") >= 2


def _wrap_width(lines: list[str]) -> int:
    """The width at which a text was wrapped by hand or by a pdf; a large number when it was not."""
    long_lines = sorted(len(line) for line in lines if len(line) > _SHORT_LINE)
    if len(long_lines) < _FEW_LINES:
        return _narrow_width(lines)
    widest = long_lines[int(len(long_lines) * 0.9)]
    near = sum(widest - 3 <= length <= widest + 2 for length in long_lines)
    return widest - 3 if near * 3 > len(long_lines) and widest < 60 else _UNWRAPPED


def _narrow_width(lines: list[str]) -> int:
    """The width of a column of short lines (a pdf of two columns, a phone): most of the widest break in mid-sentence."""
    wide = sorted(len(line) for line in lines if len(line) >= _NARROWEST)
    if len(wide) < 2 * _FEW_LINES:
        return _UNWRAPPED
    widest = wide[int(len(wide) * 0.9)]
    near = [line for line in lines if widest - 3 <= len(line) <= widest + 2]
    broken = sum(line[-1] not in _STOPS_LINE for line in near)
    return widest - 3 if len(near) * 2 > len(wide) and broken * 2 > len(near) else _UNWRAPPED


def _continues(running: str, line: str, width: int) -> bool:
    """Whether a line goes on with the sentence of the paragraph before it."""
    if label_at(line) is not None:
        return _open_bracket(running) and running[-1:] in _CONTINUES
    opened = _JUST_OPENED.search(running[-8:])
    if opened and _ROLE_LINE.match(opened.group() + line):
        return True
    if _LABEL_AT_END.search(running[-12:]) or _open_attribution(running):
        return True
    if running[-1:] in _OPEN:
        # 字体:【 of a web page opens nothing; a sentence that breaks after its bracket does.
        return "。" in running
    if (
        _ROLE_LINE.match(with_plain_labels(line).lstrip())
        or _BULLET.match(line)
        or _DATE_LINE.match(line)
        or _CLOSING_LINE.match(line)
    ):
        return False
    if _ROLE_ALONE.match(running) or _lists_on(running, line):
        return True
    if _open_bracket(running) or running[-1:] in _CONTINUES:
        return True
    last_line_full = len(running) >= width
    if running[-1:] in _ENDS or running[-1:] in "。；)]】" or (running[-1:] in "”’》" and not last_line_full):
        return False
    if _ROLE_SAID.search(running) and _ROLE_LINE.match(with_plain_labels(running).lstrip()):
        return last_line_full
    return last_line_full or (len(running) > _SHORT_LINE and any(sign in running for sign in "，。；,;"))


def _lists_on(running: str, line: str) -> bool:
    """Whether a line is one more unit below a label that stood alone."""
    label, alone, listed = running.partition("\n")
    if not _ROLE_ALONE.match(label):
        return False
    return not alone or (len(line) <= _SHORT_LINE and is_sure(line) and is_sure(listed.rpartition("\n")[2]))


def _open_attribution(running: str) -> bool:
    """Whether the words end inside a bracket that began with a label such as 责任单位."""
    opened = max(running.rfind(sign) for sign in "([")
    while opened >= 0 and len(running) - opened < _LONGEST_BRACKET:
        if _ROLE_LINE.match(running[opened:]):
            return _open_bracket(running[opened:])
        opened = max(running.rfind(sign, 0, opened) for sign in "([")
    return False


def _open_bracket(running: str) -> bool:
    """Whether the last bracket of the paragraph is still open, and not so long ago that it must be a misprint."""
    depth, opened = 0, 0
    for index, sign in enumerate(running[-_LONGEST_BRACKET:]):
        if sign in _OPEN:
            depth, opened = depth + 1, index
        elif sign in _CLOSE and depth:
            depth -= 1
    return depth > 0 and len(running[-_LONGEST_BRACKET:]) - opened < _LONGEST_BRACKET
