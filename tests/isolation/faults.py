"""Faults of the program that must not pass unseen, made for as long as a test runs."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from _pytest.monkeypatch import MonkeyPatch

from mandate.access import gate
from mandate.access.actor import Actor, Identity, actor_in
from mandate.access.permissions import Permission
from mandate.platform import database, errors, paging
from mandate.platform.kept_answers import KeptAnswers
from mandate.platform.reading import Reader, Statement
from mandate.platform.scope import Door, Scope
from tests.isolation.world import World

Break = Callable[[MonkeyPatch, World], None]
MATRIX, OFFICERS, CURSORS, POOLS = "matrix", "officers", "cursors", "pools"


@dataclass(frozen=True)
class Fault:
    name: str
    make: Break
    seen_by: str


def any_zone_is_theirs(patch: MonkeyPatch, _world: World) -> None:
    def first(identity: Identity, zone: str, request_id: str) -> Actor | None:
        return actor_in(identity, identity.posts[0].zone, request_id) if identity.posts else None

    patch.setattr(gate, "actor_in", first)


def scope_of_another_zone(patch: MonkeyPatch, world: World) -> None:
    """What a cache of actors keyed by person and not by zone would do."""

    def scope(actor: Actor) -> Scope:
        who = actor.identity
        return Scope(world.places[1].zone.id, who.account_id, who.name, who.session_id, who.epoch, actor.request_id)

    patch.setattr(Actor, "scope", property(scope))


def one_identity_for_all(patch: MonkeyPatch, world: World) -> None:
    """The cache of identities without the session in its key."""
    known: list[Identity] = []
    identify = gate.identify

    async def first(house: Any, secret: bytes) -> Identity | None:
        found = await identify(house, secret)
        known.extend([found] if found and not known else [])
        return known[0] if found else None

    patch.setattr(gate, "identify", first)


def no_permission_is_asked(patch: MonkeyPatch, _world: World) -> None:
    patch.setattr(Actor, "may", lambda _actor, _permission: True)


def one_role_too_many(patch: MonkeyPatch, _world: World) -> None:
    def may(actor: Actor, permission: Permission) -> bool:
        return permission in actor.permissions or permission == Permission.PLAN_READ

    patch.setattr(Actor, "may", may)


def foreign_zones_are_admitted_to(patch: MonkeyPatch, world: World) -> None:
    """403 for a zone that exists and 404 for one that does not: an oracle."""
    codes = {place.zone.code for place in world.places}

    def admitting(identity: Identity, zone: str, request_id: str) -> Actor | None:
        found = actor_in(identity, zone, request_id)
        if found is None and zone in codes:
            raise errors.forbidden("不可以", "No.")
        return found

    patch.setattr(gate, "actor_in", admitting)


def officers_read_all(patch: MonkeyPatch, _world: World) -> None:
    for module in modules_of("mandate.tasks"):
        if hasattr(module, "row_rule"):
            patch.setattr(module, "row_rule", lambda statement, **_: statement)
    forget_compiled()


def modules_of(room: str) -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.startswith(room)]


def forget_compiled() -> None:
    """Statements are compiled once: those of a broken program must not outlive it."""
    for module in modules_of("mandate.tasks"):
        for known in vars(module).values():
            cache_clear = getattr(known, "cache_clear", None)
            if cache_clear is not None:
                cache_clear()


def cursors_without_a_seal(patch: MonkeyPatch, _world: World) -> None:
    patch.setattr(paging, "_mac", lambda *_: bytes(paging.MAC_BYTES))


def cursors_for_every_zone(patch: MonkeyPatch, _world: World) -> None:
    patch.setattr(paging, "_binding", lambda *_: b"")


def answers_for_everybody(patch: MonkeyPatch, world: World) -> None:
    """Pages kept without the reader's units in their key: an officer gets the page of one who is in every unit."""

    async def row(_answers: KeptAnswers, reader: Reader, statement: Statement, **given: Any) -> Any:
        everywhere = [unit["id"] for unit in await world.connection.fetch("SELECT id FROM unit")]
        return await reader.row(statement, **given | {"unit_ids": everywhere})

    patch.setattr(KeptAnswers, "row", row)


def session_level_set(patch: MonkeyPatch, _world: World) -> None:
    def behind(statement: Statement, _door: Door, **_: bool) -> str:
        zone = f"set_config('app.zone_id', (${len(statement.names) + 1}::uuid)::text, false)"
        return f"SELECT seen.* FROM {zone} AS entered(yes), LATERAL ({statement.sql} OFFSET 0) AS seen"

    patch.setattr(Statement, "behind", behind)


def reset_that_is_undone(patch: MonkeyPatch, _world: World) -> None:
    def forget(connection: Any, _record: Any, _state: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("RESET ALL")
        cursor.close()
        connection.rollback()

    patch.setattr(database, "forget_session_settings", forget)


FAULTS = (
    Fault("any zone is theirs", any_zone_is_theirs, MATRIX),
    Fault("the scope of another zone", scope_of_another_zone, MATRIX),
    Fault("one cached identity for all", one_identity_for_all, MATRIX),
    Fault("no permission is asked", no_permission_is_asked, MATRIX),
    Fault("one role too many", one_role_too_many, MATRIX),
    Fault("foreign zones are admitted to", foreign_zones_are_admitted_to, MATRIX),
    Fault("officers read all tasks", officers_read_all, OFFICERS),
    Fault("cursors without a seal", cursors_without_a_seal, CURSORS),
    Fault("cursors for every zone", cursors_for_every_zone, CURSORS),
    Fault("answers kept for everybody", answers_for_everybody, OFFICERS),
    Fault("session-level SET", session_level_set, POOLS),
    Fault("a reset that is undone", reset_that_is_undone, POOLS),
)
