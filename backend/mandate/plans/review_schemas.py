"""What the review desk takes and gives: draft tasks, their units and quantities."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from mandate.access.schemas import Form
from mandate.plans.schemas import DoubtRow, Kind, Relation
from mandate.platform.text import CleanText, Line, Name, OptionalLine

Operator = Literal[
    "=", ">=", ">", "<=", "<", "~=", "range",
    "increase_by", "increase_by>=", "decrease_by", "decrease_by>=",
]  # fmt: skip
Amount = Annotated[Decimal, Field(max_digits=24, decimal_places=8, allow_inf_nan=False)]
Offset = Annotated[int, Field(ge=0, le=50_000_000)]


class AttributionRow(BaseModel):
    id: UUID
    relation: Relation
    text: str
    start: int | None
    end: int | None
    inherited: bool
    open_ended: bool
    unit_id: UUID | None
    unit: str | None


class QuantityRow(BaseModel):
    id: UUID
    draft_task_id: UUID | None
    indicator: str
    operator: str
    value: str | None = Field(description="decimal as text")
    value_high: str | None
    value_text: str
    unit: str
    baseline: str | None
    condition: str
    kind: Kind
    deadline_text: str
    deadline_date: date | None
    quote: str
    start: int | None
    end: int | None
    doubts: list[DoubtRow]
    state: Literal["proposed", "dropped"]
    version: int


class DraftTaskRow(BaseModel):
    id: UUID
    section: str
    number: int | None
    title: str
    body: str
    start: int | None
    end: int | None
    deadline_text: str
    deadline_date: date | None
    deadline_start: int | None
    deadline_end: int | None
    precondition: str
    doubts: list[DoubtRow]
    state: Literal["proposed", "confirmed", "dropped"]
    origin: Literal["compiled", "added", "merged", "split"]
    version: int
    units: list[AttributionRow]
    quantities: list[QuantityRow]


class DraftBody(BaseModel):
    """The whole draft in document order; `quantities` are those of no task."""

    tasks: list[DraftTaskRow]
    quantities: list[QuantityRow]


class DraftTaskForm(Form):
    """Only the fields that are sent are changed."""

    section: OptionalLine | None = None
    number: Annotated[int, Field(ge=0, le=100_000)] | None = None
    title: Line | None = None
    body: CleanText | None = None
    deadline_text: OptionalLine | None = None
    deadline_date: date | None = None
    precondition: OptionalLine | None = None
    state: Literal["proposed", "confirmed", "dropped"] | None = None


class AttributionForm(Form):
    relation: Relation
    text: Name
    unit_id: UUID | None = None


class AttributionsForm(Form):
    """The complete list of a task's units, in order."""

    units: Annotated[list[AttributionForm], Field(max_length=100)]


class NewDraftTaskForm(Form):
    """A task that the compiler did not see; offsets mark its words in the kept text."""

    after: UUID | None = Field(default=None, description="the draft task it follows; first when absent")
    section: OptionalLine = ""
    number: Annotated[int, Field(ge=0, le=100_000)] | None = None
    title: Line
    body: CleanText = ""
    start: Offset | None = None
    end: Offset | None = None


class MergeForm(Form):
    tasks: Annotated[list[UUID], Field(min_length=2, max_length=20)]


class SplitForm(Form):
    titles: Annotated[list[Annotated[Line, StringConstraints(max_length=400)]], Field(min_length=2, max_length=10)]


class QuantityForm(Form):
    """Only the fields that are sent are changed; numbers are decimals as text."""

    indicator: Line | None = None
    operator: Operator | None = None
    value: Amount | None = None
    value_high: Amount | None = None
    value_text: OptionalLine | None = None
    unit: OptionalLine | None = None
    baseline: Amount | None = None
    condition: OptionalLine | None = None
    kind: Kind | None = None
    deadline_text: OptionalLine | None = None
    deadline_date: date | None = None
    settled: bool = Field(default=False, description="the doubts about it are answered")
    state: Literal["proposed", "dropped"] | None = None


class NewQuantityForm(Form):
    draft_task_id: UUID
    indicator: Line
    operator: Operator
    value: Amount | None = None
    value_high: Amount | None = None
    value_text: OptionalLine = ""
    unit: OptionalLine = ""
    kind: Kind = "T"
    start: Offset | None = None
    end: Offset | None = None


class ResolutionForm(Form):
    """This string is this unit, everywhere in the plan; `remember` keeps it as an alias."""

    text: Name
    unit_id: UUID
    remember: bool = False


class NewUnitsForm(Form):
    texts: Annotated[list[Name], Field(min_length=1, max_length=500)]


class Resolved(BaseModel):
    changed: int = Field(description="attributions that now have a unit")
