"""One event for every change: who, when, where, what, before and after, in the same transaction."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel

from mandate.platform.ids import new_id
from mandate.platform.rows import ZoneRow
from mandate.platform.scope import Scope


class EventTag(StrEnum):
    """Tags read `source:subject:action`; each room declares its own in `events.py`, with the words people read."""

    zh: str
    en: str

    def __new__(cls, tag: str, zh: str = "", en: str = "") -> Self:
        member = str.__new__(cls, tag)
        member._value_ = tag
        member.zh, member.en = zh, en
        return member

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for tag in cls:
            if tag.count(":") != 2:
                raise TypeError(f"{tag!r} is not source:subject:action")


def known_tags() -> list[EventTag]:
    """Every tag of every room that is loaded, in alphabetical order."""
    return sorted(tag for room in EventTag.__subclasses__() for tag in room)


class Recorded(SQLModel):
    """What every event holds. The database fills sequence, time and both hashes (see migrations)."""

    sequence: int | None = Field(default=None, sa_type=BigInteger)
    at: datetime | None = Field(default=None, sa_type=DateTime(timezone=True))
    account_id: UUID | None = None
    account_name: str = ""
    tag: str
    subject_kind: str
    subject_id: UUID | None = None
    subject_title: str = ""
    reason: str = ""
    request_id: str = ""


class Event(ZoneRow, Recorded, table=True):
    """An event of a zone. The application may add events and read them, nothing else."""

    __table_args__: ClassVar[tuple[Any, ...]] = (
        Index("event_by_sequence", "zone_id", "sequence", unique=True),
        Index("event_by_subject", "zone_id", "subject_kind", "subject_id", "sequence"),
    )
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))
    previous_hash: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    row_hash: bytes | None = Field(default=None, sa_column=Column(LargeBinary))


class ControlEvent(Recorded, table=True):
    """An event outside any zone: sign-in, lockout, a zone or an account made by an operator."""

    __tablename__ = "control_event"
    __table_args__: ClassVar[tuple[Any, ...]] = (Index("control_event_by_sequence", "sequence", unique=True),)
    id: UUID = Field(default_factory=new_id, primary_key=True)
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB))
    previous_hash: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    row_hash: bytes | None = Field(default=None, sa_column=Column(LargeBinary))


def record(
    session: AsyncSession,
    tag: EventTag,
    subject_kind: str,
    subject_id: UUID | None,
    title: str = "",
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Adds the one event of a command to its transaction; the actor is the scope's, or who ordered it before."""
    scope: Scope = session.info.get("ordered_by") or session.info["scope"]
    kind = ControlEvent if scope.zone_id is None else Event
    session.add(
        kind(
            account_id=scope.account_id,
            account_name=scope.account_name,
            tag=tag,
            subject_kind=subject_kind,
            subject_id=subject_id,
            subject_title=title[:400],
            before=before,
            after=after,
            reason=reason,
            request_id=scope.request_id,
        )
    )
