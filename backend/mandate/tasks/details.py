"""What the page of one task reads."""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Text,
    and_,
    any_,
    case,
    cast,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB, aggregate_order_by
from sqlmodel import col

from mandate.plans.events import PlanEvent
from mandate.plans.tables import Clause, PlanText
from mandate.platform.events import Event
from mandate.platform.paging import Order, Page
from mandate.platform.reading import Statement
from mandate.tasks.breakdown_queries import breakdown_columns
from mandate.tasks.origin_tables import TaskOrigin
from mandate.tasks.queries import (
    OWN_UNITS,
    SUPERVISES,
    TASK,
    UNIT_ACTIONS,
    json_object,
    listed_columns,
    looked_up,
    own_relation_of,
    row_rule,
    words,
)
from mandate.tasks.tables import Task, TaskUnit
from mandate.units.reach import readable_task
from mandate.units.tables import Unit

EXCERPT_MARGIN = 160
EXCERPT_LIMIT = 6000


@lru_cache(maxsize=4)
def task_detail(*, whole_zone: bool, in_units: bool) -> Statement:
    """The task as one JSON text, and its version for the ETag; no row when it may not be read."""

    def build() -> Select[Any]:
        columns = [
            _units() if column.name == "units" else column for column in listed_columns(own_relation_of(in_units))
        ]
        more: list[Any] = [
            Task.body,
            Task.precondition,
            col(Task.start_offset).label("start"),
            col(Task.end_offset).label("end"),
            _clause(),
            _source(),
            Task.topic_reason,
            Task.further_topics,
            Task.created_at,
            *breakdown_columns(in_units=in_units),
        ]
        record = row_rule(select(*columns, *more).where(col(Task.id) == TASK), whole_zone=whole_zone).subquery("record")
        document = cast(func.row_to_json(record.table_valued()), Text)
        return select(document.label("document"), record.c.version).select_from(record)

    return Statement(build)


def _units() -> ColumnElement[Any]:
    own = or_(SUPERVISES, col(TaskUnit.unit_id) == any_(OWN_UNITS))
    unit = json_object(
        id=TaskUnit.unit_id,
        name=Unit.name,
        relation=TaskUnit.relation,
        source_text=TaskUnit.source_text,
        start=TaskUnit.start_offset,
        end=TaskUnit.end_offset,
        inherited=TaskUnit.inherited,
        accountable=col(TaskUnit.relation) == col(Task.answering),
        responsible_leader=TaskUnit.responsible_leader,
        responsible_section=TaskUnit.responsible_section,
        responsible_officer=TaskUnit.responsible_officer,
        actions=case((own, looked_up(UNIT_ACTIONS, col(Task.state))), else_=cast(words("[]"), JSONB)),
    )
    order = (col(TaskUnit.relation), col(TaskUnit.ordinal), col(Unit.sort_key))
    listed = (
        select(func.json_agg(aggregate_order_by(unit, *order)))
        .select_from(TaskUnit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(col(TaskUnit.task_id) == col(Task.id))
        .scalar_subquery()
    )
    return func.coalesce(listed, cast(words("[]"), JSON)).label("units")


def _clause() -> ColumnElement[Any]:
    clause = json_object(
        id=Clause.id, label=Clause.label, title=Clause.title, start=Clause.start_offset, end=Clause.end_offset
    )
    return select(clause).where(col(Clause.id) == col(Task.clause_id)).scalar_subquery().label("clause")


def _source() -> ColumnElement[Any]:
    """The kept text around the task, so that a reader sees the sentence without loading the document."""
    start = func.greatest(col(Task.start_offset) - EXCERPT_MARGIN, 0, type_=Integer)
    length = func.least(col(Task.end_offset) - start + EXCERPT_MARGIN, EXCERPT_LIMIT, type_=Integer)
    excerpt = func.substring(col(PlanText.body), start + 1, length)
    source = json_object(
        text=excerpt,
        start=start,
        highlight_start=col(Task.start_offset) - start,
        highlight_end=func.least(col(Task.end_offset) - start, func.length(excerpt)),
    )
    anchored = and_(col(PlanText.plan_id) == col(Task.plan_id), col(Task.start_offset).is_not(None))
    return select(source).where(anchored).scalar_subquery().label("source")


@lru_cache(maxsize=2)
def task_if_readable(*, whole_zone: bool) -> Statement:
    return Statement(lambda: readable_task(TASK, whole_zone=whole_zone))


def _happened(page: Subquery) -> Select[Any]:
    event = select(
        col(Event.sequence),
        col(Event.at),
        col(Event.account_name).label("by"),
        col(Event.tag),
        col(Event.reason),
        col(Event.before),
        col(Event.after),
    )
    return event.join_from(page, Event, col(Event.sequence) == page.c.sequence)


def _history_rows() -> Select[Any]:
    # Its plan, and those that it came from or that left it out.
    plans = union_all(
        select(col(Task.plan_id)).where(col(Task.id) == TASK),
        select(col(TaskOrigin.plan_id)).where(col(TaskOrigin.task_id) == TASK),
        select(col(TaskOrigin.earlier_plan_id)).where(col(TaskOrigin.task_id) == TASK),
    )
    own = and_(col(Event.subject_kind) == words("task"), col(Event.subject_id) == TASK)
    adoption = and_(
        col(Event.subject_kind) == words("plan"),
        col(Event.subject_id).in_(plans),
        col(Event.tag) == words(PlanEvent.ADOPT),
    )
    return select(col(Event.sequence)).where(or_(own, adoption))


# Newest first; the adoption that made the task is its first event.
TASK_HISTORY = Page(_history_rows(), Order((col(Event.sequence),), descending=True), _happened)
