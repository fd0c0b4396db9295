"""Who acts where: what every transaction is bound to before its first statement."""

from dataclasses import dataclass
from uuid import UUID

NOWHERE = UUID(int=0)
ATTENDED = ("uuid", "uuid", "uuid", "integer")


@dataclass(frozen=True, slots=True)
class Door:
    """The function that binds a transaction to a scope, and the types of its arguments."""

    function: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """A zone (None outside any zone) and, for people, the session that must still be live."""

    zone_id: UUID | None
    account_id: UUID | None = None
    account_name: str = ""
    session_id: UUID | None = None
    epoch: int = 0
    request_id: str = ""

    @property
    def door(self) -> Door:
        return Door("app.enter_unattended", ("uuid",)) if self.session_id is None else Door("app.enter", ATTENDED)

    @property
    def keys(self) -> tuple[object, ...]:
        """The arguments of the door."""
        zone = self.zone_id or NOWHERE
        return (zone,) if self.session_id is None else (zone, self.account_id, self.session_id, self.epoch)

    def enter(self) -> str:
        """SQL that binds a transaction; raises SQLSTATE MD401 when the session is no longer live.

        The values are UUIDs and integers of ours, so they stand in the text.
        """
        given = ", ".join(f"'{key}'::{kind}" for key, kind in zip(self.keys, self.door.kinds, strict=True))
        return f"SELECT {self.door.function}({given})"


class SessionEnded(Exception):
    """The session was revoked, expired, or the person's rights changed since it was read."""


SESSION_ENDED = "MD401"
NO_SCOPE = "28000"
