"""Accounts, their sessions, and what they may do where."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from mandate.platform.ids import new_id
from mandate.platform.rows import Versioned, ZoneRow, now


def instant(**options: Any) -> Any:
    return Field(sa_type=DateTime(timezone=True), **options)


class Account(Versioned, table=True):
    """A person's sign-in, the same in every zone. `epoch` rises when rights or password change.

    The home zone made the account; only its system administrator resets the password.
    """

    id: UUID = Field(default_factory=new_id, primary_key=True)
    login: str = Field(unique=True)
    name: str
    password_hash: str
    password_changed_at: datetime = instant(default_factory=now)
    must_change_password: bool = True
    disabled_at: datetime | None = instant(default=None)
    epoch: int = 0
    home_zone_id: UUID | None = Field(default=None, foreign_key="zone.id")


class ZoneAccount(Versioned, table=True):
    """A person whom a zone knows, with or without a role there; a zone suspends its own people only."""

    __tablename__ = "zone_account"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        PrimaryKeyConstraint("zone_id", "account_id"),
        ForeignKeyConstraint(["zone_id"], ["zone.id"]),
        ForeignKeyConstraint(["account_id"], ["account.id"]),
    )
    zone_id: UUID = Field(default=None)
    account_id: UUID
    disabled_at: datetime | None = instant(default=None)


class PasswordHistory(SQLModel, table=True):
    """Hashes of earlier passwords, so that none of the last five comes back."""

    __tablename__ = "password_history"
    id: UUID = Field(default_factory=new_id, primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", index=True)
    password_hash: str
    at: datetime = instant(default_factory=now)


class SignInSession(SQLModel, table=True):
    """A browser's session or an access token's life; only a hash of the secret is kept."""

    __tablename__ = "sign_in_session"
    __table_args__: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("kind IN ('browser', 'token')", name="sign_in_session_kind"),
        Index("sign_in_session_by_account", "account_id", "created_at"),
    )
    id: UUID = Field(default_factory=new_id, primary_key=True)
    account_id: UUID = Field(foreign_key="account.id")
    kind: str
    secret_hash: bytes = Field(unique=True)
    created_at: datetime = instant(default_factory=now)
    last_seen_at: datetime = instant(default_factory=now)
    idle_expires_at: datetime = instant()
    expires_at: datetime = instant()
    revoked_at: datetime | None = instant(default=None)
    client: str = ""
    address: str = ""


class SignInThrottle(SQLModel, table=True):
    """Failures per (login, source) and per source: a stranger cannot lock out the owner."""

    __tablename__ = "sign_in_throttle"
    key: bytes = Field(primary_key=True)
    failures: int = 0
    last_failure_at: datetime = instant(default_factory=now)
    blocked_until: datetime | None = instant(default=None)


class Membership(ZoneRow, Versioned, table=True):
    """A role of a person in a zone; an officer's role is held for one unit.

    An exclusion constraint in the migration keeps the three administrators apart from each
    other and from every business role (GB/T 22239-2019 8.1.5).
    """

    __table_args__: ClassVar[tuple[Any, ...]] = (
        ForeignKeyConstraint(["account_id"], ["account.id"]),
        ForeignKeyConstraint(
            ["zone_id", "account_id"], ["zone_account.zone_id", "zone_account.account_id"], name="membership_person"
        ),
        ForeignKeyConstraint(["zone_id", "unit_id"], ["unit.zone_id", "unit.id"]),
        UniqueConstraint(
            "zone_id", "account_id", "role", "unit_id", name="membership_once", postgresql_nulls_not_distinct=True
        ),
        Index("membership_by_account", "zone_id", "account_id"),
        CheckConstraint("(role = 'officer') = (unit_id IS NOT NULL)", name="membership_officer_unit"),
        CheckConstraint(
            "role IN ('officer','supervisor','leader','system_administrator',"
            "'security_administrator','audit_administrator')",
            name="membership_role",
        ),
        Index("membership_by_account", "zone_id", "account_id"),
    )
    account_id: UUID
    role: str
    unit_id: UUID | None = None


class Oversight(SQLModel, table=True):
    """An overseer's jurisdiction."""

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    jurisdiction_id: UUID = Field(foreign_key="jurisdiction.id", primary_key=True)
