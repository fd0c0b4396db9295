"""The workbench: what waits for me."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from mandate.access.actor import Actor
from mandate.access.gate import GatedRoute, Read, allow
from mandate.access.permissions import Permission
from mandate.tasks.breakdown_rules import DUE_STEPS_DAYS
from mandate.tasks.rules import DUE_SOON_DAYS, MINE, today
from mandate.tasks.schemas import Workbench
from mandate.tasks.workbench import workbench

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["workbench"], route_class=GatedRoute)


@router.get("/workbench", response_model=Workbench)
async def read_workbench(actor: Annotated[Actor, Depends(allow(Permission.WORKBENCH_READ))], reader: Read) -> Response:
    """What waits for you: counts and first rows of tasks to be staffed, provisional, overdue, or due in 30 days.

    Officers see what their units lead or are responsible for, the supervisor and leaders the whole zone.
    Milestones and sub-tasks appear 14 days ahead, late ones first. `preconditions` are conditions of the plan that
    nobody has confirmed or dismissed yet; null for those who do not decide that. Deadlines are civil days in Asia/Shanghai. `plans_in_review` is null for those who review no plans.
    """
    day = today()
    statement = workbench(
        whole_zone=actor.reads_whole_zone,
        reviews=actor.may(Permission.PLAN_REVIEW),
        edits=actor.may(Permission.TASK_EDIT),
    )
    document = await reader.text(
        statement,
        today=day,
        due_until=day + timedelta(days=DUE_SOON_DAYS),
        steps_until=day + timedelta(days=DUE_STEPS_DAYS),
        unit_ids=list(actor.unit_ids),
        relations=list(MINE),
    )
    return Response(document, media_type="application/json")
