"""Units over time: names with their days, reorganisations, sections and people."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from mandate.platform.rows import Versioned, ZoneRow

REORGANISATION_KINDS = ("merge", "split", "dissolve", "found")
# A failed one could not be carried out on its day: a person decides.
PLANNED_STATES = ("failed", "planned")
SIDES = ("predecessor", "successor")
POSTS = ("leader", "section_head", "officer")


def _of_unit() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"], ondelete="CASCADE")


class DatedName(ZoneRow, table=True):
    """A name that a unit bears from a day on; its first name has no day. A unit never renamed has none.

    `shown` is false until the day has come and `unit.name` has become this name.
    """

    __tablename__ = "dated_unit_name"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        _of_unit(),
        UniqueConstraint(
            "zone_id", "unit_id", "from_date", name="dated_unit_name_once", postgresql_nulls_not_distinct=True
        ),
        Index("dated_unit_name_due", "zone_id", "from_date", postgresql_where=text("NOT shown")),
    )
    unit_id: UUID
    name: str
    from_date: date | None = None
    basis: str = ""
    note: str = ""
    shown: bool = Field(default=True, sa_column_kwargs={"server_default": text("true")})


class Reorganisation(ZoneRow, Versioned, table=True):
    """A merge, split, dissolution or founding on a day; `continues`: the unit that was split goes on."""

    __table_args__: ClassVar[tuple[Any, ...]] = (
        CheckConstraint(f"kind IN {REORGANISATION_KINDS}", name="reorganisation_kind"),
    )
    kind: str
    effective_date: date
    basis: str = ""
    note: str = ""
    continues: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})


class PlannedReorganisation(ZoneRow, Versioned, table=True):
    """A reorganisation ordered for a day to come: `form` as it was given; gone once it is carried out."""

    __tablename__ = "planned_reorganisation"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        CheckConstraint(f"state IN {PLANNED_STATES}", name="planned_reorganisation_state"),
        ForeignKeyConstraint(["ordered_by"], ["account.id"]),
        Index("planned_reorganisation_by_day", "zone_id", "effective_date"),
    )
    effective_date: date
    form: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    ordered_by: UUID | None = None
    ordered_by_name: str = ""
    state: str = "planned"
    reason_zh: str = ""
    reason_en: str = ""


class ReorganisedUnit(SQLModel, table=True):
    """A unit's side in a reorganisation."""

    __tablename__ = "reorganised_unit"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "reorganisation_id", "unit_id"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(
            ["zone_id", "reorganisation_id"], ["reorganisation.zone_id", "reorganisation.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"]),
        CheckConstraint(f"side IN {SIDES}", name="reorganised_unit_side"),
        Index("reorganised_unit_by_unit", "zone_id", "unit_id"),
    )
    zone_id: UUID = Field(default=None)
    reorganisation_id: UUID
    unit_id: UUID
    side: str


class UnitSection(ZoneRow, table=True):
    """A section (科室) of a unit."""

    __tablename__ = "unit_section"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        _of_unit(),
        UniqueConstraint("zone_id", "unit_id", "name", name="unit_section_once"),
    )
    unit_id: UUID
    name: str
    ordinal: int = 0


class UnitPerson(ZoneRow, Versioned, table=True):
    """Somebody at a post of a unit: a name and a post, nothing else of the person."""

    __tablename__ = "unit_person"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        _of_unit(),
        ForeignKeyConstraint(
            ["zone_id", "section_id"],
            ["unit_section.zone_id", "unit_section.id"],
            ondelete="SET NULL (section_id)",
        ),
        ForeignKeyConstraint(
            ["zone_id", "account_id"], ["zone_account.zone_id", "zone_account.account_id"], name="unit_person_account"
        ),
        CheckConstraint(f"post IN {POSTS}", name="unit_person_post"),
        CheckConstraint("from_date <= to_date", name="unit_person_term"),
        Index("unit_person_by_unit", "zone_id", "unit_id"),
    )
    unit_id: UUID
    name: str
    post: str
    title: str = ""
    section_id: UUID | None = None
    account_id: UUID | None = None
    from_date: date | None = None
    to_date: date | None = None
