"""Numbering labels of Chinese official documents: 第一章, 第二条, 一、, （一）, 1., （1）, ①."""

import re
from dataclasses import dataclass

from mandate.compiler.draft import ClauseKind
from mandate.quantities.numerals import chinese_value

_NUMERAL = "[一二三四五六七八九十百]{1,5}"
_UNIT_AHEAD = r"(?!\s*(?:万|亿|个|家|%|年|月|日|元|号|倍|天|小时|米|平方|公里|人|户|项))"

_PATTERNS: tuple[tuple[ClauseKind, re.Pattern[str]], ...] = (
    (ClauseKind.CHAPTER, re.compile(rf"第\s*(?P<number>{_NUMERAL}|\d{{1,2}})\s*(?:章|编|部分|篇|(?P<below>节))\s*[、:.]?\s*")),
    (ClauseKind.ARTICLE, re.compile(rf"第\s*(?P<number>{_NUMERAL}|\d{{1,3}})\s*条\s*[、:.]?\s*(?!款|第|规定)")),
    (ClauseKind.SECTION, re.compile(rf"(?P<number>{_NUMERAL})\s*(?:、|\.|，(?=\S{{2,20}}$))\s*")),
    (ClauseKind.ITEM, re.compile(rf"(?:[(\[]\s*(?P<number>{_NUMERAL})\s*[)\]]|(?P<half>{_NUMERAL})\s*\)|(?P<sign>[\u3220-\u3229]))\s*[、.:]?\s*")),
    (ClauseKind.SUBPOINT, re.compile(rf"(?P<above>\d{{1,2}}\.)(?P<number>\d{{1,2}})(?![\d.]){_UNIT_AHEAD}[、.\s]?\s*(?=[^\d\s%])")),
    (ClauseKind.DETAIL, re.compile(rf"(?P<above>\d{{1,2}}\.\d{{1,2}}\.)(?P<number>\d{{1,2}})(?![\d.]){_UNIT_AHEAD}[、.\s]?\s*")),
    (ClauseKind.POINT, re.compile(
        rf"(?:重点|主要|具体)?(?:任务|举措|措施|事项|行动|工程)\s*(?P<worded>{_NUMERAL}|\d{{1,3}})\s*[、.:\s]\s*"
        r"|(?P<sign>[\u2488-\u249b])\s*|(?P<number>\d{1,3})\s*\*?\s*(?:[、]|:(?=[\u4e00-\u9fff“《])|\.(?!\d(?!\d{3}年|\d{2,4}(?![万亿个倍元公平分])[\u4e00-\u9fff]))|\s(?=[\u4e00-\u9fff“《]))\s*")),
    (ClauseKind.SUBPOINT, re.compile(r"(?:[(\[]\s*(?P<number>\d{1,3})\s*[)\]]|(?P<half>\d{1,2})\s*\)|(?P<sign>[\u2474-\u2487]))\s*[、.]?\s*")),
    (ClauseKind.DETAIL, re.compile(r"(?P<sign>[\u2460-\u2473])\s*[、.]?\s*")),
)  # fmt: skip

RANK = {
    ClauseKind.CHAPTER: 0,
    ClauseKind.SECTION: 2,
    ClauseKind.ARTICLE: 3,
    ClauseKind.ITEM: 4,
    ClauseKind.POINT: 6,
    ClauseKind.SUBPOINT: 7,
    ClauseKind.DETAIL: 8,
    ClauseKind.ROW: 9,
    ClauseKind.PARAGRAPH: 10,
}
_BELOW_CHAPTER = 1
# 任务一：… stands above 1. and below （一）.
_ABOVE_POINT = 5
# ㈠, ⒈, ⑴, ①
_SIGNS = (0x3220, 0x2488, 0x2474, 0x2460)


@dataclass(frozen=True, slots=True)
class Label:
    """A label found in folded text: `end` is where the words begin, `shown_end` where the label itself ends.

    `rank` is the depth, 0 the outermost; 第一节 is a chapter one step below 第一章.
    """

    kind: ClauseKind
    number: int
    start: int
    end: int
    shown_end: int
    rank: int


def label_at(folded: str, position: int = 0) -> Label | None:
    """The label that stands at a position of folded text, or None."""
    for kind, pattern in _PATTERNS:
        match = pattern.match(folded, position)
        if match is not None:
            number = _number(match)
            if number is not None:
                groups = match.groupdict()
                rank = _BELOW_CHAPTER if groups.get("below") else _ABOVE_POINT if groups.get("worded") else RANK[kind]
                return Label(kind, number, position, match.end(), position + len(match.group().rstrip()), rank)
    return None


def _number(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    sign = groups.get("sign")
    if sign:
        return ord(sign) - next(first for first in _SIGNS if ord(sign) >= first) + 1
    written = groups.get("number") or groups.get("half") or groups.get("worded")
    if not written:
        return None
    if written.isdigit():
        return int(written)
    value = chinese_value(written)
    return int(value) if value is not None else None
