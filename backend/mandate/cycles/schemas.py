"""Duties as clients see and change them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from mandate.platform.paging import PageCursor, PageLimit
from mandate.platform.text import clean

DutyKind = Literal["cadence", "publication", "mechanism", "precondition"]
Cadence = Literal["", "daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "regular", "on_event"]
DutyState = Literal["active", "ended"]
Who = Annotated[str, StringConstraints(max_length=60), AfterValidator(clean)]


class DutyQuery(BaseModel):
    """Which duties; filters add up."""

    model_config = ConfigDict(extra="forbid")

    kind: DutyKind | None = None
    cadence: Cadence | None = None
    unit: UUID | None = Field(None, description="Laid on this unit by name, or on a task that it takes part in.")
    plan: UUID | None = None
    task: UUID | None = None
    state: DutyState | None = None
    limit: PageLimit = 50
    cursor: PageCursor = None


class UnitOfDuty(BaseModel):
    id: UUID
    name: str


class PlanOfDuty(BaseModel):
    id: UUID
    title: str


class TaskOfDuty(BaseModel):
    id: UUID
    number: int | None
    title: str


class DutyRow(BaseModel):
    """`unit` is None where a role is meant (服务专员) or nobody is named: then whoever owes the task owes the duty."""

    id: UUID
    kind: DutyKind
    cadence: Cadence = Field(description="`regular` is 定期 without a rhythm, `on_event` when something happens.")
    who: str = Field(description="as the document names it")
    unit: UnitOfDuty | None
    text: str = Field(description="the words that ask for it")
    start: int | None = Field(description="offset of the words in the plan's kept text, in characters")
    end: int | None
    plan: PlanOfDuty
    task: TaskOfDuty | None
    state: DutyState
    version: int
    actions: list[Literal["change", "end", "resume"]]


class DutyList(BaseModel):
    items: list[DutyRow] = Field(max_length=200)
    next_cursor: str | None


class DutyForm(BaseModel):
    """Fields left out stay as they are; `unit_id` null lays the duty on the role in `who`."""

    model_config = ConfigDict(extra="forbid")

    cadence: Cadence | None = None
    who: Who | None = None
    unit_id: UUID | None = None
    state: DutyState | None = None
