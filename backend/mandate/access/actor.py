"""The person behind a request, and what they are in the zone they act in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from mandate.access.permissions import Permission, Role, permissions_of
from mandate.platform.scope import Scope


@dataclass(frozen=True, slots=True)
class Post:
    """One role in one zone; an officer's is held for a unit."""

    zone_id: UUID
    zone: str
    zone_name: str
    zone_name_en: str
    role: Role
    unit_id: UUID | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A live session and all posts of its person, as of `epoch`."""

    session_id: UUID
    kind: str
    account_id: UUID
    login: str
    name: str
    epoch: int
    must_change_password: bool
    last_seen_at: datetime
    posts: tuple[Post, ...]
    jurisdictions: tuple[Jurisdiction, ...]

    def scope(self, request_id: str) -> Scope:
        """The scope outside any zone."""
        return Scope(None, self.account_id, self.name, self.session_id, self.epoch, request_id)


@dataclass(frozen=True, slots=True)
class Actor:
    """An identity in one zone."""

    identity: Identity
    zone_id: UUID
    zone: str
    roles: frozenset[Role]
    unit_ids: tuple[UUID, ...]
    permissions: frozenset[Permission]
    request_id: str

    @property
    def account_id(self) -> UUID:
        return self.identity.account_id

    @property
    def scope(self) -> Scope:
        who = self.identity
        return Scope(self.zone_id, who.account_id, who.name, who.session_id, who.epoch, self.request_id)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def reads_whole_zone(self) -> bool:
        """Supervisors and leaders read every business row of their zone."""
        return bool(self.roles & {Role.SUPERVISOR, Role.LEADER})


def read_identity(document: str) -> Identity:
    """From the JSON of `app.identify`."""
    found = orjson.loads(document)
    posts = tuple(
        Post(
            UUID(row["zone_id"]),
            row["zone"],
            row["zone_name"],
            row["zone_name_en"],
            Role(row["role"]),
            UUID(row["unit_id"]) if row["unit_id"] else None,
            row["unit"],
        )
        for row in found["memberships"]
    )
    return Identity(
        session_id=UUID(found["session_id"]),
        kind=found["kind"],
        account_id=UUID(found["account_id"]),
        login=found["login"],
        name=found["name"],
        epoch=found["epoch"],
        must_change_password=found["must_change_password"],
        last_seen_at=datetime.fromisoformat(found["last_seen_at"]),
        posts=posts,
        jurisdictions=tuple(Jurisdiction(**row) for row in found["jurisdictions"]),
    )


def actor_in(identity: Identity, zone: str, request_id: str) -> Actor | None:
    """None when the zone is not theirs: the caller answers as if it did not exist."""
    posts = [post for post in identity.posts if post.zone == zone]
    if not posts:
        return None
    roles = frozenset(post.role for post in posts)
    return Actor(
        identity=identity,
        zone_id=posts[0].zone_id,
        zone=zone,
        roles=roles,
        unit_ids=tuple(post.unit_id for post in posts if post.unit_id is not None),
        permissions=permissions_of(roles),
        request_id=request_id,
    )
