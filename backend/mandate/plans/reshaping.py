"""Tasks of the draft that are made, taken together or taken apart."""

from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.events import PlanEvent
from mandate.plans.kept_changes import (
    QUANTITY,
    TASK,
    UNIT,
    Looking,
    Words,
    keep_change,
    overtaken,
    quoted,
    snapshot,
)
from mandate.plans.review import GAP, draft_task_for_update, plan_in_review, revise
from mandate.plans.review_schemas import NewDraftTaskForm
from mandate.plans.tables import DraftAttribution, DraftQuantity, DraftTask, Plan
from mandate.platform.errors import invalid, not_found
from mandate.platform.events import record


async def ordinal_after(session: AsyncSession, plan: Plan, after: UUID | None) -> int:
    """A place behind another task; makes room by moving the tail when there is none."""
    at = -GAP
    if after is not None:
        at = (await draft_task_for_update(session, plan, after)).ordinal
    following = select(func.min(col(DraftTask.ordinal))).where(
        col(DraftTask.plan_id) == plan.id, col(DraftTask.ordinal) > at
    )
    upper = await session.scalar(following)
    if upper is None:
        return at + GAP
    if upper - at < 2:
        await session.execute(
            update(DraftTask)
            .where(col(DraftTask.plan_id) == plan.id, col(DraftTask.ordinal) > at)
            .values(ordinal=col(DraftTask.ordinal) + GAP)
        )
        upper += GAP
    return at + (upper - at) // 2


async def add_draft_task(session: AsyncSession, plan_id: UUID, form: NewDraftTaskForm) -> DraftTask:
    plan = await plan_in_review(session, plan_id)
    if (form.start is None) != (form.end is None) or (form.start or 0) > (form.end or 0):
        raise invalid("bad_anchor", "原文位置不正确，请重新选取。", "The place in the text is not valid.")
    looking = Looking((TASK,))
    task = DraftTask(
        plan_id=plan.id,
        ordinal=await ordinal_after(session, plan, form.after),
        section=form.section,
        number=form.number,
        title=form.title,
        body=form.body,
        start_offset=form.start,
        end_offset=form.end,
        origin="added",
        state="confirmed",
    )
    session.add(task)
    await session.flush()
    after = form.model_dump(mode="json", exclude_unset=True)
    record(session, PlanEvent.DRAFT_ADD, "draft_task", task.id, task.title, after=after)
    title = quoted(task.title)
    await keep_change(session, plan, {}, looking, Words(f"添加任务“{title}”", f"added '{title}'"), made=[task.id])
    return task


async def merge_draft_tasks(session: AsyncSession, plan_id: UUID, task_ids: list[UUID]) -> DraftTask:
    """The first takes in the others: text, quantities, units (who leads anywhere leads)."""
    plan = await plan_in_review(session, plan_id)
    statement = (
        select(DraftTask)
        .where(col(DraftTask.plan_id) == plan.id, col(DraftTask.id).in_(task_ids), col(DraftTask.state) != "dropped")
        .order_by(col(DraftTask.ordinal))
        .with_for_update()
    )
    tasks = list((await session.execute(statement)).scalars())
    if len(tasks) != len(set(task_ids)):
        raise not_found()
    first, others = tasks[0], tasks[1:]
    looking = Looking((TASK, UNIT, QUANTITY), frozenset(task_ids))
    then = await snapshot(session, plan, looking)
    before = {"titles": [task.title for task in tasks]}
    first.body = "\n".join(task.body for task in tasks if task.body)[:20_000]
    starts = [task.start_offset for task in tasks if task.start_offset is not None]
    ends = [task.end_offset for task in tasks if task.end_offset is not None]
    first.start_offset, first.end_offset = (min(starts), max(ends)) if starts and ends else (None, None)
    first.doubts = [doubt for task in tasks for doubt in task.doubts]
    first.deadline_date = max((task.deadline_date for task in tasks if task.deadline_date), default=None)
    first.origin = "merged"
    await join_attributions(session, first, others)
    await session.execute(
        update(DraftQuantity)
        .where(col(DraftQuantity.draft_task_id).in_([task.id for task in others]))
        .values(draft_task_id=first.id)
    )
    for task in others:
        task.state = "dropped"
        revise(task)
    revise(first)
    after = {"title": first.title, "merged": [str(task.id) for task in others]}
    record(session, PlanEvent.DRAFT_MERGE, "draft_task", first.id, first.title, before=before, after=after)
    title, count = quoted(first.title), len(tasks)
    words = Words(f"把 {count} 项合并为“{title}”", f"merged {count} tasks into '{title}'")
    await keep_change(session, plan, then, looking, words)
    return first


async def join_attributions(session: AsyncSession, first: DraftTask, others: list[DraftTask]) -> None:
    ids = [first.id, *(task.id for task in others)]
    statement = (
        select(DraftAttribution)
        .where(col(DraftAttribution.draft_task_id).in_(ids))
        .order_by(col(DraftAttribution.draft_task_id), col(DraftAttribution.ordinal))
    )
    kept: dict[str, DraftAttribution] = {}
    for row in (await session.execute(statement)).scalars():
        known = kept.get(row.text)
        if known is None:
            copy = DraftAttribution(**row.model_dump(exclude={"id", "draft_task_id"}), draft_task_id=first.id)
            kept[row.text] = copy
        elif row.relation == "lead":
            known.relation = "lead"
    await session.execute(delete(DraftAttribution).where(col(DraftAttribution.draft_task_id) == first.id))
    for position, row in enumerate(kept.values()):
        row.ordinal = position
        session.add(row)


async def split_draft_task(
    session: AsyncSession, plan_id: UUID, task_id: UUID, titles: list[str], expected: int
) -> DraftTask:
    """The task keeps the first title; each further title is a new task with the same units and place."""
    plan = await plan_in_review(session, plan_id)
    task = await draft_task_for_update(session, plan, task_id)
    if task.version != expected:
        raise await overtaken(session, plan.id, task.id)
    before = {"title": task.title}
    looking = Looking((TASK, UNIT), frozenset({task.id}))
    then = await snapshot(session, plan, looking)
    statement = select(DraftAttribution).where(col(DraftAttribution.draft_task_id) == task.id)
    units = list((await session.execute(statement)).scalars())
    task.title = titles[0]
    revise(task)
    previous = task.id
    made = []
    for title in titles[1:]:
        values = task.model_dump(exclude={"id", "title", "ordinal", "version", "created_at", "updated_at"})
        place = await ordinal_after(session, plan, previous)
        part = DraftTask(**{**values, "title": title, "ordinal": place, "origin": "split"})
        session.add(part)
        await session.flush()
        session.add_all(
            DraftAttribution(**unit.model_dump(exclude={"id", "draft_task_id"}), draft_task_id=part.id)
            for unit in units
        )
        previous = part.id
        made.append(part.id)
    record(session, PlanEvent.DRAFT_SPLIT, "draft_task", task.id, task.title, before=before, after={"titles": titles})
    old = quoted(before["title"])
    words = Words(f"把“{old}”拆成 {len(titles)} 项", f"split '{old}' into {len(titles)}")
    await keep_change(session, plan, then, looking, words, made=made)
    return task
