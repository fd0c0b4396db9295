"""推进节点 of a task: added, changed, reached, reopened, removed. The task's version covers them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from mandate.access.actor import Actor
from mandate.platform.errors import conflict, not_found
from mandate.platform.ids import new_id
from mandate.tasks.breakdown_rules import PartMove, ensure_part_move
from mandate.tasks.breakdown_schemas import FinishForm, MilestoneChange, MilestoneForm
from mandate.tasks.breakdown_tables import Milestone
from mandate.tasks.changes import Outcome, ensure_past, named_only
from mandate.tasks.commands import ensure_version, settle
from mandate.tasks.events import TaskEvent
from mandate.tasks.parts import Parts, ensure_room, parts_of, put_deadline, told
from mandate.tasks.tables import Task


async def add_milestone(session: AsyncSession, actor: Actor, task_id: UUID, form: MilestoneForm, expected: int) -> Task:
    parts = await parts_of(session, actor, task_id, expected)
    ensure_part_move("breakdown", "open", PartMove.ADD, actor, parts.party, task_state=parts.task.state)
    ensure_room(len(parts.milestones))
    # The id now: others may count from it in the same command.
    milestone = Milestone(id=new_id(), task_id=task_id, title=form.title, note=form.note)
    parts.milestones.append(milestone)
    put_deadline(parts, milestone, form.deadline)
    parts.subject.added.append(milestone)
    after = named_only({"milestone": milestone.title, **kept(milestone)})
    return await settle(session, parts.subject, Outcome(TaskEvent.ADD_MILESTONE, {}, after))


async def edit_milestone(
    session: AsyncSession, actor: Actor, task_id: UUID, milestone_id: UUID, form: MilestoneChange, expected: int
) -> Task:
    """Moves what counts from it too, in the same command and the same event."""
    parts, milestone = await milestone_of(session, actor, task_id, milestone_id, expected, PartMove.EDIT)
    before = {"title": milestone.title, **kept(milestone)}
    if form.title is not None:
        milestone.title = form.title
    if form.note is not None:
        milestone.note = form.note
    moved = told(put_deadline(parts, milestone, form.deadline) if form.deadline else [])
    after = {"title": milestone.title, **kept(milestone)}
    if before == after and not moved[0]:
        return parts.task
    named = {"milestone": before["title"]}
    outcome = Outcome(TaskEvent.EDIT_MILESTONE, named | before | moved[0], named | after | moved[1])
    return await settle(session, parts.subject, outcome)


async def finish_milestone(
    session: AsyncSession, actor: Actor, task_id: UUID, milestone_id: UUID, form: FinishForm, expected: int
) -> Task:
    parts, milestone = await milestone_of(session, actor, task_id, milestone_id, expected, PartMove.FINISH)
    ensure_past(form.done_date, "/done_date")
    milestone.done_date, milestone.note = form.done_date, form.note or milestone.note
    named = {"milestone": milestone.title}
    after = {**named, "done_date": str(form.done_date), "note": milestone.note}
    return await settle(
        session, parts.subject, Outcome(TaskEvent.FINISH_MILESTONE, {**named, "done_date": None}, after)
    )


async def reopen_milestone(
    session: AsyncSession, actor: Actor, task_id: UUID, milestone_id: UUID, reason: str, expected: int
) -> Task:
    parts, milestone = await milestone_of(session, actor, task_id, milestone_id, expected, PartMove.REOPEN)
    named = {"milestone": milestone.title}
    before = {**named, "done_date": str(milestone.done_date)}
    milestone.done_date = None
    outcome = Outcome(TaskEvent.REOPEN_MILESTONE, before, {**named, "done_date": None}, reason)
    return await settle(session, parts.subject, outcome)


async def remove_milestone(
    session: AsyncSession, actor: Actor, task_id: UUID, milestone_id: UUID, expected: int
) -> Task:
    """Refused while other days are counted from it: those would lose their rule in silence."""
    parts, milestone = await milestone_of(session, actor, task_id, milestone_id, expected, PartMove.REMOVE)
    counted = [one.title for one in parts.steps if one.after_milestone_id == milestone_id]
    if counted:
        raise conflict(
            "counted_from",
            f"还有时限从这个节点推算：{'、'.join(counted)}。请先改为其他时限，再删除。",
            f"Other days are counted from this milestone: {', '.join(counted)}. Change those first.",
        )
    parts.subject.removed.append(milestone)
    before = {"milestone": milestone.title, **kept(milestone)}
    return await settle(session, parts.subject, Outcome(TaskEvent.REMOVE_MILESTONE, before, {}))


async def milestone_of(
    session: AsyncSession, actor: Actor, task_id: UUID, milestone_id: UUID, expected: int, move: PartMove
) -> tuple[Parts, Milestone]:
    parts = await parts_of(session, actor, task_id, None)
    found = next((one for one in parts.milestones if one.id == milestone_id), None)
    if found is None:
        raise not_found()
    ensure_version(parts.task, expected)
    state = "open" if found.done_date is None else "done"
    ensure_part_move("milestone", state, move, actor, parts.party, task_state=parts.task.state)
    return parts, found


def kept(milestone: Milestone) -> dict[str, Any]:
    return {"due_date": day(milestone.due_date), "note": milestone.note}


def day(value: date | None) -> str | None:
    return None if value is None else str(value)
