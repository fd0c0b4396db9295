"""Keeps with every change of a review what the rows were before it and after it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from typing import Any
from uuid import UUID

from pydantic_core import to_jsonable_python
from sqlalchemy import Table, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel, col

from mandate.plans.duty_tables import DraftDuty
from mandate.plans.review_tables import ReadingHabit, ReviewChange
from mandate.plans.tables import DraftAttribution, DraftQuantity, DraftTask, Plan
from mandate.platform.errors import FieldError, Refusal, stale
from mandate.units.tables import Unit

Row = dict[str, Any]
Rows = dict[tuple[str, str], Row]

TASK, UNIT, QUANTITY, DUTY, PLAN, HABIT = "task", "unit", "quantity", "duty", "plan", "habit"
MODELS: dict[str, type[SQLModel]] = {
    TASK: DraftTask, UNIT: DraftAttribution, QUANTITY: DraftQuantity, DUTY: DraftDuty, PLAN: Plan, HABIT: ReadingHabit,
}  # fmt: skip
# A place in the list moves when others add tasks; versions and times follow every change.
UNCOUNTED = frozenset({"zone_id", "plan_id", "version", "created_at", "updated_at"})
PLAN_COLUMNS = (
    "title", "document_number", "issuer", "issued_date", "first_year", "last_year", "document_status", "doubts",
)  # fmt: skip
# No daylight saving: the offset of Asia/Shanghai is constant.
CHINA = timezone(timedelta(hours=8))
LONGEST_QUOTE = 24


@dataclass(frozen=True, slots=True)
class Words:
    """What a change did, as the undo button says it."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Looking:
    """Which rows a change may touch: parts of some tasks, single quantities or duties, or `everywhere` in the plan."""

    parts: tuple[str, ...]
    tasks: frozenset[UUID] = frozenset()
    quantities: frozenset[UUID] = frozenset()
    everywhere: bool = False


def table_of(part: str) -> Table:
    table: Table = MODELS[part].__table__  # type: ignore[attr-defined]
    return table


def quoted(title: str) -> str:
    return title if len(title) <= LONGEST_QUOTE else title[: LONGEST_QUOTE - 1] + "…"


async def snapshot(session: AsyncSession, plan: Plan, looking: Looking) -> Rows:
    """The rows as they stand in this transaction, as JSON values, by part and id."""
    await session.flush()
    found: Rows = {}
    for part in looking.parts:
        table = table_of(part)
        if part == PLAN:
            columns = [table.c["id"], *(table.c[name] for name in PLAN_COLUMNS)]
            statement = select(*columns).where(table.c["id"] == plan.id)
        else:
            statement = select(*table.c).where(table.c["plan_id"] == plan.id)
            if not looking.everywhere:
                own = table.c["id" if part == TASK else "draft_task_id"].in_(looking.tasks)
                named = table.c["id"].in_(looking.quantities if part in {QUANTITY, DUTY} else ())
                statement = statement.where(or_(own, named))
        for row in (await session.execute(statement)).mappings():
            values: Row = to_jsonable_python(dict(row))
            found[part, values["id"]] = values
    return found


def differences(before: Rows, after: Rows) -> list[Row]:
    """What changed, row by row: whole rows that came or went, else only the columns that differ."""
    found = []
    for part, row_id in dict.fromkeys([*before, *after]):
        old, new = before.get((part, row_id)), after.get((part, row_id))
        if old is not None and new is not None:
            ignored = UNCOUNTED if part == UNIT else UNCOUNTED | {"ordinal"}
            names = [name for name in old if name not in ignored and old[name] != new[name]]
            if not names:
                continue
            task = new.get("draft_task_id")
            old, new = {name: old[name] for name in names}, {name: new[name] for name in names}
        else:
            task = (old or new or {}).get("draft_task_id")
        found.append({"part": part, "id": row_id, "task": task, "before": old, "after": new})
    return found


async def keep_change(
    session: AsyncSession,
    plan: Plan,
    before: Rows,
    looking: Looking,
    words: Words,
    *,
    made: Iterable[UUID] = (),
    units: Iterable[Unit] = (),
    also: Iterable[Row] = (),
) -> None:
    """Notes the change of this command for its author to take back.

    `made` are new tasks, `units` new units, `also` rows that are known already as before and after.
    """
    seen = replace(looking, tasks=looking.tasks | frozenset(made))
    rows = [*differences(before, await snapshot(session, plan, seen)), *also]
    if not rows:
        return
    scope = session.info["scope"]
    mine = (col(ReviewChange.plan_id) == plan.id, col(ReviewChange.account_id) == scope.account_id)
    await session.execute(update(ReviewChange).where(*mine, col(ReviewChange.state) == "undone").values(state="spent"))
    session.add(
        ReviewChange(
            plan_id=plan.id,
            account_id=scope.account_id,
            account_name=scope.account_name,
            what_zh=words.zh,
            what_en=words.en,
            rows=rows,
            units=[{"id": str(unit.id), "name": unit.name, "kind": unit.kind} for unit in units],
        )
    )


async def last_change_of(session: AsyncSession, plan_id: UUID, ids: Iterable[str]) -> ReviewChange | None:
    """The newest change by somebody else to any of these rows, or to what belongs to these tasks."""
    touching = [
        col(ReviewChange.rows).contains([{key: row_id}]) for row_id in dict.fromkeys(ids) for key in ("id", "task")
    ]
    others = (
        col(ReviewChange.plan_id) == plan_id,
        col(ReviewChange.account_id).is_distinct_from(session.info["scope"].account_id),
    )
    statement = select(ReviewChange).where(*others, or_(*touching)).order_by(col(ReviewChange.moved_at).desc())
    return (await session.execute(statement.limit(1))).scalar_one_or_none()


async def overtaken(session: AsyncSession, plan_id: UUID, row_id: UUID) -> Refusal:
    """412 that says who changed the row, when, and what: from the changes kept with the plan."""
    change = await last_change_of(session, plan_id, [str(row_id)])
    plain = stale()
    if change is None:
        return plain
    at = change.moved_at.astimezone(CHINA).strftime("%H:%M")
    undone = change.state == "undone"
    zh = f"{change.account_name} {at} {'撤销了：' if undone else ''}{change.what_zh}"
    en = f"{change.account_name}, {at}: {'took back: ' if undone else ''}{change.what_en}"
    named = FieldError("", "changed_by", zh, en)
    return Refusal(plain.status, plain.code, plain.message_zh, plain.message_en, (named,))
