"""What a task is broken down into, and what it waits for; the task's version covers them all."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from mandate.platform.rows import ZoneRow

SUB_TASK_STATES = ("open", "done", "cancelled")


class Scheduled(SQLModel):
    """A civil date, and the rule that gave it: so many working days after a date or after a milestone."""

    due_date: date | None = None
    days_after: int | None = None
    after_date: date | None = None
    after_milestone_id: UUID | None = None
    # A year on the way had no decreed holidays yet: only its weekends were taken off.
    weekends_assumed: bool = False


def _of_task(table: str) -> tuple[Any, ...]:
    return (
        ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "after_milestone_id"], ["milestone.zone_id", "milestone.id"]),
        Index(f"{table}_by_task", "zone_id", "task_id"),
        Index(f"{table}_by_day", "zone_id", "due_date"),
    )


class Milestone(ZoneRow, Scheduled, table=True):
    """推进节点: a day on the way to the task's end; done when `done_date` is set."""

    __table_args__: ClassVar[tuple[Any, ...]] = _of_task("milestone")
    task_id: UUID
    title: str
    note: str = ""
    done_date: date | None = None


class SubTask(ZoneRow, Scheduled, table=True):
    """A part of a task that one of its units answers for."""

    __tablename__ = "sub_task"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        *_of_task("sub_task"),
        ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"]),
        CheckConstraint(f"state IN {SUB_TASK_STATES}", name="sub_task_state"),
        CheckConstraint("weight > 0", name="sub_task_weight"),
        Index("sub_task_by_unit", "zone_id", "unit_id"),
    )
    task_id: UUID
    unit_id: UUID
    ordinal: int
    title: str
    responsible_officer: str = ""
    weight: int = 1
    state: str = "open"
    done_date: date | None = None
    note: str = ""


class TaskWait(ZoneRow, table=True):
    """A time in which a task waited for its precondition; open until `released_date` is set."""

    __tablename__ = "task_wait"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "on_unit_id"], ["unit.zone_id", "unit.id"]),
        Index("task_wait_by_task", "zone_id", "task_id"),
        Index("task_wait_by_unit", "zone_id", "on_unit_id"),
    )
    task_id: UUID
    on_unit_id: UUID | None = None
    on_whom: str = Field(default="")
    since_date: date
    expected_date: date | None = None
    released_date: date | None = None
    released_note: str = ""
