"""What the task routes take and give."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from mandate.access.schemas import Form
from mandate.platform.paging import PageCursor, PageLimit
from mandate.platform.text import CleanText, Line, clean
from mandate.tasks.breakdown_schemas import Breakdown, PreconditionState
from mandate.tasks.topic_schemas import MOST_FURTHER_TOPICS, TopicCode, TopicState, WordOfTopic

TaskState = Literal["unstaffed", "active", "suspended", "withdrawn"]
Relation = Literal["lead", "responsible", "supporting"]
Action = Literal["staff", "activate", "edit", "suspend", "withdraw", "restore"]
TaskSort = Literal[
    "plan", "-plan", "deadline", "-deadline", "title", "-title", "updated", "-updated", "state", "-state"
]  # fmt: skip
ExportColumn = Literal[
    "plan", "number", "section", "title", "body", "lead_units", "responsible_units", "supporting_units",
    "deadline", "deadline_date", "state", "overdue", "provisional", "precondition", "waiting", "people", "topic", "topic_state", "updated_at",
]  # fmt: skip
Wanted = Annotated[str, StringConstraints(max_length=100), AfterValidator(clean)]
Slot = Annotated[str, StringConstraints(max_length=60), AfterValidator(clean)]


class TaskConditions(BaseModel):
    """What must be true of a task itself. Conditions add up; those left out do not narrow."""

    model_config = ConfigDict(extra="forbid")

    state: list[TaskState] = Field(default_factory=list, max_length=4)
    overdue: bool | None = Field(
        None, description="Past its deadline (Asia/Shanghai) and neither suspended, withdrawn nor waiting."
    )
    precondition: PreconditionState | None = Field(
        None,
        description="`waiting` (待上级条件), or `undecided`: the plan names a condition that nobody has confirmed yet.",
    )
    deadline_from: date | None = None
    deadline_to: date | None = None
    plan: UUID | None = None
    provisional: bool | None = Field(None, description="Adopted from a consultation draft.")
    topic: TopicCode | None = Field(None, description="Code of a topic, the task's main one or a further one.")
    topic_state: TopicState | None = Field(None, description="`suggested`, `confirmed` by a person, or `none`.")


class TaskFilter(TaskConditions):
    """Which tasks, and in which order. Filters add up; those left out do not narrow."""

    unit: UUID | None = Field(None, description="A unit that takes part, itself or behind a collective name (各镇街).")
    relation: Literal["lead", "responsible", "supporting", "mine"] | None = Field(
        None,
        description="The relation of `unit`, else of your own units. `mine`: your units lead or are responsible.",
    )
    q: Wanted = Field("", description="Words in title, text or section, or the task's number.")
    sort: TaskSort = Field("plan", description="A leading minus turns the order round. `plan` is document order.")


class TaskQuery(TaskFilter):
    limit: PageLimit = 50
    cursor: PageCursor = None


class ExportQuery(TaskFilter):
    column: list[ExportColumn] = Field(default_factory=list, max_length=20, description="All columns when left out.")
    language: Literal["zh", "en"] = "zh"


class PlanOfTask(BaseModel):
    id: UUID
    title: str


class UnitOfTaskRow(BaseModel):
    id: UUID
    name: str
    relation: Relation


class Staffing(BaseModel):
    """Slots of the units that answer for the task: its lead units, or its responsible units where none leads."""

    filled: int = Field(ge=0)
    needed: int = Field(ge=0, description="three for each such unit")


class TaskRow(BaseModel):
    id: UUID
    plan: PlanOfTask
    number: int | None = Field(description="as the document numbers it")
    section: str
    title: str
    units: list[UnitOfTaskRow] = Field(description="lead units first, then as the document names them", max_length=400)
    deadline_text: str = Field(description="as the document says it")
    deadline_date: date | None = Field(description="the last day, in Asia/Shanghai; null for work without an end")
    state: TaskState
    overdue: bool = Field(description="derived: after the deadline, while unstaffed or active and not waiting")
    topic: str | None = Field(max_length=40, description="code of its main topic, suggested or confirmed")
    topic_state: TopicState
    waiting_for: str | None = Field(description="its precondition, while it waits for it (待上级条件)")
    provisional: bool = Field(description="adopted from a consultation draft")
    staffed: Staffing
    updated_at: datetime
    version: int
    actions: list[Action] = Field(description="what you may do with the task now", max_length=6)


class TaskList(BaseModel):
    items: list[TaskRow] = Field(max_length=200)
    next_cursor: str | None = Field(max_length=4000)


class UnitOfTaskDetail(UnitOfTaskRow):
    """Offsets count characters of the plan's kept text, `end` is exclusive; null for a unit added by hand."""

    source_text: str = Field(description="the unit as the document writes it")
    start: int | None
    end: int | None
    inherited: bool = Field(description="named at a heading above the task")
    accountable: bool = Field(description="its three slots must be filled before the task becomes active")
    responsible_leader: str
    responsible_section: str
    responsible_officer: str
    actions: list[Literal["staff"]] = Field(max_length=1)


class ClauseOfTask(BaseModel):
    id: UUID
    label: str
    title: str
    start: int | None
    end: int | None


class SourceExcerpt(BaseModel):
    """The kept text around the task; highlight offsets count characters of `text`, start those of the whole."""

    text: str
    start: int
    highlight_start: int
    highlight_end: int


class TaskDetail(TaskRow, Breakdown):
    units: list[UnitOfTaskDetail] = Field(max_length=400)  # type: ignore[assignment]
    body: str
    precondition: str
    start: int | None
    end: int | None
    clause: ClauseOfTask | None
    source: SourceExcerpt | None
    topic_reason: list[WordOfTopic] = Field(max_length=4, description="the words that pointed to the topic")
    further_topics: list[str] = Field(max_length=MOST_FURTHER_TOPICS)
    created_at: datetime


class TaskEventRow(BaseModel):
    """One thing that happened to the task, or the adoption that made it."""

    sequence: int
    at: datetime
    by: str
    tag: str
    reason: str
    before: dict[str, object] | None
    after: dict[str, object] | None


class TaskHistory(BaseModel):
    items: list[TaskEventRow] = Field(max_length=200)
    next_cursor: str | None = Field(max_length=4000)


class SlotsForm(Form):
    """Names as the unit knows them; a slot left out stays as it is, an empty one is emptied."""

    responsible_leader: Slot | None = Field(None, description="责任领导", examples=["副主任"])
    responsible_section: Slot | None = Field(None, description="责任科室", examples=["行政审批科"])
    responsible_officer: Slot | None = Field(None, description="责任人员", examples=["科员"])


class TaskAndVersion(Form):
    task: UUID
    version: int = Field(ge=1, le=2**31 - 1, description="the version that was read; a newer one is refused")


class BulkStaffingForm(SlotsForm):
    """The same three values for many tasks of one unit."""

    unit: UUID
    tasks: list[TaskAndVersion] = Field(min_length=1, max_length=200)


class StaffedTask(BaseModel):
    id: UUID
    version: int


class StaffedTasks(BaseModel):
    items: list[StaffedTask] = Field(max_length=200)


class ReasonForm(Form):
    reason: Line = Field(description="shown in the task's history")


class TaskForm(Form):
    """Fields left out stay as they are."""

    deadline_text: Annotated[str, StringConstraints(max_length=120), AfterValidator(clean)] | None = None
    deadline_date: date | None = Field(None, description="null: work without an end")
    precondition: CleanText | None = Field(
        None, max_length=2000, description="待上级条件; empty when none is waited for"
    )


class WaitingTask(BaseModel):
    id: UUID
    number: int | None
    title: str
    units: list[UnitOfTaskRow] = Field(max_length=400)
    deadline_text: str
    deadline_date: date | None
    state: TaskState
    staffed: Staffing


class WaitingTasks(BaseModel):
    count: int = Field(ge=0)
    items: list[WaitingTask] = Field(max_length=6, description="the first ones")


class WaitingPlan(BaseModel):
    id: UUID
    title: str
    created_at: datetime


class WaitingPlans(BaseModel):
    count: int = Field(ge=0)
    items: list[WaitingPlan] = Field(max_length=6)


class TaskOfStep(BaseModel):
    id: UUID
    number: int | None
    title: str


class WaitingStep(BaseModel):
    """A milestone or a sub-task; `unit` is who answers for a sub-task."""

    kind: Literal["milestone", "sub_task"]
    id: UUID
    title: str
    due_date: date
    unit: str | None
    task: TaskOfStep
    overdue: bool


class WaitingSteps(BaseModel):
    count: int = Field(ge=0)
    items: list[WaitingStep] = Field(max_length=6, description="earliest first")


class Workbench(BaseModel):
    """Unstaffed and active tasks only: what is suspended or withdrawn waits for nobody."""

    today: date
    due_until: date
    plans_in_review: WaitingPlans | None
    unstaffed: WaitingTasks
    provisional: WaitingTasks
    overdue: WaitingTasks = Field(description="earliest deadline first")
    due_soon: WaitingTasks = Field(description="from today to `due_until`, earliest first")
    steps_until: date
    steps_due: WaitingSteps = Field(description="open milestones and sub-tasks until `steps_until`, late ones too")
    preconditions: WaitingTasks | None = Field(description="conditions that the plan names and nobody has confirmed")
