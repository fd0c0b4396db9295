"""Which tasks a person may read, said once for every room that shows tasks or what belongs to them.

It stands here because `tasks` and `indicators` are siblings: neither may ask the other.
"""

from typing import Any

from sqlalchemy import (
    ARRAY,
    Select,
    Subquery,
    Text,
    Uuid,
    any_,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect
from sqlmodel import col

from mandate.platform.reading import AnySelect
from mandate.units.tables import UnitMember
from mandate.zones.tables import ZoneRule

# By name, as a foreign key would: the room that owns them is above.
TASK_UNIT = table("task_unit", column("task_id", Uuid), column("unit_id", Uuid), column("relation"))
TASK = table("task", column("id", Uuid))
RELATIONS = bindparam("relations", type_=ARRAY(Text))


def units_acting(parameter: str) -> CompoundSelect[Any]:
    """The units of an array parameter and the collective units (各镇街) that they stand behind."""
    units = bindparam(parameter, type_=ARRAY(Uuid))
    behind = select(col(UnitMember.collective_id)).where(col(UnitMember.member_id) == any_(units))
    return select(func.unnest(units)).union_all(behind)


def tasks_of_units(parameter: str, *, related: bool = False) -> Select[Any]:
    """Ids of the tasks that those units take part in; `related`: in one of the array `relations`."""
    taking_part = select(TASK_UNIT.c.task_id).where(TASK_UNIT.c.unit_id.in_(units_acting(parameter)))
    return taking_part.where(TASK_UNIT.c.relation == any_(RELATIONS)) if related else taking_part


def tasks_with_relation() -> Select[Any]:
    """Ids of the tasks in which anybody holds one of the array `relations`."""
    return select(TASK_UNIT.c.task_id).where(TASK_UNIT.c.relation == any_(RELATIONS))


def _within_reach() -> Subquery:
    """What an officer of the units `unit_ids` may read, with the units' own relation (NULL where they have none).

    Own units, collective units they stand behind, and everything where the zone lets its officers read
    everything: otherwise the last branch costs nothing.
    """
    units = bindparam("unit_ids", type_=ARRAY(Uuid))
    behind = select(col(UnitMember.collective_id)).where(col(UnitMember.member_id) == any_(units))
    opened: AnySelect = select(literal_column("1")).where(col(ZoneRule.officers_read) == literal_column("'whole_zone'"))
    no_relation = literal_column("NULL::text", Text).label("relation")
    return union_all(
        select(TASK_UNIT.c.task_id, TASK_UNIT.c.relation).where(TASK_UNIT.c.unit_id == any_(units)),
        select(TASK_UNIT.c.task_id, no_relation).where(TASK_UNIT.c.unit_id.in_(behind)),
        select(TASK.c.id, no_relation).where(opened.exists()),
    ).subquery("within_reach")


def readable_tasks() -> Select[Any]:
    """Ids of the tasks that an officer of the units `unit_ids` may read: the row rule."""
    return select(_within_reach().c.task_id)


def readable_tasks_with_relation() -> Subquery:
    """The same, each task once, with the strongest relation of the officer's own units: lead < responsible < supporting."""
    reach = _within_reach()
    strongest = func.min(reach.c.relation).label("relation")
    return select(reach.c.task_id, strongest).group_by(reach.c.task_id).subquery("reach")


def readable_task(task_id: Any, *, whole_zone: bool) -> AnySelect:
    """The task's id, or no row when it may not be read."""
    found = select(TASK.c.id).where(TASK.c.id == task_id)
    return found if whole_zone else found.where(TASK.c.id.in_(readable_tasks()))
