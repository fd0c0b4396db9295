import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from mandate.access.events import AccessEvent
from mandate.platform.addresses import plain_url
from mandate.platform.audit import Chain, Head, anchors_of, read_anchors, verify_chains
from mandate.platform.database import transaction
from mandate.platform.events import record
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.platform.scope import NOWHERE, Scope
from mandate.platform.settings import Settings
from mandate.zones.tables import Zone
from tests.support.zones import make_zone

EVENTS = 8


@dataclass
class Vandal:
    """The database's owner, who can do what the application cannot."""

    database: asyncpg.Connection
    settings: Settings
    zone: Zone
    other: Zone

    async def do(self, sql: str, *values: Any) -> None:
        await self.database.execute(sql, *values)

    async def rows(self) -> list[asyncpg.Record]:
        return await self.database.fetch("SELECT * FROM event WHERE zone_id = $1 ORDER BY sequence", self.zone.id)

    async def found(self, zone: Zone | None = None, anchors: dict[UUID, Head] | None = None) -> tuple[str, int] | None:
        chains = {chain.chain_id: chain for chain in await verify_chains(self.settings, anchors)}
        finding = chains[(zone or self.zone).id].finding
        return None if finding is None else (finding.fault, finding.sequence or 0)

    async def without_trigger(self, sql: str, *values: Any) -> None:
        async with self.database.transaction():
            await self.do("ALTER TABLE event DISABLE TRIGGER event_chain")
            await self.do(sql, *values)
            await self.do("ALTER TABLE event ENABLE TRIGGER event_chain")

    async def recompute(self) -> None:
        """Makes every hash fit what stands there now, and the head with it."""
        previous, last = b"", 0
        for row in await self.rows():
            words = await self.database.fetchval(
                "SELECT extract(epoch FROM at)::text || app.event_text(to_jsonb(e)) FROM event e WHERE id = $1",
                row["id"],
            )
            digest = hashlib.sha256(previous + words.encode()).digest()
            await self.do(
                "UPDATE event SET previous_hash = $1, row_hash = $2 WHERE id = $3", previous, digest, row["id"]
            )
            previous, last = digest, row["sequence"]
        await self.do(
            "UPDATE app.chain_head SET sequence = $1, row_hash = $2 WHERE chain_id = $3", last, previous, self.zone.id
        )


async def eventful_zone(operator: House) -> Zone:
    zone = await make_zone(operator)
    for number in range(EVENTS):
        async with transaction(operator.engine, Scope(zone.id, account_name="operator")) as session:
            record(
                session,
                AccessEvent.ROLE_GRANT,
                "membership",
                new_id(),
                f"第{number}条",
                before={"数": 1.50, "null": None},
                after={"text": "改\n\"后'", "list": [1, 2]},
            )
    return zone


@pytest.fixture
async def vandal(settings: Settings, operator: House) -> AsyncIterator[Vandal]:
    connection = await asyncpg.connect(plain_url(settings.role_url("mandate_migrate")))
    await connection.execute("SET ROLE mandate_owner")
    yield Vandal(connection, settings, await eventful_zone(operator), await eventful_zone(operator))
    await connection.close()


async def test_untouched_chains_are_believed(vandal: Vandal) -> None:
    chains = {chain.chain_id: chain for chain in await verify_chains(vandal.settings)}
    assert chains[vandal.zone.id].finding is None
    assert chains[vandal.zone.id].rows == EVENTS
    assert chains[NOWHERE].finding is None
    assert chains[NOWHERE].rows > 0


EDITS = {
    "account_name": "'别人'",
    "account_id": "gen_random_uuid()",
    "tag": "'access:role:withdraw'",
    "subject_id": "NULL",
    "subject_title": "subject_title || ' '",
    "reason": "'因故'",
    "request_id": "'another'",
    "before": "NULL",
    "after": "jsonb_set(after, '{text}', '\"x\"')",
    "at": "at + interval '1 millisecond'",
    "id": "gen_random_uuid()",
    "row_hash": "sha256('x')",
}


@pytest.mark.parametrize("place", [1, 4, EVENTS])
@pytest.mark.parametrize("column", sorted(EDITS))
async def test_an_edited_row_is_named(vandal: Vandal, column: str, place: int) -> None:
    await vandal.do(
        f'UPDATE event SET "{column}" = {EDITS[column]} WHERE zone_id = $1 AND sequence = $2', vandal.zone.id, place
    )
    assert await vandal.found() == ("altered", place)
    assert await vandal.found(vandal.other) is None


@pytest.mark.parametrize("place", [1, 2, 5, EVENTS - 1])
async def test_a_deleted_row_is_named(vandal: Vandal, place: int) -> None:
    await vandal.do("DELETE FROM event WHERE zone_id = $1 AND sequence = $2", vandal.zone.id, place)
    assert await vandal.found() == ("missing", place)


@pytest.mark.parametrize("kept", [0, 1, 5, EVENTS - 1])
async def test_a_deleted_tail_is_named(vandal: Vandal, kept: int) -> None:
    await vandal.do("DELETE FROM event WHERE zone_id = $1 AND sequence > $2", vandal.zone.id, kept)
    assert await vandal.found() == ("cut off", kept + 1)


@pytest.mark.parametrize("place", [2, 6])
async def test_a_gap_closed_by_renumbering_is_found(vandal: Vandal, place: int) -> None:
    await vandal.do("DELETE FROM event WHERE zone_id = $1 AND sequence = $2", vandal.zone.id, place)
    for number in range(place + 1, EVENTS + 1):
        await vandal.do(
            "UPDATE event SET sequence = sequence - 1 WHERE zone_id = $1 AND sequence = $2", vandal.zone.id, number
        )
    assert await vandal.found() == ("altered", place)


@pytest.mark.parametrize(("sequence", "fault"), [(EVENTS + 1, "altered"), (0, "added"), (None, "added")])
async def test_a_row_slipped_in_is_named(vandal: Vandal, sequence: int | None, fault: str) -> None:
    copied = "account_id, account_name, tag, subject_kind, subject_id, subject_title, reason, request_id, at"
    await vandal.without_trigger(
        f"INSERT INTO event (zone_id, id, sequence, {copied}, previous_hash, row_hash)"
        f" SELECT zone_id, $3, $2, {copied}, row_hash, row_hash FROM event WHERE zone_id = $1 AND sequence = $4",
        vandal.zone.id,
        sequence,
        new_id(),
        EVENTS,
    )
    assert await vandal.found() == (fault, sequence or 0)


async def test_a_well_made_row_past_the_end_is_found(vandal: Vandal) -> None:
    head = (await vandal.database.fetch("SELECT * FROM app.chain_head WHERE chain_id = $1", vandal.zone.id))[0]
    async with vandal.database.transaction():
        await vandal.do("INSERT INTO event SELECT (e).* FROM (SELECT jsonb_populate_record(e, jsonb_build_object("
                        "'id', gen_random_uuid())) AS e FROM event e WHERE zone_id = $1 AND sequence = 1) x",
                        vandal.zone.id)  # fmt: skip
        await vandal.do(
            "UPDATE app.chain_head SET sequence = $1, row_hash = $2 WHERE chain_id = $3",
            head["sequence"],
            head["row_hash"],
            vandal.zone.id,
        )
    assert await vandal.found() == ("added", EVENTS + 1)


@pytest.mark.parametrize(("first", "second"), [(1, 2), (3, 7), (EVENTS - 1, EVENTS)])
async def test_rows_that_changed_places_are_found(vandal: Vandal, first: int, second: int) -> None:
    for old, new in ((first, -1), (second, first), (-1, second)):
        await vandal.do("UPDATE event SET sequence = $3 WHERE zone_id = $1 AND sequence = $2", vandal.zone.id, old, new)
    assert await vandal.found() == ("altered", first)


@pytest.mark.parametrize("place", [1, 4, EVENTS])
async def test_a_row_moved_to_another_zone_is_found_in_both(vandal: Vandal, place: int) -> None:
    await vandal.do(
        "UPDATE event SET zone_id = $1, sequence = $2 WHERE zone_id = $3 AND sequence = $4",
        vandal.other.id,
        EVENTS + 1,
        vandal.zone.id,
        place,
    )
    gone = ("cut off", EVENTS) if place == EVENTS else ("missing", place)
    assert await vandal.found() == gone
    assert await vandal.found(vandal.other) == ("altered", EVENTS + 1)


async def test_a_row_with_a_hash_made_to_fit_does_not_carry_the_next(vandal: Vandal) -> None:
    await vandal.do("UPDATE event SET reason = '因故' WHERE zone_id = $1 AND sequence = 3", vandal.zone.id)
    await vandal.do(
        "UPDATE event e SET row_hash = sha256(previous_hash || convert_to(extract(epoch FROM at)::text"
        " || app.event_text(to_jsonb(e)), 'UTF8')) WHERE zone_id = $1 AND sequence = 3",
        vandal.zone.id,
    )
    assert await vandal.found() == ("unlinked", 4)


async def forget_the_end(vandal: Vandal) -> None:
    await vandal.do("DELETE FROM event WHERE zone_id = $1 AND sequence > 5", vandal.zone.id)
    await vandal.recompute()


async def rewrite_the_past(vandal: Vandal) -> None:
    await vandal.do("UPDATE event SET reason = '因故' WHERE zone_id = $1 AND sequence = 3", vandal.zone.id)
    await vandal.recompute()


async def forget_everything(vandal: Vandal) -> None:
    await vandal.do("DELETE FROM event WHERE zone_id = $1", vandal.zone.id)
    await vandal.do("DELETE FROM app.chain_head WHERE chain_id = $1", vandal.zone.id)


@pytest.mark.parametrize(
    ("crime", "expected"),
    [
        (forget_the_end, ("cut off", 6)),
        (rewrite_the_past, ("rewritten", EVENTS)),
        (forget_everything, ("cut off", 1)),
    ],
)
async def test_anchors_kept_elsewhere_convict_even_the_owner(
    vandal: Vandal, crime: Callable[[Vandal], Coroutine[Any, Any, None]], expected: tuple[str, int]
) -> None:
    kept = anchors_of(await verify_chains(vandal.settings))
    assert await vandal.found(anchors=read_anchors(kept)) is None
    await crime(vandal)
    assert await vandal.found(anchors=read_anchors(kept)) == expected


async def test_new_events_do_not_trouble_an_old_anchor(vandal: Vandal, operator: House) -> None:
    kept = read_anchors(anchors_of(await verify_chains(vandal.settings)))
    async with transaction(operator.engine, Scope(vandal.zone.id)) as session:
        record(session, AccessEvent.ROLE_GRANT, "membership", new_id())
    assert await vandal.found(anchors=kept) is None


async def test_a_head_that_was_changed_is_found(vandal: Vandal) -> None:
    await vandal.do("UPDATE app.chain_head SET row_hash = sha256('x') WHERE chain_id = $1", vandal.zone.id)
    assert await vandal.found() == ("rewritten", EVENTS)


@pytest.mark.parametrize("table", ["event", "control_event", "app.chain_head"])
@pytest.mark.parametrize("change", ["UPDATE {} SET sequence = 1", "DELETE FROM {}", "TRUNCATE {}"])
async def test_the_application_cannot_change_what_is_recorded(
    house: House, operator: House, table: str, change: str
) -> None:
    for process in (house, operator):
        async with process.pool.acquire() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"BEGIN READ WRITE; {change.format(table)}")
            await connection.execute("ROLLBACK")


async def test_reading_the_chains_writes_nothing(settings: Settings) -> None:
    chains: list[Chain] = await verify_chains(settings)
    assert chains
    assert chains == await verify_chains(settings)
