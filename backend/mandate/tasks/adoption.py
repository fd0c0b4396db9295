"""Adoption's part of this room: the draft's tasks become tasks, in two statements whatever their number."""

from sqlalchemy import insert, literal, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.tables import DraftAttribution, DraftTask, Plan
from mandate.platform.rows import now
from mandate.tasks.tables import Task, TaskUnit

COPIED = (
    "zone_id",
    "id",
    "plan_id",
    "clause_id",
    "ordinal",
    "number",
    "section",
    "title",
    "body",
    "start_offset",
    "end_offset",
    "deadline_text",
    "deadline_date",
    "precondition",
)
UNIT_COPIED = ("zone_id", "unit_id", "relation", "ordinal", "start_offset", "end_offset", "inherited")


async def take_over_tasks(session: AsyncSession, plan: Plan) -> None:
    """A task keeps the id of its draft: no mapping is needed, and no task can be made twice."""
    kept = (col(DraftTask.plan_id) == plan.id, col(DraftTask.state) != "dropped")
    at = now()
    settled = {
        "provisional": plan.document_status == "consultation",
        "state": "unstaffed",
        "version": 1,
        "created_at": at,
        "updated_at": at,
    }
    tasks = select(
        *(getattr(DraftTask, name) for name in COPIED), *(literal(value) for value in settled.values())
    ).where(*kept)
    await session.execute(insert(Task).from_select([*COPIED, *settled], tasks))
    empty = ("responsible_leader", "responsible_section", "responsible_officer")
    # Two spellings may be one unit; it then holds its strongest relation: lead < responsible < supporting.
    units = (
        select(
            col(DraftAttribution.draft_task_id),
            col(DraftAttribution.text),
            *(getattr(DraftAttribution, name) for name in UNIT_COPIED),
            *(literal("") for _ in empty),
        )
        .join(DraftTask, col(DraftTask.id) == col(DraftAttribution.draft_task_id))
        .where(*kept)
        .ext(distinct_on(col(DraftAttribution.draft_task_id), col(DraftAttribution.unit_id)))
        .order_by(
            col(DraftAttribution.draft_task_id),
            col(DraftAttribution.unit_id),
            col(DraftAttribution.relation),
            col(DraftAttribution.ordinal),
        )
    )
    await session.execute(insert(TaskUnit).from_select(["task_id", "source_text", *UNIT_COPIED, *empty], units))
