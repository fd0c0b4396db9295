"""Adoption's part of this room: the draft's tasks become tasks, in two statements whatever their number."""

from uuid import UUID

from sqlalchemy import func, literal, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.tables import DraftAttribution, DraftTask, Plan
from mandate.platform.rows import now
from mandate.tasks.carrying import CONTENT, PEOPLE, carried_by
from mandate.tasks.tables import Task, TaskUnit

COPIED = ("zone_id", "id", "plan_id", *CONTENT)
UNIT_COPIED = ("zone_id", "unit_id", "relation", "ordinal", "start_offset", "end_offset", "inherited")
RENEWED = ("source_text", "relation", "ordinal", "start_offset", "end_offset", "inherited")


async def take_over_tasks(session: AsyncSession, plan: Plan) -> None:
    """A new task keeps the id of its draft; one that goes on from an earlier plan is there already, and its people stay.

    No mapping is needed, and no task can be made twice.
    """
    kept = (col(DraftTask.plan_id) == plan.id, col(DraftTask.state) != "dropped")
    carried = carried_by(plan.id)
    at = now()
    settled = {
        "provisional": plan.document_status == "consultation",
        "state": "unstaffed",
        "version": 1,
        "created_at": at,
        "updated_at": at,
    }
    tasks = (
        select(*(getattr(DraftTask, name) for name in COPIED), *(literal(value) for value in settled.values()))
        .outerjoin(carried, carried.c.draft_task_id == col(DraftTask.id))
        .where(*kept, carried.c.task_id.is_(None))
    )
    await session.execute(insert(Task).from_select([*COPIED, *settled], tasks))
    # Two spellings may be one unit; it then holds its strongest relation: lead < responsible < supporting.
    units = (
        select(
            func.coalesce(carried.c.task_id, col(DraftAttribution.draft_task_id)),
            col(DraftAttribution.text),
            *(getattr(DraftAttribution, name) for name in UNIT_COPIED),
            *(literal("") for _ in PEOPLE),
        )
        .join(DraftTask, col(DraftTask.id) == col(DraftAttribution.draft_task_id))
        .outerjoin(carried, carried.c.draft_task_id == col(DraftTask.id))
        .where(*kept)
        .ext(distinct_on(col(DraftAttribution.draft_task_id), col(DraftAttribution.unit_id)))
        .order_by(
            col(DraftAttribution.draft_task_id),
            col(DraftAttribution.unit_id),
            col(DraftAttribution.relation),
            col(DraftAttribution.ordinal),
        )
    )
    making = insert(TaskUnit).from_select(["task_id", "source_text", *UNIT_COPIED, *PEOPLE], units)
    renewed = {name: making.excluded[name] for name in RENEWED}
    await session.execute(making.on_conflict_do_update(constraint="task_unit_pkey", set_=renewed))


async def tasks_by_draft(session: AsyncSession, plan: Plan) -> dict[UUID, UUID]:
    """What each draft task that stays became: a task of the same id, or one that goes on from an earlier plan."""
    carried = carried_by(plan.id)
    statement = (
        select(col(DraftTask.id), func.coalesce(carried.c.task_id, col(DraftTask.id)))
        .outerjoin(carried, carried.c.draft_task_id == col(DraftTask.id))
        .where(col(DraftTask.plan_id) == plan.id, col(DraftTask.state) != "dropped")
    )
    return {row[0]: row[1] for row in await session.execute(statement)}
