"""People of tasks that a plan splits or merges: who did the earlier task for a unit does what came of it for that unit."""

from uuid import UUID

from sqlalchemy import String, Subquery, Uuid, and_, column, func, select, true, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.succession_tables import DraftOrigin
from mandate.tasks.carrying import PEOPLE, carried_by
from mandate.tasks.origin_tables import TaskOrigin
from mandate.tasks.tables import TaskUnit


async def take_over_people(session: AsyncSession, plan_id: UUID, earlier_plan_id: UUID) -> None:
    """Fills the slots that are empty, after `settle_others` has kept what the earlier tasks were; activates nothing."""
    before = _people_before(plan_id, earlier_plan_id)
    empty_ones_filled = {
        slot: func.coalesce(func.nullif(getattr(TaskUnit, slot), ""), before.c[slot]) for slot in PEOPLE
    }
    await session.execute(
        update(TaskUnit)
        .where(col(TaskUnit.task_id) == before.c.task_id, col(TaskUnit.unit_id) == before.c.unit_id)
        .values(**empty_ones_filled)
        .execution_options(synchronize_session=False)
    )


def _people_before(plan_id: UUID, earlier_plan_id: UUID) -> Subquery:
    """One row for each unit of each task that stems from others; the first of these that had the unit decides."""
    carried, came_before = carried_by(plan_id), carried_by(earlier_plan_id).alias("came_before")
    unit = (
        func.jsonb_to_recordset(col(TaskOrigin.units))
        .table_valued(column("id", Uuid), *(column(slot, String) for slot in PEOPLE), name="unit_before")
        .render_derived(with_types=True)
    )
    task_id = func.coalesce(carried.c.task_id, col(DraftOrigin.draft_task_id)).label("task_id")
    return (
        select(task_id, unit.c.id.label("unit_id"), *(unit.c[slot] for slot in PEOPLE))
        .select_from(DraftOrigin)
        .outerjoin(carried, carried.c.draft_task_id == col(DraftOrigin.draft_task_id))
        .outerjoin(came_before, came_before.c.draft_task_id == col(DraftOrigin.earlier_id))
        .join(
            TaskOrigin,
            and_(
                col(TaskOrigin.plan_id) == plan_id,
                col(TaskOrigin.task_id) == func.coalesce(came_before.c.task_id, col(DraftOrigin.earlier_id)),
            ),
        )
        .join(unit, true())
        .where(col(DraftOrigin.plan_id) == plan_id)
        .ext(distinct_on(task_id, unit.c.id))
        .order_by(task_id, unit.c.id, col(TaskOrigin.ordinal))
        .subquery("before")
    )
