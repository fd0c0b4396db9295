"""What an attribution says: which units, in which role, and by when."""

from dataclasses import dataclass, field

from mandate.compiler.roles import Role

OPENING, HEADING, ABOVE = "opening", "heading", "above"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in a block; offsets in the view."""

    role: Role
    start: int
    end: int
    open_ended: bool
    odd: bool


@dataclass(slots=True)
class Block:
    """One attribution: units and perhaps a deadline, with offsets in the view.

        `form` is labelled, spoken (X牵头，Y配合), bare (a list in brackets without any word of role), opening (spoken, at
    the head of the sentence that says what is to be done), heading (a unit whose tasks stand below its name), above (said
    of all items above it: 以上工作由X牵头) or note (how to read the plan, without units).
    """

    start: int
    end: int
    form: str
    units: list[Unit] = field(default_factory=list)
    deadline: tuple[int, int] | None = None
    unclear_lead: bool = False

    @property
    def names_lead(self) -> bool:
        return any(unit.role is Role.LEAD for unit in self.units)
