"""What a reviewer does to the draft: change, confirm, drop, restore, add, merge, split."""

from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans import rules
from mandate.plans.events import PlanEvent
from mandate.plans.schemas import AttributionsForm, DraftTaskForm, MetadataForm, NewDraftTaskForm
from mandate.plans.tables import DraftAttribution, DraftQuantity, DraftTask, Plan
from mandate.plans.uploads import ensure_version, plan_for_update, touch
from mandate.platform.errors import invalid, not_found, stale
from mandate.platform.events import record
from mandate.platform.rows import now

GAP = 1000
STATE_TAGS = {
    "confirmed": PlanEvent.DRAFT_CONFIRM,
    "dropped": PlanEvent.DRAFT_DROP,
    "proposed": PlanEvent.DRAFT_RESTORE,
}


class Reviewed(Protocol):
    version: int
    updated_at: Any


def revise(row: Reviewed) -> None:
    row.version += 1
    row.updated_at = now()


async def plan_in_review(session: AsyncSession, plan_id: UUID) -> Plan:
    """Shared lock: reviewers work side by side, adoption waits for them and they for it."""
    statement = select(Plan).where(col(Plan.id) == plan_id).with_for_update(read=True)
    plan = (await session.execute(statement)).scalar_one_or_none()
    if plan is None:
        raise not_found()
    rules.ensure_move(plan.state, rules.Move.REVIEW)
    return plan


async def draft_task_for_update(session: AsyncSession, plan: Plan, task_id: UUID) -> DraftTask:
    statement = select(DraftTask).where(col(DraftTask.id) == task_id, col(DraftTask.plan_id) == plan.id)
    task = (await session.execute(statement.with_for_update())).scalar_one_or_none()
    if task is None:
        raise not_found()
    return task


def change(row: Any, sent: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Sets what differs; answers before and after of just that, as JSON."""
    fields = {name for name, value in sent.items() if getattr(row, name) != value}
    before = row.model_dump(mode="json", include=fields)
    for name in fields:
        setattr(row, name, sent[name])
    return before, row.model_dump(mode="json", include=fields)


async def change_metadata(session: AsyncSession, plan_id: UUID, form: MetadataForm, expected: int) -> Plan:
    plan = await plan_for_update(session, plan_id)
    rules.ensure_move(plan.state, rules.Move.REVIEW)
    ensure_version(plan, expected)
    sent = form.model_dump(exclude_unset=True)
    for name in ("title", "document_number", "issuer", "document_status"):
        if sent.get(name, "") is None:
            sent.pop(name)
    before, after = change(plan, sent)
    if plan.first_year and plan.last_year and plan.first_year > plan.last_year:
        raise invalid("years_reversed", "起始年份不能晚于结束年份。", "The first year is after the last one.")
    if after:
        touch(plan)
        record(session, PlanEvent.METADATA_CHANGE, "plan", plan.id, plan.title, before=before, after=after)
    return plan


async def change_draft_task(
    session: AsyncSession, plan_id: UUID, task_id: UUID, form: DraftTaskForm, expected: int
) -> DraftTask:
    plan = await plan_in_review(session, plan_id)
    task = await draft_task_for_update(session, plan, task_id)
    if task.version != expected:
        raise stale()
    nullable = {"number", "deadline_date"}
    sent = {
        name: value
        for name, value in form.model_dump(exclude_unset=True).items()
        if value is not None or name in nullable
    }
    before, after = change(task, sent)
    if after:
        revise(task)
        tag = STATE_TAGS[task.state] if set(after) == {"state"} else PlanEvent.DRAFT_CHANGE
        record(session, tag, "draft_task", task.id, task.title, before=before, after=after)
    return task


async def set_attributions(
    session: AsyncSession, plan_id: UUID, task_id: UUID, form: AttributionsForm, expected: int
) -> DraftTask:
    """Replaces the units of a task; strings that stay keep their place in the text."""
    plan = await plan_in_review(session, plan_id)
    task = await draft_task_for_update(session, plan, task_id)
    if task.version != expected:
        raise stale()
    texts = [unit.text for unit in form.units]
    if len(set(texts)) != len(texts):
        raise invalid("unit_twice", "同一单位出现了两次，请保留一个。", "A unit is listed twice. Keep one.")
    statement = select(DraftAttribution).where(col(DraftAttribution.draft_task_id) == task.id)
    known = {row.text: row for row in (await session.execute(statement)).scalars()}
    before = {"units": [f"{row.relation}:{row.text}" for row in sorted(known.values(), key=lambda r: r.ordinal)]}
    await session.execute(delete(DraftAttribution).where(col(DraftAttribution.draft_task_id) == task.id))
    for position, unit in enumerate(form.units):
        old = known.get(unit.text)
        session.add(
            DraftAttribution(
                plan_id=plan.id,
                draft_task_id=task.id,
                ordinal=position,
                relation=unit.relation,
                text=unit.text,
                start_offset=old.start_offset if old else None,
                end_offset=old.end_offset if old else None,
                inherited=bool(old and old.inherited and old.relation == unit.relation),
                open_ended=bool(old and old.open_ended),
                unit_id=unit.unit_id or (old.unit_id if old else None),
            )
        )
    revise(task)
    after = {"units": [f"{unit.relation}:{unit.text}" for unit in form.units]}
    record(session, PlanEvent.ATTRIBUTION_CHANGE, "draft_task", task.id, task.title, before=before, after=after)
    return task


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
        raise stale()
    before = {"title": task.title}
    statement = select(DraftAttribution).where(col(DraftAttribution.draft_task_id) == task.id)
    units = list((await session.execute(statement)).scalars())
    task.title = titles[0]
    revise(task)
    previous = task.id
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
    record(session, PlanEvent.DRAFT_SPLIT, "draft_task", task.id, task.title, before=before, after={"titles": titles})
    return task
