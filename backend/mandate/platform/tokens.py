"""Signed access tokens (RFC 9068): the only importer of python-jose, which skips most of what is checked here."""

import base64
import hashlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jose import jwk, jwt
from jose.backends.base import Key
from jose.exceptions import ExpiredSignatureError, JWTError
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from mandate.platform.settings import Settings
from mandate.platform.strict_json import strict_loads

ALGORITHM = "ES256"
TYPE = "at+jwt"
CLIENT = "first-party"
LARGEST_TOKEN = 4096
LARGEST_HEADER = 256
SIGNATURE_BYTES = 64
LEEWAY_SECONDS = 30
MOST_KEYS = 3
PEM_BLOCK = re.compile(r"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)
SEGMENT = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
REQUIRED = {f"require_{claim}": True for claim in ("aud", "exp", "iat", "iss", "jti", "nbf", "sub")}
# Order of the P-256 group (FIPS 186-5, SEC 2).
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

Why = Literal["malformed", "bad_signature", "expired", "not_yet", "wrong_claims"]
Text = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Seconds = Annotated[int, Field(ge=0, lt=2**40)]


class TokenError(Exception):
    """The only exception that `verify` raises, whatever it is given."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class Claims(BaseModel):
    """What a token says once it is believed; times are whole seconds since 1970 (UTC)."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    iss: Text
    aud: Text
    sub: UUID
    jti: UUID
    client_id: Literal["first-party"]
    iat: Seconds
    nbf: Seconds
    exp: Seconds


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A P-256 key, prebuilt (parsing PEM doubles the time of a check); `kid` is its RFC 7638 thumbprint."""

    kid: str
    private: Key
    public: Key
    published: dict[str, str]


def _segment(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _opened(segment: str) -> bytes:
    """The bytes of a segment; refuses padding, other alphabets and spare bits."""
    if not SEGMENT.fullmatch(segment):
        raise TokenError("malformed")
    raw = base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))
    if _segment(raw) != segment:
        raise TokenError("malformed")
    return raw


def signing_key(pem: str) -> SigningKey:
    """From a PEM private key; raises ValueError for anything but a private P-256 key."""
    try:
        private: Key = jwk.construct(pem, ALGORITHM)
        described: dict[str, str] = private.to_dict()
    except Exception as error:
        raise ValueError("not a private P-256 key in PEM") from error
    if described["crv"] != "P-256" or "d" not in described:
        raise ValueError("not a private P-256 key in PEM")
    essential = {name: described[name] for name in ("crv", "kty", "x", "y")}
    canonical = json.dumps(essential, separators=(",", ":"), sort_keys=True).encode()
    kid = _segment(hashlib.sha256(canonical).digest())
    published = {**essential, "alg": ALGORITHM, "use": "sig", "kid": kid}
    return SigningKey(kid, private, private.public_key(), published)


def derived_signing_key(seed: bytes) -> SigningKey:
    """The same key in every process that knows the installation's secret: nothing to store or to share."""
    wide = hashlib.sha512(b"mandate access token" + seed).digest()
    scalar = int.from_bytes(wide, "big") % (P256_ORDER - 1) + 1
    private = ec.derive_private_key(scalar, ec.SECP256R1())
    return signing_key(
        private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
    )


def signing_keys(settings: Settings) -> tuple[SigningKey, ...]:
    """The newest first: it signs; up to three are believed, so that keys can be exchanged without a gap."""
    if settings.token_key is None:
        return (derived_signing_key(settings.derived_key("access-token")),)
    blocks = [found[0] for found in PEM_BLOCK.finditer(settings.token_key.get_secret_value())]
    if not 0 < len(blocks) <= MOST_KEYS:
        raise SystemExit(
            "MANDATE_TOKEN_KEY 应包含 1 到 3 个 P-256 私钥（PEM），最新的在最前。"
            " MANDATE_TOKEN_KEY must hold one to three P-256 private keys (PEM), the newest first."
        )
    try:
        return tuple(signing_key(block) for block in blocks)
    except ValueError:
        raise SystemExit(
            "MANDATE_TOKEN_KEY 不是 P-256 私钥，请用 openssl ecparam -name prime256v1 -genkey -noout 生成。"
            " MANDATE_TOKEN_KEY is not a P-256 private key; make one with"
            " openssl ecparam -name prime256v1 -genkey -noout."
        ) from None


class Tokens:
    """Mints and verifies the access tokens of one installation."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        keys = signing_keys(settings)
        self._newest = keys[0]
        self._ring = {key.kid: key for key in keys}
        self._clock = clock
        self.issuer = settings.public_url
        self.audience = f"{settings.public_url}/api/v1"
        self.longest_seconds = settings.access_token_minutes * 60

    def published(self) -> list[dict[str, str]]:
        """The public keys (RFC 7517), the newest first."""
        return [key.published for key in self._ring.values()]

    def mint(self, subject: UUID, token_id: UUID) -> str:
        at = int(self._clock())
        claims = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": str(subject),
            "jti": str(token_id),
            "client_id": CLIENT,
            "iat": at,
            "nbf": at,
            "exp": at + self.longest_seconds,
        }
        headers = {"typ": TYPE, "kid": self._newest.kid}
        return jwt.encode(claims, self._newest.private, ALGORITHM, headers)

    def verify(self, raw: str) -> Claims:
        """The claims of a token that is ours, for us and of now. Raises TokenError, and nothing else."""
        try:
            return self._verify(raw)
        except TokenError:
            raise
        except ExpiredSignatureError:
            raise TokenError("expired") from None
        except JWTError:
            raise TokenError("bad_signature") from None
        # RecursionError, OverflowError and TypeError reach here too: jose raises them on hostile input.
        except Exception:  # noqa: BLE001
            raise TokenError("malformed") from None

    def _verify(self, raw: str) -> Claims:
        if not raw.isascii() or len(raw) > LARGEST_TOKEN or raw.count(".") != 2:
            raise TokenError("malformed")
        header, payload, signature = (_opened(segment) for segment in raw.split("."))
        key = self._ring[self._kid(header)]
        if len(signature) != SIGNATURE_BYTES:
            raise TokenError("bad_signature")
        jwt.decode(
            raw,
            key.public,
            algorithms=[ALGORITHM],
            audience=self.audience,
            issuer=self.issuer,
            options={**REQUIRED, "leeway": LEEWAY_SECONDS},
        )
        claims = _claims(payload)
        self._ensure_current(claims)
        return claims

    def _kid(self, header: bytes) -> str:
        if len(header) > LARGEST_HEADER:
            raise TokenError("malformed")
        found: Any = strict_loads(header)
        known = isinstance(found, dict) and found.keys() == {"alg", "kid", "typ"}
        if not known or found["alg"] != ALGORITHM or found["typ"] != TYPE:
            raise TokenError("malformed")
        kid: Any = found["kid"]
        if not isinstance(kid, str) or kid not in self._ring:
            raise TokenError("bad_signature")
        return kid

    def _ensure_current(self, claims: Claims) -> None:
        at = self._clock()
        if (claims.iss, claims.aud) != (self.issuer, self.audience):
            raise TokenError("wrong_claims")
        if not claims.iat <= claims.nbf < claims.exp <= claims.iat + self.longest_seconds:
            raise TokenError("wrong_claims")
        if claims.exp + LEEWAY_SECONDS <= at:
            raise TokenError("expired")
        if claims.nbf > at + LEEWAY_SECONDS:
            raise TokenError("not_yet")


def _claims(payload: bytes) -> Claims:
    strict_loads(payload)
    try:
        return Claims.model_validate_json(payload)
    except ValueError:
        raise TokenError("wrong_claims") from None
