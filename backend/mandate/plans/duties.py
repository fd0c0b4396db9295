"""Duties of a draft: how they are kept, changed, and handed over at adoption."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.duty_schemas import DraftDutyForm
from mandate.plans.duty_tables import DraftDuty
from mandate.plans.events import PlanEvent
from mandate.plans.kept_changes import DUTY, Looking, Words, keep_change, overtaken, quoted, snapshot
from mandate.plans.review import change, plan_in_review, revise
from mandate.plans.tables import Plan
from mandate.platform.errors import invalid, not_found
from mandate.platform.events import record
from mandate.units.resolution import resolve_all
from mandate.units.tables import Unit


def duty_rows(
    plan_id: UUID, clauses: dict[int, UUID], tasks: Sequence[UUID], duties: list[dict[str, Any]], units: dict[str, Any]
) -> list[DraftDuty]:
    return [
        DraftDuty(
            plan_id=plan_id,
            draft_task_id=None if duty["task_index"] is None else tasks[duty["task_index"]],
            clause_id=clauses[duty["clause_id"]],
            ordinal=position * 1000,
            kind=duty["kind"],
            cadence=duty["cadence"] or "",
            who=spoken_by(duty),
            unit_id=units.get(spoken_by(duty)),
            text=duty["text"],
            start_offset=duty["start"],
            end_offset=duty["end"],
        )
        for position, duty in enumerate(duties)
    ]


def spoken_by(duty: dict[str, Any]) -> str:
    return duty["who"]["value"] if duty["who"] else ""


async def change_draft_duty(
    session: AsyncSession, plan_id: UUID, duty_id: UUID, form: DraftDutyForm, expected: int
) -> DraftDuty:
    plan = await plan_in_review(session, plan_id)
    statement = select(DraftDuty).where(col(DraftDuty.id) == duty_id, col(DraftDuty.plan_id) == plan.id)
    duty = (await session.execute(statement.with_for_update())).scalar_one_or_none()
    if duty is None:
        raise not_found()
    if duty.version != expected:
        raise await overtaken(session, plan.id, duty.id)
    looking = Looking((DUTY,), quantities=frozenset({duty.id}))
    then = await snapshot(session, plan, looking)
    sent = form.model_dump(exclude_unset=True)
    if sent.get("unit_id") is not None and await session.get(Unit, (plan.zone_id, sent["unit_id"])) is None:
        raise invalid("unknown_unit", "名录里没有这个单位，请重新选择。", "No such unit. Choose another one.")
    before, after = change(duty, {name: one for name, one in sent.items() if one is not None or name == "unit_id"})
    if after:
        revise(duty)
        dropped = after.get("state") == "dropped"
        tag = PlanEvent.DUTY_DROP if dropped else PlanEvent.DUTY_CHANGE
        record(session, tag, "draft_duty", duty.id, duty.text[:200], before=before, after=after)
        name = quoted(duty.text)
        words = Words(
            f"{'删去' if dropped else '修改'}职责“{name}”", f"{'dropped' if dropped else 'changed'} the duty '{name}'"
        )
        await keep_change(session, plan, then, looking, words)
    return duty


async def kept_duties(session: AsyncSession, plan: Plan, tasks: dict[UUID, UUID]) -> list[dict[str, Any]]:
    """The terms of every duty that stays, in document order; `tasks` says what a draft task became.

    Names are looked up once more: units may have been added during the review. A duty of a dropped task stays with
    the plan: the document asks for it all the same.
    """
    statement = select(DraftDuty).where(col(DraftDuty.plan_id) == plan.id, col(DraftDuty.state) != "dropped")
    duties = (await session.execute(statement.order_by(col(DraftDuty.ordinal)))).scalars().all()
    asked = sorted({duty.who for duty in duties if duty.who and duty.unit_id is None})
    units = await resolve_all(session, asked, on=plan.issued_date) if asked else {}
    return [
        {
            "clause_id": duty.clause_id,
            "task_id": tasks.get(duty.draft_task_id) if duty.draft_task_id else None,
            "kind": duty.kind,
            "cadence": duty.cadence,
            "who": duty.who,
            "unit_id": duty.unit_id or units.get(duty.who),
            "text": duty.text,
            "start_offset": duty.start_offset,
            "end_offset": duty.end_offset,
        }
        for duty in duties
    ]
