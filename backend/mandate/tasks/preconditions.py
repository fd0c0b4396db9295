"""待上级条件: a task waits for its precondition, and is released when it is met."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.platform.errors import FieldError, conflict, invalid
from mandate.tasks.breakdown_rules import WaitMove, ensure_part_move
from mandate.tasks.breakdown_schemas import ReleaseForm, WaitForm
from mandate.tasks.breakdown_tables import TaskWait
from mandate.tasks.changes import Outcome, Subject, ensure_past, named_only, plain
from mandate.tasks.commands import settle, subject_of
from mandate.tasks.events import TaskEvent
from mandate.tasks.schedule import extension
from mandate.tasks.tables import Task
from mandate.units.tables import Unit


async def wait(session: AsyncSession, actor: Actor, task_id: UUID, form: WaitForm, expected: int) -> Task:
    """From here on the task is neither late nor scored; its deadline stays as it is."""
    subject = await subject_of(session, actor, task_id, expected)
    return await settle(session, subject, let_wait(subject, actor, form, await waited_for(session, form)))


async def revise_wait(session: AsyncSession, actor: Actor, task_id: UUID, form: WaitForm, expected: int) -> Task:
    """Says anew what is waited for, on whom, since when."""
    subject = await subject_of(session, actor, task_id, expected)
    subject.wait = await open_wait(session, task_id)
    whom = await waited_for(session, form)
    names = {subject.wait.on_unit_id: await name_of(session, subject.wait.on_unit_id)} if subject.wait else {}
    return await settle(session, subject, revised(subject, actor, form, whom, names))


async def release(session: AsyncSession, actor: Actor, task_id: UUID, form: ReleaseForm, expected: int) -> Task:
    """Ends the waiting; the person decides whether the deadline moves by the working days waited."""
    subject = await subject_of(session, actor, task_id, expected)
    subject.wait = await open_wait(session, task_id)
    return await settle(session, subject, released(subject, actor, form))


async def dismiss(session: AsyncSession, actor: Actor, task_id: UUID, reason: str, expected: int) -> Task:
    """Says that what the plan words like a condition keeps nobody waiting."""
    subject = await subject_of(session, actor, task_id, expected)
    task = subject.task
    before = {"precondition_state": task.precondition_state}
    _move(subject, actor, WaitMove.DISMISS)
    outcome = Outcome(TaskEvent.DISMISS, before, {"precondition_state": task.precondition_state}, reason)
    return await settle(session, subject, outcome)


def let_wait(subject: Subject, actor: Actor, form: WaitForm, whom: str) -> Outcome:
    task = subject.task
    ensure_days(form)
    before = {"precondition": task.precondition, "precondition_state": task.precondition_state}
    _move(subject, actor, WaitMove.WAIT)
    task.precondition = form.text
    subject.added.append(TaskWait(task_id=task.id, **columns(form)))
    after = {"precondition": form.text, "precondition_state": task.precondition_state, **kept(form, whom)}
    return Outcome(TaskEvent.WAIT, before, named_only(after))


def revised(subject: Subject, actor: Actor, form: WaitForm, whom: str, names: dict[UUID | None, str]) -> Outcome | None:
    task, waiting = subject.task, subject.wait
    _move(subject, actor, WaitMove.REVISE)
    if waiting is None:
        raise not_waiting()
    ensure_days(form)
    before = {"precondition": task.precondition, **kept(waiting, names.get(waiting.on_unit_id) or waiting.on_whom)}
    after = {"precondition": form.text, **kept(form, whom)}
    if before == after:
        return None
    task.precondition = form.text
    for name, value in columns(form).items():
        setattr(waiting, name, value)
    return Outcome(TaskEvent.REVISE_WAIT, before, after)


def released(subject: Subject, actor: Actor, form: ReleaseForm) -> Outcome:
    task, waiting = subject.task, subject.wait
    before: dict[str, Any] = {"precondition_state": task.precondition_state}
    _move(subject, actor, WaitMove.RELEASE)
    if waiting is None:
        raise not_waiting()
    ensure_past(form.released_date, "/released_date")
    if form.released_date < waiting.since_date:
        raise invalid(
            "released_before",
            f"解除日期不能早于开始等待的 {waiting.since_date}。请核对日期。",
            f"The release lies before {waiting.since_date}, when the waiting began. Check the date.",
            FieldError("/released_date", "released_before", "早于开始日期", "before the start"),
        )
    found = extension(task.deadline_date, waiting.since_date, form.released_date)
    waiting.released_date, waiting.released_note = form.released_date, form.note
    after: dict[str, Any] = {
        "precondition_state": task.precondition_state,
        "released_date": str(form.released_date),
        "days_waited": found.days_waited,
    }
    if form.extend and found.after is not None and found.after != task.deadline_date:
        before["deadline_date"], after["deadline_date"] = plain(task.deadline_date), str(found.after)
        task.deadline_date = found.after
    return Outcome(TaskEvent.RELEASE, before, after, form.note)


def _move(subject: Subject, actor: Actor, move: WaitMove) -> None:
    task = subject.task
    # As `queries.precondition_state` has it.
    state = task.precondition_state if task.precondition or task.precondition_state != "undecided" else "none"
    step = ensure_part_move("precondition", state, move, actor, subject.party(actor), task_state=task.state)
    task.precondition_state = step.to


def ensure_days(form: WaitForm) -> None:
    ensure_past(form.since_date, "/since_date")
    if form.expected_date is not None and form.expected_date < form.since_date:
        raise invalid(
            "expected_before",
            "预计具备日期不能早于开始等待的日期。请核对日期。",
            "The expected day lies before the waiting began. Check the dates.",
            FieldError("/expected_date", "expected_before", "早于开始日期", "before the start"),
        )


def kept(wait: WaitForm | TaskWait, whom: str) -> dict[str, Any]:
    return {"on": whom, "since_date": str(wait.since_date), "expected_date": plain(wait.expected_date)}


def columns(form: WaitForm) -> dict[str, Any]:
    return {"on_unit_id": form.on_unit, **form.model_dump(include={"on_whom", "since_date", "expected_date"})}


def not_waiting() -> Exception:
    return conflict(
        "not_waiting",
        "这项任务目前没有在等待。请刷新页面，查看最新状态。",
        "The task is not waiting. Reload the page.",
    )


async def open_wait(session: AsyncSession, task_id: UUID) -> TaskWait | None:
    """The waiting that has not ended; the task's lock covers it."""
    statement = select(TaskWait).where(col(TaskWait.task_id) == task_id, col(TaskWait.released_date).is_(None))
    found: TaskWait | None = (await session.execute(statement.order_by(col(TaskWait.id).desc()).limit(1))).scalar()
    return found


async def waited_for(session: AsyncSession, form: WaitForm) -> str:
    """On whom, by name. Raises `unknown_unit` for a unit that the directory does not have."""
    if form.on_unit is None:
        return form.on_whom
    name = await name_of(session, form.on_unit)
    if not name:
        raise invalid(
            "unknown_unit",
            "单位名录中没有这个单位。请重新选择。",
            "The directory has no such unit. Choose another.",
            FieldError("/on_unit", "unknown_unit", "没有这个单位", "no such unit"),
        )
    return name


async def name_of(session: AsyncSession, unit_id: UUID | None) -> str:
    found: str | None = await session.scalar(select(col(Unit.name)).where(col(Unit.id) == unit_id))
    return found or ""
