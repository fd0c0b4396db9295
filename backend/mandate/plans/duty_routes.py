"""Duties of a draft over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.plans import duties
from mandate.plans.draft_queries import DRAFT_DUTIES, DRAFT_DUTY
from mandate.plans.duty_schemas import DraftDutyForm, DraftDutyList, DraftDutyRow
from mandate.plans.routes import json_answer, plan_part

router = APIRouter(prefix="/api/v1/zones/{zone}/plans/{plan_id}", tags=["plans"], route_class=GatedRoute)


@router.get("/draft-duties", response_model=DraftDutyList)
async def list_draft_duties(
    plan_id: UUID, actor: Annotated[Actor, Depends(allow(Permission.PLAN_READ))], reader: Read
) -> Response:
    """What the document asks for again and again, in its order; dropped duties included."""
    return json_answer(f'{{"items":{await plan_part(reader, DRAFT_DUTIES, plan_id)}}}')


@router.patch("/draft-duties/{draft_duty_id}", response_model=DraftDutyRow)
async def change_draft_duty(
    plan_id: UUID,
    draft_duty_id: UUID,
    form: DraftDutyForm,
    expected: Expected,
    actor: Annotated[Actor, Depends(allow(Permission.PLAN_REVIEW))],
    session: Tx,
) -> Response:
    """Lays a duty on another unit or role, sets its rhythm, drops it or takes that back."""
    duty = await duties.change_draft_duty(session, plan_id, draft_duty_id, form, expected)
    await session.flush()
    found = await session.scalar(DRAFT_DUTY.select, {"plan_id": plan_id, "duty": duty.id})
    return json_answer(str(found), version=duty.version)
