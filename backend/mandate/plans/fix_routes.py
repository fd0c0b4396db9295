"""Corrections of a whole draft, what the zone's habits propose for it, and taking changes back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from mandate.access.actor import Actor
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.plans import fix_queries, fixes, proposing, undoing
from mandate.plans.fix_schemas import (
    Fixed,
    FixForm,
    FixPreview,
    HabitAnswer,
    Moved,
    ProposalList,
    ReviewState,
)
from mandate.plans.queries import PLAN_EXISTS
from mandate.plans.review_tables import ReviewChange
from mandate.plans.routes import json_answer
from mandate.platform.errors import not_found
from mandate.platform.reading import Reader

router = APIRouter(prefix="/api/v1/zones/{zone}/plans/{plan_id}", tags=["plans"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.PLAN_READ))]
Reviewing = Annotated[Actor, Depends(allow(Permission.PLAN_REVIEW))]


async def spoken(reader: Reader, plan_id: UUID) -> tuple[list[Any], str]:
    """Units of the draft as rows, and the kept text; 404 where there is no such plan."""
    if await reader.row(PLAN_EXISTS, plan_id=plan_id) is None:
        raise not_found()
    rows = await reader.rows(fix_queries.SPOKEN_ROWS, plan_id=plan_id)
    return rows, await reader.text(fix_queries.BODY, plan_id=plan_id) or ""


@router.get("/fix-preview")
async def preview_fix(plan_id: UUID, form: Annotated[FixForm, Query()], actor: Reviewing, reader: Read) -> FixPreview:
    """How many tasks a correction would change, and the first of them before and after; changes nothing."""
    fix = fixes.fix_of(form)
    return fixes.preview(fix, *await spoken(reader, plan_id))


@router.post("/fixes")
async def fix_draft(plan_id: UUID, form: FixForm, actor: Reviewing, session: Tx) -> Fixed:
    """Makes one correction in all its places: one event, taken back with one step."""
    return Fixed(changed=await fixes.fix_everywhere(session, plan_id, form))


@router.get("/proposals")
async def list_proposals(plan_id: UUID, actor: Reviewing, reader: Read) -> ProposalList:
    """What was confirmed in earlier documents of the zone and fits this one; nothing is applied by itself."""
    rows, body = await spoken(reader, plan_id)
    habits = await reader.rows(fix_queries.FITTING_HABITS)
    return ProposalList(items=proposing.proposals(plan_id, habits, rows, body))


@router.post("/habit-answers")
async def answer_proposal(plan_id: UUID, form: HabitAnswer, actor: Reviewing, session: Tx) -> Fixed:
    """Accepts a proposal, which corrects all its places, or declines it for this document."""
    return Fixed(changed=await proposing.answer_proposal(session, plan_id, form))


@router.get("/review-state", response_model=ReviewState)
async def read_review_state(plan_id: UUID, actor: Reading, reader: Read) -> Response:
    """What can be taken back, who changed what lately, and a revision that tells whether to read again."""
    found = await reader.text(fix_queries.REVIEW_STATE, plan_id=plan_id, account_id=actor.account_id)
    if found is None:
        raise not_found()
    return json_answer(found)


def moved(change: ReviewChange) -> Moved:
    tasks = {row["id"] if row["part"] == "task" else row["task"] for row in change.rows}
    return Moved(what_zh=change.what_zh, what_en=change.what_en, tasks=[UUID(task) for task in sorted(tasks - {None})])


@router.post("/changes/{change_id}/reversal")
async def take_change_back(plan_id: UUID, change_id: UUID, actor: Reviewing, session: Tx) -> Moved:
    """Takes one of the caller's changes back, unless somebody has changed the same rows since (409)."""
    return moved(await undoing.take_back(session, plan_id, change_id))


@router.post("/changes/{change_id}/repetition")
async def make_change_again(plan_id: UUID, change_id: UUID, actor: Reviewing, session: Tx) -> Moved:
    """Makes a change again that the caller had taken back."""
    return moved(await undoing.do_again(session, plan_id, change_id))
