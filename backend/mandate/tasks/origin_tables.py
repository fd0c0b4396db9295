"""What a task was before the adoption of another plan: its earlier content, kept as it stood."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKeyConstraint, Index, PrimaryKeyConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from mandate.tasks.tables import TASK_STATES

OUTCOMES = ("carried", "kept", "withdrawn")


class TaskOrigin(SQLModel, table=True):
    """One row for each adoption that a task has met; `plan_id` is the adopted plan, `earlier_plan_id` the one before.

    `carried`: the task went on under the new plan, as `draft_task_id`; `kept`: the new plan does not name it and it
    goes on; `withdrawn`: it ended there. The targets of that time are those of the task in the earlier plan.
    """

    __tablename__ = "task_origin"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "task_id", "plan_id"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"]),
        ForeignKeyConstraint(["zone_id", "earlier_plan_id"], ["plan.zone_id", "plan.id"]),
        ForeignKeyConstraint(["zone_id", "draft_task_id"], ["draft_task.zone_id", "draft_task.id"]),
        ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"]),
        CheckConstraint(f"outcome IN {OUTCOMES}", name="task_origin_outcome"),
        CheckConstraint(f"state IN {TASK_STATES}", name="task_origin_state"),
        Index("task_origin_by_plan", "zone_id", "plan_id", "outcome", "draft_task_id"),
    )
    zone_id: UUID = Field(default=None)
    task_id: UUID
    plan_id: UUID
    earlier_plan_id: UUID
    draft_task_id: UUID | None = None
    outcome: str
    at: datetime = Field(sa_type=DateTime(timezone=True))
    clause_id: UUID | None = None
    ordinal: int
    number: int | None = None
    section: str = ""
    title: str
    body: str = ""
    start_offset: int | None = None
    end_offset: int | None = None
    deadline_text: str = ""
    deadline_date: date | None = None
    precondition: str = ""
    provisional: bool = False
    state: str
    # With the people who answered there: [{id, name, relation, responsible_leader, …}].
    units: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
