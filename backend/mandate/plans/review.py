"""What a reviewer does to one part of the draft: change it, confirm, drop, restore, set its units."""

from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans import rules
from mandate.plans.events import PlanEvent
from mandate.plans.kept_changes import PLAN, TASK, UNIT, Looking, Words, keep_change, overtaken, quoted, snapshot
from mandate.plans.review_schemas import AttributionsForm, DraftTaskForm
from mandate.plans.schemas import MetadataForm
from mandate.plans.tables import DraftAttribution, DraftTask, Plan
from mandate.plans.uploads import plan_for_update, touch
from mandate.platform.errors import invalid, not_found
from mandate.platform.events import record
from mandate.platform.rows import now

GAP = 1000
FIELDS = {
    "title": Words("标题", "title"),
    "section": Words("所属部分", "section"),
    "number": Words("序号", "number"),
    "body": Words("全文", "text"),
    "deadline_text": Words("时限", "deadline"),
    "deadline_date": Words("时限日期", "deadline date"),
    "precondition": Words("前提条件", "precondition"),
}
STATE_WORDS = {
    "confirmed": Words("确认", "confirmed"),
    "dropped": Words("删去", "dropped"),
    "proposed": Words("恢复为未确认", "reopened"),
}
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


def settled(doubts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Doubts that a person has answered: kept, and no longer asked."""
    return [{**doubt, "settled": True} for doubt in doubts]


def words_of_change(title: str, after: dict[str, Any]) -> Words:
    """What was changed on a task, for the undo button and for a colleague who was overtaken."""
    if set(after) == {"state"}:
        words = STATE_WORDS[after["state"]]
        return Words(f"{words.zh}“{quoted(title)}”", f"{words.en} '{quoted(title)}'")
    known = [FIELDS[name] for name in FIELDS if name in after]
    zh, en = "、".join(words.zh for words in known), ", ".join(words.en for words in known)
    return Words(f"修改“{quoted(title)}”的{zh}", f"changed {en} of '{quoted(title)}'")


async def change_metadata(session: AsyncSession, plan_id: UUID, form: MetadataForm, expected: int) -> Plan:
    plan = await plan_for_update(session, plan_id)
    rules.ensure_move(plan.state, rules.Move.REVIEW)
    if plan.version != expected:
        raise await overtaken(session, plan.id, plan.id)
    looking = Looking((PLAN,))
    then = await snapshot(session, plan, looking)
    sent = form.model_dump(exclude_unset=True)
    if sent.pop("settled", False):
        sent["doubts"] = settled(plan.doubts)
    for name in ("title", "document_number", "issuer", "document_status"):
        if sent.get(name, "") is None:
            sent.pop(name)
    before, after = change(plan, sent)
    if plan.first_year and plan.last_year and plan.first_year > plan.last_year:
        raise invalid("years_reversed", "起始年份不能晚于结束年份。", "The first year is after the last one.")
    if after:
        touch(plan)
        record(session, PlanEvent.METADATA_CHANGE, "plan", plan.id, plan.title, before=before, after=after)
        await keep_change(session, plan, then, looking, words_of_metadata(after))
    return plan


def words_of_metadata(after: dict[str, Any]) -> Words:
    if set(after) == {"doubts"}:
        return Words("确认文件信息无误", "confirmed the document's particulars")
    return Words("修改文件信息", "changed the document's particulars")


async def change_draft_task(
    session: AsyncSession, plan_id: UUID, task_id: UUID, form: DraftTaskForm, expected: int
) -> DraftTask:
    plan = await plan_in_review(session, plan_id)
    task = await draft_task_for_update(session, plan, task_id)
    if task.version != expected:
        raise await overtaken(session, plan.id, task.id)
    looking = Looking((TASK,), frozenset({task.id}))
    then = await snapshot(session, plan, looking)
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
        words = words_of_change(before.get("title", task.title), after)
        await keep_change(session, plan, then, looking, words)
    return task


async def set_attributions(
    session: AsyncSession, plan_id: UUID, task_id: UUID, form: AttributionsForm, expected: int
) -> DraftTask:
    """Replaces the units of a task; strings that stay keep their place in the text."""
    plan = await plan_in_review(session, plan_id)
    task = await draft_task_for_update(session, plan, task_id)
    if task.version != expected:
        raise await overtaken(session, plan.id, task.id)
    texts = [unit.text for unit in form.units]
    if len(set(texts)) != len(texts):
        raise invalid("unit_twice", "同一单位出现了两次，请保留一个。", "A unit is listed twice. Keep one.")
    looking = Looking((UNIT,), frozenset({task.id}))
    then = await snapshot(session, plan, looking)
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
    title = quoted(task.title)
    await keep_change(session, plan, then, looking, Words(f"修改“{title}”的单位", f"changed the units of '{title}'"))
    return task
