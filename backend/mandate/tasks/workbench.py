"""What waits for a person: one statement for the whole page."""

from functools import lru_cache
from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, Select, Text, and_, bindparam, cast, func, literal_column, select
from sqlmodel import col

from mandate.plans.tables import Plan
from mandate.platform.reading import Statement
from mandate.tasks.queries import TODAY, is_overdue, json_object, words
from mandate.tasks.tables import Task
from mandate.units.reach import tasks_of_units

FIRST_ROWS = 6
DUE_UNTIL = bindparam("due_until", type_=Date)


@lru_cache(maxsize=4)
def workbench(*, whole_zone: bool, reviews: bool) -> Statement:
    """Counts and first rows as one JSON text; for officers of the tasks their units lead or are responsible for."""
    return Statement(lambda: _select(whole_zone=whole_zone, reviews=reviews))


def _select(*, whole_zone: bool, reviews: bool) -> Select[Any]:
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
        json_object(filled=Task.slots_filled, needed=Task.slots_needed).label("staffed"),
    ]
    rows = select(*columns).where(col(Task.state).in_([words("unstaffed"), words("active")]))
    mine = (rows if whole_zone else rows.where(col(Task.id).in_(tasks_of_units("unit_ids", related=True)))).cte("mine")
    late = is_overdue(mine.c.deadline_date, mine.c.state)
    soon = and_(mine.c.deadline_date >= TODAY, mine.c.deadline_date <= DUE_UNTIL)
    document = json_object(
        today=TODAY,
        due_until=DUE_UNTIL,
        plans_in_review=_plans() if reviews else literal_column("NULL"),
        unstaffed=_section(mine, mine.c.state == words("unstaffed"), mine.c.plan_id, mine.c.ordinal),
        provisional=_section(mine, mine.c.provisional, mine.c.plan_id, mine.c.ordinal),
        overdue=_section(mine, late, mine.c.deadline_date),
        due_soon=_section(mine, soon, mine.c.deadline_date),
    )
    return select(cast(document, Text))


SHOWN = ("id", "number", "title", "units", "deadline_text", "deadline_date", "state", "staffed")


def _section(mine: CTE, condition: ColumnElement[bool], *order: ColumnElement[Any]) -> ColumnElement[Any]:
    count = select(func.count()).select_from(mine).where(condition).scalar_subquery()
    first = select(*(mine.c[name] for name in SHOWN)).where(condition).order_by(*order, mine.c.id).limit(FIRST_ROWS)
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
