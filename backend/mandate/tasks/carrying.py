"""Adoption of a plan that follows another: its tasks go on under the new one, with id, people and history."""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    Select,
    Subquery,
    Uuid,
    and_,
    case,
    cast,
    column,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from mandate.cycles.tables import Duty
from mandate.plans.succession_tables import DraftOrigin
from mandate.plans.tables import DraftAttribution, DraftTask, Plan
from mandate.platform import days
from mandate.platform.rows import now
from mandate.tasks.breakdown_tables import TaskWait
from mandate.tasks.origin_tables import OUTCOMES, TaskOrigin
from mandate.tasks.tables import Task, TaskUnit
from mandate.units.tables import Unit

# What a task has from its document: replaced by the new plan, kept as it was in `task_origin`.
CONTENT = (
    "clause_id",
    "ordinal",
    "number",
    "section",
    "title",
    "body",
    "start_offset",
    "end_offset",
    "deadline_text",
    "deadline_date",
    "precondition",
)
KEPT = (*CONTENT, "provisional", "state")
PEOPLE = ("responsible_leader", "responsible_section", "responsible_officer")


def carried_by(plan_id: UUID) -> Subquery:
    """Tasks that went on under this plan, and the draft task that each became."""
    return (
        select(col(TaskOrigin.task_id), col(TaskOrigin.draft_task_id))
        .where(col(TaskOrigin.plan_id) == plan_id, col(TaskOrigin.outcome) == "carried")
        .subquery("carried")
    )


async def carry_over(session: AsyncSession, plan: Plan, earlier_plan_id: UUID, pairs: dict[UUID, UUID]) -> None:
    """`pairs` map tasks of the draft to those of the earlier plan's draft. A constant number of statements.

    A pair whose earlier task is no longer with the earlier plan is left out: its draft becomes a new task.
    """
    if not pairs:
        return
    await session.execute(
        insert(TaskOrigin).from_select([*ORIGIN, "draft_task_id"], _continued(plan, earlier_plan_id, pairs))
    )
    carried = carried_by(plan.id)
    reworded = _reworded(plan.id, earlier_plan_id)
    await _end_waits(session, plan, reworded)
    fields = {name: getattr(DraftTask, name) for name in CONTENT if name != "precondition"}
    # What was decided about other words is not decided any more; about the same words, a person's wording stays too.
    asked_anew = col(Task.id).in_(reworded)
    await session.execute(
        update(Task)
        .where(col(Task.id) == carried.c.task_id, col(DraftTask.id) == carried.c.draft_task_id)
        .values(
            **fields,
            plan_id=plan.id,
            provisional=plan.document_status == "consultation",
            # A task that is named again goes on.
            state=case((col(Task.state) == "withdrawn", "unstaffed"), else_=col(Task.state)),
            precondition=case((asked_anew, col(DraftTask.precondition)), else_=col(Task.precondition)),
            precondition_state=case((asked_anew, "undecided"), else_=col(Task.precondition_state)),
            version=col(Task.version) + 1,
            updated_at=now(),
        )
        .execution_options(synchronize_session=False)
    )
    named = select(literal(1)).where(
        col(DraftAttribution.draft_task_id) == carried.c.draft_task_id,
        col(DraftAttribution.unit_id) == col(TaskUnit.unit_id),
    )
    await session.execute(
        delete(TaskUnit)
        .where(col(TaskUnit.task_id) == carried.c.task_id, ~named.exists())
        .execution_options(synchronize_session=False)
    )


def _reworded(plan_id: UUID, earlier_plan_id: UUID) -> Select[Any]:
    """Carried tasks whose precondition the two documents word differently."""
    carried, before = carried_by(plan_id).alias("went_on"), carried_by(earlier_plan_id).alias("came_with")
    later: Any = aliased(DraftTask)
    earlier: Any = aliased(DraftTask)
    return (
        select(carried.c.task_id)
        .join(later, later.id == carried.c.draft_task_id)
        .outerjoin(before, before.c.task_id == carried.c.task_id)
        .join(earlier, earlier.id == func.coalesce(before.c.draft_task_id, carried.c.task_id))
        .where(later.precondition != earlier.precondition)
    )


async def _end_waits(session: AsyncSession, plan: Plan, tasks: Select[Any]) -> None:
    """Nobody waits any longer for what the new plan words differently, until a person says so again."""
    note = f"“{plan.title[:200]}”改写了前提条件，须重新确认"
    await session.execute(
        update(TaskWait)
        .where(col(TaskWait.task_id).in_(tasks), col(TaskWait.released_date).is_(None))
        .values(released_date=func.greatest(col(TaskWait.since_date), days.today()), released_note=note)
        .execution_options(synchronize_session=False)
    )


ORIGIN = ("zone_id", "task_id", "plan_id", "earlier_plan_id", "outcome", "at", *KEPT, "units")


def _as_it_was(plan: Plan, outcome: Any) -> list[Any]:
    """The values of `ORIGIN` for a task."""
    return [
        col(Task.zone_id),
        col(Task.id),
        literal(plan.id, Uuid),
        col(Task.plan_id),
        outcome,
        literal(now()),
        *(getattr(Task, name) for name in KEPT),
        _people(),
    ]


def _continued(plan: Plan, earlier_plan_id: UUID, pairs_of_drafts: dict[UUID, UUID]) -> Select[Any]:
    drafts, earlier = (literal(list(ids), ARRAY(Uuid)) for ids in (pairs_of_drafts, pairs_of_drafts.values()))
    pairs = (
        func.unnest(drafts, earlier)
        .table_valued(column("draft", Uuid), column("earlier", Uuid), name="pairs")
        .render_derived()
    )
    # A task that was carried over before has another id than the draft of the plan that carried it.
    before = carried_by(earlier_plan_id).alias("before")
    return (
        select(*_as_it_was(plan, literal("carried")), pairs.c.draft)
        .select_from(pairs)
        .outerjoin(before, before.c.draft_task_id == pairs.c.earlier)
        .join(
            Task,
            and_(
                col(Task.id) == func.coalesce(before.c.task_id, pairs.c.earlier),
                col(Task.plan_id) == earlier_plan_id,
            ),
        )
    )


def _people() -> ColumnElement[Any]:
    unit = func.json_build_object(
        "id", col(TaskUnit.unit_id), "name", col(Unit.name), "relation", col(TaskUnit.relation),
        *(part for slot in PEOPLE for part in (literal(slot), getattr(TaskUnit, slot))),
    )  # fmt: skip
    listed = (
        select(cast(func.json_agg(aggregate_order_by(unit, col(TaskUnit.relation), col(TaskUnit.ordinal))), JSONB))
        .select_from(TaskUnit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(col(TaskUnit.task_id) == col(Task.id))
        .scalar_subquery()
    )
    return func.coalesce(listed, cast(cast(literal("[]"), JSON), JSONB))


async def settle_others(session: AsyncSession, plan: Plan, earlier_plan_id: UUID, *, withdraw: bool) -> None:
    """Tasks that a new unit has to staff first are no longer active; what the new plan leaves out is kept or ended."""
    carried = carried_by(plan.id)
    await session.execute(
        update(Task)
        .where(
            col(Task.id) == carried.c.task_id,
            col(Task.state) == "active",
            col(Task.slots_filled) < col(Task.slots_needed),
        )
        .values(state="unstaffed")
        .execution_options(synchronize_session=False)
    )
    # What is owed again and again of a carried task is what the new plan says; a withdrawn plan asks for nothing.
    absorbed = _absorbed(plan.id, earlier_plan_id)
    replaced = or_(literal(withdraw), col(Duty.task_id).in_(select(carried.c.task_id)), col(Duty.task_id).in_(absorbed))
    await session.execute(
        update(Duty)
        .where(col(Duty.plan_id) == earlier_plan_id, col(Duty.state) == "active", replaced)
        .values(state="ended", version=col(Duty.version) + 1, updated_at=now())
        .execution_options(synchronize_session=False)
    )
    left = (col(Task.plan_id) == earlier_plan_id, col(Task.state) != "withdrawn")
    # What went into tasks of the new plan does not go on beside them.
    ends = or_(literal(withdraw), col(Task.id).in_(absorbed))
    outcome = case((ends, "withdrawn"), else_="kept")
    await session.execute(insert(TaskOrigin).from_select(ORIGIN, select(*_as_it_was(plan, outcome)).where(*left)))
    await session.execute(
        update(Task)
        .where(*left, ends)
        .values(state="withdrawn", version=col(Task.version) + 1, updated_at=now())
        .execution_options(synchronize_session=False)
    )


def _absorbed(plan_id: UUID, earlier_plan_id: UUID) -> Select[Any]:
    """Tasks of the earlier plan from which tasks of the new one stem, as a person said of splits and merges."""
    before = carried_by(earlier_plan_id).alias("came_before")
    return (
        select(func.coalesce(before.c.task_id, col(DraftOrigin.earlier_id)))
        .select_from(DraftOrigin)
        .join(DraftTask, and_(col(DraftTask.id) == col(DraftOrigin.draft_task_id), col(DraftTask.state) != "dropped"))
        .outerjoin(before, before.c.draft_task_id == col(DraftOrigin.earlier_id))
        .where(col(DraftOrigin.plan_id) == plan_id)
    )


async def outcomes_of(session: AsyncSession, plan_id: UUID) -> dict[str, int]:
    """How many tasks of the earlier plan were carried over, kept and withdrawn by this plan's adoption."""
    statement = (
        select(col(TaskOrigin.outcome), func.count())
        .where(col(TaskOrigin.plan_id) == plan_id)
        .group_by(col(TaskOrigin.outcome))
    )
    found = {row[0]: row[1] for row in (await session.execute(statement)).all()}
    return {outcome: found.get(outcome, 0) for outcome in OUTCOMES}
