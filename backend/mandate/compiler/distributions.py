"""Numbers shared out in turn: 高新技术企业、科技型企业分别达到208家、1070家 names one subject for each number."""

import re

from mandate.compiler.candidates import Candidate
from mandate.compiler.indicators import right_words, subject_of
from mandate.compiler.segments import Segment, Segments
from mandate.compiler.view import View

_IN_TURN = re.compile(r"分别|依次")
_BETWEEN = re.compile(r"[^，,。;；\d]{0,6}(?:[、和及与，,]|以及)\s*(?:和|及)?\s*")
_MEMBER = re.compile(r"[、和及与]|以及")
_WITH_NUMBER = re.compile(r"\d\s*[万亿]?[元家个户人%]")
_REACH = 14
_FARTHEST = 120
_FEWEST = 2
_LONGEST = 60


def share_out(view: View, segments: Segments, candidates: list[Candidate]) -> None:
    """Give each number of a list said to be 分别 its own member of the subject, where there are as many members."""
    index = 0
    while index < len(candidates):
        run = _run_at(view, candidates, index)
        index += len(run)
        if len(run) >= _FEWEST:
            _name(view, segments, run)


def _run_at(view: View, candidates: list[Candidate], index: int) -> list[Candidate]:
    """The numbers from one on that stand in one list behind 分别."""
    first = candidates[index]
    if not _IN_TURN.search(view.folded, _begin(first), first.start):
        return [first]
    run = [first]
    for following in candidates[index + 1 :]:
        between = view.folded[run[-1].end : following.start]
        if following.segment.start != first.segment.start or not _BETWEEN.fullmatch(between):
            break
        run.append(following)
    return run


def _begin(candidate: Candidate) -> int:
    return max(candidate.segment.start, candidate.start - _FARTHEST)


def _name(view: View, segments: Segments, run: list[Candidate]) -> None:
    first = run[0]
    said = list(_IN_TURN.finditer(view.folded, _begin(first), first.start))[-1]
    own = Segment(first.segment.start, said.start(), first.segment.sentence_start, first.segment.sentence_end)
    subject = subject_of(view.folded, view.text, own)
    if len(subject) < _FEWEST:
        before = segments.before(first.segment)
        subject = subject_of(view.folded, view.text, before) if before is not None else ""
    members = [member for member in _MEMBER.split(subject.removeprefix("对")) if member]
    if len(members) != len(run) or any(_WITH_NUMBER.search(member) for member in members):
        return
    last = run[-1]
    end = min(last.segment.end, last.end + _REACH)
    suffix = right_words(view.folded, view.text, last.end, end)
    for candidate, member in zip(run, members, strict=True):
        candidate.indicator = f"{_completed(member, members[-1])}{suffix[:_REACH]}"[:_LONGEST]


def _completed(member: str, last: str) -> str:
    """用水 of 用水、用气报装时间 is 用水报装时间; 国家级 of 国家级、省级企业技术中心 is 国家级企业技术中心."""
    if member[-1] == last[-1] or (len(last) - len(member) < _FEWEST and member[-1] not in "级类"):
        return member
    place = last.find(member[-1])
    rest = last[place + 1 :] if 0 <= place < len(last) - 1 else last[len(member) :]
    return member if member.endswith(rest) else member + rest
