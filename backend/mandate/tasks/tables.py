"""Tasks that somebody owes, and the units they belong to."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, PrimaryKeyConstraint, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSON
from sqlmodel import Field, SQLModel

from mandate.platform.rows import Versioned, ZoneRow

TASK_STATES = ("unstaffed", "active", "suspended", "withdrawn")
RELATIONS = ("lead", "responsible", "supporting")
PRECONDITION_STATES = ("undecided", "waiting", "met", "dismissed")
TOPIC_STATES = ("suggested", "confirmed", "none")


class Task(ZoneRow, Versioned, table=True):
    """One numbered item of an adopted plan; overdue is derived from the deadline, never stored."""

    __table_args__: ClassVar[tuple[Any, ...]] = (
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"]),
        ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"]),
        CheckConstraint(f"state IN {TASK_STATES}", name="task_state"),
        CheckConstraint(f"precondition_state IN {PRECONDITION_STATES}", name="task_precondition_state"),
        CheckConstraint(f"topic_state IN {TOPIC_STATES}", name="task_topic_state"),
        CheckConstraint("(topic IS NULL) = (topic_state = 'none')", name="task_topic_stated"),
        Index("task_by_plan", "zone_id", "plan_id", "ordinal", "id"),
        Index("task_by_deadline", "zone_id", "deadline_date", "id"),
        Index("task_by_deadline_first", "zone_id", text("coalesce(deadline_date, 'infinity'::date)"), "id"),
        Index("task_by_deadline_last", "zone_id", text("coalesce(deadline_date, '-infinity'::date)"), "id"),
        Index("task_by_change", "zone_id", "updated_at", "id"),
        Index("task_by_words", text("app.task_tokens(zone_id, title, section, body, number)"), postgresql_using="gin"),
    )
    plan_id: UUID
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
    # `waiting` (待上级条件) is neither late nor scored: kept here so that the list needs no other table.
    precondition_state: str = Field(default="undecided", sa_column_kwargs={"server_default": "undecided"})
    provisional: bool = False
    state: str = "unstaffed"
    # Kept by triggers on task_unit and unit (migration 0007), never by the application.
    units: list[dict[str, str]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]")
    )
    answering: str = Field(default="", sa_column_kwargs={"server_default": ""})
    slots_needed: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    slots_filled: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # The row of the list as JSON, open at its end: written by a trigger (migration 0017) with every change.
    listing: str = Field(default="", sa_column_kwargs={"server_default": ""})
    # Suggested at adoption with the words that pointed there, confirmed by a person; further topics by a person only.
    topic: str | None = Field(default=None, foreign_key="topic.code")
    topic_state: str = Field(default="none", sa_column_kwargs={"server_default": "none"})
    topic_reason: list[dict[str, str]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]")
    )
    further_topics: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(String), nullable=False, server_default="{}")
    )


class TaskUnit(SQLModel, table=True):
    """A unit's relation to a task and the people who answer there (责任领导、科室、人员)."""

    __tablename__ = "task_unit"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "task_id", "unit_id"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"]),
        CheckConstraint(f"relation IN {RELATIONS}", name="task_unit_relation"),
        Index("task_unit_by_unit", "zone_id", "unit_id", "relation", "task_id"),
    )
    zone_id: UUID = Field(default=None)
    task_id: UUID
    unit_id: UUID
    relation: str
    ordinal: int = 0
    source_text: str = ""
    start_offset: int | None = None
    end_offset: int | None = None
    inherited: bool = False
    responsible_leader: str = ""
    responsible_section: str = ""
    responsible_officer: str = ""
    # The day on which a reorganisation brought the task here; none where the plan itself did.
    taken_over_date: date | None = None
