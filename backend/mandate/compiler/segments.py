"""Stretches of a sentence between commas, so that a number is read with the words that belong to it."""

from bisect import bisect_right
from dataclasses import dataclass

_OPENERS, _CLOSERS = "([“‘《「", ")]”’》」"
_COMMAS = set("，,;；:：。!！?？\n\t|")
_STOPS = set("。;；!！?？\n\t|")


@dataclass(frozen=True, slots=True)
class Segment:
    """Offsets in the view; `sentence_start`/`sentence_end` bound the sentence (up to 。 or ；) around it."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int


class Segments:
    """The segments of one stretch of text, found by position."""

    def __init__(self, folded: str, start: int, end: int) -> None:
        cuts, stops = _cuts(folded, start, end)
        self._starts = [start, *(cut + 1 for cut in cuts)]
        self._ends = [*cuts, end]
        self._sentence_starts = [start, *(stop + 1 for stop in stops)]
        self._sentence_ends = [*stops, end]

    def at(self, position: int) -> Segment:
        """The segment that holds a position."""
        index = max(0, bisect_right(self._starts, position) - 1)
        sentence = max(0, bisect_right(self._sentence_starts, position) - 1)
        return Segment(
            self._starts[index], self._ends[index], self._sentence_starts[sentence], self._sentence_ends[sentence]
        )

    def before(self, segment: Segment) -> Segment | None:
        """The segment before one, in the same sentence."""
        if segment.start <= segment.sentence_start:
            return None
        return self.at(segment.start - 1)


def _cuts(folded: str, start: int, end: int) -> tuple[list[int], list[int]]:
    cuts: list[int] = []
    stops: list[int] = []
    depth = 0
    for index in range(start, end):
        sign = folded[index]
        if sign in _OPENERS:
            depth += 1
        elif sign in _CLOSERS:
            depth = max(0, depth - 1)
        elif sign in _COMMAS and (depth == 0 or sign in "。\n"):
            cuts.append(index)
            if sign in _STOPS:
                stops.append(index)
                depth = 0
    return cuts, stops


def quoted_spans(folded: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """(start, end, opening sign) of everything in quotation marks or 《》, outermost first."""
    spans: list[tuple[int, int, str]] = []
    pairs = {"“": "”", "‘": "’", "《": "》", "「": "」"}
    index = start
    while index < end:
        closing = pairs.get(folded[index])
        if closing is not None:
            stop = folded.find(closing, index + 1, min(end, index + 160))
            if stop > 0:
                spans.append((index, stop + 1, folded[index]))
                index = stop
        index += 1
    return spans
