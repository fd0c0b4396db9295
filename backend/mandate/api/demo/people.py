"""Makes the demo's accounts, gives them their posts, and lets one of them act without a session."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor, Identity
from mandate.access.commands import create_account, grant_oversight, grant_role
from mandate.access.permissions import Role, permissions_of
from mandate.access.tables import Account, Membership
from mandate.api.demo.accounts import ACCOUNTS
from mandate.platform.rows import now
from mandate.platform.scope import NOWHERE
from mandate.units.commands import create_units
from mandate.zones.commands import jurisdiction_by_code
from mandate.zones.tables import Zone

REQUEST = "demo"


async def known_people(session: AsyncSession) -> dict[str, Account]:
    wanted = [one.login for one in ACCOUNTS]
    found = await session.execute(select(Account).where(col(Account.login).in_(wanted)))
    return {account.login: account for account in found.scalars()}


async def add_people(session: AsyncSession, home: str, password: str, accounts: dict[str, Account]) -> None:
    """The missing accounts of a home zone, in its scope; of no zone (""): the overseers."""
    for one in ACCOUNTS:
        if one.home != home or one.login in accounts:
            continue
        account = await create_account(session, one.login, one.name, password, must_change_password=False)
        accounts[one.login] = account
        jurisdiction = await jurisdiction_by_code(session, one.jurisdiction) if one.jurisdiction else None
        if jurisdiction is not None:
            await grant_oversight(session, account.id, jurisdiction.id)


async def give_posts(session: AsyncSession, zone: str, accounts: Mapping[str, Account]) -> None:
    """Grants the zone's roles to those of the demo who hold none there yet."""
    held = set((await session.execute(select(col(Membership.account_id)))).scalars())
    here = [(accounts[one.login], post) for one in ACCOUNTS for post in one.posts if post.zone == zone]
    for account, post in here:
        if account.id not in held:
            unit = (await create_units(session, [post.unit]))[0] if post.unit else None
            await grant_role(session, account.id, post.role, unit.id if unit else None)


def acting(account: Account, zone: Zone, role: Role) -> Actor:
    """The person at work in the zone without a session: for commands that ask who acts."""
    identity = Identity(
        session_id=NOWHERE,
        kind="unattended",
        account_id=account.id,
        login=account.login,
        name=account.name,
        epoch=account.epoch,
        must_change_password=False,
        last_seen_at=now(),
        posts=(),
        jurisdictions=(),
    )
    roles = frozenset({role})
    return Actor(identity, zone.id, zone.code, roles, (), permissions_of(roles), REQUEST)
