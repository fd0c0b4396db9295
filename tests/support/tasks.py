"""Plans, units and tasks, put into a zone as the worker's role."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from mandate.plans.tables import Clause, Plan, PlanText
from mandate.platform.database import transaction
from mandate.tasks.tables import Task, TaskUnit
from mandate.units.tables import Unit, UnitMember
from tests.support.zones import Within

SLOTS = {"responsible_leader": "分管领导", "responsible_section": "综合科", "responsible_officer": "经办人"}


async def make_unit(within: Within, name: str, members: Sequence[Unit] = (), **values: Any) -> Unit:
    """A unit; with `members`, a collective one."""
    if members:
        values.setdefault("kind", "collective")
    unit = Unit(name=name, sort_key=name, **values)
    async with transaction(within.operator.engine, within.scope) as session:
        session.add(unit)
        await session.flush()
        session.add_all(UnitMember(collective_id=unit.id, member_id=member.id) for member in members)
    return unit


async def make_plan(within: Within, uploader: UUID, title: str = "行动方案", text: str = "", **values: Any) -> Plan:
    """An adopted plan, with its kept text when given."""
    facts = {"file_name": "plan.txt", "media_type": "text/plain", "size_bytes": 1, "sha256": "0" * 64}
    plan = Plan(title=title, uploaded_by=uploader, **{**facts, "state": "adopted", **values})
    async with transaction(within.operator.engine, within.scope) as session:
        session.add(plan)
        await session.flush()
        if text:
            session.add(PlanText(plan_id=plan.id, body=text))
    return plan


async def make_clause(within: Within, plan: Plan, title: str, **values: Any) -> Clause:
    clause = Clause(plan_id=plan.id, ordinal=values.pop("ordinal", 0), kind="article", title=title, **values)
    async with transaction(within.operator.engine, within.scope) as session:
        session.add(clause)
    return clause


async def make_task(
    within: Within,
    plan: Plan,
    title: str,
    units: Mapping[UUID, str] | None = None,
    slots: Mapping[str, Any] | None = None,
    **values: Any,
) -> Task:
    """A task; `units` maps unit ids to relations, `slots` fills the same people in everywhere."""
    task = Task(plan_id=plan.id, title=title, **{"ordinal": 0, **values})
    async with transaction(within.operator.engine, within.scope) as session:
        session.add(task)
        await session.flush()
        session.add_all(
            TaskUnit(task_id=task.id, unit_id=unit, relation=relation, ordinal=place, **(slots or {}))
            for place, (unit, relation) in enumerate((units or {}).items())
        )
    return task
