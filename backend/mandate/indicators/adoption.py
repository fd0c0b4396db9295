"""Adoption's part of this room: the draft's numbers become targets."""

from sqlalchemy import Uuid, and_, column, func, insert, literal, or_, select, table
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.indicators.tables import Target
from mandate.plans.tables import DraftQuantity, DraftTask, Plan, TargetExpression
from mandate.platform.rows import now

EXPRESSION = tuple(TargetExpression.model_fields)
COPIED = ("zone_id", "id", "plan_id", "clause_id", "ordinal", "start_offset", "end_offset", *EXPRESSION)
# By name, as a foreign key would: `tasks` is a sibling. A draft task may go on as a task of an earlier plan.
ORIGIN = table(
    "task_origin", column("plan_id", Uuid), column("draft_task_id", Uuid), column("task_id", Uuid), column("outcome")
)


async def take_over_targets(session: AsyncSession, plan: Plan) -> None:
    """One statement; a target keeps the id of its draft. Numbers of dropped tasks stay behind."""
    at = now()
    settled = {"version": 1, "created_at": at, "updated_at": at}
    carried = and_(
        ORIGIN.c.plan_id == plan.id, ORIGIN.c.draft_task_id == col(DraftTask.id), ORIGIN.c.outcome == "carried"
    )
    targets = (
        select(
            func.coalesce(ORIGIN.c.task_id, col(DraftQuantity.draft_task_id)),
            *(getattr(DraftQuantity, name) for name in COPIED),
            *(literal(value) for value in settled.values()),
        )
        .outerjoin(DraftTask, col(DraftTask.id) == col(DraftQuantity.draft_task_id))
        .outerjoin(ORIGIN, carried)
        .where(
            col(DraftQuantity.plan_id) == plan.id,
            col(DraftQuantity.state) == "proposed",
            or_(col(DraftQuantity.draft_task_id).is_(None), col(DraftTask.state) != "dropped"),
        )
    )
    await session.execute(insert(Target).from_select(["task_id", *COPIED, *settled], targets))
