"""Who acts where: what every transaction is bound to before its first statement."""

from dataclasses import dataclass
from uuid import UUID

NOWHERE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Scope:
    """A zone (None outside any zone) and, for people, the session that must still be live."""

    zone_id: UUID | None
    account_id: UUID | None = None
    account_name: str = ""
    session_id: UUID | None = None
    epoch: int = 0
    request_id: str = ""

    def enter(self) -> str:
        """SQL that binds a transaction; raises SQLSTATE MD401 when the session is no longer live.

        The values are UUIDs and integers of ours, so they stand in the text: one simple query
        opens the transaction and binds it in a single round trip.
        """
        zone = f"'{self.zone_id or NOWHERE}'::uuid"
        if self.session_id is None:
            return f"SELECT app.enter_unattended({zone})"
        return f"SELECT app.enter({zone}, '{self.account_id}'::uuid, '{self.session_id}'::uuid, {self.epoch:d})"


class SessionEnded(Exception):
    """The session was revoked, expired, or the person's rights changed since it was read."""


SESSION_ENDED = "MD401"
NO_SCOPE = "28000"
