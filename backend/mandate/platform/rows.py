"""What every table row of a zone has in common."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import DateTime
from sqlmodel import Field, SQLModel

from mandate.platform.ids import new_id


def now() -> datetime:
    return datetime.now(UTC)


class ZoneRow(SQLModel):
    """A row that belongs to one zone; the scope of the transaction fills `zone_id`."""

    zone_id: UUID = Field(default=None, primary_key=True, foreign_key="zone.id")
    id: UUID = Field(default_factory=new_id, primary_key=True)


class Versioned(SQLModel):
    """A row that people edit: `version` is its ETag and rises with every change."""

    version: int = Field(default=1)
    created_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
    updated_at: datetime = Field(default_factory=now, sa_type=DateTime(timezone=True))
