"""What corrections of a whole draft, habits, and taking back take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from mandate.access.schemas import Form
from mandate.plans.schemas import Relation
from mandate.platform.text import OptionalLine

FixKind = Literal["first_leads", "leads_before", "swap", "relation", "no_unit", "rename_section"]
HabitKind = Literal["alias", "first_leads", "leads_before", "no_unit"]
Mark = Literal["；", "，", "、", "／", "｜"]
ShortText = Annotated[OptionalLine, StringConstraints(max_length=120)]


class FixForm(Form):
    """One correction for the whole draft, or for the tasks of one `section`.

    `first_leads`: the first unit of each task leads. `leads_before`: the units before `mark` lead. `swap`: lead
    and responsible units change places. `relation`: the unit string `text` has this `relation` everywhere.
    `no_unit`: the string `text` is no unit. `rename_section`: the tasks of `section` come under `title`.
    """

    kind: FixKind
    section: OptionalLine | None = None
    text: ShortText = ""
    mark: Mark | None = None
    relation: Relation | None = None
    title: OptionalLine = ""
    remember: bool = Field(default=False, description="propose it in the zone's next documents")


class PlaceRow(BaseModel):
    """A task as it is and as it would be: its units, lead units first, or its section."""

    task_id: UUID
    number: int | None
    title: str
    before: str
    after: str


class FixPreview(BaseModel):
    places: int = Field(description="tasks that would change")
    samples: Annotated[list[PlaceRow], Field(max_length=8)]


class Fixed(BaseModel):
    changed: int = Field(description="tasks that were changed")


class HabitRow(BaseModel):
    """Something confirmed once. `directory` aliases are kept with the unit, and are used without asking."""

    id: UUID
    kind: HabitKind | Literal["directory"]
    pattern: str
    sample: str
    unit_id: UUID | None
    unit: str | None
    plan_id: UUID | None = Field(description="where it was learned")
    plan: str | None
    clause: str
    learned_by: str | None
    learned_at: datetime | None
    uses: int
    active: bool
    version: int
    actions: list[str]


class HabitList(BaseModel):
    items: Annotated[list[HabitRow], Field(max_length=1000)]


class HabitForm(Form):
    active: bool


class Proposal(BaseModel):
    """A habit that fits this draft, and how many of its tasks it would change."""

    habit_id: UUID
    kind: HabitKind
    pattern: str
    sample: str
    unit: str | None
    plan: str
    places: int
    samples: Annotated[list[PlaceRow], Field(max_length=8)]


class ProposalList(BaseModel):
    items: list[Proposal]


class HabitAnswer(Form):
    habit_id: UUID
    accept: bool


class ChangeRow(BaseModel):
    """A change of the review; `touched` are ids of the tasks, numbers and units that it moved."""

    id: UUID
    who: str
    mine: bool
    what_zh: str
    what_en: str
    state: Literal["done", "undone", "spent"]
    moved_at: datetime
    touched: list[UUID]


class NewUnit(BaseModel):
    name: str
    kind: str


class ReviewState(BaseModel):
    """What has happened in the review. `revision` differs whenever anybody has changed anything."""

    revision: str
    undo: ChangeRow | None = Field(description="the caller's newest change that can be taken back")
    redo: ChangeRow | None = Field(description="the caller's change that was taken back and can be made again")
    recent: Annotated[list[ChangeRow], Field(max_length=10)]
    new_units: list[NewUnit] = Field(description="units that this review added to the directory")


class Moved(BaseModel):
    what_zh: str
    what_en: str
    tasks: list[UUID]
