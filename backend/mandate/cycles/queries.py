"""What the pages of duties read."""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import col

from mandate.cycles.tables import Duty
from mandate.platform.paging import Order, Page
from mandate.platform.reading import AnySelect, one_as_json
from mandate.units.reach import readable_tasks, tasks_of_units
from mandate.units.tables import Unit

# By name, as a foreign key would: the rooms that own them are above.
PLAN = table("plan", column("id", Uuid), column("title", Text))
TASK = Table("task", MetaData(), Column("id", Uuid), Column("number", Integer), Column("title", String))
ACTIONS = cast(bindparam("actions", type_=Text), JSONB)


def _reference(of: Any, *names: str) -> Any:
    parts: list[Any] = []
    for name in names:
        parts += [literal_column(f"'{name}'"), of.c[name]]
    return case((of.c.id.is_not(None), func.json_build_object(*parts)))


def _record() -> AnySelect:
    unit = Unit.__table__  # type: ignore[attr-defined]
    columns: list[Any] = [
        Duty.id,
        Duty.kind,
        Duty.cadence,
        Duty.who,
        _reference(unit, "id", "name").label("unit"),
        Duty.text,
        col(Duty.start_offset).label("start"),
        col(Duty.end_offset).label("end"),
        _reference(PLAN, "id", "title").label("plan"),
        _reference(TASK, "id", "number", "title").label("task"),
        Duty.state,
        Duty.version,
        ACTIONS[col(Duty.state)].label("actions"),
    ]
    return select(*columns)


def _joined(statement: AnySelect, source: Any) -> AnySelect:
    unit = Unit.__table__  # type: ignore[attr-defined]
    return statement.select_from(
        source.join(PLAN, PLAN.c.id == col(Duty.plan_id))
        .outerjoin(unit, unit.c.id == col(Duty.unit_id))
        .outerjoin(TASK, TASK.c.id == col(Duty.task_id))
    )


def _readable(statement: Select[Any], *, whole_zone: bool) -> Select[Any]:
    """Officers read what is laid on their units or on a role, and what stands in a task that they read."""
    if whole_zone:
        return statement
    own = col(Duty.unit_id) == any_(bindparam("unit_ids", type_=ARRAY(Uuid)))
    everybody = and_(col(Duty.unit_id).is_(None), col(Duty.task_id).is_(None))
    return statement.where(or_(own, everybody, col(Duty.task_id).in_(readable_tasks())))


@lru_cache(maxsize=128)
def duty_page(filters: frozenset[str], *, whole_zone: bool) -> Page:
    """Duties in document order, plan by plan."""
    known: dict[str, Any] = {
        "kind": col(Duty.kind) == bindparam("kind", type_=Text),
        "cadence": col(Duty.cadence) == bindparam("cadence", type_=Text),
        "state": col(Duty.state) == bindparam("state", type_=Text),
        "plan": col(Duty.plan_id) == bindparam("plan", type_=Uuid),
        "task": col(Duty.task_id) == bindparam("task", type_=Uuid),
        "unit": or_(
            col(Duty.unit_id) == any_(bindparam("unit", type_=ARRAY(Uuid))),
            and_(col(Duty.unit_id).is_(None), col(Duty.task_id).in_(tasks_of_units("unit"))),
        ),
    }
    rows = _readable(select(col(Duty.id)), whole_zone=whole_zone)
    rows = rows.where(*(condition for name, condition in known.items() if name in filters))
    order = Order((col(Duty.plan_id), col(Duty.ordinal), col(Duty.id)))
    duty = Duty.__table__  # type: ignore[attr-defined]
    return Page(rows, order, lambda page: _joined(_record(), page.join(duty, duty.c.id == page.c.id)))


def _one() -> AnySelect:
    duty = Duty.__table__  # type: ignore[attr-defined]
    return _joined(_record(), duty).where(col(Duty.id) == bindparam("duty", type_=Uuid))


DUTY = one_as_json(_one)
