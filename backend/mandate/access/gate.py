"""The gate: every request is a live session, in a zone that is theirs, with a permission."""

import hashlib
import hmac
from collections.abc import AsyncGenerator, Callable, Coroutine
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, Path, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.ext.asyncio import AsyncSession

from mandate.access.actor import Actor, Identity, Jurisdiction, actor_in, read_identity
from mandate.access.bearer import secret_of_bearer
from mandate.access.opening import open_day
from mandate.access.permissions import Permission
from mandate.access.sessions import secret_hash, touch_session
from mandate.access.sign_in import Caller
from mandate.access.source import source_address
from mandate.platform.database import transaction
from mandate.platform.errors import Refusal, forbidden, not_found
from mandate.platform.house import House
from mandate.platform.reading import Reader
from mandate.platform.scope import Scope, SessionEnded
from mandate.platform.strict_json import StrictRequest

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CACHED_IDENTITIES = 10_000
SEEN_EVERY_SECONDS = 60
ZONE_PATTERN = r"^[a-z0-9][a-z0-9-]{1,40}$"

ZoneCode = Annotated[
    str, Path(description="Code of a zone, as listed by GET /me.", pattern=ZONE_PATTERN, max_length=41)
]

JurisdictionCode = Annotated[
    str, Path(description="Code of a jurisdiction, as listed by GET /me.", pattern=ZONE_PATTERN, max_length=41)
]


def signed_out(code: str = "signed_out") -> Refusal:
    return Refusal(
        401,
        code,
        "您还没有登录，或登录已过期。请重新登录，填写的内容不会丢失。",
        "You are not signed in, or your session has ended. Please sign in again.",
        headers={"WWW-Authenticate": 'Bearer realm="mandate"'},
    )


def house_of(request: Request) -> House:
    house: House = request.app.state.house
    return house


def cookie_name(house: House) -> str:
    """`__Host-` needs TLS; plain http is for loopback only."""
    return "__Host-mandate" if house.settings.secure_cookies else "mandate"


def device_cookie_name(house: House) -> str:
    return f"{cookie_name(house)}-device"


def csrf_token(house: House, identity: Identity) -> str:
    key = house.settings.derived_key("csrf")
    return hmac.new(key, identity.session_id.bytes, hashlib.sha256).hexdigest()


def presented_secret(request: Request, house: House) -> bytes | None:
    """The hash under which a session is kept: of the cookie, or of an access token's id."""
    authorization = request.headers.get("authorization")
    if authorization is not None:
        return secret_of_bearer(authorization, house)
    cookie = request.cookies.get(cookie_name(house))
    return secret_hash(cookie) if cookie else None


def caller_of(request: Request) -> Caller:
    """Who calls from where, as far as it can be believed."""
    house = house_of(request)
    agent = "".join(character for character in request.headers.get("user-agent", "") if character.isprintable())
    device = request.cookies.get(device_cookie_name(house), "")
    return Caller(agent[:200], source_address(request, house.settings), device)


async def identify(house: House, secret: bytes) -> Identity | None:
    """Reads identity and posts once per session; `app.enter` checks the copy in every transaction."""
    known: Identity | None = house.identities.get(secret)
    if known is not None:
        return known
    document = await house.pool.fetchval("SELECT app.identify($1)", secret)
    if document is None:
        return None
    identity = read_identity(document)
    if len(house.identities) >= CACHED_IDENTITIES:
        house.identities.clear()
    house.identities[secret] = identity
    return identity


async def signed_in(request: Request) -> Identity:
    """The person; refuses with 401, and with 403 a write that does not come from our own pages."""
    house = house_of(request)
    secret = presented_secret(request, house)
    identity = await identify(house, secret) if secret is not None else None
    if secret is None or identity is None:
        raise signed_out()
    request.state.secret = secret
    if identity.kind == "browser" and request.method not in SAFE_METHODS:
        ensure_own_page(request, house, identity)
    # A token is not prolonged by use.
    unseen = (datetime.now(UTC) - identity.last_seen_at).total_seconds()
    if identity.kind == "browser" and unseen > SEEN_EVERY_SECONDS:
        house.identities.pop(secret, None)
        await touch_session(house, identity)
    return identity


SignedIn = Annotated[Identity, Depends(signed_in)]


def ensure_own_page(request: Request, house: House, identity: Identity) -> None:
    site = request.headers.get("sec-fetch-site")
    given = request.headers.get("x-csrf-token", "")
    expected = csrf_token(house, identity)
    own = site in {None, "same-origin"} and hmac.compare_digest(given.encode(), expected.encode())
    if not own:
        raise forbidden(
            "这次提交不是从本系统页面发出的，已拦截。请刷新页面后重试。",
            "This request did not come from our own page and was blocked. Reload and try again.",
            "csrf",
        )


def ensure_password_changed(identity: Identity) -> None:
    if identity.must_change_password:
        raise forbidden(
            "首次登录或密码到期，请先修改密码。",
            "Change your password first.",
            "password_change_required",
        )


async def ensure_current(request: Request, identity: Identity) -> None:
    """Before refusing: a right granted since the identity was remembered counts from this very request.

    Raises SessionEnded when it is out of date; the route then decides anew.
    """
    current = await house_of(request).pool.fetchval("SELECT app.identify($1)", request.state.secret)
    if current is None or read_identity(current).epoch != identity.epoch:
        raise SessionEnded


async def in_zone(request: Request, zone: ZoneCode) -> Actor:
    """The person in the zone of the path, found out once for each request.

    Called by what needs it, not depended on: FastAPI walks a dependency's own dependencies for everyone who asks.
    """
    known: Actor | None = getattr(request.state, "actor", None)
    if known is None:
        known = request.state.actor = await _admitted(request, zone)
    return known


async def _admitted(request: Request, zone: str) -> Actor:
    identity = await signed_in(request)
    actor = actor_in(identity, zone, request.state.request_id)
    if actor is None or identity.must_change_password:
        await ensure_current(request, identity)
    ensure_password_changed(identity)
    if actor is None:
        raise not_found()
    request.state.scope = actor.scope
    await open_day(house_of(request), actor.scope)
    return actor


async def in_jurisdiction(request: Request, jurisdiction: JurisdictionCode, identity: SignedIn) -> Jurisdiction:
    """For overseers: the jurisdiction of the path is one of theirs, else it does not exist."""
    found = next((one for one in identity.jurisdictions if one.code == jurisdiction), None)
    if found is None or identity.must_change_password:
        await ensure_current(request, identity)
    ensure_password_changed(identity)
    if found is None:
        raise not_found()
    return found


class Allow:
    """Declares and enforces the permission of a route; start-up fails for a route without one."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self, request: Request, zone: ZoneCode) -> Actor:
        actor = await in_zone(request, zone)
        if not actor.may(self.permission):
            await ensure_current(request, actor.identity)
            raise forbidden(
                "您的角色不能进行这项操作。如确有需要，请联系本区的安全管理员调整角色。",
                "Your role does not allow this. Ask your zone's security administrator.",
            )
        return actor


async def open_tx(request: Request, zone: ZoneCode) -> AsyncGenerator[AsyncSession]:
    actor = await in_zone(request, zone)
    async with transaction(house_of(request).engine, actor.scope) as session:
        yield session


async def open_reader(request: Request, zone: ZoneCode) -> Reader:
    house, actor = house_of(request), await in_zone(request, zone)
    reader = request.state.reader = Reader(house.pool, actor.scope, house.cursor_key, house.answers)
    return reader


async def open_own_tx(
    request: Request, identity: Annotated[Identity, Depends(signed_in)]
) -> AsyncGenerator[AsyncSession]:
    """A transaction outside any zone: a person's own account and sessions."""
    async with transaction(house_of(request).engine, identity.scope(request.state.request_id)) as session:
        yield session


async def open_anonymous_tx(request: Request) -> AsyncGenerator[AsyncSession]:
    scope = Scope(None, request_id=request.state.request_id)
    async with transaction(house_of(request).engine, scope) as session:
        yield session


# scope="function": a plain yield dependency would commit after the response has gone out.
Tx = Annotated[AsyncSession, Depends(open_tx, scope="function")]
Read = Annotated[Reader, Depends(open_reader)]
OwnTx = Annotated[AsyncSession, Depends(open_own_tx, scope="function")]
AnonymousTx = Annotated[AsyncSession, Depends(open_anonymous_tx, scope="function")]


class GatedRoute(APIRoute):
    """When rights changed since they were cached, reads them again and decides anew, once.

    `app.enter` refuses before the first statement, so nothing has happened yet.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_fresh(incoming: Request) -> Response:
            request = StrictRequest(incoming.scope, incoming.receive)
            try:
                return await asked(request)
            except SessionEnded:
                house_of(request).identities.pop(getattr(request.state, "secret", b""), None)
                request.state.actor = None
            try:
                return await asked(request)
            except SessionEnded:
                raise signed_out() from None

        async def asked(request: Request) -> Response:
            answer = await handle(request)
            reader: Reader | None = getattr(request.state, "reader", None)
            if reader is not None:
                reader.ensure_asked()
            return answer

        return handle_fresh


def allow(permission: Permission) -> Allow:
    return Allow(permission)


async def public() -> None:
    """Marks a route that needs no session: sign-in, health, the public keys."""
