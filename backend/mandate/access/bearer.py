"""Access tokens for callers that are not browsers: a token is a key to a session of kind 'token'."""

import hashlib
import hmac
import time
from uuid import UUID

from mandate.platform.house import House
from mandate.platform.settings import Settings
from mandate.platform.tokens import TokenError

SCHEME = "bearer "
BELIEVED_TOKENS = 2_000


def token_session_hash(settings: Settings, token_id: UUID) -> bytes:
    """Under which the token's session is kept; no cookie can be made to match it."""
    return hmac.new(settings.derived_key("token-session"), token_id.bytes, hashlib.sha256).digest()


def secret_of_bearer(authorization: str, house: House) -> bytes | None:
    """The session hash of a valid token, else None. A token once verified costs a dict lookup until it expires.

    Whether the session still lives is asked of the database by every transaction, as for cookies.
    """
    if authorization[: len(SCHEME)].lower() != SCHEME:
        return None
    raw = authorization[len(SCHEME) :].strip(" ")
    believed = house.believed_tokens.get(raw)
    if believed is not None:
        if time.time() < believed[1]:
            house.believed_tokens.move_to_end(raw)
            return believed[0]
        del house.believed_tokens[raw]
        return None
    try:
        claims = house.tokens.verify(raw)
    except TokenError:
        return None
    secret = token_session_hash(house.settings, claims.jti)
    house.believed_tokens[raw] = (secret, claims.exp)
    if len(house.believed_tokens) > BELIEVED_TOKENS:
        house.believed_tokens.popitem(last=False)
    return secret
