"""A plan that follows an earlier one, and what was settled about which of its tasks continues which."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from mandate.platform.rows import Versioned

SUCCESSION_KINDS = ("revision", "renewal")
REMOVED_TASKS = ("keep", "withdraw")


class PlanSuccession(Versioned, table=True):
    """`revision`: a newer version of the same document; `renewal`: the plan of the next period.

    `removed_tasks` says what adoption does with tasks that the new plan no longer has. `carried_at` is set by the
    adoption that carried the predecessor's tasks over. The row stays without a predecessor, so that its version rises.
    """

    __tablename__ = "plan_succession"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "plan_id"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "predecessor_id"], ["plan.zone_id", "plan.id"]),
        CheckConstraint(f"kind IN {SUCCESSION_KINDS}", name="plan_succession_kind"),
        CheckConstraint(f"removed_tasks IN {REMOVED_TASKS}", name="plan_succession_removed_tasks"),
        CheckConstraint("plan_id <> predecessor_id", name="plan_succession_other"),
        Index("plan_succession_by_predecessor", "zone_id", "predecessor_id"),
    )
    zone_id: UUID = Field(default=None)
    plan_id: UUID
    predecessor_id: UUID | None = None
    kind: str
    removed_tasks: str
    carried_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class DraftMatch(SQLModel, table=True):
    """A draft task continues that one of the predecessor; none: it is new. Said by a person, or kept by adoption."""

    __tablename__ = "draft_match"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "draft_task_id"),
        UniqueConstraint("zone_id", "plan_id", "earlier_id", name="draft_match_once"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "draft_task_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "earlier_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"),
        CheckConstraint("settled_by IN ('person', 'adoption')", name="draft_match_settled_by"),
    )
    zone_id: UUID = Field(default=None)
    draft_task_id: UUID
    plan_id: UUID
    earlier_id: UUID | None = None
    settled_by: str = "person"


class DraftOrigin(SQLModel, table=True):
    """A draft task also stems from that one of the predecessor: a part of it, or it has taken it in. Said by a person."""

    __tablename__ = "draft_origin"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "draft_task_id", "earlier_id"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "draft_task_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "earlier_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"),
        CheckConstraint("draft_task_id <> earlier_id", name="draft_origin_other"),
        Index("draft_origin_by_plan", "zone_id", "plan_id"),
        Index("draft_origin_by_earlier", "zone_id", "earlier_id"),
    )
    zone_id: UUID = Field(default=None)
    draft_task_id: UUID
    earlier_id: UUID
    plan_id: UUID
