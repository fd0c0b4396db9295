"""What a unit had to do with a task before a reorganisation handed it on: nothing of it is lost."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field

from mandate.platform.rows import ZoneRow
from mandate.tasks.tables import RELATIONS


class FormerTaskUnit(ZoneRow, table=True):
    """A row of `task_unit` as it was until `until_date`, and who has it since."""

    __tablename__ = "former_task_unit"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        ForeignKeyConstraint(["zone_id", "task_id"], ["task.zone_id", "task.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"]),
        ForeignKeyConstraint(["zone_id", "successor_id"], ["unit.zone_id", "unit.id"]),
        ForeignKeyConstraint(["zone_id", "reorganisation_id"], ["reorganisation.zone_id", "reorganisation.id"]),
        CheckConstraint(f"relation IN {RELATIONS}", name="former_task_unit_relation"),
        Index("former_task_unit_by_unit", "zone_id", "unit_id"),
        Index("former_task_unit_by_task", "zone_id", "task_id"),
    )
    task_id: UUID
    unit_id: UUID
    successor_id: UUID
    reorganisation_id: UUID
    taken_over_date: date | None = None
    until_date: date
    relation: str
    ordinal: int
    source_text: str = ""
    start_offset: int | None = None
    end_offset: int | None = None
    inherited: bool = Field(default=False)
    responsible_leader: str = ""
    responsible_section: str = ""
    responsible_officer: str = ""
