"""The columns of an uploaded sheet."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected
from mandate.access.gate import GatedRoute, Tx, allow
from mandate.access.permissions import Permission
from mandate.plans import columns
from mandate.plans.column_schemas import ColumnsForm
from mandate.plans.routes import written
from mandate.plans.schemas import PlanDetail

router = APIRouter(prefix="/api/v1/zones/{zone}/plans/{plan_id}", tags=["plans"], route_class=GatedRoute)


@router.put("/columns", response_model=PlanDetail)
async def say_plan_columns(
    plan_id: UUID,
    form: ColumnsForm,
    expected: Expected,
    actor: Annotated[Actor, Depends(allow(Permission.PLAN_REVIEW))],
    session: Tx,
) -> Response:
    """Says what each column of an uploaded sheet means, which adoption waits for; a changed meaning reads it again.

    409 `draft_edited` when that would discard corrections of the draft: send `discard_edits` to do it all the same.
    """
    return await written(session, actor, await columns.say_columns(session, plan_id, form, expected))
