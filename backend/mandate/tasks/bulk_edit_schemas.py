"""What the routes of bulk edits take and give."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from mandate.access.schemas import Form
from mandate.platform.text import OptionalLine
from mandate.tasks.breakdown_schemas import CivilDate, ReleaseForm, WaitForm
from mandate.tasks.schemas import Relation, SlotsForm, TaskAndVersion, TaskFilter
from mandate.tasks.topic_schemas import TopicCode

MOST_TASKS = 500


class SetDeadline(Form):
    kind: Literal["deadline"]
    deadline_date: CivilDate | None = Field(description="null: work without an end")


class ShiftDeadline(Form):
    kind: Literal["shift"]
    days: int = Field(ge=-500, le=500, description="working days, later or (negative) earlier", examples=[10])


class AddUnit(Form):
    """A unit that takes part already gets the relation asked for."""

    kind: Literal["add_unit"]
    unit: UUID
    relation: Relation


class RemoveUnit(Form):
    kind: Literal["remove_unit"]
    unit: UUID


class ReplaceUnit(Form):
    """The other unit takes over place, relation and open sub-tasks; its people are named anew."""

    kind: Literal["replace_unit"]
    unit: UUID
    new_unit: UUID
    relation: Relation | None = Field(None, description="as before when left out")


class MoveTasks(Form):
    kind: Literal["move"]
    move: Literal["activate", "suspend", "withdraw", "restore"]
    reason: OptionalLine = Field("", description="needed for all but activation")


class WaitTasks(WaitForm):
    kind: Literal["wait"]


class ReleaseTasks(ReleaseForm):
    kind: Literal["release"]


class StaffTasks(SlotsForm):
    kind: Literal["staff"]
    unit: UUID


class SetTopic(Form):
    """Without a topic each task's own suggestion is confirmed."""

    kind: Literal["topic"]
    topic: TopicCode | None = Field(None, description="code of the main topic; further topics stay as they are")


Change = Annotated[
    SetDeadline
    | ShiftDeadline
    | AddUnit
    | RemoveUnit
    | ReplaceUnit
    | MoveTasks
    | WaitTasks
    | ReleaseTasks
    | StaffTasks
    | SetTopic,
    Field(discriminator="kind"),
]


class BulkPreviewForm(Form):
    """Either `tasks` or `filter`: all that a list with that filter shows, 500 at most."""

    change: Change
    tasks: list[UUID] = Field(default_factory=list, max_length=MOST_TASKS)
    filter: TaskFilter | None = None


class BulkEditForm(Form):
    """The tasks with the versions that the preview showed."""

    change: Change
    tasks: list[TaskAndVersion] = Field(min_length=1, max_length=MOST_TASKS)


class Words(BaseModel):
    """Why a task is refused, or what to look at, in both languages."""

    code: str
    zh: str
    en: str


class PlannedEdit(BaseModel):
    """What the change would do to one task: nothing (`before` is null), something, or it is refused."""

    id: UUID
    number: int | None
    title: str
    version: int
    before: dict[str, object] | None
    after: dict[str, object] | None
    warning: Words | None
    refusal: Words | None


class BulkPreview(BaseModel):
    items: list[PlannedEdit] = Field(max_length=MOST_TASKS, description="in document order")
    changing: int
    unchanged: int
    refused: int


class EditedTask(BaseModel):
    id: UUID
    version: int


class RefusedTask(BaseModel):
    id: UUID
    number: int | None
    title: str
    refusal: Words


class BulkEdited(BaseModel):
    """Every task that was asked for is in one of the three lists."""

    changed: list[EditedTask] = Field(max_length=MOST_TASKS)
    unchanged: list[UUID] = Field(max_length=MOST_TASKS)
    refused: list[RefusedTask] = Field(max_length=MOST_TASKS)
