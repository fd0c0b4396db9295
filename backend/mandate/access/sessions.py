"""Sign-in sessions: opened, seen, listed, revoked."""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Identity, read_identity
from mandate.access.events import AccessEvent
from mandate.access.tables import Account, SignInSession
from mandate.platform.database import transaction
from mandate.platform.errors import not_found
from mandate.platform.events import record
from mandate.platform.house import House
from mandate.platform.rows import now
from mandate.platform.scope import Scope
from mandate.platform.settings import Settings

SECRET_BYTES = 32


def open_session(
    session: AsyncSession, settings: Settings, account: Account, *, kind: str, client: str, address: str
) -> tuple[SignInSession, str]:
    """A new session and its secret; the secret is shown once and never stored."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    at = now()
    browser = kind == "browser"
    life = timedelta(hours=settings.session_absolute_hours)
    token_life = timedelta(minutes=settings.access_token_minutes)
    opened = SignInSession(
        account_id=account.id,
        kind=kind,
        secret_hash=hashlib.sha256(secret.encode()).digest(),
        idle_expires_at=at + (timedelta(minutes=settings.session_idle_minutes) if browser else token_life),
        expires_at=at + (life if browser else token_life),
        client=client[:200],
        address=address,
    )
    session.add(opened)
    record_in(session, account, opened)
    return opened, secret


def record_in(session: AsyncSession, account: Account, opened: SignInSession) -> None:
    scope: Scope = session.info["scope"]
    session.info["scope"] = Scope(None, account.id, account.name, request_id=scope.request_id)
    record(
        session,
        AccessEvent.SIGN_IN,
        "session",
        opened.id,
        account.login,
        after={"kind": opened.kind, "client": opened.client, "address": opened.address},
    )


async def identity_in(session: AsyncSession, secret: str) -> Identity:
    """The identity of a session opened in this very transaction."""
    digest = hashlib.sha256(secret.encode()).digest()
    document = await session.scalar(text("SELECT app.identify(:secret)"), {"secret": digest})
    return read_identity(str(document))


async def touch_session(house: House, identity: Identity) -> None:
    """Moves the idle limit, at most once a minute, in a short transaction of its own."""
    at = func.now()
    idle = timedelta(minutes=house.settings.session_idle_minutes)
    async with transaction(house.engine, Scope(None)) as session:
        await session.execute(
            update(SignInSession)
            .where(col(SignInSession.id) == identity.session_id, col(SignInSession.kind) == "browser")
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


async def live_sessions(session: AsyncSession, identity: Identity) -> list[SignInSession]:
    statement = (
        select(SignInSession)
        .where(
            col(SignInSession.account_id) == identity.account_id,
            col(SignInSession.revoked_at).is_(None),
            func.least(col(SignInSession.expires_at), col(SignInSession.idle_expires_at)) > func.now(),
        )
        .order_by(col(SignInSession.created_at).desc())
        .limit(50)
    )
    return list((await session.execute(statement)).scalars())
