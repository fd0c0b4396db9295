"""What the task pages read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Date,
    Integer,
    Select,
    SQLColumnExpression,
    Subquery,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    cast,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.sql.selectable import LateralFromClause
from sqlmodel import col

from mandate.plans.tables import Plan
from mandate.platform.paging import Order, Page
from mandate.tasks.tables import TASK_STATES, Task, TaskUnit
from mandate.units.reach import readable_tasks, tasks_of_units, tasks_with_relation
from mandate.units.tables import Unit

TASK = bindparam("task", type_=Uuid)
TODAY = bindparam("today", type_=Date)
OWN_UNITS = bindparam("unit_ids", type_=ARRAY(Uuid))
# {party: {state: [move]}} and {state: [move]} of tasks.rules: SQL looks the answer up for each row.
ACTIONS = bindparam("actions", type_=JSONB)
UNIT_ACTIONS = bindparam("unit_actions", type_=JSONB)
SUPERVISES = bindparam("supervises", type_=Boolean)
SLOTS = (TaskUnit.responsible_leader, TaskUnit.responsible_section, TaskUnit.responsible_officer)
NO_DEADLINE = {False: literal_column("DATE 'infinity'", Date), True: literal_column("DATE '-infinity'", Date)}
EXCERPT_MARGIN = 160
EXCERPT_LIMIT = 6000


Expression = SQLColumnExpression[Any]


def words(text: str) -> ColumnElement[str]:
    """A constant of ours in the text of the statement: a parameter would only cost."""
    return literal_column(f"'{text}'", Text)


def looked_up(table: ColumnElement[Any], *keys: Expression) -> ColumnElement[Any]:
    for key in keys:
        table = table.op("->", return_type=JSONB())(key)
    return table


@dataclass(frozen=True, slots=True)
class Shape:
    """What the list's SQL depends on; every shape is compiled once."""

    sort: str
    filters: frozenset[str]
    whole_zone: bool
    in_units: bool


def is_overdue(deadline: Expression, state: Expression) -> ColumnElement[bool]:
    return and_(deadline.is_not(None), deadline < TODAY, state.in_([words("unstaffed"), words("active")]))


def row_rule(statement: Select[Any], *, whole_zone: bool) -> Select[Any]:
    return statement if whole_zone else statement.where(col(Task.id).in_(readable_tasks()))


def _matches() -> ColumnElement[bool]:
    pattern = bindparam("pattern", type_=Text)
    texts = (Task.title, Task.section, Task.body)
    found = [col(text).ilike(pattern, escape="\\") for text in texts]
    return or_(*found, cast(col(Task.number), Text) == bindparam("q", type_=Text))


def _conditions(shape: Shape) -> list[ColumnElement[bool]]:
    deadline = col(Task.deadline_date)
    known: dict[str, Callable[[], ColumnElement[bool]]] = {
        "state": lambda: col(Task.state) == any_(bindparam("state", type_=ARRAY(Text))),
        "overdue": lambda: is_overdue(deadline, col(Task.state)) == bindparam("overdue", type_=Boolean),
        "deadline_from": lambda: deadline >= bindparam("deadline_from", type_=Date),
        "deadline_to": lambda: deadline <= bindparam("deadline_to", type_=Date),
        "plan": lambda: col(Task.plan_id) == bindparam("plan", type_=Uuid),
        "provisional": lambda: col(Task.provisional) == bindparam("provisional", type_=Boolean),
        "q": _matches,
    }
    found = [condition() for name, condition in known.items() if name in shape.filters]
    return found + [col(Task.id).in_(ids) for ids in _taking_part(shape)]


def _taking_part(shape: Shape) -> list[Select[Any]]:
    """`relations` are held by `unit`; without it, or for `mine`, by the caller's units."""
    related, mine = "relations" in shape.filters, "mine" in shape.filters
    found = [tasks_of_units("unit", related=related and not mine)] if "unit" in shape.filters else []
    if mine or (related and not found and shape.in_units):
        found.append(tasks_of_units("unit_ids", related=True))
    elif related and not found:
        found.append(tasks_with_relation())
    return found


def _order(sort: str) -> Order:
    descending = sort.startswith("-")
    identity = col(Task.id)
    rank = case(*((col(Task.state) == words(state), place) for place, state in enumerate(TASK_STATES)), else_=9)
    keys: dict[str, tuple[Expression, ...]] = {
        "plan": (col(Task.plan_id), col(Task.ordinal)),
        "deadline": (func.coalesce(col(Task.deadline_date), NO_DEADLINE[descending], type_=Date),),
        "title": (col(Task.title),),
        "updated": (col(Task.updated_at),),
        "state": (cast(rank, Integer),),
    }
    return Order((*keys[sort.lstrip("-")], identity), descending)


LISTED: tuple[Any, ...] = (
    Task.id,
    Task.plan_id,
    Task.number,
    Task.section,
    Task.title,
    Task.deadline_text,
    Task.deadline_date,
    Task.state,
    Task.provisional,
    Task.updated_at,
    Task.version,
)


@lru_cache(maxsize=512)
def task_page(shape: Shape) -> Page:
    rows = select(*LISTED).where(*_conditions(shape))
    return Page(
        row_rule(rows, whole_zone=shape.whole_zone), _order(shape.sort), lambda page: _listed(page, shape.in_units)
    )


def _count(relation: str, *, filled: bool) -> ColumnElement[int]:
    per_unit = sum((cast(col(slot) != words(""), Integer) for slot in SLOTS), literal_column("0", Integer))
    of_relation = col(TaskUnit.relation) == words(relation)
    return func.coalesce(func.sum(per_unit if filled else literal_column("3")).filter(of_relation), literal_column("0"))


def _is_own() -> ColumnElement[bool]:
    return col(TaskUnit.unit_id) == any_(OWN_UNITS)


def _parts(task_id: ColumnElement[Any], unit: ColumnElement[Any], *, in_units: bool) -> LateralFromClause:
    """Of one task: its units, how far they are staffed, and what the caller is to it."""
    led = func.coalesce(func.bool_or(col(TaskUnit.relation) == words("lead")), false())
    order = (col(TaskUnit.relation), col(TaskUnit.ordinal), col(TaskUnit.unit_id))
    answering = case((led, words("lead")), else_=words("responsible"))
    party: ColumnElement[str] = words("reader")
    if in_units:
        relations = func.array_agg(col(TaskUnit.relation)).filter(_is_own())
        party = case(
            (relations.is_(None), words("reader")),
            (answering == any_(relations), words("accountable")),
            else_=words("involved"),
        )
    filled = case((led, _count("lead", filled=True)), else_=_count("responsible", filled=True))
    needed = case((led, _count("lead", filled=False)), else_=_count("responsible", filled=False))
    return (
        select(
            func.coalesce(func.json_agg(aggregate_order_by(unit, *order)), literal_column("'[]'::json")).label("units"),
            func.json_build_object(words("filled"), filled, words("needed"), needed).label("staffed"),
            party.label("party"),
        )
        .select_from(TaskUnit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(col(TaskUnit.task_id) == task_id)
        .lateral("parts")
    )


def _seen(page: Subquery, parts: LateralFromClause) -> list[ColumnElement[Any]]:
    """The columns of a row in a list; `page` has those of `LISTED`."""
    title = select(col(Plan.title)).where(col(Plan.id) == page.c.plan_id).scalar_subquery()
    return [
        page.c.id,
        func.json_build_object(words("id"), page.c.plan_id, words("title"), title).label("plan"),
        page.c.number,
        page.c.section,
        page.c.title,
        parts.c.units,
        page.c.deadline_text,
        page.c.deadline_date,
        page.c.state,
        is_overdue(page.c.deadline_date, page.c.state).label("overdue"),
        page.c.provisional,
        parts.c.staffed,
        page.c.updated_at,
        page.c.version,
        looked_up(ACTIONS, parts.c.party, page.c.state).label("actions"),
    ]


def _listed(page: Subquery, in_units: bool) -> Select[Any]:
    unit = func.json_build_object(
        words("id"), col(TaskUnit.unit_id), words("name"), col(Unit.name), words("relation"), col(TaskUnit.relation)
    )
    parts = _parts(page.c.id, unit, in_units=in_units)
    return select(*_seen(page, parts)).select_from(page.join(parts, true()))
