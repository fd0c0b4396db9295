"""The unit directory of a zone: names, aliases, and who stands behind a collective name."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from mandate.platform.rows import Versioned, ZoneRow

UNIT_KINDS = (
    "department", "committee", "party_body", "street_or_town", "enterprise", "court_or_procuratorate",
    "public_institution", "utility", "leading_group", "task_force", "municipal_body", "external_partner",
    "collective",
)  # fmt: skip


class Unit(ZoneRow, Versioned, table=True):
    """A unit that can lead or answer for a task. `sort_key` is pinyin (no ICU in the server).

    `name` is the one of today. Leading groups and task forces have a term and a convenor.
    """

    __table_args__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("zone_id", "name", name="unit_name"),
        CheckConstraint(f"kind IN {UNIT_KINDS}", name="unit_kind"),
        CheckConstraint("term_from_date <= term_to_date", name="unit_term"),
        ForeignKeyConstraint(["zone_id", "convenor_id"], ["unit.zone_id", "unit.id"], name="unit_convenor"),
        Index("unit_by_sort_key", "zone_id", "sort_key", "id"),
    )
    name: str
    kind: str = "department"
    sort_key: str
    note: str = ""
    active: bool = True
    term_from_date: date | None = None
    term_to_date: date | None = None
    convenor_id: UUID | None = None


class UnitAlias(ZoneRow, table=True):
    """Another spelling of a unit's name (区经信委 for 区经济信息委)."""

    __tablename__ = "unit_alias"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        UniqueConstraint("zone_id", "alias", name="unit_alias_alias"),
        ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"], ondelete="CASCADE"),
        Index("unit_alias_by_unit", "zone_id", "unit_id"),
    )
    unit_id: UUID
    alias: str


class UnitMember(SQLModel, table=True):
    """A unit behind a collective name (各镇街 stands for every town and street)."""

    __tablename__ = "unit_member"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "collective_id", "member_id"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(["zone_id", "collective_id"], ["unit.zone_id", "unit.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["zone_id", "member_id"], ["unit.zone_id", "unit.id"]),
        CheckConstraint("collective_id <> member_id", name="unit_member_other"),
        Index("unit_member_by_member", "zone_id", "member_id"),
    )
    zone_id: UUID = Field(default=None)
    collective_id: UUID
    member_id: UUID
