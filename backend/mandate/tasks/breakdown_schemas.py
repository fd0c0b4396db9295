"""What the routes of sub-tasks, milestones and preconditions take and give."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from mandate.access.schemas import Form
from mandate.platform.text import Line, OptionalLine, clean, filled

# Calendars count from here to there; a later rule may reach beyond.
CivilDate = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(clean), AfterValidator(filled)]
Officer = Annotated[str, StringConstraints(max_length=60), AfterValidator(clean)]
Weight = Annotated[int, Field(ge=1, le=100, description="its share, beside the weights of the others")]
SubTaskState = Literal["open", "done", "cancelled"]
PreconditionState = Literal["none", "undecided", "waiting", "met", "dismissed"]
PartAction = Literal["add", "arrange", "edit", "finish", "reopen", "cancel", "remove"]
WaitAction = Literal["wait", "revise", "release", "dismiss"]


class RuleForm(Form):
    """So many working days (Chinese holidays and 调休 counted) after a date, or after a milestone's planned day."""

    days: int = Field(ge=0, le=1000, description="working days")
    after_date: CivilDate | None = None
    after_milestone: UUID | None = Field(None, description="a milestone of the same task")


class DeadlineForm(Form):
    """A date, or a rule that gives one; neither takes the deadline away."""

    date: CivilDate | None = None
    rule: RuleForm | None = None


class MilestoneForm(Form):
    title: Title = Field(examples=["完成方案报批"])
    deadline: DeadlineForm
    note: OptionalLine = ""


class MilestoneChange(Form):
    """Fields left out stay as they are."""

    title: Title | None = None
    deadline: DeadlineForm | None = None
    note: OptionalLine | None = None


class SubTaskForm(Form):
    title: Title = Field(examples=["制定实施细则"])
    unit: UUID = Field(description="one of the task's units")
    responsible_officer: Officer = ""
    deadline: DeadlineForm | None = None
    weight: Weight = 1


class SubTaskChange(Form):
    """Fields left out stay as they are."""

    title: Title | None = None
    unit: UUID | None = Field(None, description="one of the task's units")
    responsible_officer: Officer | None = None
    deadline: DeadlineForm | None = None
    weight: Weight | None = None


class FinishForm(Form):
    done_date: CivilDate = Field(description="not later than today (Asia/Shanghai)", examples=["2026-01-30"])
    note: OptionalLine = ""


class OrderForm(Form):
    sub_tasks: list[UUID] = Field(min_length=1, max_length=100, description="all of the task's, in their new order")


class WaitForm(Form):
    """What the task waits for. While it waits it is neither late nor scored."""

    text: Line = Field(description="待上级条件", examples=["上级系统上线"])
    on_unit: UUID | None = Field(None, description="a unit of the directory that it depends on")
    on_whom: OptionalLine = Field("", description="whoever else it depends on")
    since_date: CivilDate = Field(description="not later than today (Asia/Shanghai)", examples=["2026-01-05"])
    expected_date: CivilDate | None = None


class ReleaseForm(Form):
    released_date: CivilDate = Field(description="not later than today (Asia/Shanghai)", examples=["2026-01-30"])
    note: Line = Field(description="what was met, and the evidence for it")
    extend: bool = Field(False, description="moves the deadline by the working days waited")


class DeadlineRule(BaseModel):
    days: int
    after_date: date | None
    after_milestone: UUID | None


class ScheduledView(BaseModel):
    id: UUID
    title: str
    due_date: date | None
    rule: DeadlineRule | None
    weekends_assumed: bool = Field(
        description="a year on the way has no decreed holidays yet; weekends only were taken off"
    )
    overdue: bool = Field(description="its day has passed, it is open, and its task neither waits nor rests")
    after_task: bool = Field(description="its day lies after the task's deadline")
    done_date: date | None
    note: str
    actions: list[PartAction] = Field(max_length=7)


class MilestoneView(ScheduledView):
    """推进节点."""


class SubTaskView(ScheduledView):
    unit: UUID
    unit_name: str
    responsible_officer: str
    weight: int
    state: SubTaskState


class WaitView(BaseModel):
    """The time in which the task waits, or last waited, for its precondition."""

    on_unit: UUID | None
    on_unit_name: str | None
    on_whom: str
    since_date: date
    expected_date: date | None
    released_date: date | None
    released_note: str


class Share(BaseModel):
    done: int = Field(description="weights of the sub-tasks that are done")
    whole: int = Field(description="weights of all that are not cancelled")


class Breakdown(BaseModel):
    """The part of a task's page that tells its parts and its precondition."""

    precondition_state: PreconditionState = Field(
        description="`undecided`: the plan names a condition and nobody has said yet whether the task waits for it"
    )
    precondition_actions: list[WaitAction] = Field(max_length=4)
    wait: WaitView | None
    milestones: list[MilestoneView] = Field(max_length=100, description="by their day")
    sub_tasks: list[SubTaskView] = Field(max_length=100, description="in their order")
    breakdown_actions: list[PartAction] = Field(max_length=7)
    share: Share


class MovementView(BaseModel):
    kind: Literal["milestone", "sub_task"]
    id: UUID
    title: str
    before: date | None
    after: date | None
    weekends_assumed: bool
    after_task: bool


class DeadlinePreview(BaseModel):
    """The day that a deadline comes to, and what would move with it."""

    due_date: date | None
    weekends_assumed: bool
    after_task: bool
    moves: list[MovementView] = Field(max_length=200)


class ReleasePreview(BaseModel):
    days_waited: int = Field(description="working days")
    before: date | None = Field(description="the deadline as it is")
    after: date | None = Field(description="the deadline if it is extended")
    weekends_assumed: bool
