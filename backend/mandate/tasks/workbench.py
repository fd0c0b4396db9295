"""What waits for a person: one statement for the whole page."""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    union_all,
)
from sqlmodel import col

from mandate.plans.tables import Plan
from mandate.platform.reading import Statement
from mandate.tasks.breakdown_tables import Milestone, SubTask
from mandate.tasks.queries import OWN_UNITS, TODAY, is_overdue, is_running, json_object, precondition_state, words
from mandate.tasks.tables import Task
from mandate.units.reach import tasks_of_units
from mandate.units.tables import Unit

FIRST_ROWS = 6
DUE_UNTIL = bindparam("due_until", type_=Date)
STEPS_UNTIL = bindparam("steps_until", type_=Date)
SOME_UNIT = literal_column("NULL::uuid", Uuid)


@lru_cache(maxsize=8)
def workbench(*, whole_zone: bool, reviews: bool, edits: bool) -> Statement:
    """Counts and first rows as one JSON text; for officers of the tasks their units lead or are responsible for."""
    return Statement(lambda: _select(whole_zone=whole_zone, reviews=reviews, edits=edits))


def _select(*, whole_zone: bool, reviews: bool, edits: bool) -> Select[Any]:
    columns: list[Any] = [
        Task.id,
        Task.plan_id,
        Task.ordinal,
        Task.number,
        Task.title,
        Task.units,
        Task.deadline_text,
        Task.deadline_date,
        Task.state,
        Task.provisional,
        Task.precondition,
        Task.precondition_state,
        json_object(filled=Task.slots_filled, needed=Task.slots_needed).label("staffed"),
    ]
    rows = select(*columns).where(col(Task.state).in_([words("unstaffed"), words("active")]))
    mine = (rows if whole_zone else rows.where(col(Task.id).in_(tasks_of_units("unit_ids", related=True)))).cte("mine")
    soon = and_(mine.c.deadline_date >= TODAY, mine.c.deadline_date <= DUE_UNTIL, is_running(mine.c))
    undecided = precondition_state(mine.c) == words("undecided")
    document = json_object(
        today=TODAY,
        due_until=DUE_UNTIL,
        plans_in_review=_plans() if reviews else literal_column("NULL"),
        unstaffed=_section(mine, mine.c.state == words("unstaffed"), mine.c.plan_id, mine.c.ordinal),
        provisional=_section(mine, mine.c.provisional, mine.c.plan_id, mine.c.ordinal),
        overdue=_section(mine, is_overdue(mine.c), mine.c.deadline_date),
        due_soon=_section(mine, soon, mine.c.deadline_date),
        steps_until=STEPS_UNTIL,
        steps_due=_steps(mine, whole_zone=whole_zone),
        preconditions=_section(mine, undecided, mine.c.plan_id, mine.c.ordinal) if edits else literal_column("NULL"),
    )
    return select(cast(document, Text))


SHOWN = ("id", "number", "title", "units", "deadline_text", "deadline_date", "state", "staffed")


def _section(mine: CTE, condition: ColumnElement[bool], *order: ColumnElement[Any]) -> ColumnElement[Any]:
    count = select(func.count()).select_from(mine).where(condition).scalar_subquery()
    first = select(*(mine.c[name] for name in SHOWN)).where(condition).order_by(*order, mine.c.id).limit(FIRST_ROWS)
    return json_object(count=count, items=_listed(first))


def _steps(mine: CTE, *, whole_zone: bool) -> ColumnElement[Any]:
    """Milestones and sub-tasks that are late or due within days: an officer's sub-tasks are those of their units."""
    open_sub_task = col(SubTask.state) == words("open")
    own = open_sub_task if whole_zone else and_(open_sub_task, col(SubTask.unit_id) == any_(OWN_UNITS))
    parts = (
        (Milestone, words("milestone"), SOME_UNIT, col(Milestone.done_date).is_(None)),
        (SubTask, words("sub_task"), col(SubTask.unit_id), own),
    )
    due = union_all(
        *(
            select(
                kind.label("kind"), col(part.id), col(part.title), col(part.due_date), unit.label("unit_id"),
                mine.c.id.label("task_id"), mine.c.number, mine.c.title.label("task_title"),
            )
            .join_from(part, mine, mine.c.id == col(part.task_id))
            .where(col(part.due_date) <= STEPS_UNTIL, is_running(mine.c), condition)
            for part, kind, unit, condition in parts
        )
    ).cte("steps")  # fmt: skip
    name = select(col(Unit.name)).where(col(Unit.id) == due.c.unit_id).scalar_subquery()
    task = json_object(id=due.c.task_id, number=due.c.number, title=due.c.task_title).label("task")
    columns: list[Any] = [due.c.kind, due.c.id, due.c.title, due.c.due_date, name.label("unit"), task]
    late = (due.c.due_date < TODAY).label("overdue")
    first = select(*columns, late).order_by(due.c.due_date, due.c.id).limit(FIRST_ROWS)
    count = select(func.count()).select_from(due).scalar_subquery()
    return json_object(count=count, items=_listed(first))


def _plans() -> ColumnElement[Any]:
    waiting = col(Plan.state) == words("in_review")
    count = select(func.count()).select_from(Plan).where(waiting).scalar_subquery()
    columns: list[Any] = [Plan.id, Plan.title, Plan.created_at]
    first = select(*columns).where(waiting).order_by(col(Plan.id)).limit(FIRST_ROWS)
    return json_object(count=count, items=_listed(first))


def _listed(rows: Select[Any]) -> ColumnElement[Any]:
    row = rows.subquery("shown")
    listed = select(func.json_agg(row.table_valued())).scalar_subquery()
    return func.coalesce(listed, literal_column("'[]'::json"))
