"""What the routes of units over time take and give."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from mandate.platform.text import CleanText, OptionalLine
from mandate.units.kinds import UnitKind
from mandate.units.matching import How
from mandate.units.names import UnitName
from mandate.units.schemas import Day, Form, MemberName

ReorganisationKind = Literal["merge", "split", "dissolve", "found"]
MOST_PARTIES = 50
MOST_HANDED = 5000
MOST_PLANNED = 200


Basis = Annotated[OptionalLine, Field(description="文号 or title of the decision, as far as known.")]
Remark = Annotated[CleanText, StringConstraints(max_length=1000)]


class RenameForm(Form):
    """A new name from a day on. A day to come takes effect by itself."""

    name: UnitName = Field(examples=["政务服务和社会事务中心"])
    from_date: Day = Field(description="The first day of the new name, in Asia/Shanghai.")
    basis: Basis = ""
    note: Remark = ""


class EarlierNameForm(Form):
    """A name that the unit had before all names that are known of it."""

    name: UnitName = Field(examples=["政务服务和公共事务中心"])
    until_date: Day = Field(description="The first day on which the unit had this name no more.")
    basis: Basis = ""
    note: Remark = ""


class DatedNameRow(BaseModel):
    """`from_date` null: always before; `until_date` (the first day without it) null: on and on."""

    id: UUID | None = Field(description="Null for the only name of a unit that was never renamed.")
    name: str = Field(max_length=120)
    from_date: date | None
    until_date: date | None
    basis: str = Field(max_length=400)
    note: str = Field(max_length=1000)
    state: Literal["earlier", "current", "coming"]


class ReorganisationRow(BaseModel):
    id: UUID
    kind: ReorganisationKind
    effective_date: date
    basis: str = Field(max_length=400)
    note: str = Field(max_length=1000)
    continues: bool = Field(description="The unit that was split goes on.")
    side: Literal["predecessor", "successor"] = Field(description="What this unit is in it.")
    predecessors: list[MemberName] = Field(max_length=MOST_PARTIES)
    successors: list[MemberName] = Field(max_length=MOST_PARTIES)


class UnitHistory(BaseModel):
    """How the unit came about, what it was called when, and who succeeded it."""

    id: UUID
    name: str = Field(max_length=120)
    active: bool
    version: int = Field(ge=1, description="Send it back as If-Match with a change of name.")
    founded_date: date | None
    ended_date: date | None = Field(description="The first day on which the unit no longer existed.")
    names: list[DatedNameRow] = Field(max_length=200)
    reorganisations: list[ReorganisationRow] = Field(max_length=200)
    actions: list[Literal["rename", "reorganise"]] = Field(max_length=2)


class SuccessionStep(BaseModel):
    id: UUID
    name: str = Field(max_length=120)
    kind: ReorganisationKind
    effective_date: date
    basis: str = Field(max_length=400)


class ResolvedUnit(BaseModel):
    id: UUID
    name: str = Field(max_length=120, description="As it is today, or was last.")
    kind: UnitKind
    active: bool
    name_then: str | None = Field(max_length=120, description="The name on that day; null when it did not exist then.")
    name_from_date: date | None
    name_until_date: date | None
    founded_date: date | None
    ended_date: date | None


class NameResolution(BaseModel):
    """Which unit a name means on a day."""

    name: str = Field(max_length=120)
    on: date
    how: How
    unit: ResolvedUnit | None
    predecessors: list[SuccessionStep] = Field(max_length=200)
    successors: list[SuccessionStep] = Field(max_length=200)
    candidates: list[MemberName] = Field(max_length=20, description="Whom it might mean, where no unit is certain.")


class SuccessorForm(Form):
    """A unit of the directory, or the name of a new one."""

    unit: UUID | None = None
    name: UnitName | None = None
    kind: UnitKind | None = None


Place = Annotated[int, Field(ge=0, le=MOST_PARTIES - 1)]


class HandOverForm(Form):
    """To which successor (its place in `successors`, from 0) open tasks go, by what the unit is there; null: they stay."""

    lead: Place | None = 0
    responsible: Place | None = 0
    supporting: Place | None = 0
    rest: Place = Field(
        default=0,
        description="Who takes the rest from a unit that ends: sections and people, what others wait for, duties, "
        "drafts in review, reading habits, saved searches. A unit that goes on keeps it.",
    )


class TaskOfSuccessor(Form):
    task: UUID
    successor: Place | None


class OfficerOfSuccessor(Form):
    membership: UUID
    successor: Place | None


class ReorganisationForm(Form):
    """A merge (several into one), a split (one into several), a dissolution or a founding, from a day on."""

    kind: ReorganisationKind
    effective_date: Day = Field(description="On a day to come (Asia/Shanghai) nothing changes before that day.")
    basis: Basis = ""
    note: Remark = ""
    continues: bool = Field(default=False, description="Split only: the unit goes on beside what was split off.")
    predecessors: list[UUID] = Field(max_length=MOST_PARTIES)
    successors: list[SuccessorForm] = Field(max_length=MOST_PARTIES)
    hand_over: HandOverForm = HandOverForm()
    tasks: list[TaskOfSuccessor] = Field(default=[], max_length=MOST_HANDED, description="Tasks that go elsewhere.")
    officers: list[OfficerOfSuccessor] = Field(default=[], max_length=1000, description="Officers that go elsewhere.")


class PartyName(BaseModel):
    id: UUID | None = Field(description="Null for a unit that will be founded on the day.")
    name: str = Field(max_length=120)


class PlannedReorganisationRow(BaseModel):
    """A reorganisation of a day to come, or one that could not be carried out on its day."""

    id: UUID
    kind: ReorganisationKind
    effective_date: date
    basis: str = Field(max_length=400)
    note: str = Field(max_length=1000)
    continues: bool
    predecessors: list[PartyName] = Field(max_length=MOST_PARTIES)
    successors: list[PartyName] = Field(max_length=MOST_PARTIES)
    state: Literal["planned", "failed"]
    reason_zh: str = Field(max_length=1000, description="Why it failed, and what to do next.")
    reason_en: str = Field(max_length=1000)
    ordered_by: str = Field(max_length=200)
    version: int = Field(ge=1, description="Send it back as If-Match to cancel it.")
    actions: list[Literal["cancel"]] = Field(max_length=1)


class PlannedReorganisations(BaseModel):
    items: list[PlannedReorganisationRow] = Field(max_length=MOST_PLANNED)


class ReorganisationOutcome(BaseModel):
    """`planned`: on a day to come; the counts are what would go on to the successors as things stand today."""

    id: UUID
    state: Literal["done", "planned"]
    kind: ReorganisationKind
    effective_date: date
    predecessors: list[MemberName] = Field(max_length=MOST_PARTIES)
    successors: list[PartyName] = Field(max_length=MOST_PARTIES)
    tasks: int = Field(ge=0, description="Tasks handed to successors.")
    officers: int = Field(ge=0, description="Officers' posts moved to successors.")
    sections: int = Field(0, ge=0, description="Sections that successors gained.")
    people: int = Field(0, ge=0, description="Entries of people that went on to successors.")
    waits: int = Field(0, ge=0, description="Tasks that wait for a successor now.")
    duties: int = Field(0, ge=0, description="Duties that a successor owes now.")
    drafts: int = Field(0, ge=0, description="Places in documents under review that name a successor now.")
    habits: int = Field(0, ge=0, description="Reading habits that propose a successor now.")
    views: int = Field(0, ge=0, description="Saved searches that look for a successor's tasks now.")
