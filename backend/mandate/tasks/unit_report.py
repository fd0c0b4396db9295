"""Tasks counted by unit, in the structure of their adoption or in that of a day."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    Uuid,
    and_,
    bindparam,
    cast,
    func,
    or_,
    select,
    union_all,
)
from sqlmodel import col

from mandate.platform.reading import Statement
from mandate.tasks.handover_schemas import StateCounts, UnitReportRow
from mandate.tasks.queries import is_overdue, row_rule, words
from mandate.tasks.succession_tables import FormerTaskUnit
from mandate.tasks.tables import RELATIONS, TASK_STATES, Task, TaskUnit
from mandate.units.periods import Succession, heirs_of
from mandate.units.tables import Unit
from mandate.units.time_tables import DatedName

ON = bindparam("on", type_=Date)
GONE = bindparam("gone", type_=ARRAY(Uuid))
HEIRS = bindparam("heirs", type_=ARRAY(Uuid))


def _parts(*, then: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """Who had which part in which task: when the plan was adopted, or on the day asked for."""
    found = []
    for table in (TaskUnit, FormerTaskUnit):
        taken_over = col(table.taken_over_date)
        there: ColumnElement[bool] = taken_over.is_(None) if then else or_(taken_over.is_(None), taken_over <= ON)
        if table is FormerTaskUnit and not then:
            there = and_(there, col(FormerTaskUnit.until_date) > ON)
        columns: list[Any] = [col(table.task_id), col(table.unit_id), col(table.relation)]
        found.append(select(*columns).where(there))
    return union_all(*found)


def _held(*, then: bool) -> Select[Any]:
    """Each task once for each unit, with the unit's strongest relation: lead < responsible < supporting."""
    parts = _parts(then=then).subquery("part")
    strongest = func.min(parts.c.relation).label("relation")
    if then:
        return select(parts.c.task_id, parts.c.unit_id, strongest).group_by(parts.c.task_id, parts.c.unit_id)
    # Closed tasks stayed with a unit that is gone: its one heir counts them too.
    heir = select(func.unnest(GONE).label("gone"), func.unnest(HEIRS).label("heir")).subquery("heir")
    unit = func.coalesce(heir.c.heir, parts.c.unit_id, type_=Uuid())
    return (
        select(parts.c.task_id, unit.label("unit_id"), strongest)
        .select_from(parts)
        .outerjoin(heir, heir.c.gone == parts.c.unit_id)
        .group_by(parts.c.task_id, unit)
    )


def _name_on(day: ColumnElement[Any]) -> ColumnElement[str]:
    named = (
        select(col(DatedName.name))
        .where(
            col(DatedName.unit_id) == col(Unit.id),
            or_(col(DatedName.from_date).is_(None), col(DatedName.from_date) <= day),
        )
        .order_by(col(DatedName.from_date).desc().nulls_last())
        .limit(1)
        .correlate(Unit, Task)
        .scalar_subquery()
    )
    return func.coalesce(named, col(Unit.name))


@lru_cache(maxsize=4)
def unit_report(*, then: bool, whole_zone: bool) -> Statement:
    """Rows of unit, name, relation, state, tasks and overdue ones; rows of readable tasks only."""

    def build() -> Select[Any]:
        held = _held(then=then).subquery("held")
        adopted = cast(func.timezone(words("Asia/Shanghai"), col(Task.created_at)), Date)
        name = _name_on(adopted if then else ON)
        counted: Select[Any] = (
            select(
                col(Unit.id),
                name.label("name"),
                col(Unit.name).label("name_now"),
                col(Unit.kind),
                col(Unit.active),
                col(Unit.sort_key),
                held.c.relation,
                col(Task.state),
                is_overdue().label("overdue"),
            )
            .select_from(held)
            .join(Task, col(Task.id) == held.c.task_id)
            .join(Unit, col(Unit.id) == held.c.unit_id)
        )
        rows = row_rule(counted, whole_zone=whole_zone).subquery("counted")
        group = [column for column in rows.c if column.name != "overdue"]
        return (
            select(*group, func.count().label("tasks"), func.count().filter(rows.c.overdue).label("overdue"))
            .group_by(*group)
            .order_by(rows.c.sort_key, rows.c.id, rows.c.name)
        )

    return Statement(build)


@lru_cache(maxsize=2)
def readable_task_count(*, whole_zone: bool) -> Statement:
    """Different tasks that any unit has a part in."""

    def build() -> Select[Any]:
        counted: Select[Any] = select(func.count()).select_from(Task)
        has_unit = select(col(TaskUnit.task_id)).where(col(TaskUnit.task_id) == col(Task.id)).exists()
        return row_rule(counted.where(has_unit), whole_zone=whole_zone)

    return Statement(build)


def sole_heirs(successions: list[Succession], day: Any) -> tuple[list[UUID], list[UUID]]:
    """Units that are gone by the day and the one unit that stands for each; a split has no sole heir."""
    gone = {unit for one in successions if one.effective_date <= day for unit in one.predecessors if one.ends(unit)}
    found = {unit: heirs_of(unit, successions, day) for unit in sorted(gone)}
    sole = {unit: heirs[0] for unit, heirs in found.items() if len(heirs) == 1}
    return list(sole), list(sole.values())


def report_rows(rows: Iterable[Any]) -> list[UnitReportRow]:
    """Folds counts by relation and state into one row for each unit and name."""
    found: dict[tuple[UUID, str], UnitReportRow] = {}
    for row in rows:
        key = (row["id"], row["name"])
        if key not in found:
            facts = {name: row[name] for name in ("id", "name", "name_now", "kind", "active")}
            found[key] = UnitReportRow(**facts, **{relation: _nothing() for relation in RELATIONS})
        counts: StateCounts = getattr(found[key], row["relation"])
        setattr(counts, row["state"], getattr(counts, row["state"]) + row["tasks"])
        counts.total += row["tasks"]
        counts.overdue += row["overdue"]
    return list(found.values())


def _nothing() -> StateCounts:
    return StateCounts(total=0, overdue=0, **dict.fromkeys(TASK_STATES, 0))
