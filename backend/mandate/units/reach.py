"""Which tasks a person may read, said once for every room that shows tasks or what belongs to them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Select, Text, Uuid, any_, bindparam, column, func, literal_column, select, table
from sqlalchemy.sql.selectable import CompoundSelect
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.platform.reading import AnySelect
from mandate.units.tables import UnitMember
from mandate.zones.tables import ZoneRule

# By name, as a foreign key would: `tasks` and `indicators` are siblings above and share this rule.
TASK_UNIT = table("task_unit", column("task_id", Uuid), column("unit_id", Uuid), column("relation"))
TASK = table("task", column("id", Uuid))
RELATIONS = bindparam("relations", type_=ARRAY(Text))


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person may read: the whole zone, or the tasks of their units (see `readable_tasks`)."""

    whole_zone: bool
    unit_ids: tuple[UUID, ...]


def reach_of(actor: Actor) -> Reach:
    """Supervisors and leaders read the whole zone, officers what their units take part in."""
    return Reach(actor.reads_whole_zone, actor.unit_ids)


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


def readable_tasks() -> CompoundSelect[Any]:
    """Ids of the tasks that an officer of the units `unit_ids` may read: the row rule.

    A zone may let its officers read everything: then the second branch holds, otherwise it costs nothing.
    """
    opened: Select[Any] = select(literal_column("1")).where(
        col(ZoneRule.officers_read) == literal_column("'whole_zone'")
    )
    return tasks_of_units("unit_ids").union_all(select(TASK.c.id).where(opened.exists()))


def readable_task(task_id: Any, *, whole_zone: bool) -> AnySelect:
    """The task's id, or no row when it may not be read."""
    found = select(TASK.c.id).where(TASK.c.id == task_id)
    return found if whole_zone else found.where(TASK.c.id.in_(readable_tasks()))
