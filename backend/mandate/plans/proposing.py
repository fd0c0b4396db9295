"""Habits of the zone against one draft: what is proposed, and a person's answer to it."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from mandate.plans.fix_rules import places_of
from mandate.plans.fix_schemas import HabitAnswer, Proposal
from mandate.plans.fixes import make_fix, plan_in_review_alone, sample_rows, spoken_draft
from mandate.plans.habits import as_fix, decline, fitting_places, habit_for_update, used


def proposals(plan_id: UUID, habits: list[Any], rows: list[Any], body: str) -> list[Proposal]:
    """Active habits that would change something here and were not declined for this document."""
    found = []
    for habit in habits:
        if str(plan_id) in str(habit["declined_in"]):
            continue
        places = fitting_places(habit, rows, body)
        if places:
            found.append(
                Proposal(
                    habit_id=habit["id"],
                    kind=habit["kind"],
                    pattern=habit["pattern"],
                    sample=habit["sample"],
                    unit=habit["unit"],
                    plan=habit["plan"],
                    places=len(places),
                    samples=sample_rows(places, habit["kind"]),
                )
            )
    return found


async def answer_proposal(session: AsyncSession, plan_id: UUID, form: HabitAnswer) -> int:
    """Accepted, the habit corrects all its places as one change; declined, it is not proposed here again."""
    plan = await plan_in_review_alone(session, plan_id)
    habit = await habit_for_update(session, form.habit_id)
    if not form.accept:
        decline(session, plan, habit)
        return 0
    tasks, body = await spoken_draft(session, plan)
    only = habit.kind == "first_leads"
    fix = as_fix(habit.model_dump())
    places = places_of(fix, tasks, body, only_leaderless=only)
    used(habit)
    await make_fix(session, plan, fix, places, [])
    return len(places)
