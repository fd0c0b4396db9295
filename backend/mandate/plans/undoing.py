"""Takes a change of a review back, or makes it again, where nobody has changed its rows since."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import cast, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import String, col

from mandate.plans import rules
from mandate.plans.events import PlanEvent
from mandate.plans.kept_changes import (
    DUTY,
    HABIT,
    PLAN,
    QUANTITY,
    TASK,
    UNCOUNTED,
    UNIT,
    Row,
    last_change_of,
    table_of,
)
from mandate.plans.review_tables import ReviewChange
from mandate.plans.tables import DraftAttribution, DraftQuantity, DraftTask, Plan
from mandate.plans.uploads import plan_for_update, touch
from mandate.platform.errors import Refusal, conflict, not_found
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.units.commands import create_units, delete_unit
from mandate.units.tables import Unit

# Places in the list move with the tasks of others; a habit is used and declined in other documents.
IGNORED = {UNIT: frozenset[str](), HABIT: frozenset({"uses", "declined_in", "active"})}


class ChangedSince(Exception):
    """A row is no longer as this change left it."""


async def take_back(session: AsyncSession, plan_id: UUID, change_id: UUID) -> ReviewChange:
    """The caller's own change, backwards. Units that it made leave the directory where nothing else names them."""
    plan, change = await own_change(session, plan_id, change_id, "done")
    await move(session, plan, change, was="after", target="before")
    change.state, change.moved_at = "undone", now()
    after = {"what": change.what_zh, "rows": len(change.rows)}
    record(session, PlanEvent.UNDO, "plan", plan.id, plan.title, after=after)
    await session.flush()
    for made in change.units:
        await remove_unit(session, UUID(made["id"]))
    return change


async def do_again(session: AsyncSession, plan_id: UUID, change_id: UUID) -> ReviewChange:
    """A change that was taken back, forwards."""
    plan, change = await own_change(session, plan_id, change_id, "undone")
    if change.units:
        await make_units_again(session, plan, change)
    await move(session, plan, change, was="before", target="after")
    change.state, change.moved_at = "done", now()
    after = {"what": change.what_zh, "rows": len(change.rows)}
    record(session, PlanEvent.REDO, "plan", plan.id, plan.title, after=after)
    return change


async def own_change(session: AsyncSession, plan_id: UUID, change_id: UUID, state: str) -> tuple[Plan, ReviewChange]:
    plan = await plan_for_update(session, plan_id)
    rules.ensure_move(plan.state, rules.Move.REVIEW)
    statement = select(ReviewChange).where(col(ReviewChange.id) == change_id, col(ReviewChange.plan_id) == plan.id)
    change = (await session.execute(statement.with_for_update())).scalar_one_or_none()
    if change is None:
        raise not_found()
    if change.account_id != session.info["scope"].account_id:
        raise conflict(
            "change_of_another",
            f"这是{change.account_name}的修改，只能由本人撤销。请在任务中直接修改，或请对方撤销。",
            f"{change.account_name} made this change and alone can take it back. Correct the task itself.",
        )
    if change.state != state:
        raise conflict(
            "nothing_to_move",
            "这一步已经撤销或恢复过了。请刷新页面查看最新内容。",
            "This has been taken back or made again already. Reload the page.",
        )
    return plan, change


async def move(session: AsyncSession, plan: Plan, change: ReviewChange, *, was: str, target: str) -> None:
    """Brings every row of the change from `was` to `target`; refuses when one of them is something else now."""
    try:
        async with session.begin_nested():
            for part in (TASK, QUANTITY, DUTY, UNIT, PLAN, HABIT):
                for row in change.rows:
                    if row["part"] == part and row[target] is not None:
                        await put(session, plan, row, row[was], row[target])
            for part in (UNIT, DUTY, QUANTITY, TASK, HABIT):
                for row in change.rows:
                    if row["part"] == part and row[target] is None:
                        await take_away(session, row, row[was])
            await renew_tasks(session, change)
    except (ChangedSince, IntegrityError) as error:
        raise await changed_since(session, plan, change) from error


def thawed(part: str, name: str, value: Any) -> Any:
    """A column's value from its JSON."""
    if value is None:
        return None
    kind = table_of(part).c[name].type.python_type
    if kind is UUID:
        return UUID(value)
    if kind is Decimal:
        return Decimal(value)
    return kind.fromisoformat(value) if kind in {date, datetime} else value


async def ensure_still(session: AsyncSession, row: Row, was: Row) -> None:
    """The columns that the change touched still hold what it left in them."""
    table = table_of(row["part"])
    names = [name for name in was if name not in UNCOUNTED]
    statement = select(*(table.c[name] for name in names)).where(table.c["id"] == UUID(row["id"]))
    found = (await session.execute(statement.with_for_update())).mappings().one_or_none()
    if found is None:
        raise ChangedSince
    ignored = IGNORED.get(row["part"], frozenset({"ordinal"}))
    if any(to_jsonable_python(found[name]) != was[name] for name in names if name not in ignored):
        raise ChangedSince


async def put(session: AsyncSession, plan: Plan, row: Row, was: Row | None, target: Row) -> None:
    """Changes a row back, or brings one back that the other direction had taken away."""
    part, table = row["part"], table_of(row["part"])
    if was is None:
        values = {name: thawed(part, name, value) for name, value in target.items()}
        if "version" in values:
            values |= {"version": values["version"] + 1, "updated_at": now()}
        await session.execute(insert(table).values(**values))
        return
    await ensure_still(session, row, was)
    values = {name: thawed(part, name, value) for name, value in target.items()}
    if part == PLAN:
        for name, value in values.items():
            setattr(plan, name, value)
        touch(plan)
        return
    if part == QUANTITY:
        values |= {"version": table.c["version"] + 1, "updated_at": now()}
    await session.execute(update(table).where(table.c["id"] == UUID(row["id"])).values(**values))


async def take_away(session: AsyncSession, row: Row, was: Row) -> None:
    """Removes a row that the other direction had made; never with something in it that somebody put there since."""
    await ensure_still(session, row, was)
    if row["part"] == TASK:
        for model in (DraftAttribution, DraftQuantity):
            inside = select(func.count()).where(col(model.draft_task_id) == UUID(row["id"]))
            if await session.scalar(inside):
                raise ChangedSince
    table = table_of(row["part"])
    await session.execute(delete(table).where(table.c["id"] == UUID(row["id"])))


async def renew_tasks(session: AsyncSession, change: ReviewChange) -> None:
    """Whoever still looks at the tasks as they were must read them again before changing them."""
    tasks = {UUID(row["id"] if row["part"] == TASK else row["task"]) for row in change.rows if holds_task(row)}
    await session.execute(
        update(DraftTask)
        .where(col(DraftTask.id).in_(tasks))
        .values(version=col(DraftTask.version) + 1, updated_at=now())
        .execution_options(synchronize_session=False)
    )


def holds_task(row: Row) -> bool:
    return row["part"] == TASK or (row["part"] == UNIT and row["task"] is not None)


async def remove_unit(session: AsyncSession, unit_id: UUID) -> None:
    """A unit that this change made and nothing else has come to use; any other stays in the directory."""
    unit = await session.get(Unit, (session.info["scope"].zone_id, unit_id))
    if unit is None:
        return
    try:
        await delete_unit(session, unit_id, unit.version)
    except Refusal:
        return


async def make_units_again(session: AsyncSession, plan: Plan, change: ReviewChange) -> None:
    """New units under the old names; every kept change of the plan that named the old ones names them now."""
    names = [made["name"] for made in change.units]
    units = await create_units(session, names)
    for old, unit in zip([made["id"] for made in change.units], units, strict=True):
        renamed = {
            "rows": cast(func.replace(cast(col(ReviewChange.rows), String), old, str(unit.id)), JSONB),
            "units": cast(func.replace(cast(col(ReviewChange.units), String), old, str(unit.id)), JSONB),
        }
        statement = update(ReviewChange).where(col(ReviewChange.plan_id) == plan.id).values(**renamed)
        await session.execute(statement.execution_options(synchronize_session=False))
    await session.refresh(change)


async def changed_since(session: AsyncSession, plan: Plan, change: ReviewChange) -> Refusal:
    other = await last_change_of(session, plan.id, [row["id"] for row in change.rows])
    zh, en = (f"被{other.account_name}", f"{other.account_name} has") if other else ("又", "somebody has")
    return conflict(
        "changed_since",
        f"“{change.what_zh}”之后，同样的内容{zh}改过，不能直接撤销或恢复。请到任务中核对后修改。",
        f"After '{change.what_en}', {en} changed the same thing. Look at the task and correct it there.",
    )
