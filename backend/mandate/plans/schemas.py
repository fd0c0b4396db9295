"""What the plan routes take and give."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from mandate.access.schemas import Form
from mandate.plans.column_schemas import SheetColumnRow
from mandate.platform.text import Line, OptionalLine
from mandate.units.kinds import UnitKind

PlanState = Literal["uploaded", "compiling", "in_review", "adopted", "cancelled", "failed"]
Relation = Literal["lead", "responsible", "supporting"]
Kind = Literal["T", "O", "L", "R", "C", "S", "B", "F"]
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
