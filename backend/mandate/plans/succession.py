"""Says which plan a document follows, corrects which task continues which, and settles both at adoption."""

import asyncio
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans import succession_rules as rules
from mandate.plans.comparison import align_rows
from mandate.plans.events import PlanEvent
from mandate.plans.succession_queries import COMPARED_REST, COMPARED_TASKS
from mandate.plans.succession_schemas import MatchForm, OriginsForm, PredecessorForm
from mandate.plans.succession_tables import DraftMatch, DraftOrigin, PlanSuccession
from mandate.plans.tables import DraftTask, Plan
from mandate.plans.uploads import plan_for_update
from mandate.platform.errors import conflict, not_found, stale
from mandate.platform.events import record
from mandate.platform.rows import now


async def succession_of(session: AsyncSession, plan: Plan) -> PlanSuccession:
    """What is said of a locked plan; a row that is not kept yet where nothing was said, at version 1."""
    statement = select(PlanSuccession).where(col(PlanSuccession.plan_id) == plan.id)
    found: PlanSuccession | None = (await session.execute(statement)).scalar_one_or_none()
    return found or PlanSuccession(plan_id=plan.id, kind="revision", removed_tasks="keep")


def revise(session: AsyncSession, row: PlanSuccession, expected: int) -> None:
    if row.version != expected:
        raise stale()
    row.version += 1
    row.updated_at = now()
    session.add(row)


def is_carried(row: PlanSuccession) -> bool:
    return row.carried_at is not None


async def follow(session: AsyncSession, plan_id: UUID, form: PredecessorForm, expected: int) -> None:
    """This document follows that plan. Corrections of pairs begin anew when the predecessor is another one."""
    plan = await plan_for_update(session, plan_id)
    row = await succession_of(session, plan)
    rules.ensure_move(plan.state, "follow", followed=row.predecessor_id is not None, carried=is_carried(row))
    predecessor = await session.scalar(select(Plan).where(col(Plan.id) == form.predecessor))
    if predecessor is None:
        raise not_found()
    others = (await session.execute(select(PlanSuccession))).scalars().all()
    chain = {other.plan_id: other.predecessor_id for other in others}
    taken = any(is_carried(other) and other.predecessor_id == predecessor.id for other in others)
    rules.ensure_may_precede(plan, predecessor, chain, taken=taken)
    before = await described(session, row)
    revise(session, row, expected)
    if row.predecessor_id != predecessor.id:
        await forget_pairs(session, plan)
    row.predecessor_id, row.kind = predecessor.id, form.kind
    row.removed_tasks = form.removed_tasks or rules.default_removed(form.kind)
    after = {"predecessor": predecessor.title, "kind": row.kind, "removed_tasks": row.removed_tasks}
    record(session, PlanEvent.FOLLOW, "plan", plan.id, plan.title, before=before, after=after)


async def described(session: AsyncSession, row: PlanSuccession) -> dict[str, Any] | None:
    if row.predecessor_id is None:
        return None
    title = await session.scalar(select(col(Plan.title)).where(col(Plan.id) == row.predecessor_id))
    return {"predecessor": title, "kind": row.kind, "removed_tasks": row.removed_tasks}


async def unfollow(session: AsyncSession, plan_id: UUID, expected: int) -> None:
    """This document follows no other after all; adoption then makes all its tasks anew."""
    plan = await plan_for_update(session, plan_id)
    row = await succession_of(session, plan)
    rules.ensure_move(plan.state, "unfollow", followed=row.predecessor_id is not None, carried=is_carried(row))
    before = await described(session, row)
    revise(session, row, expected)
    row.predecessor_id = None
    await forget_pairs(session, plan)
    record(session, PlanEvent.UNFOLLOW, "plan", plan.id, plan.title, before=before)


async def draft_in(session: AsyncSession, plan_id: UUID | None, task_id: UUID) -> DraftTask:
    statement = select(DraftTask).where(
        col(DraftTask.id) == task_id, col(DraftTask.plan_id) == plan_id, col(DraftTask.state) != "dropped"
    )
    found: DraftTask | None = (await session.execute(statement)).scalar_one_or_none()
    if found is None:
        raise not_found()
    return found


async def ready_to_match(
    session: AsyncSession, plan_id: UUID, task_id: UUID, expected: int
) -> tuple[PlanSuccession, DraftTask]:
    """The plan's succession and a task of its draft, locked by the plan. Raises 404, 409 or 412."""
    plan = await plan_for_update(session, plan_id)
    row = await succession_of(session, plan)
    task = await draft_in(session, plan.id, task_id)
    rules.ensure_move(plan.state, "match", followed=row.predecessor_id is not None, carried=is_carried(row))
    revise(session, row, expected)
    return row, task


async def match(session: AsyncSession, plan_id: UUID, task_id: UUID, form: MatchForm, expected: int) -> int:
    """A person says which task this one continues, or that it is new; whoever had that task gives it up."""
    row, task = await ready_to_match(session, plan_id, task_id, expected)
    earlier = None if form.earlier is None else await draft_in(session, row.predecessor_id, form.earlier)
    told = select(DraftMatch).where(col(DraftMatch.plan_id) == plan_id)
    known = {one.draft_task_id: one for one in (await session.execute(told)).scalars()}
    before = await title_of(session, known.get(task.id))
    for one in known.values():
        if one.draft_task_id == task.id or (earlier is not None and one.earlier_id == earlier.id):
            await session.delete(one)
    await session.flush()
    session.add(DraftMatch(plan_id=plan_id, draft_task_id=task.id, earlier_id=earlier.id if earlier else None))
    after = {"continues": earlier.title if earlier else None}
    record(session, PlanEvent.MATCH, "draft_task", task.id, task.title, before=before, after=after)
    return row.version


async def unmatch(session: AsyncSession, plan_id: UUID, task_id: UUID, expected: int) -> int:
    """Takes back what a person said of a task: the proposed pair counts again."""
    row, task = await ready_to_match(session, plan_id, task_id, expected)
    told = select(DraftMatch).where(col(DraftMatch.draft_task_id) == task.id)
    known = (await session.execute(told)).scalar_one_or_none()
    if known is None:
        raise conflict(
            "not_corrected",
            "这项任务的对应关系没有人改过，不需要恢复。请刷新页面。",
            "Nobody has corrected this task's counterpart. Reload the page.",
        )
    before = await title_of(session, known)
    await session.delete(known)
    record(session, PlanEvent.UNMATCH, "draft_task", task.id, task.title, before=before)
    return row.version


async def say_origins(session: AsyncSession, plan_id: UUID, task_id: UUID, form: OriginsForm, expected: int) -> int:
    """A person says of which earlier tasks this one is a part, or which it has taken in."""
    row, task = await ready_to_match(session, plan_id, task_id, expected)
    before = await origins_of(session, task.id)
    found = await session.execute(
        select(DraftTask)
        .where(
            col(DraftTask.id).in_(form.earlier),
            col(DraftTask.plan_id) == row.predecessor_id,
            col(DraftTask.state) != "dropped",
        )
        .order_by(col(DraftTask.ordinal))
    )
    earlier = found.scalars().all()
    if len(earlier) < len(set(form.earlier)):
        raise not_found()
    await session.execute(delete(DraftOrigin).where(col(DraftOrigin.draft_task_id) == task.id))
    session.add_all(DraftOrigin(plan_id=plan_id, draft_task_id=task.id, earlier_id=one.id) for one in earlier)
    told = {"origins": before}, {"origins": [one.title for one in earlier]}
    record(session, PlanEvent.ORIGINS, "draft_task", task.id, task.title, before=told[0], after=told[1])
    return row.version


async def origins_of(session: AsyncSession, task_id: UUID) -> list[str]:
    titles = (
        select(col(DraftTask.title))
        .join(DraftOrigin, col(DraftOrigin.earlier_id) == col(DraftTask.id))
        .where(col(DraftOrigin.draft_task_id) == task_id)
    )
    return list((await session.execute(titles.order_by(col(DraftTask.ordinal)))).scalars())


async def forget_pairs(session: AsyncSession, plan: Plan) -> None:
    """What people said of tasks counts for one predecessor only."""
    for table in (DraftMatch, DraftOrigin):
        await session.execute(delete(table).where(col(table.plan_id) == plan.id))


async def title_of(session: AsyncSession, known: DraftMatch | None) -> dict[str, Any] | None:
    if known is None:
        return None
    title = await session.scalar(select(col(DraftTask.title)).where(col(DraftTask.id) == known.earlier_id))
    return {"continues": title}


async def settle(session: AsyncSession, plan: Plan, row: PlanSuccession) -> dict[UUID, UUID]:
    """At adoption: every pair as it stands now is kept. Maps tasks of the draft to those they continue."""
    dropped = select(col(DraftTask.id)).where(col(DraftTask.plan_id) == plan.id, col(DraftTask.state) == "dropped")
    await session.execute(delete(DraftMatch).where(col(DraftMatch.draft_task_id).in_(dropped)))
    plans = {"plan_id": plan.id, "plans": [plan.id, row.predecessor_id]}
    rows = orjson.loads(await session.scalar(COMPARED_TASKS.select, plans) or "[]")
    rest = orjson.loads(await session.scalar(COMPARED_REST.select, plans) or "{}")
    pairs = await asyncio.to_thread(align_rows, rows, str(plan.id), str(row.predecessor_id), rest["matches"])
    said = {UUID(one["task"]) for one in rest["matches"]}
    found = {pair.after.key: pair.before.key if pair.before else None for pair in pairs if pair.after}
    session.add_all(
        DraftMatch(plan_id=plan.id, draft_task_id=task, earlier_id=earlier, settled_by="adoption")
        for task, earlier in found.items()
        if task not in said
    )
    row.carried_at = now()
    row.version += 1
    session.add(row)
    return {task: earlier for task, earlier in found.items() if earlier is not None}


async def to_carry_over(session: AsyncSession, plan: Plan) -> PlanSuccession | None:
    """The succession by which this adoption takes tasks over, with the predecessor locked; None where there is none."""
    row = await succession_of(session, plan)
    if row.predecessor_id is None:
        return None
    predecessor = await plan_for_update(session, row.predecessor_id)
    if not rules.carries(plan.document_status, predecessor.document_status):
        return None
    taken = select(col(PlanSuccession.plan_id)).where(
        col(PlanSuccession.predecessor_id) == predecessor.id, col(PlanSuccession.carried_at).is_not(None)
    )
    rules.ensure_may_precede(plan, predecessor, {}, taken=(await session.execute(taken)).first() is not None)
    return row
