"""Adoption composes rooms in one transaction: the plan, its tasks, its targets, its duties."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.access.gate import GatedRoute, Tx, allow
from mandate.access.permissions import Permission
from mandate.cycles.commands import take_over_duties
from mandate.cycles.tables import Duty
from mandate.indicators.adoption import take_over_targets
from mandate.indicators.tables import Target
from mandate.plans.adoption import ensure_adoptable, mark_adopted, units_of
from mandate.plans.duties import kept_duties
from mandate.plans.schemas import AdoptionSummary
from mandate.plans.succession import settle, to_carry_over
from mandate.plans.tables import Plan
from mandate.plans.uploads import plan_for_update
from mandate.tasks.adoption import take_over_tasks, tasks_by_draft
from mandate.tasks.carrying import carry_over, outcomes_of, settle_others
from mandate.tasks.inheriting import take_over_people
from mandate.tasks.tables import Task
from mandate.tasks.topics import suggest_topics

router = APIRouter(prefix="/api/v1/zones/{zone}/plans/{plan_id}", tags=["plans"], route_class=GatedRoute)


@router.post("/adoption")
async def adopt_plan(
    plan_id: UUID, actor: Annotated[Actor, Depends(allow(Permission.PLAN_ADOPT))], session: Tx
) -> AdoptionSummary:
    """Makes the draft's tasks and targets, all or none; asking again answers the same and makes nothing."""
    return await adopt(session, plan_id)


async def adopt(session: AsyncSession, plan_id: UUID) -> AdoptionSummary:
    plan = await plan_for_update(session, plan_id)
    already = plan.state == "adopted"
    if not already:
        await ensure_adoptable(session, plan)
        await take_over(session, plan)
    made = {
        "tasks": await session.scalar(select(func.count()).where(col(Task.plan_id) == plan.id)) or 0,
        "targets": await session.scalar(select(func.count()).where(col(Target.plan_id) == plan.id)) or 0,
        "duties": await session.scalar(select(func.count()).where(col(Duty.plan_id) == plan.id)) or 0,
        "units": await units_of(session, plan.id),
        **await outcomes_of(session, plan.id),
    }
    if not already:
        mark_adopted(session, plan, made)
    return AdoptionSummary(
        plan_id=plan.id, provisional=plan.document_status == "consultation", already_adopted=already, **made
    )


async def take_over(session: AsyncSession, plan: Plan) -> None:
    """New tasks and targets; where the plan follows another, the tasks that it names again go on under it."""
    succession = await to_carry_over(session, plan)
    earlier = succession.predecessor_id if succession else None
    if succession is not None and earlier is not None:
        await carry_over(session, plan, earlier, await settle(session, plan, succession))
    await take_over_tasks(session, plan)
    await suggest_topics(session, plan.id)
    await take_over_targets(session, plan)
    take_over_duties(session, plan.id, await kept_duties(session, plan, await tasks_by_draft(session, plan)))
    if succession is not None and earlier is not None:
        await settle_others(session, plan, earlier, withdraw=succession.removed_tasks == "withdraw")
        await take_over_people(session, plan.id, earlier)
