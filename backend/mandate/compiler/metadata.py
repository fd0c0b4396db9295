"""What the document says about itself: number, issuer, date, title, years, issued or for consultation."""

import re
from datetime import date

from mandate.calendars.deadlines import read_deadlines
from mandate.compiler.draft import Fact, Metadata
from mandate.compiler.labels import label_at
from mandate.compiler.view import View

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}\s?[\[(]\s?(?P<year>20\d{2})\s?[\])]\s?(?:第\s?)?\d{1,4}\s?号")
_NUMBER_AT_END = re.compile(rf"\s*[(\[]?{_NUMBER.pattern}[)\]]?\s*$")
_ISSUER = re.compile(
    r"^[\u4e00-\u9fff（）()·\s]{2,40}?(?:人民政府(?:办公[厅室])?|委员会(?:办公室)?|管委会(?:办公室)?|办公[厅室]|局|委|领导小组(?:办公室)?|工作专班|厅|院)$"
)
_ISSUER_IN_TITLE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}[丨｜|]\s*)?(?P<issuer>[\u4e00-\u9fff]{1,30}?(?:人民政府(?:办公[厅室])?|管委会(?:办公室)?|委员会(?:办公室)?|办公[厅室]|局|委|领导小组(?:办公室)?))\s*(?:关于|印发)"
)
_DATE = re.compile(r"(?P<year>20\d{2})\s*[年\-/.]\s*(?P<month>\d{1,2})\s*[月\-/.]\s*(?P<day>\d{1,2})\s*日?")
_DATE_ALONE = re.compile(rf"^\s*(?:(?:发布|发文|成文|印发|公开|生成)(?:时间|日期)\s*[:：]?\s*)?{_DATE.pattern}\s*$")
_SPOKEN_DATE = re.compile(
    r"^\s*(?P<year>二[〇零○OＯ0][一二三四五六七八九〇零○]{2})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日\s*$"
)
_LABELLED = re.compile(
    r"(?P<name>发文字号|文号|发文机关|发布机构|发布机关|来源|成文日期|发布日期|发布时间|发文日期|印发日期|时间|标题)\s*[:：]\s*(?P<value>[^\s|]{2,60})"
)
_PRESS = re.compile(r"(?:报|网|社|台|新闻|杂志)$")
_CIRCULAR = re.compile(r"通\s*知\s*$")
_TITLE_END = re.compile(
    r"(?:方案|清单|意见|措施|计划|要点|办法|规划|细则|通知|行动|若干政策|规定|分工|任务|条例|举措|政策|安排|指南|决定|实施意见|目标责任书|任务书|(?:分工|任务|责任|推进|进度|计划|一览|明细|清单)表|台账)(?:\s*\([^()]{2,24}\))*$"
)
_CONSULTATION = re.compile(r"征求意见稿|公开征求意见|送审稿|讨论稿|草案\)|\(草案|\(初稿")
_YEARS = re.compile(r"(?P<first>20\d{2})\s*年?\s*[-~至到]{1,2}\s*(?P<last>20\d{2})\s*年?")
_YEAR = re.compile(r"(?P<year>20\d{2})\s*年")
_SPAN = re.compile(r"(?P<count>[一二两三四五六七八九十]|\d)年(?:行动|实施|工作|建设|提升|发展|攻坚|计划|方案)")
_CN = {"〇": "0", "零": "0", "○": "0", "O": "0", "Ｏ": "0", "0": "0"} | {
    sign: str(index + 1) for index, sign in enumerate("一二三四五六七八九")
}
_HEAD = 60
_LONGEST_TITLE_LINE = 60


def read_metadata(view: View, regions: list[int]) -> Metadata:
    """The document's own data, each fact with its anchor where it was read and not concluded."""
    lines = _lines(view)
    title = _title(view, lines, regions)
    issued = _issued_date(view, lines)
    first, last = _years(view, title, issued)
    return Metadata(
        document_number=_document_number(view),
        issuer=_issuer(view, lines, issued),
        issued_date=issued,
        title=title,
        first_year=first,
        last_year=last,
        status=_status(view, lines),
    )


def _fact(view: View, start: int, end: int, value: str | None = None) -> Fact:
    start, end = view.trimmed(start, end)
    return Fact(view.text[start:end] if value is None else value, view.anchor(start, end))


def _document_number(view: View) -> Fact | None:
    """The first number that is not in brackets or after a title in 《》 (those are documents referred to)."""
    for match in _NUMBER.finditer(view.folded[:6000]):
        before = view.folded[max(0, match.start() - 3) : match.start()].strip()
        cited = before[-1:] in {"》", "、"} or "》" in before
        bracketed = before[-1:] == "(" or view.folded[match.end() : match.end() + 1] == ")"
        in_head = any(
            start <= match.start() < end and end - start < _LONGEST_TITLE_LINE + 30 for start, end in _lines(view)[:4]
        )
        if cited or (bracketed and not in_head) or re.match(r"^(?:根据|按照|落实|依据)", match.group()):
            continue
        return _fact(view, match.start(), match.end())
    return None


def _lines(view: View) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in view.paragraphs]


def _issued_date(view: View, lines: list[tuple[int, int]]) -> Fact | None:
    for start, end in lines:
        line = view.folded[start:end]
        alone = _DATE_ALONE.match(line)
        if alone is not None:
            written = _civil_date(alone["year"], alone["month"], alone["day"])
            if written is not None:
                return _fact(view, start + alone.start("year"), end, written.isoformat())
        spoken = _SPOKEN_DATE.match(line)
        if spoken is not None:
            written = _civil_date(
                "".join(_CN[sign] for sign in spoken["year"]), _spoken(spoken["month"]), _spoken(spoken["day"])
            )
            if written is not None:
                return _fact(view, start, end, written.isoformat())
    for match in _LABELLED.finditer(view.folded[:3000]):
        found = _DATE.search(match["value"])
        written = _civil_date(found["year"], found["month"], found["day"]) if found else None
        if written is not None and "期" in match["name"] + match["name"].replace("时间", "期"):
            return _fact(view, match.start("value"), match.end("value"), written.isoformat())
    return None


def _spoken(text: str) -> str:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CN.get(text, "0")
    return f"{_CN.get(tens, '1')}{_CN.get(ones, '0')}"


def _civil_date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _issuer(view: View, lines: list[tuple[int, int]], issued: Fact | None) -> Fact | None:
    if issued is not None and issued.anchor is not None:
        before = [(start, end) for start, end in lines if view.origin[start] < issued.anchor.start][-3:]
        for start, end in reversed(before):
            if _ISSUER.match(view.folded[start:end].strip()):
                return _fact(view, start, end)
    for start, end in lines[:20]:
        match = _ISSUER_IN_TITLE.match(view.folded[start:end].strip())
        if match is not None:
            return _fact(view, start + match.start("issuer"), start + match.end("issuer"))
    for start, end in lines[:20]:
        line = view.folded[start:end].strip()
        if _ISSUER.match(line) and not label_at(line):
            return _fact(view, start, end)
    for match in _LABELLED.finditer(view.folded[:3000]):
        if match["name"] in {"发文机关", "发布机构", "发布机关", "来源"} and not _PRESS.search(match["value"]):
            return _fact(view, match.start("value"), match.end("value"))
    return None


def _title(view: View, lines: list[tuple[int, int]], regions: list[int]) -> Fact | None:
    """The title of the plan itself: the last one before its first clause, so not that of its circular or of the web page."""
    annexed = bool(regions) and view.folded.startswith("附", regions[0])
    front = [line for line in lines if not annexed or line[0] < regions[0]]
    behind = [line for line in lines if regions and line[0] >= regions[0]]
    heads = [_title_blocks(_head(part, view), view) for part in ((front, behind) if annexed else (behind, front))]
    own = [[block for block in blocks if not _CIRCULAR.search(view.folded, *block)] for blocks in heads]
    chosen = next((blocks[-1] for blocks in own if blocks), next((blocks[0] for blocks in heads if blocks), None))
    if chosen is None:
        return None
    return _fact(view, *chosen, re.sub(r"\s+", "", view.text[chosen[0] : chosen[1]]))


def _head(lines: list[tuple[int, int]], view: View) -> list[tuple[int, int]]:
    """The lines before the first clause."""
    head: list[tuple[int, int]] = []
    for start, end in lines[:_HEAD]:
        if label_at(view.folded, start) is not None and head:
            break
        head.append((start, end))
    return head


def _title_blocks(lines: list[tuple[int, int]], view: View) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        reach = _title_reach(lines, index, view)
        if reach is None:
            index += 1
            continue
        start, last = lines[index][0], lines[reach][1]
        number = _NUMBER_AT_END.search(view.folded, start, last)
        blocks.append((start, number.start() if number else last))
        index = reach + 1
    return blocks


def _title_reach(lines: list[tuple[int, int]], index: int, view: View) -> int | None:
    """The line at which a title that begins at a line ends: 方案, 意见, 清单 … and a bracket such as （2023—2025年）."""
    first = view.folded[slice(*lines[index])].strip()
    below = view.folded[slice(*lines[index + 1])].strip() if index + 1 < len(lines) else ""
    if _ISSUER.match(first) and not below.startswith(("关于", "印发")):
        return None
    for reach in range(index, min(index + 4, len(lines))):
        text = view.folded[lines[reach][0] : lines[reach][1]].strip()
        if not _may_be_title(text) or label_at(text):
            return None
        joined = re.sub(r"\s+", "", _NUMBER_AT_END.sub("", view.folded[lines[index][0] : lines[reach][1]]))
        if _TITLE_END.search(joined) and len(joined) > 5:
            following = view.folded[slice(*lines[reach + 1])].strip() if reach + 1 < len(lines) else ""
            return reach + 1 if re.fullmatch(r"\([^()]{2,24}\)", following) else reach
    return None


def _may_be_title(line: str) -> bool:
    if not line or len(line) > _LONGEST_TITLE_LINE or line.endswith(("。", ":", ";", "，", "、")):
        return False
    return (
        not re.match(r"^(?:\d+$|附\s*件|来源|发布|客服|索引|当前位置|首页|字号|\(此件)", line)
        and not _NUMBER.match(line)
        and not _LABELLED.match(line)
        and not _SPOKEN_DATE.match(line)
        and not _DATE_ALONE.match(line)
    )


def _years(view: View, title: Fact | None, issued: Fact | None) -> tuple[Fact | None, Fact | None]:
    if title is not None and title.anchor is not None:
        start = next((index for index, place in enumerate(view.origin) if place >= title.anchor.start), 0)
        length = title.anchor.end - title.anchor.start
        stretch = view.folded[start : start + length]
        both = _YEARS.search(stretch)
        if both is not None:
            return (
                _fact(view, start + both.start("first"), start + both.end("first")),
                _fact(view, start + both.start("last"), start + both.end("last")),
            )
        one = _YEAR.search(stretch)
        if one is not None:
            fact = _fact(view, start + one.start("year"), start + one.end("year"))
            return fact, fact
        span = _SPAN.search(stretch)
        if span is not None and issued is not None:
            count = (
                int(span["count"]) if span["count"].isdigit() else int(_CN.get(span["count"].replace("两", "二"), "1"))
            )
            begun = int(issued.value[:4])
            return Fact(str(begun)), Fact(str(begun + count - 1))
    goals = [
        one
        for one in read_deadlines(view.folded[:8000], None)
        if one.last_day is not None and view.folded[one.start] == "到"
    ]
    years = sorted({one.last_day.year for one in goals if one.last_day})
    if not years:
        return None, None
    goal = next(one for one in goals if one.last_day and one.last_day.year == years[0])
    return (Fact(issued.value[:4]) if issued else None), _fact(view, goal.start, goal.end, str(years[0]))


def _status(view: View, lines: list[tuple[int, int]]) -> Fact:
    head = view.folded[: lines[min(_HEAD, len(lines)) - 1][1]][:1500] if lines else ""
    match = _CONSULTATION.search(head)
    if match is not None:
        return _fact(view, match.start(), match.end(), "consultation")
    return Fact("issued")
