"""Tokens that nobody should believe: made by hand, byte by byte, with the installation's own key where that helps."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from mandate.platform.tokens import P256_ORDER, derived_signing_key

DEEP = "[" * 100_000
Segments = tuple[str, str, bytes]


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(segment: str) -> bytes:
    return base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4))


@dataclass
class Forger:
    """Takes a good token apart and puts it together wrongly."""

    good: str
    private: ec.EllipticCurvePrivateKey

    def __post_init__(self) -> None:
        header, claims, signature = self.good.split(".")
        self.header: dict[str, Any] = json.loads(decoded(header))
        self.claims: dict[str, Any] = json.loads(decoded(claims))
        self.signature = decoded(signature)

    def sign(self, message: bytes, key: ec.EllipticCurvePrivateKey | None = None) -> bytes:
        r, s = decode_dss_signature((key or self.private).sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    def signed(self, header: bytes, claims: bytes, key: ec.EllipticCurvePrivateKey | None = None) -> str:
        message = f"{encoded(header)}.{encoded(claims)}"
        return f"{message}.{encoded(self.sign(message.encode(), key))}"

    def with_header(self, **changes: Any) -> str:
        return self.signed(_json(self.header, changes), _json(self.claims, {}))

    def with_claims(self, **changes: Any) -> str:
        return self.signed(_json(self.header, {}), _json(self.claims, changes))

    def with_raw_claims(self, text: str) -> str:
        return self.signed(_json(self.header, {}), text.encode("utf-8", "surrogatepass"))

    def with_raw_header(self, text: str) -> str:
        return self.signed(text.encode(), _json(self.claims, {}))

    def with_signature(self, signature: bytes) -> str:
        return f"{self.good.rpartition('.')[0]}.{encoded(signature)}"

    def with_secret(self, algorithm: str, secret: bytes, digest: str) -> str:
        """HMAC with our public key as the secret: the classic confusion of algorithms."""
        message = f"{encoded(_json(self.header, {'alg': algorithm}))}.{encoded(_json(self.claims, {}))}"
        return f"{message}.{encoded(hmac.new(secret, message.encode(), digest).digest())}"

    def public(self, form: serialization.Encoding, layout: serialization.PublicFormat) -> bytes:
        return self.private.public_key().public_bytes(form, layout)


def _json(base: dict[str, Any], changes: dict[str, Any]) -> bytes:
    merged = {name: value for name, value in {**base, **changes}.items() if value is not ...}
    return json.dumps(merged, separators=(",", ":")).encode()


def installation_key(seed: bytes) -> ec.EllipticCurvePrivateKey:
    pem = derived_signing_key(seed).private.to_pem()
    found = serialization.load_pem_private_key(pem, None)
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    return found


def hostile(f: Forger) -> Iterator[tuple[str, str]]:
    """Names and tokens; each is wrong in one way."""
    now = int(time.time())
    other = ec.generate_private_key(ec.SECP256R1())
    text, info = serialization.Encoding, serialization.PublicFormat
    own_jwk = {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}
    header, claims = json.dumps(f.header), json.dumps(f.claims)
    head, body, tail = f.good.split(".")
    r, s = f.signature[:32], f.signature[32:]
    der = encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
    yield "alg none, no signature", f"{encoded(_json(f.header, {'alg': 'none'}))}.{body}."
    yield "alg None, our signature", f.with_header(alg="None")
    yield "HS256 with our PEM key", f.with_secret("HS256", f.public(text.PEM, info.SubjectPublicKeyInfo), "sha256")
    yield "HS256 with our DER key", f.with_secret("HS256", f.public(text.DER, info.SubjectPublicKeyInfo), "sha256")
    yield "HS512 with our SSH key", f.with_secret("HS512", f.public(text.OpenSSH, info.OpenSSH), "sha512")
    yield "HS256 with an empty secret", f.with_secret("HS256", b"", "sha256")
    yield "RS256 in the header", f.with_header(alg="RS256")
    yield "ES384 in the header", f.with_header(alg="ES384")
    yield "alg in lower case", f.with_header(alg="es256")
    yield "alg a list", f.with_header(alg=["ES256"])
    yield "no alg", f.with_header(alg=...)
    yield "kid of nobody", f.with_header(kid="x" * 43)
    yield "kid an injection", f.with_header(kid="' OR 1=1 --")
    yield "kid a path", f.with_header(kid="../../../../dev/null")
    yield "kid a number", f.with_header(kid=0)
    yield "no kid", f.with_header(kid=...)
    yield "jwk in the header", f.with_header(jwk=own_jwk)
    yield "jku in the header", f.with_header(jku="https://attacker.example/jwks.json")
    yield "x5u in the header", f.with_header(x5u="https://attacker.example/cert.pem")
    yield "crit", f.with_header(crit=["exp"])
    yield "b64 false", f.with_header(b64=False, crit=["b64"])
    yield "typ of a refresh token", f.with_header(typ="refresh")
    yield "typ JWT", f.with_header(typ="JWT")
    yield "no typ", f.with_header(typ=...)
    yield "header twice the same key", f.with_raw_header(header[:-1] + ',"alg":"ES256"}')
    yield "header a list", f.with_raw_header("[]")
    yield "header deep JSON", f.with_raw_header('{"alg":' + DEEP)
    yield "header deep JSON within the limit", f.with_raw_header('{"alg":' + "[" * 200)
    yield "header too long", f.with_raw_header(header[:-1] + ', "typ ": "' + "x" * 300 + '"}')
    yield "no aud", f.with_claims(aud=...)
    yield "aud of another", f.with_claims(aud="https://other.example/api/v1")
    yield "aud a list", f.with_claims(aud=[f.claims["aud"]])
    yield "aud with a slash more", f.with_claims(aud=f.claims["aud"] + "/")
    yield "iss of another", f.with_claims(iss="https://other.example")
    yield "iss in capitals", f.with_claims(iss=f.claims["iss"].upper())
    yield "no iss", f.with_claims(iss=...)
    yield "no sub", f.with_claims(sub=...)
    yield "sub not a UUID", f.with_claims(sub="admin")
    yield "no jti", f.with_claims(jti=...)
    yield "jti of no session", f.with_claims(jti="018f0000-0000-7000-8000-000000000000")
    yield "no exp", f.with_claims(exp=...)
    yield "exp past", f.with_claims(iat=now - 700, nbf=now - 700, exp=now - 100)
    yield "exp null", f.with_claims(exp=None)
    yield "exp a string", f.with_claims(exp="99999999999")
    yield "exp a fraction", f.with_claims(exp=now + 60.5)
    yield "exp a list", f.with_claims(exp=[now + 60])
    yield "exp true", f.with_claims(exp=True)
    yield "exp huge", f.with_claims(exp=10**400)
    yield "exp infinite", f.with_raw_claims(claims.replace(str(f.claims["exp"]), "Infinity"))
    yield "exp far away", f.with_claims(exp=now + 366 * 24 * 3600)
    yield "nbf in the future", f.with_claims(nbf=now + 300, iat=now + 300, exp=now + 600)
    yield "iat after exp", f.with_claims(iat=now + 600, nbf=now + 600, exp=now + 500)
    yield "no iat", f.with_claims(iat=...)
    yield "a claim more", f.with_claims(role="supervisor")
    yield "client of another", f.with_claims(client_id="other")
    yield "claims twice the same key", f.with_raw_claims(claims[:-1] + f',"sub":"{f.claims["sub"]}"}}')
    yield "claims deep JSON", f.with_raw_claims('{"iss":' + "[" * 2000 + "]" * 2000 + "}")
    yield "claims not JSON", f.with_raw_claims("not json")
    yield "claims a string", f.with_raw_claims('"iss"')
    yield "claims a lone surrogate", f.with_raw_claims(claims[:-1] + ',"x":"\ud800"}')
    yield "claims changed after signing", f"{head}.{encoded(_json(f.claims, {'sub': '0' * 32}))}.{tail}"
    yield "five megabytes", f.with_raw_claims(claims[:-1] + ',"x":"' + "a" * 5_000_000 + '"}')
    yield "signed by another key", f.signed(header.encode(), claims.encode(), other)
    yield "r and s zero", f.with_signature(bytes(64))
    yield "s zero", f.with_signature(r + bytes(32))
    yield "r the order of the group", f.with_signature(P256_ORDER.to_bytes(32, "big") + s)
    yield "signature cut short", f.with_signature(f.signature[:-1])
    yield "signature one byte longer", f.with_signature(f.signature + b"\0")
    yield "signature in DER", f.with_signature(der)
    yield "no signature", f"{head}.{body}."
    yield "no payload", f"{head}..{tail}"
    yield "detached payload", f"{head}.{tail}"
    yield "four parts", f"{f.good}.{tail}"
    yield "five parts, as encrypted", f"{head}.{tail}.{tail}.{body}.{tail}"
    yield "a dot at the end", f"{f.good}."
    yield "padding", f"{head}=.{body}.{tail}"
    yield "another alphabet", f.good.replace("_", "/").replace("-", "+") + "+"
    yield "white space inside", f"{head}. {body}.{tail}"
    yield "not ASCII", f"{head}.{body}.{tail}é"
    yield "a NUL", f"{head}.{body}.\0{tail}"
    yield "nothing", ""
    yield "two dots", ".."


def mutations() -> list[Callable[[str, int, int], str]]:
    """Ways to damage a token at a place with a value."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    return [
        lambda token, place, value: token[:place] + alphabet[value % 65] + token[place + 1 :],
        lambda token, place, value: token[:place] + token[place + 1 + value % 3 :],
        lambda token, place, value: token[:place] + alphabet[value % 65] + token[place:],
        lambda token, place, value: token[:place] + token[place:][::-1],
        lambda token, place, value: token[:place],
        lambda token, place, value: token + token[place : place + 1 + value % 8],
    ]


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:12]
