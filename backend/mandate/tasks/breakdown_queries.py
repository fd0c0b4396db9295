"""What a task's page reads of its parts and its precondition, as columns of the task's own row."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    SQLColumnExpression,
    and_,
    any_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB, aggregate_order_by
from sqlmodel import col

from mandate.platform.reading import AnySelect, Statement
from mandate.tasks.breakdown_tables import Milestone, SubTask, TaskWait
from mandate.tasks.queries import (
    OWN_UNITS,
    TASK,
    TODAY,
    JsonText,
    is_running,
    json_object,
    looked_up,
    party_of_caller,
    precondition_state,
    words,
)
from mandate.tasks.tables import Task
from mandate.units.reach import readable_task
from mandate.units.tables import Unit

# {table: {party: {state: [move]}}} of tasks.breakdown_rules.
PART_ACTIONS = bindparam("part_actions", type_=JsonText())
NOTHING = cast(words("[]"), JSONB)
LAST_DAY = literal_column("DATE 'infinity'", Date)


def breakdown_columns(*, in_units: bool) -> list[ColumnElement[Any]]:
    party = party_of_caller(in_units)
    return [
        precondition_state().label("precondition_state"),
        _unless_withdrawn(looked_up(PART_ACTIONS, words("precondition"), party, precondition_state())).label(
            "precondition_actions"
        ),
        _wait(),
        _milestones(party),
        _sub_tasks(party),
        _unless_withdrawn(looked_up(PART_ACTIONS, words("breakdown"), party, words("open"))).label("breakdown_actions"),
        _share(),
    ]


def _unless_withdrawn(actions: ColumnElement[Any]) -> ColumnElement[Any]:
    return case((col(Task.state) == words("withdrawn"), NOTHING), else_=actions)


def _scheduled(
    part: type[Milestone] | type[SubTask], state: SQLColumnExpression[str], actions: ColumnElement[Any]
) -> dict[str, Any]:
    late = and_(state == words("open"), col(part.due_date) < TODAY, is_running())
    rule = json_object(days=part.days_after, after_date=part.after_date, after_milestone=part.after_milestone_id)
    return {
        "id": part.id,
        "title": part.title,
        "due_date": part.due_date,
        "rule": case((col(part.days_after).is_not(None), rule)),
        "weekends_assumed": part.weekends_assumed,
        "overdue": func.coalesce(late, literal_column("false")),
        "after_task": func.coalesce(col(part.due_date) > col(Task.deadline_date), literal_column("false")),
        "done_date": part.done_date,
        "note": part.note,
        "actions": _unless_withdrawn(actions),
    }


def _milestones(party: ColumnElement[str]) -> ColumnElement[Any]:
    state = case((col(Milestone.done_date).is_(None), words("open")), else_=words("done"))
    actions = looked_up(PART_ACTIONS, words("milestone"), party, state)
    one = json_object(**_scheduled(Milestone, state, actions))
    order = (func.coalesce(col(Milestone.due_date), LAST_DAY), col(Milestone.id))
    listed = select(func.json_agg(aggregate_order_by(one, *order))).where(col(Milestone.task_id) == col(Task.id))
    return func.coalesce(listed.correlate(Task).scalar_subquery(), cast(words("[]"), JSON)).label("milestones")


def _sub_tasks(party: ColumnElement[str]) -> ColumnElement[Any]:
    own = case(
        (party == words("accountable"), party),
        (col(SubTask.unit_id) == any_(OWN_UNITS), words("involved")),
        else_=words("reader"),
    )
    actions = looked_up(PART_ACTIONS, words("sub_task"), own, col(SubTask.state))
    one = json_object(
        **_scheduled(SubTask, col(SubTask.state), actions),
        unit=SubTask.unit_id,
        unit_name=Unit.name,
        responsible_officer=SubTask.responsible_officer,
        weight=SubTask.weight,
        state=SubTask.state,
    )
    listed = (
        select(func.json_agg(aggregate_order_by(one, col(SubTask.ordinal), col(SubTask.id))))
        .select_from(SubTask)
        .join(Unit, col(Unit.id) == col(SubTask.unit_id))
        .where(col(SubTask.task_id) == col(Task.id))
    )
    return func.coalesce(listed.correlate(Task).scalar_subquery(), cast(words("[]"), JSON)).label("sub_tasks")


def _share() -> ColumnElement[Any]:
    weight = func.sum(col(SubTask.weight))
    done = func.coalesce(weight.filter(col(SubTask.state) == words("done")), literal_column("0", Integer))
    whole = func.coalesce(weight.filter(col(SubTask.state) != words("cancelled")), literal_column("0", Integer))
    return (
        select(json_object(done=done, whole=whole))
        .where(col(SubTask.task_id) == col(Task.id))
        .correlate(Task)
        .scalar_subquery()
        .label("share")
    )


def _wait() -> ColumnElement[Any]:
    """The open one, else the last: its ids are made in the order of time."""
    wait = json_object(
        on_unit=TaskWait.on_unit_id,
        on_unit_name=Unit.name,
        on_whom=TaskWait.on_whom,
        since_date=TaskWait.since_date,
        expected_date=TaskWait.expected_date,
        released_date=TaskWait.released_date,
        released_note=TaskWait.released_note,
    )
    return (
        select(wait)
        .select_from(TaskWait)
        .outerjoin(Unit, col(Unit.id) == col(TaskWait.on_unit_id))
        .where(col(TaskWait.task_id) == col(Task.id))
        .order_by(col(TaskWait.id).desc())
        .limit(literal_column("1"))
        .correlate(Task)
        .scalar_subquery()
        .label("wait")
    )


def wait_if_readable(*, whole_zone: bool) -> Statement:
    """The task's deadline and since when it waits (NULL when it does not); no row when it may not be read."""

    def build() -> AnySelect:
        waiting = and_(col(TaskWait.task_id) == col(Task.id), col(TaskWait.released_date).is_(None))
        return (
            select(col(Task.deadline_date), col(TaskWait.since_date))
            .outerjoin(TaskWait, waiting)
            .where(col(Task.id).in_(readable_task(TASK, whole_zone=whole_zone)))
            .order_by(col(TaskWait.id).desc().nulls_last())
            .limit(literal_column("1"))
        )

    return Statement(build)
