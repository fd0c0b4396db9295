"""Sections whose tasks bear no number: paragraphs that begin with a title and end with an attribution."""

import re

from mandate.compiler.draft import ClauseKind
from mandate.compiler.nodes import Node

Pieces = list[tuple[int, int]]

_GROUPING = {ClauseKind.CHAPTER, ClauseKind.SECTION}
_FEWEST_WORDS = 4
_SEVERAL = 2
_LONGEST_TITLE = 40
_INTRODUCTION = re.compile(r".*[:：]\s*$", re.DOTALL)


def numberless_tasks(folded: str, nodes: list[Node]) -> list[tuple[Node, list[Pieces], Pieces]]:
    """(section, the paragraphs of each task in it, the paragraphs that belong to none).

    Where one section of a document is written so, its other sections with a heading of their own are read alike.
    """
    candidates = [
        (node, *_groups(folded, node))
        for node in nodes
        if node.kind in _GROUPING and not node.children and node.heading_line and len(node.pieces) > 1
    ]
    certain = {(node.region, node.kind) for node, groups, _ in candidates if len(groups) >= _SEVERAL}
    return [one for one in candidates if one[1] and (one[0].region, one[0].kind) in certain]


def _groups(folded: str, node: Node) -> tuple[list[Pieces], Pieces]:
    """The paragraphs below a heading, parted after each attribution; none when they do not begin with titles."""
    blocks = [block for block in node.blocks if block.units]
    groups: list[Pieces] = []
    waiting: Pieces = []
    loose: Pieces = []
    for start, end in node.pieces[1:]:
        inside = [block for block in node.blocks if start <= block.start < end]
        words = (inside[0].start if inside else end) - start
        if not waiting and not groups and not inside and _INTRODUCTION.match(folded, start, end):
            loose.append((start, end))
        elif inside and words < _FEWEST_WORDS and not waiting:
            if not groups:
                return [], []
            groups[-1].append((start, end))
        else:
            waiting.append((start, end))
            if any(start <= block.start < end for block in blocks):
                groups.append(waiting)
                waiting = []
    if any(block.start < node.pieces[0][1] for block in blocks) or not all(_titled(folded, group) for group in groups):
        return [], []
    return groups, loose + waiting


def _titled(folded: str, group: Pieces) -> bool:
    start, end = group[0]
    stop = folded.find("。", start, end)
    return (stop if stop >= 0 else end) - start <= _LONGEST_TITLE
