"""How alike two texts are, and who belongs to whom: bigrams in bit sets, and the best assignment of all."""

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mandate.quantities.folding import fold

FULL = 1000
_SILENT = re.compile(r"[\W_]+")
# A candidate is only looked at when it is among the nearest of either side: keeps large plans cheap.
NEAREST = 8


def bare(text: str) -> str:
    """The text without spaces and punctuation, in one spelling: what a reader would call the same words."""
    return _SILENT.sub("", fold(text)).lower()


def bigrams(text: str) -> frozenset[str]:
    spoken = bare(text)
    return frozenset(spoken[at : at + 2] for at in range(max(len(spoken) - 1, min(len(spoken), 1))))


@dataclass(slots=True)
class Vocabulary:
    """Numbers the bigrams of many texts; those that stand nearly everywhere tell nothing and are left out."""

    places: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Vocabulary":
        uses = Counter(gram for text in texts for gram in bigrams(text))
        common = len(texts) // 3 if len(texts) >= 24 else len(texts)
        kept = sorted(gram for gram, count in uses.items() if count <= common)
        return cls({gram: place for place, gram in enumerate(kept)})

    def marks(self, text: str) -> int:
        """The text's bigrams as a bit set."""
        found = 0
        for gram in bigrams(text):
            place = self.places.get(gram)
            if place is not None:
                found |= 1 << place
        return found


def likeness(first: int, second: int) -> int:
    """Dice's coefficient of two bit sets, 0 to 1000."""
    together = first.bit_count() + second.bit_count()
    return 2 * FULL * (first & second).bit_count() // together if together else 0


def containment(part: int, whole: int) -> int:
    """How much of the part stands in the whole, 0 to 1000."""
    size = part.bit_count()
    return FULL * (part & whole).bit_count() // size if size else 0


Scores = dict[tuple[int, int], int]


def best_assignment(scores: Scores, least: int) -> list[tuple[int, int]]:
    """Pairs (left, right), each used once, with the greatest sum of scores above `least`; deterministic."""
    search = _Assignment(_nearest(scores, least), FULL - least + 1)
    for left in sorted(search.edges):
        search.place(left)
    return sorted((left, right) for right, left in search.owners.items() if right >= 0)


@dataclass(slots=True)
class _Assignment:
    """Shortest augmenting paths (Jonker and Volgenant) over sparse pairs.

    Staying alone is a place of one's own, -1 - left, that costs as much as a pair just below the least score.
    """

    edges: dict[int, list[tuple[int, int]]]
    alone: int
    owners: dict[int, int] = field(default_factory=dict)
    left_price: dict[int, int] = field(default_factory=dict)
    right_price: dict[int, int] = field(default_factory=dict)

    def place(self, start: int) -> None:
        """Finds a place for one more; others may move to their next best."""
        parents: dict[int, int] = {}
        settled: dict[int, int] = {}
        reached: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        left, base = start, 0
        while True:
            for right, cost in (*self.edges[left], (-1 - left, self.alone)):
                distance = base + cost - self.left_price.get(left, 0) - self.right_price.get(right, 0)
                if right not in settled and distance < reached.get(right, distance + 1):
                    reached[right], parents[right] = distance, left
                    heapq.heappush(heap, (distance, right))
            base, right = heapq.heappop(heap)
            while right in settled:
                base, right = heapq.heappop(heap)
            settled[right] = base
            if right not in self.owners:
                break
            left = self.owners[right]
        self._reprice(start, settled, base)
        self._move_up(start, right, parents)

    def _reprice(self, start: int, settled: dict[int, int], base: int) -> None:
        self.left_price[start] = self.left_price.get(start, 0) + base
        for right, distance in settled.items():
            self.right_price[right] = self.right_price.get(right, 0) + distance - base
            if right in self.owners:
                owner = self.owners[right]
                self.left_price[owner] = self.left_price.get(owner, 0) + base - distance

    def _move_up(self, start: int, right: int, parents: dict[int, int]) -> None:
        held = {left: place for place, left in self.owners.items()}
        while True:
            left = parents[right]
            self.owners[right] = left
            if left == start:
                return
            right = held[left]


def _nearest(scores: Scores, least: int) -> dict[int, list[tuple[int, int]]]:
    """The costs of each left's pairs, of the nearest of either side."""
    sides: tuple[dict[int, list[tuple[int, int]]], ...] = ({}, {})
    for (left, right), score in scores.items():
        if score >= least:
            sides[0].setdefault(left, []).append((-score, right))
            sides[1].setdefault(right, []).append((-score, left))
    kept = {(left, right) for left, found in sides[0].items() for _, right in sorted(found)[:NEAREST]}
    kept |= {(left, right) for right, found in sides[1].items() for _, left in sorted(found)[:NEAREST]}
    edges: dict[int, list[tuple[int, int]]] = {}
    for left, right in sorted(kept):
        edges.setdefault(left, []).append((right, FULL - scores[left, right]))
    return edges


def in_order(places: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The longest run of pairs (before, after) that keep their order: the others have moved."""
    ordered = sorted(places)
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for place, (_, after) in enumerate(ordered):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if tails[middle] < after else (low, middle)
        previous.append(ends[low - 1] if low else -1)
        if low == len(tails):
            tails.append(after)
            ends.append(place)
        else:
            tails[low], ends[low] = after, place
    kept, place = set(), ends[-1] if ends else -1
    while place >= 0:
        kept.add(ordered[place])
        place = previous[place]
    return kept
