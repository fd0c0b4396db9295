"""A task loaded with its milestones and sub-tasks, and their days set anew when one of them changes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.platform.errors import FieldError, conflict, invalid
from mandate.platform.reading import Reader, Statement
from mandate.tasks.breakdown_rules import MOST_STEPS
from mandate.tasks.breakdown_schemas import DeadlineForm, RuleForm
from mandate.tasks.breakdown_tables import Milestone, SubTask
from mandate.tasks.changes import Subject
from mandate.tasks.commands import subject_of
from mandate.tasks.queries import TASK
from mandate.tasks.rules import Party
from mandate.tasks.schedule import Movement, Rule, ensure_within, put_on, reschedule
from mandate.tasks.tables import Task
from mandate.units.reach import readable_task


@dataclass
class Parts:
    """`subject` holds the task and its units; `party` is what the caller is to the task."""

    subject: Subject
    party: Party
    milestones: list[Milestone]
    sub_tasks: list[SubTask]

    @property
    def task(self) -> Task:
        return self.subject.task

    @property
    def steps(self) -> list[Milestone | SubTask]:
        return [*self.milestones, *self.sub_tasks]


async def parts_of(session: AsyncSession, actor: Actor, task_id: UUID, expected: int | None) -> Parts:
    """The locked task with its parts, as `task_for_update` finds it."""
    subject = await subject_of(session, actor, task_id, expected)
    milestones = select(Milestone).where(col(Milestone.task_id) == task_id).order_by(col(Milestone.id))
    sub_tasks = select(SubTask).where(col(SubTask.task_id) == task_id).order_by(col(SubTask.ordinal), col(SubTask.id))
    return Parts(
        subject,
        subject.party(actor),
        list((await session.execute(milestones)).scalars()),
        list((await session.execute(sub_tasks)).scalars()),
    )


def put_deadline(parts: Parts, step: Milestone | SubTask, form: DeadlineForm) -> list[Movement]:
    """Sets a step's day or rule and lets all others follow; nothing may come to lie after the task's deadline.

    Raises `after_task_deadline`, `circular_deadline`, `unknown_milestone` and `deadline_unclear` (422).
    """
    put_on(step, form.date, rule_of(form, parts.milestones))
    latest = parts.task.deadline_date
    moved = reschedule(parts.milestones, parts.sub_tasks, latest)
    touched = {step.id, *(movement.id for movement in moved)}
    ensure_within((one for one in parts.steps if one.id in touched), latest)
    return [movement for movement in moved if movement.id != step.id]


def rule_of(form: DeadlineForm, milestones: list[Milestone]) -> Rule | None:
    if form.rule is None:
        return None
    asked: RuleForm = form.rule
    if form.date is not None or (asked.after_date is None) == (asked.after_milestone is None):
        raise unclear()
    if asked.after_milestone is not None and all(one.id != asked.after_milestone for one in milestones):
        raise invalid(
            "unknown_milestone",
            "推算时限所依据的节点不在这项任务中。请重新选择节点。",
            "The milestone to count from is not one of this task's. Choose another.",
            FieldError("/deadline/rule/after_milestone", "unknown_milestone", "没有这个节点", "no such milestone"),
        )
    return Rule(asked.days, asked.after_date, asked.after_milestone)


def unclear() -> Exception:
    return invalid(
        "deadline_unclear",
        "时限只能写一种：一个日期，或“某日（某节点）后几个工作日”。",
        "Give one deadline: a date, or so many working days after a date or after a milestone.",
        FieldError("/deadline", "deadline_unclear", "时限不明确", "unclear"),
    )


def ensure_room(count: int) -> None:
    if count >= MOST_STEPS:
        raise conflict(
            "too_many_steps",
            f"一项任务最多 {MOST_STEPS} 个。请合并或删去一些再添加。",
            f"A task has at most {MOST_STEPS} of them. Merge or remove some first.",
        )


def told(moved: list[Movement]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an event says about steps that moved along: each with its day before and after."""
    if not moved:
        return {}, {}
    return (
        {"moved": {one.title: one.before and str(one.before) for one in moved}},
        {"moved": {one.title: one.after and str(one.after) for one in moved}},
    )


SCHEDULED = (
    "id",
    "title",
    "due_date",
    "days_after",
    "after_date",
    "after_milestone_id",
    "weekends_assumed",
    "done_date",
)
MILESTONES = Statement(
    lambda: select(*(getattr(Milestone, name) for name in SCHEDULED)).where(col(Milestone.task_id) == TASK)
)
SUB_TASKS = Statement(
    lambda: select(*(getattr(SubTask, name) for name in (*SCHEDULED, "state"))).where(col(SubTask.task_id) == TASK)
)


async def read_parts(reader: Reader, task_id: UUID) -> tuple[list[Milestone], list[SubTask]]:
    """Copies of a task's parts to reckon with: no session knows them."""
    milestones = [Milestone(**row) for row in await reader.rows(MILESTONES, task=task_id)]
    return milestones, [SubTask(**row) for row in await reader.rows(SUB_TASKS, task=task_id)]


def deadline_if_readable(*, whole_zone: bool) -> Statement:
    """The task's own deadline, or no row when it may not be read."""

    def build() -> Any:
        return select(col(Task.deadline_date)).where(col(Task.id).in_(readable_task(TASK, whole_zone=whole_zone)))

    return Statement(build)
