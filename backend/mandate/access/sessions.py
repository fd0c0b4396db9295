"""Sign-in sessions: opened, seen, listed, revoked."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, text, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Identity, read_identity
from mandate.access.bearer import token_session_hash
from mandate.access.events import AccessEvent
from mandate.access.permissions import ADMINISTRATORS
from mandate.access.sign_in import Caller, refused
from mandate.access.tables import Account, SignInSession
from mandate.platform.database import transaction
from mandate.platform.errors import not_found
from mandate.platform.events import record
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.platform.rows import now
from mandate.platform.scope import Scope
from mandate.platform.settings import Settings

SECRET_BYTES = 32
MOST_BROWSERS = 3


def secret_hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def open_session(
    session: AsyncSession, settings: Settings, account: Account, *, kind: str, client: str, address: str
) -> tuple[SignInSession, str]:
    """A new browser session and its secret; the secret is shown once and never stored."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    at = now()
    opened = SignInSession(
        account_id=account.id,
        kind=kind,
        secret_hash=secret_hash(secret),
        idle_expires_at=at + timedelta(minutes=settings.session_idle_minutes),
        expires_at=at + timedelta(hours=settings.session_absolute_hours),
        client=client[:200],
        address=address,
    )
    session.add(opened)
    return opened, secret


def open_token_session(session: AsyncSession, settings: Settings, account: Account, caller: Caller) -> SignInSession:
    """The session behind a new access token; the token's id is the session's."""
    end = now() + timedelta(minutes=settings.access_token_minutes)
    token_id = new_id()
    opened = SignInSession(
        id=token_id,
        account_id=account.id,
        kind="token",
        secret_hash=token_session_hash(settings, token_id),
        idle_expires_at=end,
        expires_at=end,
        client=caller.client[:200],
        address=caller.address,
    )
    session.add(opened)
    record_sign_in(session, account, opened)
    return opened


def record_sign_in(session: AsyncSession, account: Account, opened: SignInSession, ended: int = 0) -> None:
    """The person is who acts, though nobody was signed in when the transaction began."""
    scope: Scope = session.info["scope"]
    session.info["scope"] = Scope(None, account.id, account.name, request_id=scope.request_id)
    after = {"kind": opened.kind, "client": opened.client, "address": opened.address, "ended_sessions": ended}
    record(session, AccessEvent.SIGN_IN, "session", opened.id, account.login, after=after)


async def end_earlier_sessions(session: AsyncSession, account_id: UUID, presented: str | None) -> int:
    """Room for one more browser: ends the session this browser held, and the oldest beyond the limit."""
    live = await live_sessions(session, account_id, kind="browser")
    held = None if presented is None else secret_hash(presented)
    others = [row for row in live if row.secret_hash != held]
    surplus = [row.id for row in live if row.secret_hash == held] + [row.id for row in others[MOST_BROWSERS - 1 :]]
    if surplus:
        ending = update(SignInSession).where(col(SignInSession.id).in_(surplus))
        await session.execute(ending.values(revoked_at=func.now()))
    return len(surplus)


async def end_other_sessions(session: AsyncSession, account_id: UUID, kept: UUID | None) -> None:
    """After a new password, and when an account is closed."""
    live = update(SignInSession).where(
        col(SignInSession.account_id) == account_id, col(SignInSession.revoked_at).is_(None)
    )
    others = live if kept is None else live.where(col(SignInSession.id) != kept)
    await session.execute(others.values(revoked_at=func.now()))


async def identity_in(session: AsyncSession, settings: Settings, opened: SignInSession) -> Identity:
    """The identity of a session opened in this very transaction; refused when the account has just been closed."""
    await session.flush()
    document = await session.scalar(text("SELECT app.identify(:secret)"), {"secret": opened.secret_hash})
    if document is None:
        raise refused()
    identity = read_identity(str(document))
    opened.idle_expires_at = min(opened.idle_expires_at, opened.created_at + idle_limit(settings, identity))
    return identity


def idle_limit(settings: Settings, identity: Identity) -> timedelta:
    """Administrators are signed out sooner."""
    roles = {post.role for post in identity.posts}
    minutes = settings.administrator_idle_minutes if roles & ADMINISTRATORS else settings.session_idle_minutes
    return timedelta(minutes=min(minutes, settings.session_idle_minutes))


async def touch_session(house: House, identity: Identity) -> None:
    """Moves the idle limit, at most once a minute, in a short transaction of its own."""
    at = func.now()
    idle = idle_limit(house.settings, identity)
    async with transaction(house.engine, Scope(None)) as session:
        await session.execute(
            update(SignInSession)
            .where(
                col(SignInSession.id) == identity.session_id,
                # A session that has run out while it was remembered here is not brought back.
                func.least(col(SignInSession.idle_expires_at), col(SignInSession.expires_at)) > at,
            )
            .values(last_seen_at=at, idle_expires_at=at + idle)
        )


async def revoke_session(session: AsyncSession, identity: Identity, session_id: UUID, tag: AccessEvent) -> None:
    """Ends one of the person's own sessions; the next request with it is refused."""
    ended = await session.execute(
        update(SignInSession)
        .where(
            col(SignInSession.id) == session_id,
            col(SignInSession.account_id) == identity.account_id,
            col(SignInSession.revoked_at).is_(None),
        )
        .values(revoked_at=func.now())
        .returning(col(SignInSession.id))
    )
    if ended.scalar_one_or_none() is None:
        raise not_found()
    record(session, tag, "session", session_id, identity.login)


async def live_sessions(session: AsyncSession, account_id: UUID, kind: str | None = None) -> list[SignInSession]:
    """Newest first."""
    statement = (
        select(SignInSession)
        .where(
            col(SignInSession.account_id) == account_id,
            col(SignInSession.revoked_at).is_(None),
            true() if kind is None else col(SignInSession.kind) == kind,
            func.least(col(SignInSession.expires_at), col(SignInSession.idle_expires_at)) > func.now(),
        )
        .order_by(col(SignInSession.created_at).desc())
        .limit(100)
    )
    return list((await session.execute(statement)).scalars())
