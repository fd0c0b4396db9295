"""A person's own password."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Identity
from mandate.access.events import AccessEvent
from mandate.access.password_policy import POLICIES, Fault, faults, is_expired
from mandate.access.passwords import hash_password, password_matches
from mandate.access.permissions import ADMINISTRATORS
from mandate.access.rules import weak_password, wrong_password
from mandate.access.sessions import end_other_sessions
from mandate.access.tables import Account, PasswordHistory
from mandate.access.throttle import admit, bucket, forgive
from mandate.access.throttle_rules import PAIR
from mandate.platform.database import transaction
from mandate.platform.events import record
from mandate.platform.house import House
from mandate.platform.rows import now
from mandate.platform.scope import Scope


async def change_password(session: AsyncSession, house: House, identity: Identity, current: str, new: str) -> None:
    """Ends the person's other sessions; this one stays, with its rights read anew (the epoch has risen)."""
    guesses = bucket(PAIR, "confirm", str(identity.session_id))
    # Counted in a transaction of its own: a refusal rolls back this one.
    async with transaction(house.engine, Scope(None)) as counting:
        admitted = await admit(counting, (guesses,))
    statement = select(Account).where(col(Account.id) == identity.account_id).with_for_update()
    account = (await session.execute(statement)).scalar_one()
    if not (await password_matches(account.password_hash, current) and admitted):
        raise wrong_password()
    await forgive(session, guesses, ())
    policy = POLICIES[house.settings.password_policy]
    context = [account.login, account.name, *(text for post in identity.posts for text in (post.zone, post.zone_name))]
    found = faults(policy, new, context)
    if not found and await was_used(session, account, new, policy.remembered):
        found.append(Fault.USED_BEFORE)
    if found:
        raise weak_password(found, policy.shortest, policy.classes)
    await replace_password(session, account, new, must_change=False)
    await end_other_sessions(session, account.id, identity.session_id)
    record(session, AccessEvent.PASSWORD_CHANGE, "account", account.id, account.login)


async def was_used(session: AsyncSession, account: Account, password: str, remembered: int) -> bool:
    earlier = (
        select(col(PasswordHistory.password_hash))
        .where(col(PasswordHistory.account_id) == account.id)
        .order_by(col(PasswordHistory.at).desc())
        .limit(remembered - 1)
    )
    hashes = [account.password_hash, *(await session.execute(earlier)).scalars()]
    return any([await password_matches(stored, password) for stored in hashes])


async def replace_password(session: AsyncSession, account: Account, password: str, *, must_change: bool) -> None:
    """Keeps the old hash, so that the password does not come back; makes every cached identity stale."""
    session.add(PasswordHistory(account_id=account.id, password_hash=account.password_hash))
    account.password_hash = await hash_password(password)
    account.password_changed_at = now()
    account.must_change_password = must_change
    account.epoch += 1
    account.version += 1
    account.updated_at = now()
    await session.flush()


async def ask_for_new_password(session: AsyncSession, house: House, identity: Identity) -> bool:
    """At sign-in: a password that has grown old must be changed first. True when this one has."""
    if identity.must_change_password:
        return False
    account = await session.get_one(Account, identity.account_id)
    administrator = any(post.role in ADMINISTRATORS for post in identity.posts)
    policy = POLICIES[house.settings.password_policy]
    if not is_expired(policy, account.password_changed_at, now(), administrator=administrator):
        return False
    account.must_change_password = True
    account.epoch += 1
    account.updated_at = now()
    await session.flush()
    return True
