"""Targets: what a task must reach, typed, and where the document says so."""

from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index

from mandate.plans.tables import TargetExpression
from mandate.platform.rows import Versioned, ZoneRow


class Target(ZoneRow, Versioned, TargetExpression, table=True):
    """A figure to reach; zero is a value, values are decimals."""

    __table_args__: ClassVar[tuple[Any, ...]] = (
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"]),
        ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"]),
        ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
        CheckConstraint("value <> 'NaN'", name="target_value"),
        Index("target_by_task", "zone_id", "task_id", "ordinal"),
        Index("target_by_plan", "zone_id", "plan_id", "ordinal"),
    )
    plan_id: UUID
    clause_id: UUID | None = None
    task_id: UUID | None = None
    ordinal: int
    start_offset: int | None = None
    end_offset: int | None = None
