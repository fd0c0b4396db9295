"""What the routes of succession and comparison take and give."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from mandate.access.schemas import Form
from mandate.plans.schemas import Kind, PlanState, Relation

SuccessionKind = Literal["revision", "renewal"]
RemovedTasks = Literal["keep", "withdraw"]
ChangeName = Literal[
    "added", "removed", "tightened", "loosened", "target_added", "target_dropped", "target_other",
    "moved", "renamed", "units", "deadline", "reworded", "unchanged",
]  # fmt: skip


class ComparedPlan(BaseModel):
    id: UUID
    title: str
    state: PlanState
    document_number: str
    document_status: Literal["issued", "consultation"]
    issuer: str
    issued_date: date | None
    first_year: int | None
    last_year: int | None


class ProposedPredecessor(BaseModel):
    """An adopted plan that this one seems to follow, and why."""

    plan: ComparedPlan
    kind: SuccessionKind
    likeness: int = Field(ge=0, le=100, description="percent")
    reason_zh: str
    reason_en: str


class Succession(BaseModel):
    predecessor: ComparedPlan | None
    successor: ComparedPlan | None = Field(description="the plan that has taken this one's tasks over")
    kind: SuccessionKind | None
    removed_tasks: RemovedTasks | None = Field(
        description="what adoption does with tasks that this plan no longer has: they go on, or they are withdrawn"
    )
    carries_tasks: bool = Field(
        description="adoption carries the predecessor's tasks over, or has done so; a consultation draft never touches"
        " what is binding"
    )
    carried: bool = Field(description="the tasks have been carried over")
    proposals: list[ProposedPredecessor] = Field(max_length=3, description="best first; empty once one is confirmed")
    version: int
    actions: list[Literal["follow", "unfollow", "match"]] = Field(max_length=3)


class PredecessorForm(Form):
    predecessor: UUID = Field(description="an adopted plan of the zone")
    kind: SuccessionKind
    removed_tasks: RemovedTasks | None = Field(
        None, description="when left out: withdraw for a revision, keep for the plan of a new period"
    )


class MatchForm(Form):
    earlier: UUID | None = Field(description="a draft task of the predecessor; null: this task is new")


class OriginsForm(Form):
    """A part of one earlier task, or a task that has taken in several: besides the one that it continues."""

    earlier: list[UUID] = Field(max_length=20, description="draft tasks of the predecessor; empty: none")


class ComparedUnit(BaseModel):
    name: str
    relation: Relation


class ComparedTask(BaseModel):
    """A task as its document has it; `id` is that of the draft task, offsets count characters of the kept text."""

    id: UUID
    number: int | None
    section: str
    title: str
    body: str
    start: int | None
    end: int | None
    deadline_text: str
    deadline_date: date | None
    units: list[ComparedUnit] = Field(max_length=400)


class ComparedTarget(BaseModel):
    id: UUID
    indicator: str
    kind: Kind
    reading: str = Field(description="the target in Chinese, as a clerk would write it")
    quote: str
    deadline_text: str


class TargetPair(BaseModel):
    before: ComparedTarget | None
    after: ComparedTarget | None
    movement: Literal["tightened", "loosened", "same", "incomparable"] | None = Field(
        description="null for a target that stands in one document only"
    )
    ground: str = Field(description="a code of the reason")
    shift: int | None = Field(description="1 the figure rose, -1 it fell, 0 it stayed")
    reason_zh: str
    reason_en: str


class RelatedTask(BaseModel):
    """A task of the other document that this one seems to be a part of, or that it has taken in."""

    id: UUID
    number: int | None
    title: str


class TaskPair(BaseModel):
    key: UUID = Field(description="the newer task's id, or the older one's where there is no newer")
    changes: list[ChangeName] = Field(max_length=13)
    way: Literal["identical", "title", "alike", "person", "adoption"] | None = Field(
        description="how the two were found to be one task"
    )
    likeness: int = Field(ge=0, le=100, description="percent")
    before: ComparedTask | None
    after: ComparedTask | None
    targets: list[TargetPair] = Field(max_length=2000)
    related: list[RelatedTask] = Field(max_length=2)
    origins: list[RelatedTask] = Field(
        max_length=20, description="further earlier tasks that the newer one stems from, as a person said"
    )
    parts: list[RelatedTask] = Field(
        max_length=1000, description="further newer tasks that stem from the earlier one, as a person said"
    )


class PlanComparison(BaseModel):
    """Every task and every target of both documents, once."""

    plan: ComparedPlan
    other: ComparedPlan | None = Field(description="the earlier plan; null while none is chosen")
    kind: SuccessionKind | None
    version: int = Field(description="of the succession, for If-Match of corrections")
    actions: list[Literal["follow", "unfollow", "match"]] = Field(max_length=3)
    counts: dict[str, int] = Field(description="tasks by change; a task may have several")
    pairs: list[TaskPair] = Field(max_length=10_000)
    targets: list[TargetPair] = Field(max_length=10_000, description="of the plans as a whole, outside any task")
