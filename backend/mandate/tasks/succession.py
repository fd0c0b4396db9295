"""Tasks of units that a reorganisation ended: handed to the successors, each with its history, none lost."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.errors import Refusal, conflict
from mandate.platform.events import record
from mandate.tasks.breakdown_tables import SubTask
from mandate.tasks.commands import revise
from mandate.tasks.events import TaskEvent
from mandate.tasks.succession_tables import FormerTaskUnit
from mandate.tasks.tables import Task, TaskUnit
from mandate.units.tables import Unit
from mandate.units.time_tables import Reorganisation

# A withdrawn task is history: it stays with the unit that had it.
OPEN_STATES = ("unstaffed", "active", "suspended")
SLOTS = ("responsible_leader", "responsible_section", "responsible_officer")
KEPT = (
    "task_id", "unit_id", "relation", "ordinal", "source_text", "start_offset", "end_offset", "inherited",
    "taken_over_date", *SLOTS,
)  # fmt: skip


async def hand_tasks_on(
    session: AsyncSession,
    reorganisation: Reorganisation,
    predecessor: Unit,
    by_relation: Mapping[str, Unit | None],
    by_task: Mapping[UUID, Unit | None],
    *,
    continues: bool,
) -> int:
    """Hands the predecessor's open tasks on; a task without a successor stays, if the predecessor goes on."""
    rows = await session.execute(
        select(Task, TaskUnit)
        .join(TaskUnit, col(TaskUnit.task_id) == col(Task.id))
        .where(col(TaskUnit.unit_id) == predecessor.id, col(Task.state).in_(OPEN_STATES))
        .order_by(col(Task.id))
        .with_for_update()
    )
    handed = 0
    for task, part in rows.all():
        successor = by_task[task.id] if task.id in by_task else by_relation[part.relation]
        if successor is None and not continues:
            raise task_without_successor(task.title)
        if successor is None:
            continue
        await _hand_on(session, reorganisation, task, part, successor)
        units = [{"holder": unit.name, "unit_id": str(unit.id)} for unit in (predecessor, successor)]
        after = {**units[1], "basis": reorganisation.basis, "effective_date": str(reorganisation.effective_date)}
        record(session, TaskEvent.SUCCEED, "task", task.id, task.title, before=units[0], after=after)
        handed += 1
    return handed


async def _hand_on(
    session: AsyncSession, reorganisation: Reorganisation, task: Task, part: TaskUnit, successor: Unit
) -> None:
    """The successor's part in the task: its own as it was, strengthened and filled from the predecessor's."""
    day = reorganisation.effective_date
    session.add(
        FormerTaskUnit(
            **{name: getattr(part, name) for name in KEPT},
            successor_id=successor.id,
            reorganisation_id=reorganisation.id,
            until_date=day,
        )
    )
    own = await session.get(TaskUnit, (task.zone_id, task.id, successor.id))
    if own is None:
        same = {name: getattr(part, name) for name in KEPT if name not in {"unit_id", "taken_over_date"}}
        session.add(TaskUnit(**same, unit_id=successor.id, taken_over_date=day))
    else:
        # A name sorts as lead < responsible < supporting.
        own.relation = min(own.relation, part.relation)
        for slot in SLOTS:
            setattr(own, slot, getattr(own, slot) or getattr(part, slot))
    await session.delete(part)
    mine = (col(SubTask.task_id) == task.id, col(SubTask.unit_id) == part.unit_id, col(SubTask.state) == "open")
    await session.execute(update(SubTask).where(*mine).values(unit_id=successor.id))
    revise(task)
    await session.flush()


async def ensure_no_open_tasks(session: AsyncSession, unit: Unit) -> None:
    """A unit that is dissolved without a successor leaves no work behind."""
    found = await session.execute(
        select(col(Task.id))
        .join(TaskUnit, col(TaskUnit.task_id) == col(Task.id))
        .where(col(TaskUnit.unit_id) == unit.id, col(Task.state).in_(OPEN_STATES))
        .limit(1)
    )
    if found.first() is not None:
        raise conflict(
            "open_tasks_left",
            f"“{unit.name}”还有未办结的任务，不能直接撤销。请改用“合并”，选定承接单位后一并移交。",
            f"'{unit.name}' still has open tasks. Record a merge instead and choose who takes them over.",
        )


async def tasks_went_on(session: AsyncSession, reorganisation_id: UUID) -> bool:
    found = select(col(FormerTaskUnit.id)).where(col(FormerTaskUnit.reorganisation_id) == reorganisation_id)
    return (await session.execute(found.limit(1))).first() is not None


def task_without_successor(title: str) -> Refusal:
    return conflict(
        "task_without_successor",
        f"任务“{title[:60]}”还没有选定承接单位。请为每一类任务选定承接单位后重试。",
        f"No successor is chosen for the task '{title[:60]}'. Choose one for every kind of task.",
    )
