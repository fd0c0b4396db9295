"""Jurisdictions, the zones in them, and the administrative divisions a zone touches."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint
from sqlmodel import Field, SQLModel

from mandate.platform.ids import new_id
from mandate.platform.rows import Versioned, ZoneRow


class Jurisdiction(SQLModel, table=True):
    """An area whose overseers compare the zones below it (成渝地区, 重庆市, 四川省)."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    parent_id: UUID | None = Field(default=None, foreign_key="jurisdiction.id")
    code: str = Field(unique=True)
    name: str
    name_en: str


class Zone(SQLModel, table=True):
    """A tenant. A zone is not an administrative division and has a code of its own."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    jurisdiction_id: UUID = Field(foreign_key="jurisdiction.id")
    code: str = Field(unique=True)
    name: str
    name_en: str


class ZoneDivision(SQLModel, table=True):
    """A division code (GB/T 2260) that a zone covers wholly or in part, for as long as it did."""

    __tablename__ = "zone_division"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "division_code", "valid_from"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
    )
    zone_id: UUID
    division_code: str
    valid_from: date
    valid_to: date | None = None


class ZoneRule(ZoneRow, Versioned, table=True):
    """What a zone decides for itself; one row per zone."""

    __tablename__ = "zone_rule"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("officers_read IN ('own_units', 'whole_zone')", name="zone_rule_officers_read"),
    )
    officers_read: str = Field(default="own_units")
