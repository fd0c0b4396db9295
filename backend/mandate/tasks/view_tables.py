"""Searches of the task list that people keep under a name."""

from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Column, ForeignKeyConstraint, Index, PrimaryKeyConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from mandate.platform.rows import Versioned, ZoneRow


class SavedView(ZoneRow, Versioned, table=True):
    """One person's own, or `shared` with the whole zone; what the search holds is checked on the way in and out."""

    __tablename__ = "saved_view"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        Index("saved_view_by_account", "zone_id", "account_id", "ordinal"),
        ForeignKeyConstraint(["account_id"], ["account.id"]),
    )
    account_id: UUID
    name: str
    shared: bool = False
    ordinal: int = 0
    search: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))


class DefaultView(SQLModel, table=True):
    """The view with which the list opens for one person."""

    __tablename__ = "default_view"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "account_id"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(["account_id"], ["account.id"]),
        ForeignKeyConstraint(["zone_id", "view_id"], ["saved_view.zone_id", "saved_view.id"], ondelete="CASCADE"),
    )
    zone_id: UUID = Field(default=None)
    account_id: UUID
    view_id: UUID
