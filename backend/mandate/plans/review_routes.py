"""The review of a draft, beside the original."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.plans import draft_queries, quantities, reshaping, resolving, review
from mandate.plans.review_schemas import (
    AttributionsForm,
    DraftBody,
    DraftTaskForm,
    DraftTaskRow,
    MergeForm,
    NewDraftTaskForm,
    NewQuantityForm,
    NewUnitsForm,
    QuantityForm,
    ResolutionForm,
    Resolved,
    SplitForm,
)
from mandate.plans.routes import json_answer, plan_part
from mandate.plans.tables import DraftTask

router = APIRouter(prefix="/api/v1/zones/{zone}/plans/{plan_id}", tags=["plans"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.PLAN_READ))]
Reviewing = Annotated[Actor, Depends(allow(Permission.PLAN_REVIEW))]


async def task_answer(session: Tx, task: DraftTask, status: int = 200) -> Response:
    await session.flush()
    found = await session.scalar(draft_queries.DRAFT_TASK.select, {"plan_id": task.plan_id, "task_id": task.id})
    return json_answer(str(found), version=task.version, status=status)


@router.get("/draft", response_model=DraftBody)
async def read_draft(plan_id: UUID, actor: Reading, reader: Read) -> Response:
    """The whole draft in document order, with units, numbers and doubts; dropped tasks included."""
    tasks = await plan_part(reader, draft_queries.DRAFT_TASKS, plan_id)
    loose = await reader.text(draft_queries.LOOSE_QUANTITIES, plan_id=plan_id)
    return json_answer(f'{{"tasks":{tasks},"quantities":{loose}}}')


@router.post("/draft-tasks", status_code=201, response_model=DraftTaskRow)
async def add_draft_task(plan_id: UUID, form: NewDraftTaskForm, actor: Reviewing, session: Tx) -> Response:
    """Adds a task that was not seen in the document."""
    return await task_answer(session, await reshaping.add_draft_task(session, plan_id, form), 201)


@router.patch("/draft-tasks/{draft_task_id}", response_model=DraftTaskRow)
async def change_draft_task(
    plan_id: UUID, draft_task_id: UUID, form: DraftTaskForm, expected: Expected, actor: Reviewing, session: Tx
) -> Response:
    """Changes a draft task; `state` confirms it, drops it, or takes either back."""
    return await task_answer(session, await review.change_draft_task(session, plan_id, draft_task_id, form, expected))


@router.put("/draft-tasks/{draft_task_id}/units", response_model=DraftTaskRow)
async def set_draft_units(
    plan_id: UUID, draft_task_id: UUID, form: AttributionsForm, expected: Expected, actor: Reviewing, session: Tx
) -> Response:
    """Sets the lead, responsible and supporting units of a draft task, in order."""
    return await task_answer(session, await review.set_attributions(session, plan_id, draft_task_id, form, expected))


@router.post("/draft-tasks/merge", response_model=DraftTaskRow)
async def merge_draft_tasks(plan_id: UUID, form: MergeForm, actor: Reviewing, session: Tx) -> Response:
    """Makes one task of several; the first in the document takes in the others."""
    return await task_answer(session, await reshaping.merge_draft_tasks(session, plan_id, form.tasks))


@router.post("/draft-tasks/{draft_task_id}/split", response_model=DraftTaskRow)
async def split_draft_task(
    plan_id: UUID, draft_task_id: UUID, form: SplitForm, expected: Expected, actor: Reviewing, session: Tx
) -> Response:
    """Makes several tasks of one, each with the same units and place in the document."""
    task = await reshaping.split_draft_task(session, plan_id, draft_task_id, form.titles, expected)
    return await task_answer(session, task)


@router.post("/draft-quantities", status_code=201, response_model=DraftTaskRow)
async def add_draft_quantity(plan_id: UUID, form: NewQuantityForm, actor: Reviewing, session: Tx) -> Response:
    """Adds a number that was not seen; answers its task."""
    await quantities.add_quantity(session, plan_id, form)
    task = await session.get_one(DraftTask, (actor.zone_id, form.draft_task_id))
    return await task_answer(session, task, 201)


@router.patch("/draft-quantities/{quantity_id}", status_code=204)
async def change_draft_quantity(
    plan_id: UUID, quantity_id: UUID, form: QuantityForm, expected: Expected, actor: Reviewing, session: Tx
) -> None:
    """Changes a number; `state` drops it or takes it back. Numbers are decimals as text."""
    await quantities.change_quantity(session, plan_id, quantity_id, form, expected)


@router.post("/unit-resolutions", response_model=Resolved)
async def resolve_unit(plan_id: UUID, form: ResolutionForm, actor: Reviewing, session: Tx) -> Resolved:
    """This string is this unit, everywhere in the plan."""
    changed = await resolving.resolve_text(session, plan_id, form.text, form.unit_id, remember=form.remember)
    return Resolved(changed=changed)


@router.post("/new-units", response_model=Resolved)
async def create_spoken_units(plan_id: UUID, form: NewUnitsForm, actor: Reviewing, session: Tx) -> Resolved:
    """Makes new units of these strings and uses them wherever the plan names them."""
    return Resolved(changed=await resolving.create_spoken_units(session, plan_id, form.texts))
