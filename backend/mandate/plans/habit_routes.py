"""Reading habits of a zone: what its reviewers confirmed, where, and how to forget it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.plans import fix_queries, habits
from mandate.plans.fix_schemas import HabitForm, HabitList
from mandate.plans.routes import json_answer

router = APIRouter(prefix="/api/v1/zones/{zone}/reading-habits", tags=["plans"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.PLAN_READ))]
Reviewing = Annotated[Actor, Depends(allow(Permission.PLAN_REVIEW))]


@router.get("", response_model=HabitList)
async def list_reading_habits(actor: Reading, reader: Read) -> Response:
    """What was confirmed on review desks, newest first, then the aliases of the unit directory."""
    may_review = actor.may(Permission.PLAN_REVIEW)
    return json_answer(f'{{"items":{await reader.text(fix_queries.HABITS, may_review=may_review)}}}')


@router.patch("/{habit_id}", status_code=204)
async def switch_reading_habit(
    habit_id: UUID, form: HabitForm, expected: Expected, actor: Reviewing, session: Tx
) -> Response:
    """Stops proposing a habit, or proposes it again."""
    habit = await habits.switch_habit(session, habit_id, form.active, expected)
    return Response(status_code=204, headers={"ETag": etag(habit.version)})


@router.delete("/{habit_id}", status_code=204)
async def remove_reading_habit(habit_id: UUID, expected: Expected, actor: Reviewing, session: Tx) -> None:
    """Forgets a habit; what it has corrected stays."""
    await habits.remove_habit(session, habit_id, expected)
