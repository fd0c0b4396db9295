"""A clause while the tree is being built."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mandate.compiler.blocks import Block
from mandate.compiler.draft import ClauseKind
from mandate.compiler.labels import RANK


@dataclass(slots=True)
class Node:
    """A clause while it is being built; offsets in the view. `pieces` are its own stretches, without its children's."""

    id: int
    kind: ClauseKind
    number: int | None
    label: tuple[int, int]
    title: tuple[int, int]
    body_start: int
    pieces: list[tuple[int, int]]
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    above: list[Block] = field(default_factory=list)
    region: int = 0
    heading_line: bool = False
    names_aim: bool = False
    figures: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    odd_number: bool = False
    section: tuple[int, int] | None = None
    rank: int = RANK[ClauseKind.PARAGRAPH]

    @property
    def start(self) -> int:
        return self.pieces[0][0]

    @property
    def own_end(self) -> int:
        return self.pieces[-1][1]

    def end(self) -> int:
        node = self
        last = self.own_end
        while node.children:
            node = node.children[-1]
            last = max(last, node.own_end)
        return last

    def descendants(self) -> Iterator["Node"]:
        waiting = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))
