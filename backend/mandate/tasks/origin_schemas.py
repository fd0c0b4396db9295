"""What a task was under earlier plans."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from mandate.tasks.schemas import PlanOfTask, Relation, TaskState


class UnitOfOrigin(BaseModel):
    """A unit as it answered for the task then, with its people."""

    id: UUID
    name: str
    relation: Relation
    responsible_leader: str
    responsible_section: str
    responsible_officer: str


class TaskOriginRow(BaseModel):
    """The task as it stood when `plan` was adopted; its targets of that time are those under `earlier_plan`."""

    plan: PlanOfTask
    earlier_plan: PlanOfTask
    outcome: Literal["carried", "kept", "withdrawn"] = Field(
        description="carried: it went on under `plan`; kept: `plan` does not name it and it goes on; withdrawn: it ended"
    )
    at: datetime
    number: int | None
    section: str
    title: str
    body: str
    deadline_text: str
    deadline_date: date | None
    state: TaskState
    units: list[UnitOfOrigin] = Field(max_length=400)


class KinTask(BaseModel):
    """A task at the other end of a split or merge; its own page has its history."""

    id: UUID
    number: int | None
    title: str
    state: TaskState
    plan: PlanOfTask


class TaskOriginList(BaseModel):
    items: list[TaskOriginRow] = Field(max_length=100, description="newest first")
    stems_from: list[KinTask] = Field(
        max_length=100, description="further tasks of which it was a part, or that it has taken in"
    )
    went_into: list[KinTask] = Field(
        max_length=100, description="further tasks that a part of it became, or took it in"
    )
