"""Accounts and roles: made, added, suspended, granted, withdrawn."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access import rules
from mandate.access.actor import Actor
from mandate.access.events import AccessEvent
from mandate.access.own_account import replace_password
from mandate.access.passwords import hash_password, initial_password
from mandate.access.permissions import Role
from mandate.access.queries import UNIT
from mandate.access.sessions import end_other_sessions
from mandate.access.sign_in import account_by_login
from mandate.access.tables import Account, Membership, Oversight, ZoneAccount
from mandate.platform.errors import conflict, not_found, stale
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.platform.scope import Scope


async def create_account(
    session: AsyncSession, login: str, name: str, password: str, *, must_change_password: bool = True
) -> Account:
    """A person's sign-in; it has no role until one is granted. Made within a zone, it is that zone's to look after."""
    scope: Scope = session.info["scope"]
    account = Account(
        login=login,
        name=name,
        password_hash=await hash_password(password),
        must_change_password=must_change_password,
        home_zone_id=scope.zone_id,
    )
    session.add(account)
    await session.flush()
    if scope.zone_id is not None:
        await list_person(session, account.id)
    record(session, AccessEvent.ACCOUNT_CREATE, "account", account.id, login, after={"login": login, "name": name})
    return account


async def list_person(session: AsyncSession, account_id: UUID) -> None:
    """Makes the person one of the zone's people, if they are not yet."""
    row = {"zone_id": session.info["scope"].zone_id, "account_id": account_id, "version": 1}
    statement = insert(ZoneAccount).values(**row, created_at=now(), updated_at=now())
    await session.execute(statement.on_conflict_do_nothing())


async def add_person(session: AsyncSession, actor: Actor, login: str, name: str) -> tuple[UUID, str | None]:
    """A new account with its initial password, or an account of another zone by its exact login and name."""
    account = await account_by_login(session, login)
    if account is None and login.startswith(rules.own_prefix(actor.zone)):
        password = initial_password()
        return (await create_account(session, login, name, password)).id, password
    if account is None or account.name != name or account.disabled_at is not None:
        raise rules.person_not_matched(actor.zone)
    if await session.get(ZoneAccount, (actor.zone_id, account.id)) is not None:
        raise conflict(
            "person_listed",
            "该人员已在本区的人员名单中，请在名单中查找。",
            "This person is among your zone's people already. Look them up in the list.",
        )
    await list_person(session, account.id)
    record(session, AccessEvent.PERSON_ADD, "account", account.id, login, after={"login": login, "name": name})
    return account.id, None


@dataclass
class Person:
    """A person of the zone, locked for change."""

    listed: ZoneAccount
    account: Account
    roles: set[Role]

    @property
    def state(self) -> str:
        if self.listed.disabled_at is not None:
            return "disabled"
        return "closed" if self.account.disabled_at is not None else "active"

    @property
    def home(self) -> bool:
        return self.account.home_zone_id == self.listed.zone_id

    def change(self) -> None:
        self.listed.version += 1
        self.listed.updated_at = now()


async def person_for_update(session: AsyncSession, account_id: UUID, version: int | None = None) -> Person:
    listed_row = select(ZoneAccount).where(col(ZoneAccount.account_id) == account_id).with_for_update()
    listed = (await session.execute(listed_row)).scalar_one_or_none()
    if listed is None:
        raise not_found()
    if version is not None and listed.version != version:
        raise stale()
    account_row = select(Account).where(col(Account.id) == account_id).with_for_update()
    account = (await session.execute(account_row)).scalar_one()
    held = await session.execute(select(col(Membership.role)).where(col(Membership.account_id) == account_id))
    return Person(listed, account, {Role(role) for role in held.scalars()})


async def disable_person(session: AsyncSession, actor: Actor, account_id: UUID, version: int) -> None:
    """Ends the person's work in this zone at once; their home zone ends the account as a whole."""
    rules.ensure_other_person(actor.account_id, account_id)
    person = await person_for_update(session, account_id, version)
    rules.next_state(person.state, "disable")
    person.listed.disabled_at = now()
    if person.home:
        person.account.disabled_at = now()
        await end_other_sessions(session, account_id, None)
    await finish(session, person, AccessEvent.ACCOUNT_DISABLE, {"state": "active"}, {"state": "disabled"})


async def enable_person(session: AsyncSession, actor: Actor, account_id: UUID, version: int) -> None:
    rules.ensure_other_person(actor.account_id, account_id)
    person = await person_for_update(session, account_id, version)
    rules.next_state(person.state, "enable")
    person.listed.disabled_at = None
    if person.home:
        person.account.disabled_at = None
    await finish(session, person, AccessEvent.ACCOUNT_ENABLE, {"state": "disabled"}, {"state": "active"})


async def finish(
    session: AsyncSession, person: Person, tag: AccessEvent, before: dict[str, str], after: dict[str, str]
) -> None:
    person.change()
    await session.flush()
    await renew_rights(session, person.account.id)
    record(session, tag, "account", person.account.id, person.account.login, before=before, after=after)


async def reset_password(session: AsyncSession, actor: Actor, account_id: UUID, version: int) -> str:
    """A new initial password, told once; the person is signed out everywhere and chooses their own."""
    rules.ensure_other_person(actor.account_id, account_id)
    person = await person_for_update(session, account_id, version)
    rules.ensure_home(home=person.home)
    rules.ensure_no_administrator(person.roles)
    rules.next_state(person.state, "reset-password")
    person.change()
    return await give_initial_password(session, person.account)


async def give_initial_password(session: AsyncSession, account: Account) -> str:
    password = initial_password()
    await replace_password(session, account, password, must_change=True)
    await end_other_sessions(session, account.id, None)
    record(session, AccessEvent.PASSWORD_RESET, "account", account.id, account.login)
    return password


async def grant_role_to_person(
    session: AsyncSession, actor: Actor, account_id: UUID, role: Role, unit_id: UUID | None
) -> Membership:
    rules.ensure_other_person(actor.account_id, account_id)
    rules.ensure_unit_fits(role, unit_id)
    rules.ensure_unit_signs_in(await session.scalar(select(UNIT.c.kind).where(UNIT.c.id == unit_id)))
    person = await person_for_update(session, account_id)
    rules.next_state(person.state, "grant-role")
    rules.ensure_roles_apart(person.roles, role)
    person.change()
    return await grant_role(session, account_id, role, unit_id)


async def grant_role(session: AsyncSession, account_id: UUID, role: Role, unit_id: UUID | None = None) -> Membership:
    """Takes effect at the person's next request: the epoch makes every cached copy stale."""
    await list_person(session, account_id)
    granted = Membership(account_id=account_id, role=role, unit_id=unit_id)
    session.add(granted)
    await session.flush()
    await renew_rights(session, account_id)
    held = await described(session, granted)
    record(session, AccessEvent.ROLE_GRANT, "membership", granted.id, str(held["person"]), after=held)
    return granted


async def withdraw_role(session: AsyncSession, actor: Actor, account_id: UUID, membership_id: UUID) -> None:
    rules.ensure_other_person(actor.account_id, account_id)
    person = await person_for_update(session, account_id)
    statement = select(Membership).where(col(Membership.id) == membership_id, col(Membership.account_id) == account_id)
    held = (await session.execute(statement)).scalar_one_or_none()
    if held is None:
        raise not_found()
    rules.next_state(person.state, "withdraw-role")
    person.change()
    before = await described(session, held)
    await session.delete(held)
    await session.flush()
    await renew_rights(session, account_id)
    record(session, AccessEvent.ROLE_WITHDRAW, "membership", held.id, str(before["person"]), before=before)


async def described(session: AsyncSession, membership: Membership) -> dict[str, str | None]:
    """In names as well as ids: an auditor reads it when both may have changed."""
    person = await session.scalar(select(col(Account.name)).where(col(Account.id) == membership.account_id))
    unit = await session.scalar(select(UNIT.c.name).where(UNIT.c.id == membership.unit_id))
    ids = {"account_id": str(membership.account_id), "unit_id": str(membership.unit_id) if membership.unit_id else None}
    return {"person": person, "role": membership.role, "unit": unit, **ids}


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
