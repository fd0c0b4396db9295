"""Adoption: the draft becomes binding (or provisional, for a consultation draft), once."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans import rules
from mandate.plans.columns import ensure_confirmed
from mandate.plans.events import PlanEvent
from mandate.plans.tables import DraftAttribution, DraftTask, Plan
from mandate.plans.uploads import touch
from mandate.platform.errors import FieldError, Refusal
from mandate.platform.events import record
from mandate.platform.rows import now

SHOWN = 20


async def ensure_adoptable(session: AsyncSession, plan: Plan) -> None:
    """Every task that stays has units, and every unit string is a unit; all gaps are named at once."""
    rules.ensure_move(plan.state, rules.Move.ADOPT)
    ensure_confirmed(plan)
    unresolved = (
        select(col(DraftAttribution.text), func.count())
        .join(DraftTask, col(DraftTask.id) == col(DraftAttribution.draft_task_id))
        .where(
            col(DraftTask.plan_id) == plan.id,
            col(DraftTask.state) != "dropped",
            col(DraftAttribution.unit_id).is_(None),
        )
        .group_by(col(DraftAttribution.text))
        .order_by(col(DraftAttribution.text))
    )
    without = select(col(DraftTask.id), col(DraftTask.title)).where(
        col(DraftTask.plan_id) == plan.id,
        col(DraftTask.state) != "dropped",
        ~select(col(DraftAttribution.id)).where(col(DraftAttribution.draft_task_id) == col(DraftTask.id)).exists(),
    )
    gaps = [
        FieldError(
            f"/units/{text}"[:400],
            "unit_unresolved",
            f"单位“{text}”还没有对应到单位名录（{uses} 项任务用到）。",
            f"The unit '{text}' is not in the directory yet ({uses} tasks).",
        )
        for text, uses in (await session.execute(unresolved)).all()
    ]
    gaps += [
        FieldError(
            f"/draft-tasks/{task_id}",
            "unit_missing",
            f"任务“{title[:60]}”没有任何单位，请补充或删去这项任务。",
            f"The task '{title[:60]}' has no unit. Add one or drop the task.",
        )
        for task_id, title in (await session.execute(without)).all()
    ]
    if gaps:
        raise Refusal(
            409,
            "not_ready",
            f"还有 {len(gaps)} 处需要处理后才能采纳，请逐项处理。",
            f"{len(gaps)} places need attention before adoption.",
            tuple(gaps[:SHOWN]),
        )
    kept = select(func.count()).where(col(DraftTask.plan_id) == plan.id, col(DraftTask.state) != "dropped")
    if not await session.scalar(kept):
        raise Refusal(
            409,
            "nothing_to_adopt",
            "草案里没有任务，无法采纳。请先添加任务，或取消这份文件。",
            "The draft has no task. Add one first, or cancel the document.",
        )


def mark_adopted(session: AsyncSession, plan: Plan, made: dict[str, int]) -> None:
    before = plan.state
    plan.state, plan.adopted_at = "adopted", now()
    touch(plan)
    after = {"state": "adopted", "document_status": plan.document_status, **made}
    record(session, PlanEvent.ADOPT, "plan", plan.id, plan.title, before={"state": before}, after=after)


async def units_of(session: AsyncSession, plan_id: UUID) -> int:
    statement = (
        select(func.count(func.distinct(col(DraftAttribution.unit_id))))
        .join(DraftTask, col(DraftTask.id) == col(DraftAttribution.draft_task_id))
        .where(col(DraftTask.plan_id) == plan_id, col(DraftTask.state) != "dropped")
    )
    return await session.scalar(statement) or 0
