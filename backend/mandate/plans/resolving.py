"""Tells for each unit string of a document which unit of the directory it is."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.events import PlanEvent
from mandate.plans.fix_queries import SPOKEN_ROWS
from mandate.plans.fix_rules import Fix, Place, spoken_tasks
from mandate.plans.habits import learn
from mandate.plans.kept_changes import UNIT, Looking, Words, keep_change, snapshot
from mandate.plans.review import plan_in_review
from mandate.plans.tables import DraftAttribution, DraftTask, Plan
from mandate.platform.errors import not_found
from mandate.platform.events import record
from mandate.units.commands import create_units
from mandate.units.names import fold
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
    """`remember` proposes the same for the zone's next documents."""
    plan = await plan_in_review(session, plan_id)
    unit = (await session.execute(select(Unit).where(col(Unit.id) == unit_id))).scalar_one_or_none()
    if unit is None:
        raise not_found()
    looking = Looking((UNIT,), everywhere=True)
    then = await snapshot(session, plan, looking)
    learned = []
    if remember and fold(text) != fold(unit.name):
        fix = Fix("alias", text=text, unit_id=unit.id)
        learned.append(await learn(session, plan, fix, await places_naming(session, plan, text), ""))
    changed = await use_unit(session, plan, text, unit_id)
    after = {"text": text, "unit": unit.name, "changed": changed, "remembered": bool(learned)}
    record(session, PlanEvent.UNIT_RESOLVE, "plan", plan.id, plan.title, after=after)
    words = Words(
        f"“{text}”对应到“{unit.name}”（{changed} 处）", f"matched '{text}' to '{unit.name}' ({changed} places)"
    )
    await keep_change(session, plan, then, looking, words, also=learned)
    return changed


async def places_naming(session: AsyncSession, plan: Plan, text: str) -> list[Place]:
    """The tasks that name this string, to say where a habit was learned."""
    rows = (await session.execute(SPOKEN_ROWS.select, {"plan_id": plan.id})).mappings()
    tasks = spoken_tasks(dict(row) for row in rows)
    return [Place(task, task) for task in tasks if any(unit.text == text for unit in task.units)]


async def create_spoken_units(session: AsyncSession, plan_id: UUID, texts: list[str]) -> int:
    """New units with one click, named as the document names them, used wherever it does."""
    plan = await plan_in_review(session, plan_id)
    looking = Looking((UNIT,), everywhere=True)
    then = await snapshot(session, plan, looking)
    known = set((await session.execute(select(col(Unit.id)))).scalars())
    units = await create_units(session, texts)
    changed = sum([await use_unit(session, plan, text, unit.id) for text, unit in zip(texts, units, strict=True)])
    made = {unit.id: unit for unit in units if unit.id not in known}
    words = Words(f"新建 {len(made)} 个单位（{changed} 处）", f"made {len(made)} units ({changed} places)")
    await keep_change(session, plan, then, looking, words, units=made.values())
    return changed
