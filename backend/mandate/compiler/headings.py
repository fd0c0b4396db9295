"""Headings that bear no number: as a word processor leaves them when its own numbers are not copied along."""

import re

from mandate.compiler.blocks import Block
from mandate.compiler.labels import Label, label_at
from mandate.compiler.view import Paragraph, View

_HEADING = re.compile(r"(?=.*[\u4e00-\u9fff]{4})[^。；;:!?！？…\t|]{4,30}(?<![，,、])$")
_SEVERAL = 2


def bare_headings(view: View, blocks: list[Block]) -> frozenset[int]:
    """Where the headings without a number begin: short lines right above items, in a plan whose items have no others."""
    paragraphs = [paragraph for paragraph in view.paragraphs if not paragraph.row]
    labels = [label_at(view.folded, paragraph.start) for paragraph in paragraphs]
    numbered = [label for label in labels if label is not None]
    if not numbered:
        return frozenset()
    outermost = min(label.rank for label in numbered)
    attributed = {block.start for block in blocks}
    found: list[int] = []
    above: list[int] = []
    begun = False
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label is None:
            above = [*above, paragraph.start] if _may_head(view, paragraph, attributed) else []
            continue
        if label.rank == outermost:
            # Above the first item stand the titles of the plan too.
            found.extend(above if begun else above[-1:])
            begun = True
        above = []
    return frozenset(found) if len(found) >= _SEVERAL else frozenset()


def _may_head(view: View, paragraph: Paragraph, attributed: set[int]) -> bool:
    start, end = view.trimmed(paragraph.start, paragraph.end)
    return _HEADING.match(view.folded[start:end]) is not None and not any(start <= one < end for one in attributed)


def running_on(labels: list[Label]) -> frozenset[int]:
    """Where a label stands that the next one of its depth follows by one: a number was left out before it, not misread."""
    last: dict[int, Label] = {}
    found: set[int] = set()
    for label in labels:
        before = last.get(label.rank)
        if before is not None and label.number == before.number + 1:
            found.add(before.start)
        last[label.rank] = label
    return frozenset(found)
