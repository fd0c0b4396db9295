"""Where a task comes from: what it was under earlier plans."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, SQLColumnExpression, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlmodel import col

from mandate.plans.succession_tables import DraftOrigin, PlanSuccession
from mandate.plans.tables import Plan
from mandate.platform.reading import AnySelect, Statement, all_as_json, one_as_json
from mandate.tasks.origin_tables import TaskOrigin
from mandate.tasks.queries import TASK, json_object
from mandate.tasks.tables import Task
from mandate.units.reach import readable_tasks

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


def _drafts() -> CompoundSelect[Any]:
    """What the task was in every draft: the one that made it, and those that carried it on."""
    carried = select(col(TaskOrigin.draft_task_id)).where(
        col(TaskOrigin.task_id) == TASK, col(TaskOrigin.draft_task_id).is_not(None)
    )
    return select(TASK).union_all(carried)


def _became(draft_id: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    carried = select(col(TaskOrigin.task_id)).where(
        col(TaskOrigin.draft_task_id) == draft_id, col(TaskOrigin.outcome) == "carried"
    )
    return func.coalesce(carried.limit(1).scalar_subquery(), draft_id)


def _kin(mine: SQLColumnExpression[Any], theirs: SQLColumnExpression[Any], *, whole_zone: bool) -> ColumnElement[Any]:
    """Tasks across links that an adoption has settled; those that the reader may read."""
    shown = json_object(
        id=Task.id,
        number=Task.number,
        title=Task.title,
        state=Task.state,
        plan=json_object(id=Plan.id, title=Plan.title),
    )
    rows = (
        select(func.json_agg(aggregate_order_by(shown, col(Task.ordinal), col(Task.id))))
        .select_from(DraftOrigin)
        .join(PlanSuccession, col(PlanSuccession.plan_id) == col(DraftOrigin.plan_id))
        .join(Task, col(Task.id) == _became(theirs))
        .join(Plan, col(Plan.id) == col(Task.plan_id))
        .where(mine.in_(_drafts()), col(PlanSuccession.carried_at).is_not(None), col(Task.id) != TASK)
    )
    if not whole_zone:
        rows = rows.where(col(Task.id).in_(readable_tasks()))
    return func.coalesce(rows.scalar_subquery(), literal_column("'[]'::json"))


@lru_cache(maxsize=2)
def kin_of_task(*, whole_zone: bool) -> Statement:
    """`stems_from` and `went_into`, as one JSON object."""
    ends = (col(DraftOrigin.draft_task_id), col(DraftOrigin.earlier_id))

    def both() -> AnySelect:
        return select(
            _kin(*ends, whole_zone=whole_zone).label("stems_from"),
            _kin(*reversed(ends), whole_zone=whole_zone).label("went_into"),
        )

    return one_as_json(both)
