"""Addresses of PostgreSQL as libpq spells them, made ready for asyncpg: both roads to the database take them from here."""

import ssl
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

SCHEMES = frozenset({"postgres", "postgresql"})
TLS_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
TLS_FILES = ("sslrootcert", "sslcert", "sslkey", "sslcrl")
# asyncpg reads these itself; the last two reach the server.
KNOWN = frozenset(
    {
        *("host", "port", "user", "password", "passfile", "target_session_attrs"),
        *("sslmode", "sslpassword", "sslnegotiation", "ssl_min_protocol_version", "ssl_max_protocol_version"),
        *TLS_FILES,
        *("application_name", "options"),
    }
)
# libpq's own, without which a connection is no less safe; asyncpg would hand them to the server, which refuses them.
IDLE = frozenset({"connect_timeout", "fallback_application_name", "sslcompression", "sslsni", "tcp_user_timeout"})
IDLE_START = "keepalives"
# asyncpg has neither: what a server merely may use is left out, what is demanded cannot be had.
WITHOUT = frozenset({"channel_binding", "gssencmode"})


def plain_url(url: str) -> str:
    """The address for asyncpg. Raises ValueError, in words for the operator, for what it cannot do."""
    scheme, _, rest = url.partition("://")
    if scheme.split("+")[0] not in SCHEMES:
        raise ValueError("a database address starts with postgresql://")
    rest, _, query = rest.partition("?")
    kept = dict(_understood(name, value) for name, value in parse_qsl(query) if not _idle(name, value))
    return f"postgresql://{rest}" + (f"?{urlencode(kept, quote_via=quote)}" if kept else "")


def database_name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _idle(name: str, value: str) -> bool:
    return name in IDLE or name.startswith(IDLE_START) or (name in WITHOUT and value != "require")


def _understood(name: str, value: str) -> tuple[str, str]:
    if name not in KNOWN:
        raise ValueError(f"a database address cannot have the parameter {name!r}; remove it")
    if name == "sslmode" and value not in TLS_MODES:
        raise ValueError(f"sslmode={value} is none of {', '.join(TLS_MODES)}")
    if (name, value) == ("sslrootcert", "system"):
        value = _authorities_of_the_machine()
    if name in TLS_FILES and not Path(value).is_file():
        raise ValueError(f"{name}={value} is no file that can be read here")
    return name, value


def _authorities_of_the_machine() -> str:
    """libpq 16's `system`; the certificates that this machine trusts for everything."""
    return ssl.get_default_verify_paths().cafile or "system"
