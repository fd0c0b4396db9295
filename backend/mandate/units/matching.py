"""Which unit of the directory a document means: never a guess without saying so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from mandate.units.names import fold

AROUND = " \t\r\n。，,；;：:、.．"
OPEN_END = re.compile(r"(等(单位|部门|有关单位|有关部门|相关单位|相关部门)?|等)$")
BRACKET = re.compile(r"\([^()]*\)$")
PLACE_PREFIX = re.compile(r"^[省市区县]")
MOST_CANDIDATES = 5
LIKE_ENOUGH = 0.72
SHORTEST_ABBREVIATION = 2


class How(StrEnum):
    EXACT = "exact"
    ALIAS = "alias"
    NORMALISED = "normalised"  # width, spaces, line breaks, bracket style, a closing 等
    BRACKET = "bracket"  # one of both has a second name in brackets that the other leaves out
    FORMER = "former"  # a name of another time than today
    SUCCEEDED = "succeeded"  # the unit is gone and one other took its place
    INACTIVE = "inactive"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A spelling of a unit: its name, or one of its aliases."""

    unit_id: UUID
    name: str
    spelling: str
    active: bool = True
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    unit_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """`unit_id` is set only where the name says it; otherwise people choose among the candidates."""

    unit_id: UUID | None
    how: How
    candidates: tuple[Candidate, ...] = ()


@dataclass
class Directory:
    """The names of a zone, indexed once for many texts."""

    exact: dict[str, KnownName] = field(default_factory=dict)
    folded: dict[str, KnownName] = field(default_factory=dict)
    bracketless: dict[str, dict[UUID, KnownName]] = field(default_factory=dict)
    # Of units that are gone: who stands for them now.
    heirs: Mapping[UUID, Sequence["Candidate"]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[KnownName], heirs: "Mapping[UUID, Sequence[Candidate]] | None" = None) -> "Directory":
        """Of two units with one spelling the later in `names` has it."""
        made = cls(heirs=heirs or {})
        for known in names:
            made.add(known)
        return made

    def add(self, known: KnownName) -> None:
        key = fold(known.spelling)
        self.exact[known.spelling] = known
        self.folded[key] = known
        self.bracketless.setdefault(BRACKET.sub("", key), {})[known.unit_id] = known

    def named(self, name: str) -> KnownName | None:
        """The unit that already has this name or alias, whatever the width, spaces and brackets."""
        return self.folded.get(fold(name))


def resolve(text: str, directory: Directory, *, suggest: bool = True) -> Resolution:
    """The unit that a document's text names; `suggest` looks for similar names where none fits."""
    known = directory.exact.get(text)
    if known is not None:
        return _resolved(known, How.EXACT if known.spelling == known.name else How.ALIAS, directory)
    key = fold(text.strip(AROUND))
    for spelling in (key, OPEN_END.sub("", key).strip(AROUND)):
        known = directory.folded.get(spelling)
        if known is not None:
            return _resolved(known, How.NORMALISED, directory)
    core = BRACKET.sub("", OPEN_END.sub("", key))
    meant = directory.bracketless.get(core, {}) if core else {}
    if len(meant) == 1:
        return _resolved(next(iter(meant.values())), How.BRACKET, directory)
    if meant:
        return Resolution(None, How.AMBIGUOUS, _candidates(meant.values()))
    return Resolution(None, How.UNKNOWN, similar(key, directory) if suggest else ())


def _resolved(known: KnownName, how: How, directory: Directory) -> Resolution:
    """One heir takes the place of a unit that is gone; among several, people choose."""
    if known.active:
        return Resolution(known.unit_id, How.FORMER if known.dated else how)
    heirs = tuple(directory.heirs.get(known.unit_id, ()))
    if len(heirs) == 1:
        return Resolution(heirs[0].unit_id, How.SUCCEEDED, heirs)
    return Resolution(None, How.INACTIVE, heirs or _candidates([known]))


def _candidates(names: Iterable[KnownName]) -> tuple[Candidate, ...]:
    found = {known.unit_id: Candidate(known.unit_id, known.name) for known in names}
    return tuple(found.values())[:MOST_CANDIDATES]


def similar(key: str, directory: Directory) -> tuple[Candidate, ...]:
    """Active units whose names look alike, the likeliest first: for people to choose from."""
    if not key:
        return ()
    scored = [
        (score, known)
        for spelling, known in directory.folded.items()
        if known.active and (score := likeness(key, spelling)) >= LIKE_ENOUGH
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].name))
    return _candidates(known for _, known in scored)


def likeness(one: str, other: str) -> float:
    """0 to 1 for two folded names; an elided place (市场监管局, 区市场监管局) and an abbreviation score high."""
    if PLACE_PREFIX.sub("", one) == PLACE_PREFIX.sub("", other):
        return 0.95
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= SHORTEST_ABBREVIATION and _abbreviates(shorter, longer):
        return 0.8 + 0.1 * len(shorter) / len(longer)
    # Spares the costly comparison of names with little in common.
    if 2 * len(set(one) & set(other)) < len(shorter):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio() * 0.95


def _abbreviates(shorter: str, longer: str) -> bool:
    """All characters in order, beginning and nearly ending together (发改委, 发展和改革委员会)."""
    if PLACE_PREFIX.sub("", shorter)[:1] != PLACE_PREFIX.sub("", longer)[:1]:
        return False
    characters = iter(longer)
    return all(character in characters for character in shorter) and shorter[-1] in longer[-3:]
