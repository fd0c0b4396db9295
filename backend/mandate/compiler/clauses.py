"""The clause tree: numbered headings and items, with the words and the attribution blocks that belong to each."""

import re
from bisect import bisect_left, bisect_right

from mandate.compiler.blocks import ABOVE, HEADING, OPENING, Block
from mandate.compiler.draft import ClauseKind
from mandate.compiler.headings import bare_headings, running_on
from mandate.compiler.labels import RANK, Label, label_at
from mandate.compiler.nodes import Node
from mandate.compiler.paragraphs import numberless_tasks
from mandate.compiler.rows import Row
from mandate.compiler.titles import kinds_with_short_names, title_of
from mandate.compiler.view import Paragraph, View

_INLINE = re.compile(r"(?<=[。;:)\]!?”])\s*(?=[(\[①-⑳一二三四五六七八九十\d])")
_FLAT_PARAGRAPH = 1800
_GAP = 3
# What a plan wants to reach, under a heading that says who does what for it: no task of its own, as 完善评价指标 is.
_AIM = re.compile(
    r"(?:总体|工作|主要|发展|年度|近期|远期|阶段性?|具体|预期|奋斗|建设|行动|核心|[一二三四五\d]{1,4}年)*(?:目标|指标)"
    r"|(?:总体|工作|基本)?(?:要求|思路|原则)|指导思想"
)
_BULLET = re.compile(r"(?:-{1,2}|[•·●◆■▪])?\s*")


class TreeBuilder:
    """Reads paragraphs from top to bottom and hangs each under the clause it belongs to."""

    def __init__(self, view: View, blocks: list[Block], region_starts: list[int], rows: dict[int, Row]) -> None:
        self._view = view
        self._blocks = sorted(blocks, key=lambda block: block.start)
        self._block_starts = [block.start for block in self._blocks]
        self._region_starts = region_starts
        self._rows = rows
        self._short_names = kinds_with_short_names(view)
        self._headings = bare_headings(view, self._blocks)
        ahead = (label_at(view.folded, paragraph.start) for paragraph in view.paragraphs if not paragraph.row)
        self._running_on = running_on([label for label in ahead if label is not None])
        self.nodes: list[Node] = []
        self._stack: list[Node] = []
        self._last_number: dict[int, int] = {}
        # Numbers that run on through the headings of a plan, whatever restarts beside them.
        self._running_number: dict[int, int] = {}
        self._region = 0

    def build(self) -> list[Node]:
        """All clauses in the order of the text."""
        for paragraph in self._view.paragraphs:
            region = bisect_right(self._region_starts, paragraph.start)
            if region != self._region:
                self._region, self._stack, self._last_number, self._running_number = region, [], {}, {}
            if paragraph.start in self._rows:
                self._take_row(self._rows[paragraph.start])
                continue
            if paragraph.start in self._headings:
                self._take_heading(paragraph)
                continue
            for start, end, label in self._parts(paragraph):
                self._take(start, end, label)
        self._place_blocks()
        return self._with_numberless_tasks()

    def _with_numberless_tasks(self) -> list[Node]:
        """All clauses, with the paragraphs that are tasks of their own taken out of their sections."""
        for section, groups, loose in numberless_tasks(self._view.folded, self.nodes):
            for pieces in groups:
                start, end = pieces[0]
                bullet = _BULLET.match(self._view.folded, start, end)
                first = bullet.end() if bullet else start
                node = Node(
                    len(self.nodes), ClauseKind.PARAGRAPH, None, (first, first), self._title(first, end), first, pieces
                )
                node.blocks = [block for block in section.blocks if start <= block.start < pieces[-1][1]]
                node.region, node.parent = section.region, section
                section.children.append(node)
                self.nodes.append(node)
            section.blocks = [block for block in section.blocks if block.start < section.pieces[0][1]]
            section.pieces = section.pieces[:1] + loose
        self.nodes.sort(key=lambda node: node.start)
        for place, node in enumerate(self.nodes):
            node.id = place
        return self.nodes

    def _parts(self, paragraph: Paragraph) -> list[tuple[int, int, Label | None]]:
        first = label_at(self._view.folded, paragraph.start)
        if first is not None and (first.end > paragraph.end or paragraph.row):
            first = None
        cuts = self._inline_cuts(paragraph, first)
        starts = [(paragraph.start, first), *((label.start, label) for label in cuts)]
        ends = [start for start, _ in starts[1:]] + [paragraph.end]
        return [(start, end, label) for (start, label), end in zip(starts, ends, strict=True) if end > start]

    def _inline_cuts(self, paragraph: Paragraph, first: Label | None) -> list[Label]:
        """Labels inside a paragraph that start clauses of their own: each part before them must end with an attribution."""
        if paragraph.row:
            return []
        flat = paragraph.end - paragraph.start > _FLAT_PARAGRAPH and len(self._view.paragraphs) < 12
        closing = {block.end for block in self._blocks_within(paragraph.start, paragraph.end)}
        if not flat and not closing:
            return []
        found = self._inline_labels(paragraph, first, flat=flat)
        if flat:
            return found
        return self._after_attributions(first, found, closing)

    def _inline_labels(self, paragraph: Paragraph, first: Label | None, *, flat: bool) -> list[Label]:
        folded, labels = self._view.folded, []
        running = {first.rank: first.number} if first else {}
        pattern = (
            re.compile(r"(?<=[。;:)\]!?”\s\u4e00-\u9fff])\s*(?=[(\[①-⑳一二三四五六七八九十\d])") if flat else _INLINE
        )
        for match in pattern.finditer(folded, paragraph.start + 1, paragraph.end):
            label = label_at(folded, match.end())
            if label is None or label.end >= paragraph.end or self._inside_block(label.start):
                continue
            rank = label.rank
            expected = running.get(rank, self._last_number.get(rank, 0)) + 1
            if label.number in {1, expected} and (flat or label.kind is not ClauseKind.SECTION):
                labels.append(label)
                running[rank] = label.number
        return labels

    def _inside_block(self, position: int) -> bool:
        index = bisect_left(self._block_starts, position) - 1
        return index >= 0 and position < self._blocks[index].end

    def _blocks_within(self, start: int, end: int) -> list[Block]:
        """The blocks that begin in a stretch, in order."""
        return self._blocks[bisect_left(self._block_starts, start) : bisect_left(self._block_starts, end)]

    def _after_attributions(self, first: Label | None, labels: list[Label], closing: set[int]) -> list[Label]:
        kept: list[Label] = []
        for index, label in enumerate(labels):
            if self._preceded_by(label.start, closing):
                kept.append(label)
            elif label.number == 1 and index + 1 < len(labels):
                following = labels[index + 1]
                deeper = first is None or label.rank > first.rank
                if deeper and following.kind is label.kind and self._preceded_by(following.start, closing):
                    kept.append(label)
        heading = bool(kept) and kept[0].number == 1 and self._preceded_by(kept[0].start, closing)
        if heading:
            kept = [label for label in labels if label.start >= kept[0].start]
        return kept

    def _preceded_by(self, position: int, closing: set[int]) -> bool:
        before = position
        while before > 0 and self._view.folded[before - 1] in " 。;，,":
            before -= 1
        return before in closing or position in closing

    def _take(self, start: int, end: int, label: Label | None) -> None:
        if label is not None and self._accepts(label):
            self._open(start, end, label)
        elif self._stack:
            self._stack[-1].pieces.append((start, end))
        else:
            self._add(
                Node(len(self.nodes), ClauseKind.PARAGRAPH, None, (start, start), (start, end), start, [(start, end)]),
                None,
            )

    def _take_heading(self, paragraph: Paragraph) -> None:
        start, end = paragraph.start, paragraph.end
        title = self._title(start, end)
        node = Node(len(self.nodes), ClauseKind.SECTION, None, (start, start), title, start, [(start, end)])
        node.rank = RANK[ClauseKind.SECTION]
        self._add(node, None)
        self._stack = [node]

    def _take_row(self, row: Row) -> None:
        title = self._title(*row.title)
        node = Node(
            len(self.nodes),
            ClauseKind.ROW,
            row.number,
            (row.start, row.start),
            title,
            row.title[0],
            row.cells or [(row.start, row.end)],
        )
        node.section, node.above, node.figures = row.section, row.above, row.figures
        self._add(node, self._stack[-1] if self._stack else None)

    def _accepts(self, label: Label) -> bool:
        """A number far from the one before it is rather the start of a sentence than a label."""
        if label.kind not in {ClauseKind.POINT, ClauseKind.SUBPOINT}:
            return True
        if label.start in self._running_on:
            return True
        known = (self._last_number.get(label.rank, 0), self._running_number.get(label.rank, 0))
        return label.number == 1 or not self._stack or any(-1 <= label.number - last <= _GAP for last in known)

    def _open(self, start: int, end: int, label: Label) -> None:
        rank = label.rank
        while self._stack and self._stack[-1].rank >= rank:
            self._stack.pop()
        expected = {1, self._last_number.get(rank, 0) + 1, self._running_number.get(rank, 0) + 1}
        title = self._title(label.end, end, label.kind)
        node = Node(
            len(self.nodes), label.kind, label.number, (label.start, label.shown_end), title, label.end, [(start, end)]
        )
        node.rank, node.odd_number = rank, label.number not in expected
        self._last_number[rank] = self._running_number[rank] = label.number
        if label.number == 1 or label.kind in {ClauseKind.SECTION, ClauseKind.CHAPTER}:
            for deeper in [one for one in self._last_number if one > rank and label.kind is not ClauseKind.SECTION]:
                del self._last_number[deeper]
        self._add(node, self._stack[-1] if self._stack else None)
        self._stack.append(node)

    def _title(self, start: int, end: int, kind: ClauseKind | None = None) -> tuple[int, int]:
        """The words that name a clause, up to its attribution or, where that stands ahead of them, after it."""
        blocks = [block for block in self._blocks_within(start, end) if block.form != HEADING]
        if blocks and blocks[0].form == OPENING and blocks[0].start - start < _GAP:
            start = self._view.trimmed(min(blocks.pop(0).end + 1, end), end)[0]
        limit = next((block.start for block in blocks), end)
        return title_of(self._view, start, limit, short=kind in self._short_names)

    def _add(self, node: Node, parent: Node | None) -> None:
        node.region, node.parent = self._region, parent
        if parent is not None:
            parent.children.append(node)
        self.nodes.append(node)

    def _place_blocks(self) -> None:
        """Give every block to the clause in whose words it stands, and finish titles that stand on the next line."""
        pieces = sorted((start, end, node.id) for node in self.nodes for start, end in node.pieces)
        place = 0
        for block in self._blocks:
            while place < len(pieces) and pieces[place][1] <= block.start:
                place += 1
            if place < len(pieces) and pieces[place][0] <= block.start:
                node = self.nodes[pieces[place][2]]
                (node.parent if block.form == ABOVE and node.parent else node).blocks.append(block)
        for node in self.nodes:
            self._finish(node)

    def _finish(self, node: Node) -> None:
        if node.kind is ClauseKind.PARAGRAPH and node.blocks:
            node.title = self._title(*node.pieces[0])
        if node.title[0] >= node.title[1] and len(node.pieces) > 1:
            node.title = self._title(*node.pieces[1])
        first_end = node.pieces[0][1]
        rest = self._view.folded[node.title[1] : first_end].strip(" :，,、.-\n\t")
        covered = any(block.start >= node.title[1] and block.end <= first_end for block in node.blocks)
        alone = not (rest.strip("。") if node.children else rest) or (covered and rest.lstrip("。;")[:1] in {"(", "["})
        node.names_aim = _AIM.fullmatch(self._view.folded, *node.title) is not None
        labelled = node.kind not in {ClauseKind.PARAGRAPH, ClauseKind.ROW}
        node.heading_line = labelled and alone and (bool(node.children) or self._has_body(node))

    def _has_body(self, node: Node) -> bool:
        """Whether words other than attributions follow the first line."""
        for start, end in node.pieces[1:]:
            covered = sum(
                min(block.end, end) - max(block.start, start)
                for block in node.blocks
                if block.start < end and block.end > start
            )
            if end - start - covered > 4:
                return True
        return False
