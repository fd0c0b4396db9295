"""What the target pages read."""

from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import Subquery, Text, Uuid, bindparam, cast, column, func, or_, select, table
from sqlmodel import col

from mandate.indicators.tables import Target
from mandate.plans.tables import Plan
from mandate.platform.paging import Order, Page
from mandate.platform.reading import AnySelect, Statement
from mandate.units.reach import readable_task, readable_tasks

SUBJECT = bindparam("subject", type_=Uuid)
# By name: `tasks` is a sibling. Targets that a task had under an earlier plan stay with that plan.
TASK = table("task", column("id", Uuid), column("plan_id", Uuid))
SHOWN: tuple[Any, ...] = (
    Target.id,
    Target.plan_id,
    Target.task_id,
    Target.clause_id,
    Target.kind,
    Target.indicator,
    Target.operator,
    # Decimals travel as text: a JSON number would be read as a float.
    cast(func.trim_scale(col(Target.value)), Text).label("value"),
    cast(func.trim_scale(col(Target.value_high)), Text).label("value_high"),
    Target.value_text,
    Target.unit,
    cast(func.trim_scale(col(Target.baseline)), Text).label("baseline"),
    Target.condition,
    Target.deadline_text,
    Target.deadline_date,
    Target.quote,
    col(Target.start_offset).label("start"),
    col(Target.end_offset).label("end"),
)


@lru_cache(maxsize=4)
def target_page(of: Literal["task", "plan"], *, whole_zone: bool) -> Page:
    """Targets of a task under its present plan, or of a plan: those of the plan as a whole and of the tasks that may be read."""
    rows = select(col(Target.id)).where((col(Target.task_id) if of == "task" else col(Target.plan_id)) == SUBJECT)
    if of == "task":
        present = select(TASK.c.plan_id).where(TASK.c.id == SUBJECT).scalar_subquery()
        rows = rows.where(col(Target.plan_id) == func.coalesce(bindparam("under", type_=Uuid), present))
    if of == "plan" and not whole_zone:
        rows = rows.where(or_(col(Target.task_id).is_(None), col(Target.task_id).in_(readable_tasks())))
    return Page(rows, Order((col(Target.ordinal), col(Target.id))), _shown)


def _shown(page: Subquery) -> AnySelect:
    return select(*SHOWN).join_from(page, Target, col(Target.id) == page.c.id)


@lru_cache(maxsize=4)
def subject_if_readable(of: Literal["task", "plan"], *, whole_zone: bool) -> Statement:
    """One row when the subject exists and may be read. Every officer reads the plans of the zone."""
    if of == "task":
        return Statement(lambda: readable_task(SUBJECT, whole_zone=whole_zone))
    return Statement(lambda: select(col(Plan.id)).where(col(Plan.id) == SUBJECT))
