"""What the routes of hand-overs and of reports by unit take and give."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from mandate.access.schemas import Form
from mandate.platform.text import Line, Name
from mandate.tasks.schemas import Relation, Slot, StaffedTask, TaskAndVersion, TaskState
from mandate.units.kinds import UnitKind
from mandate.units.schemas import Day

MOST_TASKS = 1000
PersonSlot = Literal["responsible_leader", "responsible_officer", "sub_task"]


class HeldTask(BaseModel):
    id: UUID
    number: int | None
    title: str
    state: TaskState
    relation: Relation
    deadline_text: str
    deadline_date: date | None
    version: int


class HeldOfficer(BaseModel):
    membership: UUID
    account: UUID
    name: str = Field(max_length=120)


class UnitHoldings(BaseModel):
    """What hangs on a unit: open tasks and officers' accounts; a reorganisation hands them on."""

    lead: int = Field(ge=0)
    responsible: int = Field(ge=0)
    supporting: int = Field(ge=0)
    tasks: list[HeldTask] = Field(max_length=MOST_TASKS, description="The first 1,000, in the order of plans.")
    officers: list[HeldOfficer] = Field(max_length=1000)


class PersonOfUnit(BaseModel):
    name: str = Field(max_length=120)
    tasks: int = Field(ge=0, description="Open tasks on which the person stands.")


class PeopleAtWork(BaseModel):
    """Everybody who stands on an open task of the unit, the busiest first."""

    items: list[PersonOfUnit] = Field(max_length=500)


class TaskOfPerson(HeldTask):
    slots: list[PersonSlot] = Field(
        max_length=3, description="Where the person stands: 责任领导, 责任人员, a sub-task."
    )


class Workload(BaseModel):
    """Everything that hangs on a person of a unit."""

    unit: str = Field(max_length=120)
    person: str = Field(max_length=120)
    tasks: list[TaskOfPerson] = Field(max_length=MOST_TASKS)
    officers: list[HeldOfficer] = Field(
        max_length=100,
        description="Accounts of that name with an officer's role here: the security administrator hands roles over.",
    )


class HandOverPersonForm(Form):
    """Hands a person's work in a unit to a colleague, wholly or task by task."""

    person: Name = Field(description="As written on the tasks.", examples=["张主任"])
    successor: Annotated[Slot, Field(min_length=1, description="Who takes over.", examples=["李主任"])]
    from_date: Day = Field(description="The day from which it holds; not in the future.")
    reason: Line = Field(description="Shown in the history of every task.")
    tasks: list[TaskAndVersion] | None = Field(
        default=None, min_length=1, max_length=MOST_TASKS, description="Only these; all open tasks when left out."
    )
    leaves: bool = Field(default=False, description="The person's entry in the unit's directory ends with that day.")


class HandedOver(BaseModel):
    """`left` counts open tasks on which the person still stands."""

    items: list[StaffedTask] = Field(max_length=MOST_TASKS)
    left: int = Field(ge=0)


class StateCounts(BaseModel):
    total: int = Field(ge=0)
    unstaffed: int = Field(ge=0)
    active: int = Field(ge=0)
    suspended: int = Field(ge=0)
    withdrawn: int = Field(ge=0)
    overdue: int = Field(ge=0)


class UnitReportRow(BaseModel):
    id: UUID
    name: str = Field(max_length=120, description="As the unit was called in the structure of the report.")
    name_now: str = Field(max_length=120)
    kind: UnitKind
    active: bool
    lead: StateCounts
    responsible: StateCounts
    supporting: StateCounts


class UnitReport(BaseModel):
    """Tasks by unit. A task of several units counts with each of them, once."""

    structure: Literal["then", "now"]
    on: date
    items: list[UnitReportRow] = Field(max_length=5000)
    tasks: int = Field(ge=0, description="Different tasks in all.")
