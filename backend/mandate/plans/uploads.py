"""Taking a document in, and the moves around its compilation."""

import hashlib
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.plans import rules
from mandate.plans.events import PlanEvent
from mandate.plans.tables import Plan
from mandate.platform.errors import not_found, stale
from mandate.platform.events import record
from mandate.platform.files import keep_file
from mandate.platform.jobs import enqueue
from mandate.platform.rows import now
from mandate.platform.settings import Settings

COMPILE_JOB = "compile_plan"


def file_key(plan: Plan) -> str:
    return f"plans/{plan.zone_id}/{plan.id}"


async def upload_plan(
    session: AsyncSession, settings: Settings, actor: Actor, file_name: str, content: bytes
) -> tuple[Plan, bool]:
    """The plan, and whether it is new: the same file sent twice is the same plan."""
    rules.ensure_size(len(content), settings.upload_limit_bytes)
    media_type = rules.media_type_of(file_name, content)
    digest = hashlib.sha256(content).hexdigest()
    # Two clicks arrive together: the second waits here, then finds the first.
    await session.execute(select(lock_for(digest, actor.zone_id)))
    same = select(Plan).where(col(Plan.sha256) == digest, col(Plan.state).not_in(["cancelled", "failed"]))
    known = (await session.execute(same.limit(1))).scalar_one_or_none()
    if known is not None:
        return known, False
    plan = Plan(
        title=file_name.rpartition(".")[0][:200] or file_name[:200],
        file_name=file_name[:200],
        media_type=media_type,
        size_bytes=len(content),
        sha256=digest,
        uploaded_by=actor.account_id,
    )
    session.add(plan)
    await session.flush()
    await keep_file(settings, file_key(plan), content)
    record(
        session,
        PlanEvent.UPLOAD,
        "plan",
        plan.id,
        plan.title,
        after={"file_name": plan.file_name, "size_bytes": plan.size_bytes, "sha256": digest},
    )
    await enqueue_compilation(session, plan)
    return plan, True


def lock_for(digest: str, zone_id: UUID) -> ColumnElement[None]:
    key = int.from_bytes(hashlib.sha256(f"upload:{zone_id}:{digest}".encode()).digest()[:8], signed=True)
    return func.pg_advisory_xact_lock(key)


async def enqueue_compilation(session: AsyncSession, plan: Plan) -> None:
    await enqueue(session, COMPILE_JOB, {"zone_id": str(plan.zone_id), "plan_id": str(plan.id)})


async def plan_for_update(session: AsyncSession, plan_id: UUID) -> Plan:
    statement = select(Plan).where(col(Plan.id) == plan_id).with_for_update()
    plan = (await session.execute(statement)).scalar_one_or_none()
    if plan is None:
        raise not_found()
    return plan


def ensure_version(plan: Plan, expected: int | None) -> None:
    if expected is not None and plan.version != expected:
        raise stale()


def touch(row: Plan) -> None:
    row.version += 1
    row.updated_at = now()


async def cancel_plan(session: AsyncSession, plan_id: UUID) -> Plan:
    """Stops a compilation or closes a review; the file and what was read stay."""
    plan = await plan_for_update(session, plan_id)
    before = plan.state
    plan.state = rules.ensure_move(before, rules.Move.CANCEL)
    touch(plan)
    record(
        session,
        PlanEvent.CANCEL,
        "plan",
        plan.id,
        plan.title,
        before={"state": before},
        after={"state": plan.state},
    )
    return plan


async def recompile_plan(session: AsyncSession, plan_id: UUID) -> Plan:
    plan = await plan_for_update(session, plan_id)
    before = plan.state
    plan.state = rules.ensure_move(before, rules.Move.RECOMPILE)
    plan.stage, plan.progress = "", 0
    plan.failure_code = plan.failure_zh = plan.failure_en = ""
    touch(plan)
    record(
        session,
        PlanEvent.RECOMPILE,
        "plan",
        plan.id,
        plan.title,
        before={"state": before},
        after={"state": plan.state},
    )
    await enqueue_compilation(session, plan)
    return plan
