"""The changes that many tasks can take at once: one function and one line in `CHANGES` for each."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from mandate.access.actor import Actor
from mandate.platform.errors import Refusal, conflict
from mandate.tasks import changes
from mandate.tasks.bulk_edit_schemas import (
    AddUnit,
    MoveTasks,
    ReleaseTasks,
    RemoveUnit,
    ReplaceUnit,
    SetDeadline,
    SetTopic,
    ShiftDeadline,
    StaffTasks,
    WaitTasks,
)
from mandate.tasks.changes import Outcome, Subject
from mandate.tasks.events import TaskEvent
from mandate.tasks.preconditions import let_wait, released
from mandate.tasks.rules import RELATION_WORDS, SLOTS, Move, accountable, ensure_move, missing_slots
from mandate.tasks.schedule import count_on
from mandate.tasks.tables import TaskUnit
from mandate.tasks.topics import accept_suggestion, confirm_topic

# Names of the units that a change speaks of, by id.
Names = Mapping[UUID, str]
Bulk = Callable[[Subject, Actor, Any, Names], Outcome | None]


def set_deadline(subject: Subject, actor: Actor, form: SetDeadline, _names: Names) -> Outcome | None:
    return changes.edit(subject, actor, {"deadline_date": form.deadline_date})


def shift_deadline(subject: Subject, actor: Actor, form: ShiftDeadline, _names: Names) -> Outcome | None:
    if subject.task.deadline_date is None:
        raise conflict(
            "no_deadline",
            "这项任务没有完成日期，不能顺延。请先设定日期。",
            "The task has no deadline to be moved. Set one first.",
        )
    reached = count_on(subject.task.deadline_date, form.days)
    return changes.edit(subject, actor, {"deadline_date": reached.day})


def add_unit(subject: Subject, actor: Actor, form: AddUnit, names: Names) -> Outcome | None:
    before = relations(subject)
    unit = unit_in(subject, form.unit)
    if unit is not None and unit.relation == form.relation:
        return None
    if unit is None:
        subject.names[form.unit] = names[form.unit]
        last = max((one.ordinal for one in subject.units), default=0)
        _take_in(
            subject, TaskUnit(task_id=subject.task.id, unit_id=form.unit, relation=form.relation, ordinal=last + 1)
        )
    else:
        unit.relation = form.relation
    return _units_changed(subject, actor, before)


def remove_unit(subject: Subject, actor: Actor, form: RemoveUnit, names: Names) -> Outcome | None:
    before = relations(subject)
    unit = ensure_unit(subject, form.unit, names)
    if any(one.unit_id == form.unit for one in subject.sub_tasks):
        raise conflict(
            "answers_for_sub_tasks",
            "该单位还有未完成的子任务。请先改由其他单位承办或取消，再移除。",
            "The unit still answers for open sub-tasks. Hand those over or cancel them first.",
        )
    subject.units.remove(unit)
    subject.removed.append(unit)
    return _units_changed(subject, actor, before)


def replace_unit(subject: Subject, actor: Actor, form: ReplaceUnit, names: Names) -> Outcome | None:
    before = relations(subject)
    unit = ensure_unit(subject, form.unit, names)
    if unit_in(subject, form.new_unit) is not None:
        raise conflict(
            "takes_part_already",
            f"{names[form.new_unit]}已经参加这项任务。请改用“移除单位”，或先调整其关系。",
            "The other unit takes part already. Remove the unit instead, or change the relation first.",
        )
    subject.names[form.new_unit] = names[form.new_unit]
    subject.units.remove(unit)
    subject.removed.append(unit)
    kept = {name: getattr(unit, name) for name in ("ordinal", "source_text", "start_offset", "end_offset", "inherited")}
    relation = form.relation or unit.relation
    _take_in(subject, TaskUnit(task_id=subject.task.id, unit_id=form.new_unit, relation=relation, **kept))
    for sub_task in subject.sub_tasks:
        if sub_task.unit_id == form.unit:
            sub_task.unit_id, sub_task.responsible_officer = form.new_unit, ""
    return _units_changed(subject, actor, before)


def move_tasks(subject: Subject, actor: Actor, form: MoveTasks, _names: Names) -> Outcome | None:
    if form.move != "activate" and not form.reason:
        raise conflict("reason_missing", "请写明原因。", "Say why.")
    return changes.move(subject, actor, Move(form.move), form.reason)


def wait_tasks(subject: Subject, actor: Actor, form: WaitTasks, names: Names) -> Outcome | None:
    whom = names[form.on_unit] if form.on_unit is not None else form.on_whom
    return let_wait(subject, actor, form, whom)


def release_tasks(subject: Subject, actor: Actor, form: ReleaseTasks, _names: Names) -> Outcome | None:
    return released(subject, actor, form)


def staff_tasks(subject: Subject, actor: Actor, form: StaffTasks, names: Names) -> Outcome | None:
    ensure_unit(subject, form.unit, names)
    given = {slot: value for slot, value in form.model_dump(include=set(SLOTS)).items() if value is not None}
    return changes.staff(subject, actor, form.unit, given)


def set_topic(subject: Subject, actor: Actor, form: SetTopic, _names: Names) -> Outcome | None:
    if form.topic is None:
        return accept_suggestion(subject, actor)
    return confirm_topic(subject, actor, form.topic, [one for one in subject.task.further_topics if one != form.topic])


CHANGES: dict[str, Bulk] = {
    "deadline": set_deadline,
    "shift": shift_deadline,
    "add_unit": add_unit,
    "remove_unit": remove_unit,
    "replace_unit": replace_unit,
    "move": move_tasks,
    "wait": wait_tasks,
    "release": release_tasks,
    "staff": staff_tasks,
    "topic": set_topic,
}


def unit_in(subject: Subject, unit_id: UUID) -> TaskUnit | None:
    return next((unit for unit in subject.units if unit.unit_id == unit_id), None)


def ensure_unit(subject: Subject, unit_id: UUID, names: Names) -> TaskUnit:
    unit = unit_in(subject, unit_id)
    if unit is None:
        raise conflict(
            "not_a_unit_of_task",
            f"{names[unit_id]}没有参加这项任务。",
            f"{names[unit_id]} takes no part in this task.",
        )
    return unit


def relations(subject: Subject) -> dict[str, list[str]]:
    """Names by relation, as an event tells them."""
    return {
        relation: [subject.names[unit.unit_id] for unit in subject.units if unit.relation == relation]
        for relation in RELATION_WORDS
    }


def _take_in(subject: Subject, unit: TaskUnit) -> None:
    subject.units.append(unit)
    subject.added.append(unit)


def _units_changed(subject: Subject, actor: Actor, before: dict[str, list[str]]) -> Outcome:
    """Somebody still answers for the task; an active one without all its people is to be staffed again."""
    task = subject.task
    ensure_move(task.state, Move.EDIT, actor, subject.party(actor))
    if not accountable(subject.units):
        raise conflict(
            "no_accountable_unit",
            "改动后没有牵头单位或责任单位对任务负责。请先增加一个。",
            "No lead or responsible unit would answer for the task. Add one first.",
        )
    after = relations(subject)
    told: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for relation, names in before.items():
        if names != after[relation]:
            told[0][relation], told[1][relation] = names, after[relation]
    if task.state == "active" and missing_slots(subject.units, subject.names):
        told[0]["state"], told[1]["state"], task.state = "active", "unstaffed", "unstaffed"
    return Outcome(TaskEvent.CHANGE_UNITS, *told)


def warning_of(subject: Subject) -> Refusal | None:
    """What to look at, though nothing forbids it."""
    deadline, last = subject.task.deadline_date, subject.last_step
    if deadline is None or last is None or last <= deadline:
        return None
    return conflict(
        "steps_after_deadline",
        f"有子任务或节点晚于任务的完成时限，最晚为 {last}。",
        f"Some sub-tasks or milestones end after the task, the last one on {last}.",
    )
