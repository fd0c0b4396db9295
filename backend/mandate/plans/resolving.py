"""Tells for each unit string of a document which unit of the directory it is."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.events import PlanEvent
from mandate.plans.review import plan_in_review
from mandate.plans.tables import DraftAttribution, DraftTask, Plan
from mandate.platform.errors import not_found
from mandate.platform.events import record
from mandate.units.commands import add_alias, create_units
from mandate.units.tables import Unit


async def use_unit(session: AsyncSession, plan: Plan, text: str, unit_id: UUID) -> int:
    """This string is this unit, everywhere in the plan; touched tasks get a new version."""
    changed = await session.execute(
        update(DraftAttribution)
        .where(
            col(DraftAttribution.plan_id) == plan.id,
            col(DraftAttribution.text) == text,
            col(DraftAttribution.unit_id).is_distinct_from(unit_id),
        )
        .values(unit_id=unit_id)
        .returning(col(DraftAttribution.draft_task_id))
    )
    tasks = list(changed.scalars())
    await session.execute(
        update(DraftTask)
        .where(col(DraftTask.id).in_(set(tasks)))
        .values(version=col(DraftTask.version) + 1, updated_at=func.now())
    )
    return len(tasks)


async def resolve_text(session: AsyncSession, plan_id: UUID, text: str, unit_id: UUID, *, remember: bool) -> int:
    plan = await plan_in_review(session, plan_id)
    unit = (await session.execute(select(Unit).where(col(Unit.id) == unit_id))).scalar_one_or_none()
    if unit is None:
        raise not_found()
    changed = await use_unit(session, plan, text, unit_id)
    if remember and text != unit.name:
        # A change of the directory, with an event of its own.
        remember = await add_alias(session, unit.id, text)
    after = {"text": text, "unit": unit.name, "changed": changed, "remembered": remember}
    record(session, PlanEvent.UNIT_RESOLVE, "plan", plan.id, plan.title, after=after)
    return changed


async def create_spoken_units(session: AsyncSession, plan_id: UUID, texts: list[str]) -> int:
    """New units with one click, named as the document names them, used wherever it does."""
    plan = await plan_in_review(session, plan_id)
    units = await create_units(session, texts)
    return sum([await use_unit(session, plan, text, unit.id) for text, unit in zip(texts, units, strict=True)])
