"""The topic of a task: suggested by its words, confirmed or changed by a person."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.plans.uploads import plan_for_update
from mandate.platform.errors import FieldError, conflict, invalid
from mandate.platform.events import record
from mandate.tasks.changes import Outcome, Subject
from mandate.tasks.commands import settle, subject_of
from mandate.tasks.events import TaskEvent
from mandate.tasks.rules import Move, ensure_move
from mandate.tasks.tables import Task
from mandate.tasks.topic_schemas import SuggestionResult, TopicForm
from mandate.tasks.topic_suggestions import suggest_topic
from mandate.tasks.topic_tables import Topic


def confirm_topic(subject: Subject, actor: Actor, topic: str | None, further: Sequence[str]) -> Outcome | None:
    """Sets the main topic and further ones; None when a person has said the same before."""
    task = subject.task
    ensure_move(task.state, Move.EDIT, actor, subject.party(actor))
    state = "none" if topic is None else "confirmed"
    if (task.topic, task.topic_state, list(task.further_topics)) == (topic, state, list(further)):
        return None
    before = {"topic": task.topic, "topic_state": task.topic_state, "further_topics": list(task.further_topics)}
    if topic != task.topic:
        # The words pointed elsewhere.
        task.topic_reason = []
    task.topic, task.topic_state, task.further_topics = topic, state, list(further)
    after = {"topic": topic, "topic_state": state, "further_topics": list(further)}
    changed = {name for name, value in after.items() if value != before[name]}
    return Outcome(
        TaskEvent.CONFIRM_TOPIC,
        {name: value for name, value in before.items() if name in changed},
        {name: value for name, value in after.items() if name in changed},
    )


def accept_suggestion(subject: Subject, actor: Actor) -> Outcome | None:
    """Confirms what was suggested; None where a person has decided already."""
    task = subject.task
    if task.topic_state == "none":
        raise conflict(
            "nothing_suggested",
            "系统没有为这项任务推荐专题。请打开任务，直接选择专题。",
            "No topic is suggested for this task. Open it and choose one.",
        )
    return confirm_topic(subject, actor, task.topic, task.further_topics)


async def set_topic(session: AsyncSession, actor: Actor, task_id: UUID, form: TopicForm, expected: int) -> Task:
    """What the supervisor says a task is about."""
    subject = await subject_of(session, actor, task_id, expected)
    await ensure_topics(session, form.topic, form.further)
    return await settle(session, subject, confirm_topic(subject, actor, form.topic, form.further))


async def ensure_topics(session: AsyncSession, topic: str | None, further: Sequence[str]) -> None:
    """Raises 422 unless all are known, none is named twice, and further ones stand beside a main one."""
    named = [*([topic] if topic is not None else []), *further]
    known = set((await session.execute(select(col(Topic.code)).where(col(Topic.code).in_(named)))).scalars())
    errors = [
        FieldError(pointer, "unknown_topic", "没有这个专题", "no such topic")
        for pointer, code in [("/topic", topic), *((f"/further/{place}", code) for place, code in enumerate(further))]
        if code is not None and code not in known
    ]
    if errors:
        raise invalid(
            "unknown_topic",
            "没有这个专题。请从列表中选择。",
            "There is no such topic. Choose one from the list.",
            *errors,
        )
    if len(set(named)) < len(named) or (further and topic is None):
        raise invalid(
            "topics_unclear",
            "同一专题不能重复；有其他专题时须先指定主专题。",
            "Name each topic once, and a main topic before further ones.",
            FieldError("/further", "topics_unclear", "专题重复或缺少主专题", "a topic twice, or no main topic"),
        )


async def suggest_again(session: AsyncSession, plan_id: UUID) -> SuggestionResult:
    """Suggests anew for a plan's tasks whose topic no person has confirmed; before adoption it has none."""
    plan = await plan_for_update(session, plan_id)
    result = await suggest_topics(session, plan_id)
    record(session, TaskEvent.SUGGEST_TOPICS, "plan", plan.id, plan.title, after=result.model_dump())
    return result


async def suggest_topics(session: AsyncSession, plan_id: UUID) -> SuggestionResult:
    """Two statements whatever the number of tasks: what is confirmed stays, no version rises."""
    columns = (Task.id, Task.section, Task.title, Task.body, Task.topic)
    undecided = (col(Task.plan_id) == plan_id, col(Task.topic_state) != "confirmed")
    rows = (await session.execute(select(*columns).where(*undecided).with_for_update())).all()  # type: ignore[call-overload]
    found = {row.id: suggest_topic(row.section, row.title, row.body) for row in rows}
    changes = []
    for row in rows:
        suggestion = found[row.id]
        topic = suggestion.topic if suggestion else None
        if topic == row.topic:
            continue
        reason = [{"word": one.word, "where": one.where} for one in suggestion.reason] if suggestion else []
        state = "suggested" if suggestion else "none"
        changes.append({"task_id": row.id, "to_topic": topic, "to_state": state, "to_reason": reason})
    if changes:
        # On the connection: the session would take a list of values for an update by primary key.
        await (await session.connection()).execute(SUGGEST, changes)
    return SuggestionResult(
        looked_at=len(rows), suggested=sum(one is not None for one in found.values()), changed=len(changes)
    )


SUGGEST = (
    update(Task)
    .where(col(Task.id) == bindparam("task_id"))
    .values(
        topic=bindparam("to_topic"),
        topic_state=bindparam("to_state"),
        topic_reason=bindparam("to_reason"),
        further_topics=[],
    )
)
