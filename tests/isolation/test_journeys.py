"""Two thousand random operations: nobody sees another zone's canary, and no zone changes but the acting one."""

import asyncio
import os
import secrets

from fastapi import FastAPI

from tests.isolation.journey import Journey
from tests.isolation.operations import operations_of
from tests.isolation.world import World

STEPS = 1000


async def test_random_operations_over_four_zones(app: FastAPI, world: World) -> None:
    seed = int(os.environ.get("MANDATE_TEST_SEED") or secrets.randbelow(10**9))
    operations = operations_of(app)
    statuses: dict[int, int] = {}
    for acting in world.places[:2]:
        # People of all zones read, those of one zone write: only its rows may change.
        others = {place.zone.code: await world.checksum(place) for place in world.places if place is not acting}
        readers = Journey(world, operations, world.places, seed, writes=False)
        writers = Journey(world, operations, [acting], seed)
        for _ in range(10):
            await asyncio.gather(writers.run(STEPS // 20), readers.run(STEPS // 20))
            found = [*writers.found, *readers.found]
            assert not found, f"seed {seed}: {len(found)} findings:\n" + "\n".join(found[:20])
        after = {place.zone.code: await world.checksum(place) for place in world.places if place is not acting}
        assert after == others, f"seed {seed}"
        assert await world.strange_events() == 0, f"seed {seed}"
        for journey in (readers, writers):
            for status, times in journey.statuses.items():
                statuses[status] = statuses.get(status, 0) + times
    assert sum(statuses.values()) >= 2 * STEPS, statuses
    # A run in which everything is refused would prove nothing.
    answered = sum(times for status, times in statuses.items() if 200 <= status < 300)
    assert answered > STEPS // 2, statuses
