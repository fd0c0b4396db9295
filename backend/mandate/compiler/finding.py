"""Looking for quantities that are said without a number and a unit: what all such searches share."""

import re
from decimal import Decimal

from mandate.compiler.candidates import Candidate
from mandate.compiler.draft import QuantityKind
from mandate.compiler.indicators import subject_of
from mandate.compiler.segments import Segment, Segments, quoted_spans
from mandate.compiler.targets import Stretch
from mandate.compiler.view import View
from mandate.quantities.expressions import Operator

REACH = 120
_LONGEST_INDICATOR = 60


class Finder:
    """Matches, segments and subjects of one stretch; `measured` are the quantities already found there."""

    def __init__(self, view: View, stretch: Stretch, measured: list[Candidate]) -> None:
        self.folded = view.folded
        self.text = view.text
        self.stretch = stretch
        self._segments = Segments(view.folded, stretch.start, stretch.end)
        self._taken = [(one.segment.start, one.segment.end) for one in measured]
        self._quoted: list[tuple[int, int, str]] | None = None

    def matches(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        return list(pattern.finditer(self.folded, self.stretch.start, self.stretch.end))

    def segment(self, match: re.Match[str]) -> Segment:
        return self._segments.at(match.start())

    def segment_before(self, segment: Segment) -> Segment | None:
        return self._segments.before(segment)

    def before(self, match: re.Match[str]) -> str:
        """The words of the segment up to a match."""
        return self.folded[max(self.segment(match).start, match.start() - REACH) : match.start()]

    def after(self, match: re.Match[str]) -> str:
        """The words of the segment after a match."""
        return self.folded[match.end() : min(self.segment(match).end, match.end() + REACH)]

    def subject(self, match: re.Match[str]) -> str:
        """What the words before a match speak of."""
        segment = self.segment(match)
        start = segment.start
        listed = self.folded.rfind("、", start, match.start())
        if listed > 0 and re.search(r"\d", self.folded[start:listed]):
            start = listed + 1
        until = Segment(start, match.start(), segment.sentence_start, segment.sentence_end)
        return subject_of(self.folded, self.text, until)

    def grown_subject(self, match: re.Match[str]) -> str:
        """What a multiple speaks of: 在2021年基础上翻一番 takes the subject of the words before the comma."""
        subject = re.sub(
            r"(?:确保|力争)?(?:在|比|较)?(?:20\d\d年|上年|目前)[^，,]*?(?:基础上?)?$", "", self.subject(match)
        )
        before = self.segment_before(self.segment(match))
        if len(subject) > 1 and subject != "基础上":
            return subject
        return subject_of(self.folded, self.text, before) if before is not None else ""

    def is_measured(self, position: int) -> bool:
        return any(start <= position < end for start, end in self._taken)

    def is_quoted(self, position: int) -> bool:
        """Whether a place stands in quotation marks or in the title of another document."""
        if self._quoted is None:
            self._quoted = quoted_spans(self.folded, self.stretch.start, self.stretch.end)
        return any(start < position < end for start, end, _ in self._quoted)

    def made(
        self,
        match: re.Match[str],
        operator: Operator,
        value: Decimal | str,
        unit: str,
        kind: QuantityKind,
        indicator: str,
    ) -> Candidate:
        words = re.sub("[“”]", "", indicator) if kind is QuantityKind.SLOGAN else indicator
        shortened = words[:_LONGEST_INDICATOR]
        return Candidate(match.start(), match.end(), self.segment(match), operator, value, None, unit, kind, shortened)
