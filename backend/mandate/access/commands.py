"""Accounts and roles: made, granted, withdrawn."""

from uuid import UUID

from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.events import AccessEvent
from mandate.access.passwords import hash_password
from mandate.access.permissions import Role
from mandate.access.tables import Account, Membership, Oversight, ZoneAccount
from mandate.platform.events import record
from mandate.platform.rows import now


async def create_account(
    session: AsyncSession, login: str, name: str, password: str, *, must_change_password: bool = True
) -> Account:
    """A person's sign-in; it has no role until one is granted."""
    account = Account(
        login=login,
        name=name,
        password_hash=await hash_password(password),
        must_change_password=must_change_password,
    )
    session.add(account)
    await session.flush()
    record(session, AccessEvent.ACCOUNT_CREATE, "account", account.id, login, after={"login": login, "name": name})
    return account


async def grant_role(session: AsyncSession, account_id: UUID, role: Role, unit_id: UUID | None = None) -> Membership:
    """Takes effect at the person's next request: the epoch makes every cached copy stale."""
    await list_person(session, account_id)
    granted = Membership(account_id=account_id, role=role, unit_id=unit_id)
    session.add(granted)
    await session.flush()
    await renew_rights(session, account_id)
    record(
        session,
        AccessEvent.ROLE_GRANT,
        "membership",
        granted.id,
        role,
        after={"account_id": str(account_id), "role": role, "unit_id": str(unit_id) if unit_id else None},
    )
    return granted


async def list_person(session: AsyncSession, account_id: UUID) -> None:
    """Makes the person one of the zone's people, if they are not yet."""
    row = {"zone_id": session.info["scope"].zone_id, "account_id": account_id, "version": 1}
    statement = insert(ZoneAccount).values(**row, created_at=now(), updated_at=now())
    await session.execute(statement.on_conflict_do_nothing())


async def renew_rights(session: AsyncSession, account_id: UUID) -> None:
    await session.execute(
        update(Account).where(col(Account.id) == account_id).values(epoch=col(Account.epoch) + 1, updated_at=func.now())
    )


async def grant_oversight(session: AsyncSession, account_id: UUID, jurisdiction_id: UUID) -> None:
    session.add(Oversight(account_id=account_id, jurisdiction_id=jurisdiction_id))
    await renew_rights(session, account_id)
    record(
        session,
        AccessEvent.OVERSIGHT_GRANT,
        "account",
        account_id,
        after={"jurisdiction_id": str(jurisdiction_id)},
    )
