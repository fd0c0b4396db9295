"""A circular and the plan attached to it number their clauses separately; here is where the plan begins."""

import re

from mandate.compiler.labels import label_at
from mandate.compiler.view import View

_DATE_ALONE = re.compile(
    r"^\s*(?:\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二][〇零○OＯ0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)\s*$"
)
_PUBLIC_NOTE = re.compile(r"^\s*\(?\s*(?:此件|本件|此文).{0,12}(?:公开|印发|发布).{0,12}\)?\s*$")
_ATTACHMENT = re.compile(r"^\s*附\s*[件表]\s*[\d一二三四五六]?\s*[:：]?\s*$")
_NAMED_ATTACHMENT = re.compile(r"^\s*附\s*[件表]?\s*[\d一二三四五六]?\s*[:：]\s*[^。;；]{4,60}$")
_COVER = re.compile(r"(?:^|的)[ ]*(?P<name>通\s*知|公\s*告|通\s*告|公\s*示|函)[ ]*$", re.MULTILINE)
_FRONT_SHARE = 0.6


def region_starts(view: View) -> list[int]:
    """Offsets at which a new document begins inside the file (a plan after its circular, a further attachment)."""
    starts: list[int] = []
    numbered = _numbering_below(view)
    for index, paragraph in enumerate(view.paragraphs[:-1]):
        line = view.folded[paragraph.start : paragraph.end]
        if _ATTACHMENT.match(line) or (_NAMED_ATTACHMENT.match(line) and view.paragraphs[index + 1].row):
            starts.append(paragraph.start)
            continue
        closing = _DATE_ALONE.match(line) or _PUBLIC_NOTE.match(line)
        if closing and paragraph.start < len(view.folded) * _FRONT_SHARE and numbered[index + 1]:
            starts.append(view.paragraphs[index + 1].start)
    return starts


def _numbering_below(view: View) -> list[bool]:
    """For each paragraph, whether the next number from it on is one."""
    found: list[bool] = []
    below = False
    for paragraph in reversed(view.paragraphs):
        label = label_at(view.folded, paragraph.start)
        below = below if label is None else label.number == 1
        found.append(below)
    return found[::-1]


def cover_of(view: View, starts: list[int]) -> str:
    """What carries the plan and stands before the first region: a circular (通知), a notice (公告), or nothing of the kind."""
    found = _COVER.search(view.folded, 0, starts[0]) if starts else None
    return "".join(found["name"].split()) if found else ""
