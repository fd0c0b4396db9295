"""What a reviewer does to the draft's numbers."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.events import PlanEvent
from mandate.plans.kept_changes import QUANTITY, Looking, Words, keep_change, overtaken, quoted, snapshot
from mandate.plans.review import GAP, change, draft_task_for_update, plan_in_review, revise, settled
from mandate.plans.review_schemas import NewQuantityForm, QuantityForm
from mandate.plans.tables import DraftQuantity, TargetExpression
from mandate.platform.errors import invalid, not_found
from mandate.platform.events import record

NULLABLE = frozenset({"value", "value_high", "baseline", "deadline_date"})


def ensure_whole(expression: TargetExpression) -> None:
    """A target says how much: a number, or words such as a grade; a range has two ends in order."""
    if expression.value is None and not expression.value_text:
        raise invalid(
            "value_missing",
            "请填写数值；如果不是数字（如“II类”“即时”），请填写在文字值里。",
            "Give a number, or words (a grade, 'at once') in the text value.",
        )
    high, low = expression.value_high, expression.value
    if expression.operator == "range" and (high is None or low is None or low > high):
        raise invalid(
            "range_incomplete",
            "区间需要填写下限和上限，且下限不大于上限。",
            "A range needs a lower and an upper end, in this order.",
        )


async def change_quantity(
    session: AsyncSession, plan_id: UUID, quantity_id: UUID, form: QuantityForm, expected: int
) -> DraftQuantity:
    plan = await plan_in_review(session, plan_id)
    statement = select(DraftQuantity).where(col(DraftQuantity.id) == quantity_id, col(DraftQuantity.plan_id) == plan.id)
    quantity = (await session.execute(statement.with_for_update())).scalar_one_or_none()
    if quantity is None:
        raise not_found()
    if quantity.version != expected:
        raise await overtaken(session, plan.id, quantity.id)
    looking = Looking((QUANTITY,), quantities=frozenset({quantity.id}))
    then = await snapshot(session, plan, looking)
    sent = form.model_dump(exclude_unset=True)
    if sent.pop("settled", False):
        sent["doubts"] = settled(quantity.doubts)
    before, after = change(quantity, {k: v for k, v in sent.items() if v is not None or k in NULLABLE})
    ensure_whole(quantity)
    if after:
        revise(quantity)
        dropped = quantity.state == "dropped" and "state" in after
        tag = PlanEvent.QUANTITY_DROP if dropped else PlanEvent.QUANTITY_CHANGE
        record(session, tag, "draft_quantity", quantity.id, quantity.indicator, before=before, after=after)
        await keep_change(session, plan, then, looking, words_of_change(quantity, after))
    return quantity


def words_of_change(quantity: DraftQuantity, after: dict[str, Any]) -> Words:
    name = quoted(quantity.indicator)
    if set(after) == {"doubts"}:
        return Words(f"确认指标“{name}”", f"confirmed the figure '{name}'")
    if "state" in after:
        dropped = quantity.state == "dropped"
        return Words(
            f"{'删去' if dropped else '恢复'}指标“{name}”",
            f"{'dropped' if dropped else 'restored'} the figure '{name}'",
        )
    return Words(f"修改指标“{name}”", f"changed the figure '{name}'")


async def add_quantity(session: AsyncSession, plan_id: UUID, form: NewQuantityForm) -> DraftQuantity:
    plan = await plan_in_review(session, plan_id)
    task = await draft_task_for_update(session, plan, form.draft_task_id)
    last = await session.scalar(
        select(func.max(col(DraftQuantity.ordinal))).where(col(DraftQuantity.plan_id) == plan.id)
    )
    quantity = DraftQuantity(
        plan_id=plan.id,
        draft_task_id=task.id,
        clause_id=task.clause_id,
        ordinal=(last or 0) + GAP,
        indicator=form.indicator,
        operator=form.operator,
        value=form.value,
        value_high=form.value_high,
        value_text=form.value_text,
        unit=form.unit,
        kind=form.kind,
        start_offset=form.start,
        end_offset=form.end,
    )
    ensure_whole(quantity)
    session.add(quantity)
    await session.flush()
    after = form.model_dump(mode="json", exclude_unset=True)
    record(session, PlanEvent.QUANTITY_ADD, "draft_quantity", quantity.id, quantity.indicator, after=after)
    looking = Looking((QUANTITY,), quantities=frozenset({quantity.id}))
    name = quoted(quantity.indicator)
    await keep_change(session, plan, {}, looking, Words(f"添加指标“{name}”", f"added the figure '{name}'"))
    return quantity
