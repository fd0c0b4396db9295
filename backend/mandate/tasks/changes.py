"""Changes of one loaded task without a database: single commands and bulk edits make the same ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel

from mandate.access.actor import Actor
from mandate.platform.errors import FieldError, conflict, forbidden, invalid, not_found
from mandate.platform.events import EventTag
from mandate.tasks.breakdown_tables import SubTask, TaskWait
from mandate.tasks.events import TaskEvent
from mandate.tasks.rules import Move, Party, ensure_move, ensure_staffed, is_accountable, party_of, today
from mandate.tasks.tables import Task, TaskUnit

MOVED = {
    Move.ACTIVATE: TaskEvent.ACTIVATE,
    Move.SUSPEND: TaskEvent.SUSPEND,
    Move.WITHDRAW: TaskEvent.WITHDRAW,
    Move.RESTORE: TaskEvent.RESTORE,
}


@dataclass
class Subject:
    """A task with what its changes look at; rows to be added or taken away are collected, not written."""

    task: Task
    units: list[TaskUnit]
    names: dict[UUID, str]
    wait: TaskWait | None = None
    # Open ones, where a change looks at them; `last_step` is the day of the last open step of all.
    sub_tasks: list[SubTask] = field(default_factory=list)
    last_step: date | None = None
    added: list[SQLModel] = field(default_factory=list)
    removed: list[SQLModel] = field(default_factory=list)

    def party(self, actor: Actor) -> Party:
        return party_of(actor, self.units)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the event of a change says."""

    tag: EventTag
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str = ""


def move(subject: Subject, actor: Actor, which: Move, reason: str = "") -> Outcome:
    """Activates, suspends, withdraws or restores: see the table of moves."""
    task = subject.task
    step = ensure_move(task.state, which, actor, subject.party(actor))
    if step.needs == "slots":
        ensure_staffed(subject.units, subject.names)
    before, task.state = task.state, step.to
    return Outcome(MOVED[which], {"state": before}, {"state": step.to}, reason)


def edit(subject: Subject, actor: Actor, values: Mapping[str, Any]) -> Outcome | None:
    """Sets columns of the task; None when all of them are as they were."""
    task = subject.task
    ensure_move(task.state, Move.EDIT, actor, subject.party(actor))
    if task.precondition_state == "waiting" and values.get("precondition") == "":
        raise conflict(
            "still_waiting",
            "任务正在等待前置条件，不能清空条件。如已具备，请先解除等待。",
            "The task waits for this precondition. Release it first if it is met.",
        )
    changed = {name: value for name, value in values.items() if value != getattr(task, name)}
    if not changed:
        return None
    before = {name: plain(getattr(task, name)) for name in changed}
    for name, value in changed.items():
        setattr(task, name, value)
    return Outcome(TaskEvent.EDIT, before, {name: plain(value) for name, value in changed.items()})


def staff(subject: Subject, actor: Actor, unit_id: UUID, given: Mapping[str, str]) -> Outcome | None:
    """Fills slots of one unit; an officer does so for their own unit only. None when nothing changes."""
    unit = next((unit for unit in subject.units if unit.unit_id == unit_id), None)
    if unit is None:
        raise not_found()
    party = subject.party(actor)
    step = ensure_move(subject.task.state, Move.STAFF, actor, party)
    name = subject.names[unit_id]
    if party < Party.SUPERVISOR and unit_id not in actor.unit_ids:
        raise forbidden(
            f"只能填写本单位的责任人；{name}的责任人由该单位或营商办填写。",
            "You can staff your own unit only. The other unit or the supervisor fills in theirs.",
            "not_your_unit",
        )
    before = {slot: getattr(unit, slot) for slot, value in given.items() if getattr(unit, slot) != value}
    if not before:
        return None
    for slot in before:
        setattr(unit, slot, given[slot])
    has_lead = any(one.relation == "lead" for one in subject.units)
    if step.needs == "slots" and is_accountable(unit.relation, has_lead=has_lead):
        ensure_staffed(subject.units, subject.names)
    named = {"unit": name, "unit_id": str(unit_id)}
    return Outcome(TaskEvent.STAFF, named | before, named | {slot: given[slot] for slot in before})


def named_only(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what was left empty: an event of something new tells only what it has."""
    return {name: value for name, value in values.items() if value not in ("", None)}


def plain(value: object) -> str | None:
    return None if value is None else str(value)


def ensure_past(day: date, pointer: str) -> None:
    """Raises `in_future`: what has happened has a day up to today."""
    if day > today():
        raise invalid(
            "in_future",
            "日期不能晚于今天。请改为实际发生的日期。",
            "The day lies in the future. Give the day on which it happened.",
            FieldError(pointer, "in_future", "晚于今天", "in the future"),
        )
