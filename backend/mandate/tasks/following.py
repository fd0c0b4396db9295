"""What else of the tasks hangs on a unit that a reorganisation ended: waits, loose sub-tasks, saved searches."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import String, cast, func, or_, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.errors import conflict
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.tasks.breakdown_tables import SubTask, TaskWait
from mandate.tasks.commands import revise
from mandate.tasks.events import TaskEvent
from mandate.tasks.succession import OPEN_STATES
from mandate.tasks.tables import Task
from mandate.tasks.view_tables import SavedView
from mandate.units.succession import Heirs, rows_changed
from mandate.units.tables import Unit


async def let_waits_follow(session: AsyncSession, heirs: Heirs) -> int:
    """Whoever waited for the unit waits for its successor; a wait that is over stays as it was."""
    rows = await session.execute(
        select(Task, TaskWait)
        .join(TaskWait, col(TaskWait.task_id) == col(Task.id))
        .where(
            heirs.among(col(TaskWait.on_unit_id)),
            col(TaskWait.released_date).is_(None),
            col(Task.state).in_(OPEN_STATES),
        )
        .order_by(col(Task.id))
        .with_for_update()
    )
    found = rows.all()
    for task, waiting in found:
        name, heir = heirs.of(waiting.on_unit_id)
        before, after = {"on": name}, {"on": heir.name, **heirs.told}
        waiting.on_unit_id = heir.id
        revise(task)
        record(session, TaskEvent.REVISE_WAIT, "task", task.id, task.title, before=before, after=after)
    await session.flush()
    return len(found)


async def ensure_nobody_waits(session: AsyncSession, units: Sequence[Unit]) -> None:
    """Units that are dissolved without a successor leave nobody behind who would wait for them for ever."""
    names = {unit.id: unit.name for unit in units}
    found = await session.execute(
        select(col(TaskWait.on_unit_id), col(Task.title))
        .join(Task, col(Task.id) == col(TaskWait.task_id))
        .where(
            col(TaskWait.on_unit_id).in_(names),
            col(TaskWait.released_date).is_(None),
            col(Task.state).in_(OPEN_STATES),
        )
        .limit(1)
    )
    held = found.first()
    if held is not None:
        name, title = names[held.on_unit_id], held.title[:60]
        raise conflict(
            "waited_for",
            f"任务“{title}”还在等“{name}”落实前置条件，不能直接撤销。请先在该任务里改等其他单位，或改用“合并”选定承接单位。",
            f"The task '{title}' still waits for '{name}'. "
            "Let it wait for another unit first, or record a merge and choose who takes over.",
        )


async def let_sub_tasks_follow(session: AsyncSession, heirs: Heirs) -> int:
    """Open sub-tasks that the unit has in tasks in which it takes no part any more."""
    open_tasks = select(col(Task.id)).where(col(Task.state).in_(OPEN_STATES))
    loose = update(SubTask).where(
        heirs.among(col(SubTask.unit_id)), col(SubTask.state) == "open", col(SubTask.task_id).in_(open_tasks)
    )
    return await rows_changed(session, loose.values(unit_id=heirs.instead_of(col(SubTask.unit_id))))


async def let_views_follow(session: AsyncSession, heirs: Heirs) -> int:
    """Saved searches for the unit's tasks look for its successor's, everybody's own ones too."""
    search: Any = cast(col(SavedView.search), String)
    written = search
    for before, after in heirs.pairs:
        written = func.replace(written, str(before), str(after))
    naming = or_(*(search.contains(str(before)) for before, _ in heirs.pairs))
    values = {"search": cast(written, JSONB), "version": col(SavedView.version) + 1, "updated_at": now()}
    return await rows_changed(session, update(SavedView).where(naming).values(**values))
