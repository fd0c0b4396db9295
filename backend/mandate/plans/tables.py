"""A policy document, its kept text and clauses, and the draft that people review before adoption."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Numeric,
    PrimaryKeyConstraint,
    false,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from mandate.platform.rows import Versioned, ZoneRow

PLAN_STATES = ("uploaded", "compiling", "in_review", "adopted", "cancelled", "failed")


def _json(default: Any) -> Any:
    return Field(default_factory=default, sa_column=Column(JSONB, nullable=False))


class Plan(ZoneRow, Versioned, table=True):
    """An uploaded document and how far it has come: compile, review, adoption."""

    __table_args__: ClassVar[tuple[Any, ...]] = (
        CheckConstraint(f"state IN {PLAN_STATES}", name="plan_state"),
        CheckConstraint("document_status IN ('issued', 'consultation')", name="plan_document_status"),
        ForeignKeyConstraint(["uploaded_by"], ["account.id"]),
        Index("plan_by_upload", "zone_id", "id"),
        Index("plan_by_file", "zone_id", "sha256"),
    )
    title: str
    file_name: str
    media_type: str
    size_bytes: int
    sha256: str
    state: str = "uploaded"
    stage: str = ""
    progress: int = 0
    failure_code: str = ""
    failure_zh: str = ""
    failure_en: str = ""
    document_number: str = ""
    issuer: str = ""
    issued_date: date | None = None
    first_year: int | None = None
    last_year: int | None = None
    document_status: str = "issued"
    notation: str = ""
    notation_en: str = ""
    anchors: dict[str, Any] = _json(dict)
    doubts: list[dict[str, Any]] = _json(list)
    sheet_columns: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSONB, nullable=False, server_default="[]")
    )
    columns_confirmed: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    uploaded_by: UUID
    adopted_at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))


class PlanText(SQLModel, table=True):
    """The kept text: every offset of the plan, its tasks and targets points into it (characters)."""

    __tablename__ = "plan_text"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "plan_id"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
    )
    zone_id: UUID = Field(default=None)
    plan_id: UUID
    body: str


class OfPlan(ZoneRow):
    """A part of a plan, with its place in the kept text: [start_offset, end_offset)."""

    plan_id: UUID
    start_offset: int | None = None
    end_offset: int | None = None


def _of_plan(table: str) -> tuple[Any, ...]:
    return (
        ForeignKeyConstraint(["zone_id", "plan_id"], ["plan.zone_id", "plan.id"], ondelete="CASCADE"),
        Index(f"{table}_by_plan", "zone_id", "plan_id", "ordinal"),
    )


class Clause(OfPlan, table=True):
    """A heading or paragraph of the document, in document order."""

    __table_args__: ClassVar[tuple[Any, ...]] = (
        *_of_plan("clause"),
        ForeignKeyConstraint(["zone_id", "parent_id"], ["clause.zone_id", "clause.id"], ondelete="CASCADE"),
    )
    parent_id: UUID | None = None
    ordinal: int
    kind: str
    label: str = ""
    number: int | None = None
    title: str = ""
    became: str = "unused"


class DraftTask(OfPlan, Versioned, table=True):
    """A proposed task; dropped ones stay, so that nothing that was read disappears."""

    __tablename__ = "draft_task"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        *_of_plan("draft_task"),
        ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"], ondelete="CASCADE"),
        CheckConstraint("state IN ('proposed', 'confirmed', 'dropped')", name="draft_task_state"),
        CheckConstraint("origin IN ('compiled', 'added', 'merged', 'split')", name="draft_task_origin"),
    )
    clause_id: UUID | None = None
    ordinal: int
    section: str = ""
    number: int | None = None
    title: str
    body: str = ""
    deadline_text: str = ""
    deadline_date: date | None = None
    deadline_start: int | None = None
    deadline_end: int | None = None
    precondition: str = ""
    doubts: list[dict[str, Any]] = _json(list)
    state: str = "proposed"
    origin: str = "compiled"


class DraftAttribution(OfPlan, table=True):
    """A unit as the document writes it, for one draft task; resolved when `unit_id` is set."""

    __tablename__ = "draft_attribution"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        *_of_plan("draft_attribution"),
        ForeignKeyConstraint(["zone_id", "draft_task_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"]),
        CheckConstraint("relation IN ('lead', 'responsible', 'supporting')", name="draft_attribution_relation"),
        Index("draft_attribution_by_task", "zone_id", "draft_task_id"),
    )
    draft_task_id: UUID
    ordinal: int
    relation: str
    text: str
    inherited: bool = False
    open_ended: bool = False
    unit_id: UUID | None = None


class TargetExpression(SQLModel):
    """A typed target (design: operator, values, unit, condition, baseline, deadline)."""

    indicator: str
    operator: str
    value: Decimal | None = Field(default=None, sa_type=Numeric)
    value_high: Decimal | None = Field(default=None, sa_type=Numeric)
    value_text: str = ""
    unit: str = ""
    baseline: Decimal | None = Field(default=None, sa_type=Numeric)
    condition: str = ""
    kind: str = "T"
    deadline_text: str = ""
    deadline_date: date | None = None
    quote: str = ""


class DraftQuantity(OfPlan, Versioned, TargetExpression, table=True):
    """A number that the document sets, promises, limits or reports."""

    __tablename__ = "draft_quantity"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        *_of_plan("draft_quantity"),
        ForeignKeyConstraint(["zone_id", "draft_task_id"], ["draft_task.zone_id", "draft_task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "clause_id"], ["clause.zone_id", "clause.id"], ondelete="CASCADE"),
        CheckConstraint("state IN ('proposed', 'dropped')", name="draft_quantity_state"),
        CheckConstraint("value <> 'NaN'", name="draft_quantity_value"),
        Index("draft_quantity_by_task", "zone_id", "draft_task_id"),
    )
    draft_task_id: UUID | None = None
    clause_id: UUID | None = None
    ordinal: int
    doubts: list[dict[str, Any]] = _json(list)
    state: str = "proposed"
