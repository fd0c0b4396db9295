"""The list of tasks as a workbook or CSV file."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.plans.tables import Plan
from mandate.platform.csv_files import write_csv
from mandate.platform.errors import invalid
from mandate.platform.events import record
from mandate.platform.workbooks import Cell, write_workbook
from mandate.tasks.asking import filters_of, parameters_of, shape_of
from mandate.tasks.events import TaskEvent
from mandate.tasks.queries import Shape, is_overdue, matching_tasks
from mandate.tasks.rules import CHINA, RELATION_WORDS, STATES
from mandate.tasks.schemas import ExportQuery
from mandate.tasks.tables import Task, TaskUnit
from mandate.tasks.topic_tables import Topic
from mandate.units.tables import Unit

ROWS_AT_MOST = 20_000
EXPORTED: tuple[Any, ...] = (
    Task.number,
    Task.section,
    Task.title,
    Task.body,
    Task.units,
    Task.deadline_text,
    Task.deadline_date,
    Task.state,
    Task.provisional,
    Task.precondition,
    Task.precondition_state,
    Task.topic_state,
    Task.updated_at,
)
TOPIC_WORDS = {"suggested": ("推荐", "suggested"), "confirmed": ("已确认", "confirmed"), "none": ("", "")}
Row = Any
Language = Literal[0, 1]


def _units(relation: str) -> Callable[[Row, Language], Cell]:
    return lambda row, _: "、".join(unit["name"] for unit in row.units if unit["relation"] == relation)


def _yes(value: bool, language: Language) -> str:
    return (("否", "no"), ("是", "yes"))[value][language]


# column -> title in Chinese and English, width in characters, value
COLUMNS: dict[str, tuple[tuple[str, str], int, Callable[[Row, Language], Cell]]] = {
    "plan": (("文件", "Plan"), 30, lambda row, _: row.plan),
    "number": (("序号", "No."), 7, lambda row, _: row.number),
    "section": (("专题", "Section"), 24, lambda row, _: row.section),
    "title": (("任务", "Task"), 48, lambda row, _: row.title),
    "body": (("内容", "Text"), 60, lambda row, _: row.body),
    "lead_units": (RELATION_WORDS["lead"], 20, _units("lead")),
    "responsible_units": (RELATION_WORDS["responsible"], 28, _units("responsible")),
    "supporting_units": (RELATION_WORDS["supporting"], 20, _units("supporting")),
    "deadline": (("完成时限", "Deadline"), 16, lambda row, _: row.deadline_text),
    "deadline_date": (("截止日期", "Last day"), 12, lambda row, _: row.deadline_date),
    "state": (("状态", "State"), 14, lambda row, language: STATES[row.state][language]),
    "overdue": (("逾期", "Overdue"), 8, lambda row, language: _yes(row.overdue, language)),
    "provisional": (("征求意见稿", "Provisional"), 12, lambda row, language: _yes(row.provisional, language)),
    "precondition": (("待上级条件", "Precondition"), 24, lambda row, _: row.precondition),
    "waiting": (
        ("正在等待", "Waiting"),
        10,
        lambda row, language: _yes(row.precondition_state == "waiting", language),
    ),
    "people": (("责任领导/科室/人员", "Leader / section / officer"), 40, lambda row, _: row.people),
    "topic": (("专题归类", "Topic"), 18, lambda row, language: (row.topic_name, row.topic_name_en)[language]),
    "topic_state": (
        ("归类状态", "Topic confirmed"),
        10,
        lambda row, language: TOPIC_WORDS[row.topic_state][language],
    ),
    "updated_at": (("更新时间", "Updated"), 18, lambda row, _: f"{row.updated_at.astimezone(CHINA):%Y-%m-%d %H:%M}"),
}


async def export_tasks(session: AsyncSession, actor: Actor, query: ExportQuery, kind: Literal["xlsx", "csv"]) -> bytes:
    """The file of all rows that a person may read, and one event: a mass export is audited. Raises `too_many_rows`."""
    filters = filters_of(query)
    statement = _rows(shape_of(query.sort, filters, actor))
    rows = (await session.execute(statement, {**filters, **parameters_of(actor)})).all()
    if len(rows) > ROWS_AT_MOST:
        raise invalid(
            "too_many_rows",
            f"符合条件的任务超过 {ROWS_AT_MOST} 条。请增加筛选条件，分次导出。",
            f"More than {ROWS_AT_MOST} tasks match. Narrow the filters and export in parts.",
        )
    columns: list[str] = [*dict.fromkeys(query.column)] or [*COLUMNS]
    asked = query.model_dump(mode="json", exclude_defaults=True, exclude={"column", "language"})
    what = {"format": kind, "rows": len(rows), "columns": columns, "filters": asked}
    record(session, TaskEvent.EXPORT, "task_list", None, after=what)
    return await asyncio.to_thread(write_file, rows, columns, 1 if query.language == "en" else 0, kind)


def write_file(rows: Sequence[Row], columns: list[str], language: Language, kind: Literal["xlsx", "csv"]) -> bytes:
    chosen = [COLUMNS[name] for name in columns]
    cells = ([value(row, language) for _, _, value in chosen] for row in rows)
    if kind == "csv":
        return write_csv([titles[language] for titles, _, _ in chosen], cells)
    return write_workbook(
        ("任务", "Tasks")[language], [(titles[language], width) for titles, width, _ in chosen], cells
    )


def _rows(shape: Shape) -> Select[Any]:
    title = select(col(Plan.title)).where(col(Plan.id) == col(Task.plan_id)).scalar_subquery().label("plan")
    overdue = is_overdue().label("overdue")
    topics = [_topic(col(Topic.name)).label("topic_name"), _topic(col(Topic.name_en)).label("topic_name_en")]
    return matching_tasks(shape, [*EXPORTED, title, overdue, *topics, _people()]).limit(ROWS_AT_MOST + 1)


def _topic(name: Any) -> ColumnElement[Any]:
    return select(name).where(col(Topic.code) == col(Task.topic)).scalar_subquery()


def _people() -> ColumnElement[Any]:
    """甲局：分管领导/综合科/经办人；乙局：…"""
    slots = (TaskUnit.responsible_leader, TaskUnit.responsible_section, TaskUnit.responsible_officer)
    named = func.concat_ws("/", *(func.nullif(col(slot), "") for slot in slots))
    order = (col(TaskUnit.relation), col(TaskUnit.ordinal))
    listed = func.string_agg(
        func.concat(col(Unit.name), "：", named), aggregate_order_by(literal_column("'；'"), *order)
    )
    return (
        select(listed)
        .select_from(TaskUnit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(col(TaskUnit.task_id) == col(Task.id), named != "")
        .scalar_subquery()
        .label("people")
    )
