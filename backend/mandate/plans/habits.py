"""What a zone's reviewers confirmed once: kept in sight, proposed in the next document, removed with a click."""

from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.events import PlanEvent
from mandate.plans.fix_rules import Fix, Place, places_of, sample_of, spoken_tasks
from mandate.plans.kept_changes import HABIT
from mandate.plans.review_tables import ReadingHabit
from mandate.plans.tables import Plan
from mandate.platform.errors import not_found, stale
from mandate.platform.events import record
from mandate.platform.rows import now

MOST_DECLINED = 200


async def learn(session: AsyncSession, plan: Plan, fix: Fix, places: list[Place], body: str) -> dict[str, Any]:
    """Keeps what was just confirmed; answers the row before and after, for undoing."""
    pattern = fix.mark if fix.kind == "leads_before" else fix.text
    known = select(ReadingHabit).where(col(ReadingHabit.kind) == fix.kind, col(ReadingHabit.pattern) == pattern)
    habit = (await session.execute(known.with_for_update())).scalar_one_or_none()
    before = None if habit is None else to_jsonable_python(habit.model_dump())
    if habit is None:
        habit = ReadingHabit(kind=fix.kind, pattern=pattern, plan_id=plan.id)
    first = places[0].before if places else None
    habit.sample = (sample_of(first, body) if first else "") or fix.text
    habit.clause = (
        " ".join(filter(None, [first.section, "" if first.number is None else f"{first.number}."]))[:200]
        if first
        else ""
    )
    habit.unit_id, habit.plan_id, habit.active = fix.unit_id, plan.id, True
    habit.learned_by = session.info["scope"].account_id
    habit.version, habit.updated_at = habit.version + (before is not None), now()
    session.add(habit)
    await session.flush()
    after = to_jsonable_python(habit.model_dump())
    return {"part": HABIT, "id": str(habit.id), "task": None, "before": before, "after": after}


def as_fix(habit: Any) -> Fix:
    """The correction that a habit proposes; `habit` is a row of FITTING_HABITS or of the table."""
    mark = habit["pattern"] if habit["kind"] == "leads_before" else ""
    return Fix(habit["kind"], None, habit["pattern"], mark, unit_id=habit["unit_id"])


def fitting_places(habit: Any, rows: list[Any], body: str) -> list[Place]:
    """Where a habit would change the draft; a document that says who leads is not told otherwise."""
    return places_of(as_fix(habit), spoken_tasks(rows), body, only_leaderless=habit["kind"] == "first_leads")


async def habit_for_update(session: AsyncSession, habit_id: UUID, expected: int | None = None) -> ReadingHabit:
    statement = select(ReadingHabit).where(col(ReadingHabit.id) == habit_id)
    habit = (await session.execute(statement.with_for_update())).scalar_one_or_none()
    if habit is None:
        raise not_found()
    if expected is not None and habit.version != expected:
        raise stale()
    return habit


def used(habit: ReadingHabit) -> None:
    habit.uses += 1
    habit.version += 1
    habit.updated_at = now()


def decline(session: AsyncSession, plan: Plan, habit: ReadingHabit) -> None:
    """Not proposed again in this document."""
    habit.declined_in = [*(one for one in habit.declined_in if one != str(plan.id)), str(plan.id)][-MOST_DECLINED:]
    habit.version += 1
    habit.updated_at = now()
    after = {"pattern": habit.pattern, "kind": habit.kind}
    record(session, PlanEvent.HABIT_DECLINE, "plan", plan.id, plan.title, after=after)


async def switch_habit(session: AsyncSession, habit_id: UUID, active: bool, expected: int) -> ReadingHabit:
    habit = await habit_for_update(session, habit_id, expected)
    before = {"active": habit.active}
    habit.active = active
    habit.version += 1
    habit.updated_at = now()
    title = habit.pattern or habit.sample
    record(session, PlanEvent.HABIT_CHANGE, "reading_habit", habit.id, title, before=before, after={"active": active})
    return habit


async def remove_habit(session: AsyncSession, habit_id: UUID, expected: int) -> None:
    habit = await habit_for_update(session, habit_id, expected)
    before = {"kind": habit.kind, "pattern": habit.pattern, "uses": habit.uses}
    title = habit.pattern or habit.sample
    await session.execute(delete(ReadingHabit).where(col(ReadingHabit.id) == habit.id))
    record(session, PlanEvent.HABIT_REMOVE, "reading_habit", habit_id, title, before=before)
