"""Duties of a draft, as the review sees and changes them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from mandate.cycles.schemas import Cadence, DutyKind
from mandate.platform.text import clean

DraftDutyState = Literal["proposed", "dropped"]


class DraftDutyRow(BaseModel):
    """`unit_id` is None where a role is meant or nobody is named: then whoever owes the task owes the duty."""

    id: UUID
    draft_task_id: UUID | None
    kind: DutyKind
    cadence: Cadence
    who: str
    unit_id: UUID | None
    unit_name: str | None
    text: str
    start: int | None
    end: int | None
    state: DraftDutyState
    version: int


class DraftDutyList(BaseModel):
    items: list[DraftDutyRow] = Field(max_length=5000)


class DraftDutyForm(BaseModel):
    """Fields left out stay as they are; `unit_id` null lays the duty on the role in `who`."""

    model_config = ConfigDict(extra="forbid")

    cadence: Cadence | None = None
    who: Annotated[str, StringConstraints(max_length=60), AfterValidator(clean)] | None = None
    unit_id: UUID | None = None
    state: DraftDutyState | None = None
