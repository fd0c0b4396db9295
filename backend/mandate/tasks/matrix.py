"""Units beside topics, plans or states: how many tasks, and how many of them are overdue."""

import asyncio
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, Select, Text, Uuid, any_, bindparam, cast, distinct, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.plans.tables import Plan
from mandate.platform.events import record
from mandate.platform.reading import Reader, Statement
from mandate.platform.workbooks import Cell, write_workbook
from mandate.tasks.asking import filters_of, parameters_of, shape_of
from mandate.tasks.events import TaskEvent
from mandate.tasks.matrix_schemas import (
    MOST_COLUMNS,
    MOST_ROWS,
    Columns,
    Counted,
    Matrix,
    MatrixCell,
    MatrixColumn,
    MatrixExportQuery,
    MatrixQuery,
    MatrixRow,
)
from mandate.tasks.queries import Shape, is_overdue, matching, words
from mandate.tasks.rules import STATES
from mandate.tasks.schemas import TaskConditions, TaskFilter
from mandate.tasks.tables import Task, TaskUnit
from mandate.tasks.topic_queries import TOPICS
from mandate.units.tables import Unit, UnitMember

NO_TOPIC = ("none", "未归专题", "No topic")
PLAN_NAMES = Statement(
    lambda: (
        select(cast(col(Plan.id), Text), col(Plan.title))
        .where(col(Plan.id) == any_(bindparam("plans", type_=ARRAY(Uuid))))
        .order_by(col(Plan.created_at).desc())
    )
)
Names = list[tuple[str, str, str]]


@lru_cache(maxsize=128)
def counts(shape: Shape, by: Columns, *, related: bool) -> Statement:
    """A row for each cell, each unit, each column and the whole: one statement."""

    def build() -> Select[Any]:
        keys: dict[str, Any] = {
            "topic": func.unnest(func.array_append(col(Task.further_topics), col(Task.topic))),
            "plan": cast(col(Task.plan_id), Text),
            "state": col(Task.state),
        }
        key = keys[by].label("key")
        task = matching(shape, [Task.id, is_overdue().label("late"), key]).subquery("task")
        held = _held(related=related).subquery("held")
        columns = [held.c.unit_id, held.c.name, held.c.sort_key, task.c.id, task.c.late]
        part = (
            select(*columns, func.coalesce(task.c.key, words(NO_TOPIC[0])).label("key"))
            .join(held, held.c.task_id == task.c.id)
            .subquery("part")
        )
        tasks = func.count(distinct(part.c.id))
        return (
            select(
                func.grouping(part.c.unit_id, part.c.key).label("level"),
                part.c.unit_id,
                part.c.key,
                func.min(part.c.name).label("name"),
                tasks.label("count"),
                tasks.filter(part.c.late).label("overdue"),
            )
            .group_by(func.cube(part.c.unit_id, part.c.key))
            .order_by(func.min(part.c.sort_key), part.c.unit_id)
        )

    return Statement(build)


def _held(*, related: bool) -> Select[Any]:
    """Which unit takes part in which task, itself or behind a collective name, as the filter of the list means it."""
    itself: Any = select(col(Unit.id).label("unit_id"), col(Unit.id).label("acting"))
    behind = select(col(UnitMember.member_id), col(UnitMember.collective_id))
    acting = union_all(itself, behind).subquery("acting")
    held = (
        select(acting.c.unit_id, col(Unit.name), col(Unit.sort_key), col(TaskUnit.task_id))
        .join(TaskUnit, col(TaskUnit.unit_id) == acting.c.acting)
        .join(Unit, col(Unit.id) == acting.c.unit_id)
    )
    return held.where(col(TaskUnit.relation) == bindparam("relation", type_=Text)) if related else held


# Levels of GROUPING (unit, key): a bit is set where that one is summed over.
CELL, UNIT_TOTAL, COLUMN_TOTAL, WHOLE = range(4)


async def read_matrix(reader: Reader, actor: Actor, query: MatrixQuery) -> Matrix:
    statement, asked = _asked(actor, query)
    rows = await reader.rows(statement, **asked)
    names = await _names(query.by, [str(row["key"]) for row in rows if row["level"] == COLUMN_TOTAL], reader)
    return fold([dict(row) for row in rows], names)


def _asked(actor: Actor, query: MatrixQuery) -> tuple[Statement, dict[str, Any]]:
    conditions = query.model_dump(include=set(TaskConditions.model_fields), exclude_unset=True)
    filters = filters_of(TaskFilter(**conditions))
    statement = counts(shape_of("plan", filters, actor), query.by, related=query.relation is not None)
    return statement, {**filters, **parameters_of(actor), "relation": query.relation}


async def _names(by: Columns, keys: list[str], reader: Reader) -> Names:
    """The columns in their order, with their names in both languages."""
    if by == "state":
        return [(state, *words_of) for state, words_of in STATES.items()]
    if by == "plan":
        plans = await reader.rows(PLAN_NAMES, plans=[UUID(key) for key in keys])
        return [(str(row[0]), str(row[1]), str(row[1])) for row in plans]
    topics = orjson.loads(await reader.text(TOPICS) or "[]")
    return [*((topic["code"], topic["name"], topic["name_en"]) for topic in topics), NO_TOPIC]


def fold(rows: Iterable[Mapping[str, Any]], names: Names) -> Matrix:
    """The counted cells as a table; every known column is there, also an empty one."""
    found: dict[Any, MatrixRow] = {}
    cells: dict[Any, list[MatrixCell]] = {}
    totals: dict[str, Counted] = {}
    whole = Counted(count=0, overdue=0)
    for row in rows:
        counted = {"count": row["count"], "overdue": row["overdue"]}
        unit, level = row["unit_id"], row["level"]
        if level == CELL:
            cells.setdefault(unit, []).append(MatrixCell(key=row["key"], **counted))
        elif level == UNIT_TOTAL:
            found[unit] = MatrixRow(unit=unit, name=row["name"], cells=cells.setdefault(unit, []), **counted)
        elif level == COLUMN_TOTAL:
            totals[row["key"]] = Counted(**counted)
        else:
            whole = Counted(**counted)
    for unit, one in found.items():
        one.cells = cells[unit]
    columns = [
        MatrixColumn(
            key=key, name=name, name_en=name_en, **(totals.get(key) or Counted(count=0, overdue=0)).model_dump()
        )
        for key, name, name_en in names
    ]
    return Matrix(columns=columns[:MOST_COLUMNS], rows=list(found.values())[:MOST_ROWS], total=whole)


async def export_matrix(session: AsyncSession, reader: Reader, actor: Actor, query: MatrixExportQuery) -> bytes:
    """The matrix as a workbook, the overdue part in brackets, and one event."""
    matrix = await read_matrix(reader, actor, query)
    asked = query.model_dump(mode="json", exclude_defaults=True, exclude={"language"})
    what = {"format": "xlsx", "rows": len(matrix.rows), "columns": [], "filters": asked}
    record(session, TaskEvent.EXPORT, "task_matrix", None, after=what)
    return await asyncio.to_thread(write_matrix, matrix, english=query.language == "en")


def write_matrix(matrix: Matrix, *, english: bool) -> bytes:
    def told(counted: Counted | None) -> Cell:
        if counted is None or not counted.count:
            return None
        if not counted.overdue:
            return counted.count
        return (
            f"{counted.count} ({counted.overdue} overdue)" if english else f"{counted.count}（逾期{counted.overdue}）"
        )

    total = "Total" if english else "合计"
    heads = [("Unit" if english else "单位", 26), (total, 12)]
    heads += [(column.name_en if english else column.name, 12) for column in matrix.columns]
    lines: list[list[Cell]] = [[total, told(matrix.total), *map(told, matrix.columns)]]
    for row in matrix.rows:
        by_key = {cell.key: cell for cell in row.cells}
        lines.append([row.name, told(row), *(told(by_key.get(column.key)) for column in matrix.columns)])
    return write_workbook("Matrix" if english else "任务矩阵", heads, lines)
