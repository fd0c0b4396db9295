"""Signing in and out, and a person's own account."""

from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from mandate.access import sessions
from mandate.access.actor import Identity
from mandate.access.events import AccessEvent
from mandate.access.gate import (
    AnonymousTx,
    GatedRoute,
    OwnTx,
    SignedIn,
    caller_of,
    cookie_name,
    csrf_token,
    device_cookie_name,
    house_of,
    public,
)
from mandate.access.own_account import ask_for_new_password, change_password
from mandate.access.permissions import Role, permissions_of
from mandate.access.schemas import (
    AccountName,
    JurisdictionName,
    Me,
    PasswordForm,
    SessionList,
    SessionRow,
    SignInForm,
    UnitOfPost,
    ZonePosts,
)
from mandate.access.sign_in import check_sign_in, device_cookie, forgive_attempt
from mandate.platform.house import House

router = APIRouter(prefix="/api/v1", tags=["access"], route_class=GatedRoute)
DEVICE_SECONDS = 180 * 24 * 3600


def me_of(house: House, identity: Identity) -> Me:
    zones: dict[str, ZonePosts] = {}
    for post in identity.posts:
        zone = zones.setdefault(
            post.zone,
            ZonePosts(
                code=post.zone, name=post.zone_name, name_en=post.zone_name_en, roles=[], permissions=[], units=[]
            ),
        )
        if post.role not in zone.roles:
            zone.roles.append(post.role)
        if post.unit_id is not None and post.unit is not None:
            zone.units.append(UnitOfPost(id=post.unit_id, name=post.unit))
    for zone in zones.values():
        zone.permissions = sorted(permissions_of(frozenset[Role](zone.roles)))
    return Me(
        account=AccountName(
            id=identity.account_id,
            login=identity.login,
            name=identity.name,
            must_change_password=identity.must_change_password,
        ),
        zones=list(zones.values()),
        jurisdictions=[JurisdictionName(code=j.code, name=j.name, name_en=j.name_en) for j in identity.jurisdictions],
        csrf_token=csrf_token(house, identity),
    )


@router.post("/sessions", status_code=201, dependencies=[Depends(public)])
async def sign_in(form: SignInForm, request: Request, response: Response, session: AnonymousTx) -> Me:
    """Signs a person in and sets the session cookie.

    Each browser gets a new session; the one it held before ends, and so does the oldest beyond three.
    """
    house = house_of(request)
    caller = caller_of(request)
    account, attempt = await check_sign_in(
        house, form.login, form.password.get_secret_value(), caller, request.state.request_id
    )
    await forgive_attempt(session, attempt)
    ended = await sessions.end_earlier_sessions(session, account.id, request.cookies.get(cookie_name(house)))
    opened, secret = sessions.open_session(
        session, house.settings, account, kind="browser", client=caller.client, address=caller.address
    )
    sessions.record_sign_in(session, account, opened, ended)
    identity = await sessions.identity_in(session, house.settings, opened)
    if await ask_for_new_password(session, house, identity):
        identity = await sessions.identity_in(session, house.settings, opened)
    secure = house.settings.secure_cookies
    response.set_cookie(cookie_name(house), secret, path="/", httponly=True, secure=secure, samesite="lax")
    response.set_cookie(
        device_cookie_name(house),
        device_cookie(house, account.login),
        max_age=DEVICE_SECONDS,
        path="/",
        httponly=True,
        secure=secure,
        samesite="strict",
    )
    return me_of(house, identity)


@router.delete("/sessions/current", status_code=204)
async def sign_out(request: Request, response: Response, identity: SignedIn, session: OwnTx) -> None:
    """Ends the session behind this request."""
    house = house_of(request)
    await sessions.revoke_session(session, identity, identity.session_id, AccessEvent.SIGN_OUT)
    house.identities.pop(request.state.secret, None)
    response.delete_cookie(cookie_name(house), path="/", secure=house.settings.secure_cookies, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


@router.get("/me")
async def me(request: Request, identity: SignedIn, session: OwnTx) -> Me:
    """The signed-in person, their zones, roles, permissions and units."""
    await session.connection()
    return me_of(house_of(request), identity)


@router.get("/me/sessions")
async def my_sessions(identity: SignedIn, session: OwnTx) -> SessionList:
    """Where the person is signed in, newest first."""
    rows = await sessions.live_sessions(session, identity.account_id)
    return SessionList(items=[SessionRow(**row.model_dump(), current=row.id == identity.session_id) for row in rows])


@router.delete("/me/sessions/{session_id}", status_code=204)
async def end_session(session_id: UUID, identity: SignedIn, session: OwnTx) -> None:
    """Ends one of the person's own sessions; it is refused from its next request on."""
    await sessions.revoke_session(session, identity, session_id, AccessEvent.SESSION_REVOKE)


@router.post("/me/password", status_code=204)
async def change_my_password(form: PasswordForm, request: Request, identity: SignedIn, session: OwnTx) -> None:
    """Sets a new password. The person's other sessions and tokens end; this one goes on."""
    house = house_of(request)
    current, new = form.current_password.get_secret_value(), form.new_password.get_secret_value()
    await change_password(session, house, identity, current, new)
    house.identities.pop(request.state.secret, None)
