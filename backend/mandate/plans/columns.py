"""What the columns of a sheet mean is proposed by the compiler and said by a person before adoption."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans import rules
from mandate.plans.column_schemas import ColumnsForm
from mandate.plans.events import PlanEvent
from mandate.plans.review_tables import ReviewChange
from mandate.plans.tables import Plan
from mandate.plans.uploads import enqueue_compilation, ensure_version, plan_for_update, touch
from mandate.platform.errors import FieldError, conflict, invalid
from mandate.platform.events import record

Place = tuple[int, int]
Meanings = dict[Place, str]
PROPOSED = "columns_proposed"


def meanings_of(plan: Plan) -> Meanings:
    """What each column means now, by sheet and index."""
    return {(column["sheet"], column["index"]): column["field"] for column in plan.sheet_columns}


def told(plan: Plan) -> Meanings:
    """What a person said the columns mean; empty where nobody has."""
    return meanings_of(plan) if plan.columns_confirmed else {}


async def say_columns(session: AsyncSession, plan_id: UUID, form: ColumnsForm, expected: int) -> Plan:
    """Confirms the columns; where a meaning changed, the document is read again with it."""
    plan = await plan_for_update(session, plan_id)
    ensure_version(plan, expected)
    rules.ensure_move(plan.state, rules.Move.REVIEW)
    before = meanings_of(plan)
    after = ensure_complete(before, form)
    changed = {place: field for place, field in after.items() if before[place] != field}
    if changed and not form.discard_edits:
        await ensure_unedited(session, plan)
    plan.sheet_columns = [
        column | {"field": after[column["sheet"], column["index"]], "doubtful": False} for column in plan.sheet_columns
    ]
    plan.columns_confirmed = True
    plan.doubts = [doubt for doubt in plan.doubts if doubt["code"] != PROPOSED]
    if changed:
        plan.state, plan.stage, plan.progress = "uploaded", "", 0
        await enqueue_compilation(session, plan)
    touch(plan)
    names = {(column["sheet"], column["index"]): _name_of(column) for column in plan.sheet_columns}
    record(
        session,
        PlanEvent.COLUMNS,
        "plan",
        plan.id,
        plan.title,
        before={names[place]: before[place] for place in changed},
        after={names[place]: field for place, field in changed.items()},
    )
    return plan


def _name_of(column: dict[str, Any]) -> str:
    return f"{column['sheet'] + 1}.{column['index'] + 1} {column['header']}".strip()


def ensure_complete(known: Meanings, form: ColumnsForm) -> Meanings:
    """Every column once, and one of them says what is to be done."""
    if not known:
        raise conflict(
            "no_columns",
            "这份文件不是表格，没有需要确认的列。",
            "This document is no table; there are no columns to confirm.",
        )
    said = {(column.sheet, column.index): str(column.field) for column in form.columns}
    if set(said) != set(known) or len(form.columns) != len(known):
        raise invalid(
            "columns_incomplete",
            "提交的列与表格不一致。请刷新页面，核对每一列后再提交。",
            "The columns are not those of the table. Reload the page and say what each of them means.",
            FieldError("/columns", "columns_incomplete", "每一列都要填写一次。", "Every column once."),
        )
    if not {"title", "body"} & set(said.values()):
        raise invalid(
            "no_task_column",
            "至少要有一列是“任务”或“具体举措”，否则无法生成任务。",
            "At least one column must hold the task or what is to be done.",
            FieldError("/columns", "no_task_column", "请选出任务所在的列。", "Choose the column that holds the task."),
        )
    return said


async def ensure_unedited(session: AsyncSession, plan: Plan) -> None:
    """Reading again replaces the draft: nobody's work is thrown away unasked."""
    changes = select(func.count()).where(col(ReviewChange.plan_id) == plan.id, col(ReviewChange.state) == "done")
    count = await session.scalar(changes) or 0
    if count:
        raise conflict(
            "draft_edited",
            f"草案已有 {count} 处修改，重新读取会丢弃这些修改。如确定要丢弃，请选择“放弃修改并重新读取”。",
            f"The draft has {count} changes, which reading again would discard. Confirm that they may be discarded.",
        )


def ensure_confirmed(plan: Plan) -> None:
    if plan.sheet_columns and not plan.columns_confirmed:
        raise conflict(
            "columns_unconfirmed",
            "这份表格各列的含义还没有确认。请先在“表格列”里核对并确认，再采纳。",
            "Nobody has confirmed what the columns of this table mean. Check and confirm them first.",
        )
