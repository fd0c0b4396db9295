"""What hangs on a unit, and what hangs on one of its people."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Select, Text, Uuid, and_, bindparam, case, func, null, or_, select
from sqlalchemy.dialects.postgresql import array
from sqlmodel import col

from mandate.access.tables import Account, Membership
from mandate.platform.reading import Statement
from mandate.tasks.breakdown_tables import SubTask
from mandate.tasks.queries import row_rule, words
from mandate.tasks.succession import OPEN_STATES
from mandate.tasks.tables import Task, TaskUnit
from mandate.units.tables import Unit

UNIT_ID = bindparam("unit", type_=Uuid)
PERSON = bindparam("person", type_=Text)

UNIT_NAME = Statement(lambda: select(col(Unit.name)).where(col(Unit.id) == UNIT_ID))


def _open() -> Any:
    return col(Task.state).in_([words(state) for state in OPEN_STATES])


def _held() -> Select[Any]:
    columns: list[Any] = [
        Task.id, Task.number, Task.title, Task.state, TaskUnit.relation, Task.deadline_text, Task.deadline_date,
        Task.version,
    ]  # fmt: skip
    joined = select(*columns).join(TaskUnit, col(TaskUnit.task_id) == col(Task.id))
    return joined.where(col(TaskUnit.unit_id) == UNIT_ID, _open())


def _holdings() -> Select[Any]:
    return _held().order_by(col(Task.plan_id), col(Task.ordinal), col(Task.id))


HOLDINGS = Statement(_holdings)


def _officers() -> Select[Any]:
    columns: list[Any] = [
        col(Membership.id).label("membership"),
        col(Account.id).label("account"),
        col(Account.name),
    ]
    return (
        select(*columns)
        .join(Account, col(Account.id) == col(Membership.account_id))
        .where(col(Membership.unit_id) == UNIT_ID)
        .order_by(col(Account.name), col(Account.id))
    )


OFFICERS = Statement(_officers)
OFFICERS_NAMED = Statement(lambda: _officers().where(col(Account.name) == PERSON))


def _sub_task_of_person() -> Any:
    here = and_(col(SubTask.task_id) == col(Task.id), col(SubTask.unit_id) == UNIT_ID)
    return (
        select(col(SubTask.id))
        .where(here, col(SubTask.state) == "open", col(SubTask.responsible_officer) == PERSON)
        .exists()
    )


@lru_cache(maxsize=2)
def workload(*, whole_zone: bool) -> Statement:
    """The open tasks of a unit on which the person stands, and where."""

    def build() -> Select[Any]:
        places = {
            "responsible_leader": col(TaskUnit.responsible_leader) == PERSON,
            "responsible_officer": col(TaskUnit.responsible_officer) == PERSON,
            "sub_task": _sub_task_of_person(),
        }
        told = array([case((there, words(name))) for name, there in places.items()])
        slots = func.array_remove(told, null()).label("slots")
        rows = _held().add_columns(slots).where(or_(*places.values()))
        return row_rule(rows, whole_zone=whole_zone).order_by(col(Task.plan_id), col(Task.ordinal), col(Task.id))

    return Statement(build)


@lru_cache(maxsize=2)
def people_at_work(*, whole_zone: bool) -> Statement:
    """Names on the open tasks of a unit, with the number of tasks."""

    def build() -> Select[Any]:
        columns = (col(TaskUnit.responsible_leader), col(TaskUnit.responsible_officer))
        parts: list[Select[Any]] = []
        for column in columns:
            named_tasks: list[Any] = [column.label("name"), col(Task.id).label("task_id")]
            rows = select(*named_tasks).join(TaskUnit, col(TaskUnit.task_id) == col(Task.id))
            rows = rows.where(col(TaskUnit.unit_id) == UNIT_ID, _open(), column != words(""))
            parts.append(row_rule(rows, whole_zone=whole_zone))
        named_parts: list[Any] = [col(SubTask.responsible_officer), col(Task.id)]
        sub = select(*named_parts).join(Task, col(Task.id) == col(SubTask.task_id))
        sub = sub.where(
            col(SubTask.unit_id) == UNIT_ID,
            col(SubTask.state) == "open",
            col(SubTask.responsible_officer) != words(""),
            _open(),
        )
        parts.append(row_rule(sub, whole_zone=whole_zone))
        named = parts[0].union(*parts[1:]).subquery("named")
        count = func.count().label("tasks")
        return select(named.c.name, count).group_by(named.c.name).order_by(count.desc(), named.c.name).limit(500)

    return Statement(build)
