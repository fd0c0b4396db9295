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
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import UserDefinedType
from sqlmodel import col

from mandate.plans.tables import Plan
from mandate.platform.paging import Near, Order, Page
from mandate.tasks.tables import RELATIONS, TASK_STATES, Task, TaskUnit
from mandate.units.reach import readable_tasks, readable_tasks_with_relation, tasks_of_units, tasks_with_relation


class JsonText(UserDefinedType[str]):
    """A jsonb parameter given as text, on both roads to the database."""

    cache_ok = True
    render_bind_cast = True

    def get_col_spec(self, **_options: Any) -> str:
        return "JSONB"


TASK = bindparam("task", type_=Uuid)
TODAY = bindparam("today", type_=Date)
OWN_UNITS = bindparam("unit_ids", type_=ARRAY(Uuid))
# {party: {state: [move]}} and {state: [move]} of tasks.rules: SQL looks the answer up for each row.
ACTIONS = bindparam("actions", type_=JsonText())
UNIT_ACTIONS = bindparam("unit_actions", type_=JsonText())
# The same as texts, party by party and state by state.
ACTION_TEXTS = bindparam("action_texts", type_=ARRAY(Text))
PARTIES = ("reader", "involved", "accountable")
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


def is_running(of: Any = Task) -> ColumnElement[bool]:
    """Whether time counts against the task: it neither rests nor waits for its precondition."""
    return and_(of.state.in_([words("unstaffed"), words("active")]), of.precondition_state != words("waiting"))


def is_overdue(of: Any = Task) -> ColumnElement[bool]:
    return and_(of.deadline_date.is_not(None), of.deadline_date < TODAY, is_running(of))


def precondition_state(of: Any = Task) -> ColumnElement[str]:
    """`none` where the plan names no condition and nobody has added one."""
    undecided = and_(of.precondition_state == words("undecided"), of.precondition == words(""))
    return case((undecided, words("none")), else_=of.precondition_state)


def row_rule(statement: Select[Any], *, whole_zone: bool) -> Select[Any]:
    return statement if whole_zone else statement.where(col(Task.id).in_(readable_tasks()))


def matches(of: Any = Task, *, caseless: bool) -> ColumnElement[bool]:
    """Every word stands in the title, the section or the text, or what is asked for is the number.

    `caseless`: no sign of the words has another case; to find out about each text costs as much again.
    """
    text = func.concat_ws(words(" "), of.title, of.section, of.body)
    patterns = func.all(bindparam("patterns", type_=ARRAY(Text)))
    found = text.op("LIKE" if caseless else "ILIKE")(patterns)
    return or_(found, cast(of.number, Text) == bindparam("q", type_=Text))


def _is_candidate(task_id: Expression) -> ColumnElement[bool]:
    # As text, which is only passed on from the statement that found them.
    return task_id == any_(cast(bindparam("candidates", type_=Text), ARRAY(Uuid)))


def _about() -> ColumnElement[bool]:
    topic = bindparam("topic", type_=Text)
    return or_(col(Task.topic) == topic, topic == any_(col(Task.further_topics)))


def _conditions(shape: Shape) -> list[ColumnElement[bool]]:
    deadline = col(Task.deadline_date)
    known: dict[str, Callable[[], ColumnElement[bool]]] = {
        "state": lambda: col(Task.state) == any_(bindparam("state", type_=ARRAY(Text))),
        "overdue": lambda: is_overdue() == bindparam("overdue", type_=Boolean),
        "deadline_from": lambda: deadline >= bindparam("deadline_from", type_=Date),
        "deadline_to": lambda: deadline <= bindparam("deadline_to", type_=Date),
        "plan": lambda: col(Task.plan_id) == bindparam("plan", type_=Uuid),
        "precondition": lambda: precondition_state() == bindparam("precondition", type_=Text),
        "provisional": lambda: col(Task.provisional) == bindparam("provisional", type_=Boolean),
        "topic": _about,
        "topic_state": lambda: col(Task.topic_state) == bindparam("topic_state", type_=Text),
        "q": lambda: matches(caseless="caseless" in shape.filters),
        "candidates": lambda: _is_candidate(col(Task.id)),
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


def matching(shape: Shape, columns: list[Any]) -> Select[Any]:
    return row_rule(select(*columns).where(*_conditions(shape)), whole_zone=shape.whole_zone)


def matching_tasks(shape: Shape, columns: list[Any]) -> Select[Any]:
    """All rows of a list, in its order."""
    return matching(shape, columns).order_by(*_order(shape.sort).sorting)


@lru_cache(maxsize=512)
def task_page(shape: Shape) -> Page:
    return page_of(shape)


def page_of(shape: Shape, *, near: Near | None = None, instead_of: Page | None = None) -> Page:
    """One page of the list: narrow rows find the page, its tasks are read after that."""
    own = own_relation_of(shape.in_units)
    if shape.whole_zone:
        rows = matching(shape, [Task.id])
    else:
        # The row rule again, as a join: it has met the officer's own relation already.
        reach = readable_tasks_with_relation()
        rows = select(col(Task.id), reach.c.relation).join(reach, reach.c.task_id == col(Task.id))
        rows = rows.where(*_conditions(shape))
        if "candidates" in shape.filters:
            # Said of the reach too, which is worked out for these tasks only then.
            rows = rows.where(_is_candidate(reach.c.task_id))
    return Page(
        rows,
        _order(shape.sort),
        lambda page: _listed(page, own if shape.whole_zone else page.c.relation),
        written=True,
        # Ids found a moment ago would only fill the store of answers.
        kept="candidates" not in shape.filters,
        near=near,
        instead_of=instead_of,
    )


def _listed(page: Subquery, own_relation: ColumnElement[Any] | None) -> Select[Any]:
    """What is kept written with the task, then what depends on the day and on the reader."""
    overdue = case((is_overdue(), words(',"overdue":true')), else_=words(',"overdue":false'))
    state = case(*((words(name), _number(place)) for place, name in enumerate(TASK_STATES, 1)), value=col(Task.state))
    first = _party(own_relation, lambda party: _number(PARTIES.index(party) * len(TASK_STATES)))
    # A bare parameter takes no subscript.
    texts = func.coalesce(ACTION_TEXTS, type_=ARRAY(Text))
    item = col(Task.listing) + overdue + words(',"actions":') + texts[first + state] + words("}")
    return select(item.label("item")).join_from(page, Task, col(Task.id) == page.c.id)


def listed_columns(own_relation: ColumnElement[Any] | None) -> list[ColumnElement[Any]]:
    """A row of the list; `own_relation` is that of the caller's units, None for callers without a unit."""
    title = select(col(Plan.title)).where(col(Plan.id) == col(Task.plan_id)).scalar_subquery()
    party = _party(own_relation)
    found: list[Any] = [
        Task.id,
        json_object(id=Task.plan_id, title=title).label("plan"),
        Task.number,
        Task.section,
        Task.title,
        Task.units,
        Task.deadline_text,
        Task.deadline_date,
        Task.state,
        is_overdue().label("overdue"),
        case((col(Task.precondition_state) == words("waiting"), col(Task.precondition))).label("waiting_for"),
        Task.topic,
        Task.topic_state,
        Task.provisional,
        json_object(filled=Task.slots_filled, needed=Task.slots_needed).label("staffed"),
        Task.updated_at,
        Task.version,
        looked_up(ACTIONS, party, col(Task.state)).label("actions"),
    ]
    return found


def json_object(**parts: Any) -> ColumnElement[Any]:
    return func.json_build_object(*(part for name, value in parts.items() for part in (words(name), value)))


def own_relation_of(in_units: bool) -> ColumnElement[Any] | None:
    """The strongest relation of the caller's units to a task, looked up task by task."""
    if not in_units:
        return None
    return (
        # Appended to, the relation is no index key: else min() walks all tasks of the unit, once for each row.
        select(func.min(col(TaskUnit.relation).op("||")(words(""))))
        .where(col(TaskUnit.task_id) == col(Task.id), col(TaskUnit.unit_id) == any_(OWN_UNITS))
        .scalar_subquery()
    )


def party_of_caller(in_units: bool) -> ColumnElement[str]:
    return _party(own_relation_of(in_units))


def _party(
    own_relation: ColumnElement[Any] | None, named: Callable[[str], ColumnElement[Any]] = words
) -> ColumnElement[Any]:
    """What the caller is to the task, as far as units tell: one of PARTIES, as `named` writes it."""
    reader, involved, accountable = (named(party) for party in PARTIES)
    if own_relation is None:
        return reader
    whens: list[Any] = [(col(Task.answering), accountable)]
    whens += [(words(relation), involved) for relation in RELATIONS]
    return case(*whens, value=own_relation, else_=reader)


def _number(number: int) -> ColumnElement[int]:
    return literal_column(str(number), Integer)
