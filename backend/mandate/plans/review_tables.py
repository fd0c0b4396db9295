"""What reviewers did to a draft, to take it back, and what they taught the zone by it."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from mandate.platform.rows import Versioned, ZoneRow, now

HABIT_KINDS = ("alias", "first_leads", "leads_before", "no_unit")
CHANGE_STATES = ("done", "undone", "spent")


class ReviewChange(ZoneRow, table=True):
    """One change of a review. `rows` hold what each row was and became; `units` the units that it made.

    An undone change can be done again until its author changes something else: then it is spent.
    """

    __tablename__ = "review_change"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        CheckConstraint(f"state IN {CHANGE_STATES}", name="review_change_state"),
        ForeignKeyConstraint(["account_id"], ["account.id"]),
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        Index("review_change_by_plan", "zone_id", "plan_id", "id"),
    )
    plan_id: UUID
    account_id: UUID | None = None
    account_name: str = ""
    what_zh: str
    what_en: str
    state: str = "done"
    at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
    moved_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
    rows: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    units: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))


class ReadingHabit(ZoneRow, Versioned, table=True):
    """Something confirmed once: proposed in the zone's next documents, never applied by itself.

    `pattern` is the string of an alias or of words that are no unit, or the mark before which units lead.
    """

    __tablename__ = "reading_habit"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        CheckConstraint(f"kind IN {HABIT_KINDS}", name="reading_habit_kind"),
        UniqueConstraint("zone_id", "kind", "pattern", name="reading_habit_pattern"),
        ForeignKeyConstraint(["learned_by"], ["account.id"]),
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"], ondelete="CASCADE"),
    )
    kind: str
    pattern: str = ""
    sample: str = ""
    unit_id: UUID | None = None
    plan_id: UUID
    clause: str = ""
    learned_by: UUID | None = None
    uses: int = 0
    active: bool = True
    declined_in: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
