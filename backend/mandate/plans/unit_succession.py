"""Drafts in review and reading habits that name a unit which a reorganisation ended: they name its successor."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.duty_tables import DraftDuty
from mandate.plans.events import PlanEvent
from mandate.plans.review_tables import ReadingHabit
from mandate.plans.tables import DraftAttribution, DraftTask, Plan
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.units.succession import Heirs, rows_changed

# What is adopted or cancelled keeps the unit of then.
OPEN_STATES = ("uploaded", "compiling", "in_review", "failed")


async def let_drafts_follow(session: AsyncSession, heirs: Heirs) -> int:
    """Units of draft tasks and draft duties of documents that nobody has adopted yet. One event for each document."""
    rows = await session.execute(
        select(col(Plan.id), col(Plan.title)).where(col(Plan.state).in_(OPEN_STATES)).with_for_update()
    )
    titles = {row.id: row.title for row in rows}
    parts = await _renamed(session, heirs, DraftAttribution, DraftAttribution.draft_task_id, titles)
    tasks = {row[1] for row in parts}
    raised: dict[str, Any] = {"updated_at": now(), "version": col(DraftTask.version) + 1}
    await rows_changed(session, update(DraftTask).where(col(DraftTask.id).in_(tasks)).values(**raised))
    raised["version"] = col(DraftDuty.version) + 1
    duties = await _renamed(session, heirs, DraftDuty, DraftDuty.id, titles, raised)
    counts = Counter(plan_id for plan_id, _ in (*parts, *duties))
    heir = next(iter(heirs.units.values()))
    for plan_id, changed in sorted(counts.items()):
        after = {"unit": heir.name, "changed": changed, **heirs.told}
        before = {"unit": "、".join(heirs.names.values())}
        record(session, PlanEvent.UNIT_RESOLVE, "plan", plan_id, titles[plan_id], before=before, after=after)
    return sum(counts.values())


async def _renamed(
    session: AsyncSession,
    heirs: Heirs,
    table: Any,
    told: Any,
    plans: dict[UUID, str],
    raised: dict[str, Any] | None = None,
) -> list[tuple[UUID, UUID]]:
    """(plan, `told`) of each row of open plans that named a unit which has ended."""
    changed = await session.execute(
        update(table)
        .where(heirs.among(table.unit_id), table.plan_id.in_(plans))
        .values(unit_id=heirs.instead_of(table.unit_id), **(raised or {}))
        .returning(table.plan_id, told)
        .execution_options(synchronize_session=False)
    )
    return [(row[0], row[1]) for row in changed.all()]


async def let_habits_follow(session: AsyncSession, heirs: Heirs) -> int:
    """A string that was confirmed as the unit is proposed as its successor."""
    values = {
        "unit_id": heirs.instead_of(col(ReadingHabit.unit_id)),
        "version": col(ReadingHabit.version) + 1,
        "updated_at": now(),
    }
    return await rows_changed(
        session, update(ReadingHabit).where(heirs.among(col(ReadingHabit.unit_id))).values(**values)
    )
