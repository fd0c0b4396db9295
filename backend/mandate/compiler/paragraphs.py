"""Sections whose tasks bear no number: each paragraph with an attribution of its own becomes a clause."""

from mandate.compiler.draft import ClauseKind
from mandate.compiler.nodes import Node

_GROUPING = {ClauseKind.CHAPTER, ClauseKind.SECTION}
_FEWEST_WORDS = 4
_SEVERAL = 2


def numberless_tasks(nodes: list[Node]) -> list[tuple[Node, list[tuple[int, int]]]]:
    """(section, paragraphs in it that are tasks of their own).

    Where one section of a document is written so, its other sections with a heading of their own are read alike.
    """
    candidates = [(node, _bodies(node)) for node in nodes if node.kind in _GROUPING and not node.children]
    certain = {(node.region, node.kind) for node, bodies in candidates if len(bodies) >= _SEVERAL}
    return [(node, bodies) for node, bodies in candidates if bodies and (node.region, node.kind) in certain]


def _bodies(node: Node) -> list[tuple[int, int]]:
    """The paragraphs below a heading, if each ends with an attribution; none when one of them does not."""
    if not node.heading_line or any(block.start < node.pieces[0][1] for block in node.blocks if block.units):
        return []
    bodies = node.pieces[1:]
    for start, end in bodies:
        blocks = [block for block in node.blocks if start <= block.start < end and block.units]
        if not blocks or blocks[0].start - start < _FEWEST_WORDS or blocks[-1].end < end - 2:
            return []
    return bodies
