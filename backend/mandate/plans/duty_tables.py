"""Duties that a document was read to ask for, until its plan is adopted."""

from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index

from mandate.cycles.tables import DutyTerms, duty_checks
from mandate.plans.tables import OfPlan
from mandate.platform.rows import Versioned


class DraftDuty(OfPlan, Versioned, DutyTerms, table=True):
    """A proposed duty; dropped ones stay, so that nothing that was read disappears."""

    __tablename__ = "draft_duty"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        *duty_checks("draft_duty"),
        CheckConstraint("state IN ('proposed', 'dropped')", name="draft_duty_state"),
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "draft_task_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"], ondelete="CASCADE"),
        Index("draft_duty_by_plan", "zone_id", "plan_id", "ordinal"),
    )
    draft_task_id: UUID | None = None
    clause_id: UUID | None = None
    ordinal: int
    state: str = "proposed"
