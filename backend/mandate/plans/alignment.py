"""Two plans side by side: which task continues which, and what changed. Pure: no database, no clock."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from mandate.plans.aims import Aim, AimPair, align_aims
from mandate.plans.likeness import Scores, Vocabulary, bare, best_assignment, containment, in_order, likeness
from mandate.quantities.movements import Movement

LEAST = 300
PART = 550


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    TARGET_ADDED = "target_added"
    TARGET_DROPPED = "target_dropped"
    TARGET_OTHER = "target_other"
    MOVED = "moved"
    RENAMED = "renamed"
    UNITS = "units"
    DEADLINE = "deadline"
    REWORDED = "reworded"
    UNCHANGED = "unchanged"


class Way(StrEnum):
    """How two tasks were found to be one."""

    IDENTICAL = "identical"
    TITLE = "title"
    ALIKE = "alike"
    PERSON = "person"
    ADOPTION = "adoption"


@dataclass(frozen=True, slots=True)
class Side:
    """A task as one of the two documents has it. `units` are (unit, relation); `place` is its place in the document."""

    key: UUID
    place: int
    section: str
    number: int | None
    title: str
    body: str
    units: frozenset[tuple[str, str]] = frozenset()
    deadline_text: str = ""
    deadline_date: date | None = None
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """`kin` are tasks of the other document that this one may be a part of, or has taken in."""

    before: Side | None
    after: Side | None
    way: Way | None = None
    likeness: int = 0
    changes: frozenset[Change] = frozenset()
    aims: tuple[AimPair, ...] = ()
    kin: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What is no longer looked for: `earlier` is the task that this one continues, None when it is new."""

    earlier: UUID | None
    by: Way = Way.PERSON


_ROUNDS: tuple[tuple[Way, Callable[[Side], Any]], ...] = (
    (Way.IDENTICAL, lambda side: (bare(side.section), side.number, bare(side.title), bare(side.body))),
    (Way.IDENTICAL, lambda side: (bare(side.title), bare(side.body))),
    (Way.TITLE, lambda side: (bare(side.section), side.number, bare(side.title))),
    (Way.TITLE, lambda side: (side.number, bare(side.title))),
    (Way.TITLE, lambda side: bare(side.title)),
)


@dataclass
class _Texts:
    """Bit sets of titles and bodies, of both documents."""

    titles: dict[UUID, int] = field(default_factory=dict)
    bodies: dict[UUID, int] = field(default_factory=dict)
    sections: dict[UUID, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sides: Sequence[Side]) -> "_Texts":
        titles = Vocabulary.of([side.title for side in sides])
        bodies = Vocabulary.of([side.body for side in sides])
        return cls(
            {side.key: titles.marks(side.title) for side in sides},
            {side.key: bodies.marks(side.body) for side in sides},
            {side.key: bare(side.section) for side in sides},
        )

    def likeness(self, first: Side, second: Side) -> int:
        """Of titles and bodies together; the same place in the document decides between equals."""
        score = likeness(self.titles[first.key], self.titles[second.key])
        if first.body and second.body:
            score = (score + likeness(self.bodies[first.key], self.bodies[second.key])) // 2
        same_place = 20 * (self.sections[first.key] == self.sections[second.key])
        same_number = 10 * (first.number == second.number is not None)
        return 97 * score // 100 + same_place + same_number if score else 0


def align(before: Sequence[Side], after: Sequence[Side], settled: Mapping[UUID, Settled] | None = None) -> list[Pair]:
    """Every task of both documents in one pair, in the order of the new one; the order of the arguments is no matter.

    `settled` maps tasks of `after` to what a person (or an adoption) said of them.
    """
    old, new = sorted(before, key=_rank), sorted(after, key=_rank)
    texts = _Texts.of([*old, *new])
    found = _said(old, new, settled or {})
    taken = {earlier.key for earlier, _ in found.values()}
    free_old = [side for side in old if side.key not in taken]
    free_new = [side for side in new if side.key not in (settled or {})]
    for way, key in _ROUNDS:
        found |= _same(free_old, free_new, way, key)
    scores: Scores = {
        (x, y): texts.likeness(one, other) for x, one in enumerate(free_old) for y, other in enumerate(free_new)
    }
    for x, y in best_assignment(scores, LEAST):
        found[free_new[y].key] = (free_old[x], Way.ALIKE)
    return _described(old, new, found, texts)


def _rank(side: Side) -> tuple[Any, ...]:
    return (side.section, -1 if side.number is None else side.number, side.title, side.body, side.place, side.key)


Found = dict[UUID, tuple[Side, Way]]


def _said(old: Sequence[Side], new: Sequence[Side], settled: Mapping[UUID, Settled]) -> Found:
    known = {side.key: side for side in old}
    return {
        side.key: (known[said.earlier], said.by)
        for side in new
        if (said := settled.get(side.key)) is not None and said.earlier in known
    }


def _same(old: list[Side], new: list[Side], way: Way, key: Callable[[Side], Any]) -> Found:
    """Pairs of the same key, taken out of both lists; equal ones are paired in order."""
    groups: dict[Any, list[Side]] = {}
    for side in old:
        groups.setdefault(key(side), []).append(side)
    if way is Way.TITLE:
        # A title that several tasks share says little: those are compared by their text.
        uses = Counter(key(side) for side in new)
        groups = {name: group for name, group in groups.items() if len(group) == 1 and uses[name] == 1}
    found: Found = {}
    for side in new:
        if group := groups.get(key(side)):
            found[side.key] = (group.pop(0), way)
    gone = {earlier.key for earlier, _ in found.values()}
    old[:] = [side for side in old if side.key not in gone]
    new[:] = [side for side in new if side.key not in found]
    return found


def _described(old: Sequence[Side], new: Sequence[Side], found: Found, texts: _Texts) -> list[Pair]:
    joined = [(found[side.key][0], side) for side in new if side.key in found]
    kept = in_order((one.place, other.place) for one, other in joined)
    taken = {one.key for one, _ in joined}
    pairs = []
    for side in sorted(new, key=lambda side: (side.place, _rank(side))):
        if side.key not in found:
            pairs.append(_alone(None, side, _kin(side, old, texts)))
            continue
        earlier, way = found[side.key]
        aims = align_aims(earlier.aims, side.aims)
        changes = _changes(earlier, side, aims, moved=(earlier.place, side.place) not in kept)
        pairs.append(Pair(earlier, side, way, texts.likeness(earlier, side), changes, aims))
    removed = sorted((side for side in old if side.key not in taken), key=lambda side: (side.place, _rank(side)))
    return pairs + [_alone(side, None, _kin(side, new, texts)) for side in removed]


def _alone(before: Side | None, after: Side | None, kin: tuple[UUID, ...]) -> Pair:
    aims = align_aims(before.aims if before else (), after.aims if after else ())
    return Pair(before, after, changes=frozenset({Change.ADDED if after else Change.REMOVED}), aims=aims, kin=kin)


def _kin(side: Side, others: Sequence[Side], texts: _Texts) -> tuple[UUID, ...]:
    """A split or merged task: most of its words stand in one task of the other document."""
    mine = texts.bodies[side.key] or texts.titles[side.key]
    found = [(containment(mine, texts.bodies[other.key]), other) for other in others]
    near = sorted((pair for pair in found if pair[0] >= PART), key=lambda pair: (-pair[0], _rank(pair[1])))
    return tuple(other.key for _, other in near[:2])


def _changes(before: Side, after: Side, aims: Sequence[AimPair], *, moved: bool) -> frozenset[Change]:
    renumbered = before.number != after.number
    found = {
        Change.MOVED: bare(before.section) != bare(after.section) or (moved and renumbered),
        Change.RENAMED: bare(before.title) != bare(after.title),
        Change.UNITS: before.units != after.units,
        Change.DEADLINE: _deadline(before) != _deadline(after),
        Change.REWORDED: _substance(before) != _substance(after),
        Change.TIGHTENED: any(aim.movement is Movement.TIGHTENED for aim in aims),
        Change.LOOSENED: any(aim.movement is Movement.LOOSENED for aim in aims),
        Change.TARGET_OTHER: any(aim.movement is Movement.INCOMPARABLE for aim in aims),
        Change.TARGET_ADDED: any(aim.before is None for aim in aims),
        Change.TARGET_DROPPED: any(aim.after is None for aim in aims),
    }
    return frozenset(change for change, there in found.items() if there) or frozenset({Change.UNCHANGED})


def _deadline(side: Side) -> tuple[date | None, str]:
    return (side.deadline_date, "" if side.deadline_date else bare(side.deadline_text))


_ATTRIBUTION = re.compile(r"[（(][^（）()]*(?:牵头|责任|配合|负责)[^（）()]*[）)]")


def _substance(side: Side) -> str:
    """The words beside title and units, which are compared on their own."""
    body = bare(_ATTRIBUTION.sub("", side.body))
    return body.removeprefix(bare(side.title))
