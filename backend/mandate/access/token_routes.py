"""Access tokens for curl and scripts, and the keys that they are checked with."""

from fastapi import APIRouter, Depends, Request, Response

from mandate.access.gate import AnonymousTx, GatedRoute, caller_of, house_of, public
from mandate.access.own_account import ask_for_new_password
from mandate.access.schemas import AccessToken, KeySet, SignInForm
from mandate.access.sessions import identity_in, open_token_session
from mandate.access.sign_in import check_sign_in, forgive_attempt

router = APIRouter(tags=["access"], route_class=GatedRoute, dependencies=[Depends(public)])
KEYS_SECONDS = 300


@router.post("/api/v1/access-tokens", status_code=201)
async def create_access_token(form: SignInForm, request: Request, session: AnonymousTx) -> AccessToken:
    """Signs a person in for a caller that is not a browser.

    The answer's `access_token` is sent as `Authorization: Bearer …` and is good for `expires_in` seconds. It has the
    person's rights of the moment of each request, and ends at once when its session is revoked (GET /me/sessions).
    """
    house = house_of(request)
    caller = caller_of(request)
    account, attempt = await check_sign_in(
        house, form.login, form.password.get_secret_value(), caller, request.state.request_id
    )
    await forgive_attempt(session, attempt)
    opened = open_token_session(session, house.settings, account, caller)
    identity = await identity_in(session, house.settings, opened)
    await ask_for_new_password(session, house, identity)
    return AccessToken(access_token=house.tokens.mint(account.id, opened.id), expires_in=house.tokens.longest_seconds)


@router.get("/.well-known/jwks.json")
async def published_keys(request: Request, response: Response) -> KeySet:
    """The public keys of access tokens (RFC 7517), the newest first."""
    response.headers["Cache-Control"] = f"public, max-age={KEYS_SECONDS}"
    return KeySet(keys=house_of(request).tokens.published())
