"""Tasks of units that a reorganisation ended: handed to the successors, each with its history, none lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, column, func, literal, select, update
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


@dataclass(frozen=True, slots=True)
class _Move:
    task: Task
    part: TaskUnit
    before: Unit
    after: Unit


async def hand_tasks_on(
    session: AsyncSession,
    reorganisation: Reorganisation,
    predecessors: Sequence[Unit],
    by_relation: Mapping[str, Unit | None],
    by_task: Mapping[UUID, Unit | None],
    *,
    continues: bool,
) -> int:
    """Hands the predecessors' open tasks on; a task without a successor stays, if the predecessor goes on.

    The number of statements does not grow with that of tasks.
    """
    known = {unit.id: unit for unit in predecessors}
    rows = await session.execute(
        select(Task, TaskUnit)
        .join(TaskUnit, col(TaskUnit.task_id) == col(Task.id))
        .where(col(TaskUnit.unit_id).in_(known), col(Task.state).in_(OPEN_STATES))
        .order_by(col(Task.id), col(TaskUnit.unit_id))
        .with_for_update()
    )
    moves = []
    for task, part in rows.all():
        successor = by_task[task.id] if task.id in by_task else by_relation[part.relation]
        if successor is not None:
            moves.append(_Move(task, part, known[part.unit_id], successor))
        elif not continues:
            raise task_without_successor(task.title)
    parts = await _parts_there(session, moves)
    for move in moves:
        await _hand_on(session, reorganisation, move, parts)
        units = [{"holder": unit.name, "unit_id": str(unit.id)} for unit in (move.before, move.after)]
        after = {**units[1], "basis": reorganisation.basis, "effective_date": str(reorganisation.effective_date)}
        record(session, TaskEvent.SUCCEED, "task", move.task.id, move.task.title, before=units[0], after=after)
    await session.flush()
    await _hand_sub_tasks_on(session, moves)
    return len(moves)


async def _parts_there(session: AsyncSession, moves: Sequence[_Move]) -> dict[tuple[UUID, UUID], TaskUnit]:
    """What the successors had to do with these tasks already."""
    there = select(TaskUnit).where(
        col(TaskUnit.task_id).in_({move.task.id for move in moves}),
        col(TaskUnit.unit_id).in_({move.after.id for move in moves}),
    )
    found = (await session.execute(there)).scalars()
    return {(part.task_id, part.unit_id): part for part in found}


async def _hand_on(
    session: AsyncSession,
    reorganisation: Reorganisation,
    move: _Move,
    parts: dict[tuple[UUID, UUID], TaskUnit],
) -> None:
    """The successor's part in the task: its own as it was, strengthened and filled from the predecessor's."""
    part, key, day = move.part, (move.task.id, move.after.id), reorganisation.effective_date
    session.add(
        FormerTaskUnit(
            **{name: getattr(part, name) for name in KEPT},
            successor_id=move.after.id,
            reorganisation_id=reorganisation.id,
            until_date=day,
        )
    )
    own = parts.get(key)
    if own is None:
        same = {name: getattr(part, name) for name in KEPT if name not in {"unit_id", "taken_over_date"}}
        parts[key] = TaskUnit(**same, unit_id=move.after.id, taken_over_date=day)
        session.add(parts[key])
    else:
        # A name sorts as lead < responsible < supporting.
        own.relation = min(own.relation, part.relation)
        for slot in SLOTS:
            setattr(own, slot, getattr(own, slot) or getattr(part, slot))
    await session.delete(part)
    revise(move.task)


async def _hand_sub_tasks_on(session: AsyncSession, moves: Sequence[_Move]) -> None:
    """What is done of a task stays with who did it."""
    ids = [[move.task.id for move in moves], [move.before.id for move in moves], [move.after.id for move in moves]]
    moved = (
        func.unnest(*(literal(one, ARRAY(Uuid)) for one in ids))
        .table_valued(*(column(name, Uuid) for name in ("task_id", "before", "after")), name="moved")
        .render_derived()
    )
    await session.execute(
        update(SubTask)
        .where(
            col(SubTask.task_id) == moved.c.task_id,
            col(SubTask.unit_id) == moved.c.before,
            col(SubTask.state) == "open",
        )
        .values(unit_id=moved.c.after)
        .execution_options(synchronize_session=False)
    )


async def ensure_no_open_tasks(session: AsyncSession, units: Sequence[Unit]) -> None:
    """Units that are dissolved without a successor leave no work behind."""
    found = await session.execute(
        select(col(TaskUnit.unit_id))
        .join(Task, col(TaskUnit.task_id) == col(Task.id))
        .where(col(TaskUnit.unit_id).in_([unit.id for unit in units]), col(Task.state).in_(OPEN_STATES))
        .limit(1)
    )
    busy = found.scalar_one_or_none()
    if busy is not None:
        name = next(unit.name for unit in units if unit.id == busy)
        raise conflict(
            "open_tasks_left",
            f"“{name}”还有未办结的任务，不能直接撤销。请改用“合并”，选定承接单位后一并移交。",
            f"'{name}' still has open tasks. Record a merge instead and choose who takes them over.",
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
