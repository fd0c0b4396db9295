"""Duties: what somebody owes again and again, and the sentence of the plan that asks for it."""

from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import SQLModel

from mandate.platform.rows import Versioned, ZoneRow

DUTY_KINDS = ("cadence", "publication", "mechanism", "precondition")
CADENCES = ("", "daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "regular", "on_event")
DUTY_STATES = ("active", "ended")


class DutyTerms(SQLModel):
    """`who` is the unit or role as written (各牵头单位, 服务专员); without one, whoever owes the task owes the duty."""

    kind: str
    cadence: str = ""
    who: str = ""
    text: str
    unit_id: UUID | None = None


def duty_checks(table: str) -> tuple[Any, ...]:
    return (
        CheckConstraint(f"kind IN {DUTY_KINDS}", name=f"{table}_kind"),
        CheckConstraint(f"cadence IN {CADENCES}", name=f"{table}_cadence"),
        ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"]),
    )


class Duty(ZoneRow, Versioned, DutyTerms, table=True):
    """A duty of an adopted plan; [start_offset, end_offset) is its place in the plan's kept text."""

    __table_args__: ClassVar[tuple[Any, ...]] = (
        *duty_checks("duty"),
        CheckConstraint(f"state IN {DUTY_STATES}", name="duty_state"),
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"]),
        ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"]),
        ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
        Index("duty_by_plan", "zone_id", "plan_id", "ordinal", "id"),
        Index("duty_by_unit", "zone_id", "unit_id"),
    )
    plan_id: UUID
    clause_id: UUID | None = None
    task_id: UUID | None = None
    ordinal: int
    start_offset: int | None = None
    end_offset: int | None = None
    state: str = "active"
