"""Where a task comes from: what it was under earlier plans."""

from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, select
from sqlmodel import col

from mandate.plans.tables import Plan
from mandate.platform.reading import all_as_json
from mandate.tasks.origin_tables import TaskOrigin
from mandate.tasks.queries import TASK, json_object

MOST = 100


def _plan(plan_id: SQLColumnExpression[Any], label: str) -> ColumnElement[Any]:
    named = json_object(id=Plan.id, title=Plan.title)
    return select(named).where(col(Plan.id) == plan_id).scalar_subquery().label(label)


def _origins() -> Select[Any]:
    names = ("outcome", "at", "number", "section", "title", "body", "deadline_text", "deadline_date", "state", "units")
    return (
        select(
            _plan(col(TaskOrigin.plan_id), "plan"),
            _plan(col(TaskOrigin.earlier_plan_id), "earlier_plan"),
            *(getattr(TaskOrigin, name) for name in names),
        )
        .where(col(TaskOrigin.task_id) == TASK)
        .order_by(col(TaskOrigin.at).desc(), col(TaskOrigin.plan_id).desc())
        .limit(MOST)
    )


ORIGINS = all_as_json(_origins)
