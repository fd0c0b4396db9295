"""A number with the words around it, cut to what can matter."""

from dataclasses import dataclass

from mandate.compiler.segments import Segment
from mandate.compiler.view import View
from mandate.quantities.measures import Measure

REACH = 200


@dataclass(frozen=True, slots=True)
class Words:
    """`before` and `after` are the folded words of the segment around the number; printed gaps (达到 3 %) are closed.

    `sentence` and `rest` are those of its sentence up to it and after it (a sentence ends with 。 or ；), `passage` those
    since the last 。. `left` is where the words that may belong to this number begin: after the number before it, or at
    the segment's start.
    """

    view: View
    measure: Measure
    segment: Segment
    left: int
    before: str
    after: str
    sentence: str
    rest: str
    passage: str

    @property
    def after_number(self) -> str:
        """What follows number and unit, with a word such as 以上 still in it."""
        start = self.measure.end - len(self.measure.tail)
        return _closed(self.view.folded[start : min(self.segment.end, start + REACH)])

    @property
    def reach_end(self) -> int:
        return min(self.segment.end, self.measure.end + REACH)


def words_around(view: View, measure: Measure, segment: Segment, left: int, floor: int) -> Words:
    """The words around a measure; `left` is the end of the number before it, `floor` where its stretch begins."""
    folded = view.folded
    return Words(
        view=view,
        measure=measure,
        segment=segment,
        left=max(segment.start, min(left, measure.start)),
        before=_closed(folded[max(segment.start, measure.start - REACH) : measure.start]),
        after=_closed(folded[measure.end : min(segment.end, measure.end + REACH)]),
        sentence=_closed(folded[max(segment.sentence_start, measure.start - 2 * REACH) : measure.start]),
        rest=_closed(folded[measure.end : min(segment.sentence_end, measure.end + REACH)]),
        passage=_closed(folded[passage_start(folded, measure.start, floor) : measure.start]),
    )


def _closed(words: str) -> str:
    return words.replace(" ", "")


def passage_start(folded: str, position: int, floor: int) -> int:
    """Where the words since the last 。 begin, not before `floor` and not too far away."""
    begin = max(floor, position - 2 * REACH)
    return max(begin, folded.rfind("。", begin, position) + 1, folded.rfind("\n", begin, position) + 1)
