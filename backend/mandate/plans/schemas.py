"""What the plan routes take and give."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from mandate.access.schemas import Form
from mandate.plans.column_schemas import SheetColumnRow
from mandate.platform.text import CleanText, Line, Name, OptionalLine
from mandate.units.kinds import UnitKind

PlanState = Literal["uploaded", "compiling", "in_review", "adopted", "cancelled", "failed"]
Relation = Literal["lead", "responsible", "supporting"]
Operator = Literal[
    "=", ">=", ">", "<=", "<", "~=", "range",
    "increase_by", "increase_by>=", "decrease_by", "decrease_by>=",
]  # fmt: skip
Kind = Literal["T", "O", "L", "R", "C", "S", "B", "F"]
Amount = Annotated[Decimal, Field(max_digits=24, decimal_places=8, allow_inf_nan=False)]
Offset = Annotated[int, Field(ge=0, le=50_000_000)]
Year = Annotated[int, Field(ge=1949, le=2200)]


class DoubtRow(BaseModel):
    """A place to look at, in words a clerk understands; offsets count characters of the kept text."""

    code: str
    message_zh: str
    message_en: str
    start: int
    end: int
    field: str = Field(default="", description="the field of the draft that may be wrong; empty: the whole draft")
    settled: bool = Field(default=False, description="answered by a person")


class PlanRow(BaseModel):
    id: UUID
    title: str
    file_name: str
    state: PlanState
    stage: str
    progress: int = Field(description="percent of the compilation")
    failure_zh: str
    failure_en: str
    document_number: str
    document_status: Literal["issued", "consultation"]
    issued_date: date | None
    uploaded_by: str
    created_at: datetime
    adopted_at: datetime | None
    version: int
    actions: list[str]


class PlanList(BaseModel):
    items: list[PlanRow]
    next_cursor: str | None


class DraftCounts(BaseModel):
    """How much is read, how much still needs a person."""

    tasks: int
    confirmed: int
    dropped: int
    quantities: int
    duties: int
    doubtful: int = Field(description="tasks with a doubt that nobody has confirmed")
    unresolved_units: int = Field(description="different unit strings without a unit")
    without_units: int = Field(description="tasks that no unit answers for")


class PlanDetail(PlanRow):
    issuer: str
    first_year: int | None
    last_year: int | None
    notation: str
    notation_en: str
    anchors: dict[str, list[int]]
    doubts: list[DoubtRow]
    sheet_columns: list[SheetColumnRow]
    columns_confirmed: bool = Field(description="a person said what the columns mean; adoption waits for it")
    counts: DraftCounts


class PlanTextBody(BaseModel):
    """The kept text: every offset counts its characters (Unicode code points)."""

    body: str


class ClauseRow(BaseModel):
    id: UUID
    parent_id: UUID | None
    kind: str
    label: str
    number: int | None
    title: str
    start: int
    end: int
    became: str


class ClauseList(BaseModel):
    items: list[ClauseRow]


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


class SpokenUnit(BaseModel):
    """A unit string of the document and what it stands for."""

    text: str
    uses: int
    unit_id: UUID | None
    unit: str | None
    kind: UnitKind | None = Field(description="of a new unit with this name, judged by the name; null where it has one")


class SpokenUnitList(BaseModel):
    items: list[SpokenUnit]


class MetadataForm(Form):
    title: Line | None = None
    document_number: OptionalLine | None = None
    issuer: OptionalLine | None = None
    issued_date: date | None = None
    first_year: Year | None = None
    last_year: Year | None = None
    document_status: Literal["issued", "consultation"] | None = None
    settled: bool = Field(default=False, description="the doubts about the document are answered")


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


class AdoptionSummary(BaseModel):
    """What the adoption made; the same again when the plan is adopted already."""

    plan_id: UUID
    tasks: int
    targets: int
    duties: int
    units: int
    provisional: bool
    carried: int = Field(0, description="tasks of the earlier plan that go on under this one, with id and history")
    kept: int = Field(0, description="tasks that this plan does not name and that go on under the earlier one")
    withdrawn: int = Field(0, description="tasks that this plan does not name and that were withdrawn")
    already_adopted: bool
