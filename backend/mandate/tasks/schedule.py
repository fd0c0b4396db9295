"""Deadlines of a breakdown: a date, or so many working days after a date or after a milestone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mandate.calendars.working_days import DayReached, add_working_days, working_days_between
from mandate.platform.errors import FieldError, invalid
from mandate.tasks.breakdown_tables import Milestone, SubTask


@dataclass(frozen=True, slots=True)
class Rule:
    """`days` working days after a date or after the planned day of a milestone, one of the two."""

    days: int
    after_date: date | None = None
    after_milestone: UUID | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """A step whose day changes because another one did."""

    kind: str
    id: UUID
    title: str
    before: date | None
    after: date | None
    weekends_assumed: bool
    after_task: bool


@dataclass(frozen=True, slots=True)
class Extension:
    """What a release would do to the deadline: as many working days later as were waited."""

    days_waited: int
    before: date | None
    after: date | None
    weekends_assumed: bool


def put_on(step: Milestone | SubTask, day: date | None, rule: Rule | None) -> None:
    """Gives a step its date or its rule; `reschedule` then finds the rule's date."""
    step.due_date = day
    step.days_after = rule.days if rule else None
    step.after_date = rule.after_date if rule else None
    step.after_milestone_id = rule.after_milestone if rule else None
    step.weekends_assumed = False


def reschedule(
    milestones: Sequence[Milestone], sub_tasks: Sequence[SubTask], latest: date | None = None
) -> list[Movement]:
    """Lets every open step with a rule follow its anchor; what moved, milestones first.

    Steps that are done or cancelled keep their day. `latest` is the task's deadline, which movements are
    compared with. Raises `circular_deadline` when milestones wait for each other.
    """
    known = {one.id: one for one in milestones}
    settled: set[UUID] = set()
    moved: list[Movement] = []
    for milestone in milestones:
        moved += _settle(milestone, known, settled, (), latest)
    for sub_task in sub_tasks:
        moved += _settle(sub_task, known, settled, (), latest)
    return moved


def _settle(
    step: Milestone | SubTask,
    known: dict[UUID, Milestone],
    settled: set[UUID],
    waiting: tuple[UUID, ...],
    latest: date | None,
) -> list[Movement]:
    if step.id in settled:
        return []
    if step.id in waiting:
        raise circular()
    moved: list[Movement] = []
    start = step.after_date
    anchor = known.get(step.after_milestone_id) if step.after_milestone_id is not None else None
    # A milestone of another task, which commands refuse but a hand in the database could write, moves nothing here.
    if anchor is not None:
        moved = _settle(anchor, known, settled, (*waiting, step.id), latest)
        start = anchor.due_date
    settled.add(step.id)
    if step.days_after is None or start is None or not is_open(step):
        return moved
    reached = count_on(start, step.days_after)
    before, step.due_date, step.weekends_assumed = step.due_date, reached.day, not reached.decreed
    if before == reached.day:
        return moved
    return [*moved, _movement(step, before, reached, latest)]


def _movement(step: Milestone | SubTask, before: date | None, reached: DayReached, latest: date | None) -> Movement:
    kind = "milestone" if isinstance(step, Milestone) else "sub_task"
    beyond = latest is not None and reached.day > latest
    return Movement(kind, step.id, step.title, before, reached.day, not reached.decreed, beyond)


def is_open(step: Milestone | SubTask) -> bool:
    return step.state == "open" if isinstance(step, SubTask) else step.done_date is None


def ensure_within(steps: Iterable[Milestone | SubTask], latest: date | None) -> None:
    """Raises `after_task_deadline`, with an error for each step that would end after its task."""
    late = [one for one in steps if latest is not None and one.due_date is not None and one.due_date > latest]
    if late and latest is not None:
        raise invalid(
            "after_task_deadline",
            f"有 {len(late)} 个时限晚于任务的完成时限 {latest}。请改早，或先请营商办调整任务时限。",
            f"{len(late)} days lie after the task's deadline {latest}. Choose earlier ones, or have it moved first.",
            *(
                FieldError(
                    "/deadline", "after_task_deadline", f"{one.title}：{one.due_date}", f"{one.title}: {one.due_date}"
                )
                for one in late
            ),
        )


def extension(deadline: date | None, since: date, released: date) -> Extension:
    """The deadline moved by the working days after `since` up to `released`."""
    waited = working_days_between(since, released)
    if deadline is None:
        return Extension(waited.days, None, None, not waited.decreed)
    reached = count_on(deadline, waited.days)
    return Extension(waited.days, deadline, reached.day, not (waited.decreed and reached.decreed))


def count_on(day: date, days: int) -> DayReached:
    """So many working days later, or earlier. Raises `beyond_calendar` where no calendar reaches."""
    try:
        return add_working_days(day, days)
    except ValueError as error:
        raise invalid(
            "beyond_calendar",
            "推算出的日期超出了历法范围。请改用较近的日期或较少的天数。",
            "The day lies outside the calendar. Choose a nearer date or fewer days.",
        ) from error


def circular() -> Exception:
    return invalid(
        "circular_deadline",
        "这些节点的时限互相推算，无法得出日期。请把其中一个改为固定日期。",
        "These milestones wait for each other, so that none has a day. Give one of them a date.",
        FieldError("/deadline/after_milestone", "circular_deadline", "互相推算", "circular"),
    )
