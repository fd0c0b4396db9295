"""Random operations over HTTP by the people of some zones, on everybody's ids, while others interfere."""

import asyncio
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from mandate.access.permissions import Role
from mandate.platform.ids import new_id
from tests.isolation.bodies import Bodies
from tests.isolation.operations import Operation
from tests.isolation.requests import named_ids, request_for
from tests.isolation.subjects import fresh, missing, present
from tests.isolation.world import UUID_TEXT, Place, World

BURST = 8
NEXT_CURSOR = re.compile(r'"next_cursor": ?"([^"]+)"')


@dataclass
class Step:
    """One request that somebody sends; `own` is their zone."""

    operation: Operation
    own: Place
    role: Role
    request: dict[str, Any]
    cancelled: bool = False

    def __str__(self) -> str:
        return f"{self.operation} as {self.role} of {self.own.zone.code}: {self.request['url']}"


@dataclass
class Journey:
    """`actors` are the zones whose people act; the same seed takes the same way."""

    world: World
    operations: Sequence[Operation]
    actors: Sequence[Place]
    seed: int
    writes: bool = True
    found: list[str] = field(default_factory=list)
    pages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    tags: list[str] = field(default_factory=lambda: ['"v99"'])
    statuses: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.offered = [one for one in self.operations if one.in_zone and (self.writes or one.safe)]

    async def run(self, steps: int) -> list[str]:
        """Takes the steps in bursts at the same moment; answers what anybody saw of others."""
        done = 0
        while done < steps:
            burst = [await self.step() for _ in range(self.random.randint(1, BURST))]
            await asyncio.gather(*(self.take(step) for step in burst))
            done += len(burst)
        return self.found

    async def step(self) -> Step:
        own = self.random.choice(self.actors)
        other = self.random.choice(self.world.places)
        operation = self.random.choice(self.offered)
        permitted = [role for role in Role if operation.allows(role)] or list(Role)
        role = self.random.choice(permitted if self.random.random() < 0.9 else list(Role))
        zone = self.random.choice([own] * 9 + [other]).zone.code
        ids, body_ids = await self.ids(operation, own, other)
        request = request_for(operation, zone, ids, body_ids)
        request["params"] |= self.query(operation, other)
        own.sent.update(UUID_TEXT.findall(str(request)))
        if "if-match" in request["headers"]:
            request["headers"]["if-match"] = self.random.choice(['"v1"', '"v1"', *self.tags[-2:]])
        return Step(operation, own, role, request, cancelled=self.random.random() < 0.05)

    async def ids(self, operation: Operation, own: Place, other: Place) -> tuple[dict[str, str], list[str]]:
        names, connection = named_ids(operation), self.world.connection
        kind = self.random.choice(["own", "own", "own", "fresh", "fresh", "fresh", "other", "mixed", "missing"])
        if kind == "fresh" and not operation.safe:
            ids = await fresh(operation.ids, own.filler, connection, {})
            return ids, [(await fresh([name], own.filler, connection, ids))[name] for name in names]
        if kind == "missing":
            return missing(operation.ids), [str(new_id()) for _ in names]
        outside = other if kind in {"other", "mixed"} else own
        ids = present(operation.ids, outside.filler)
        if kind == "mixed" and len(ids) > 1:
            ids |= present(operation.ids[:1], own.filler)
        return ids, [present([name], outside.filler)[name] for name in names]

    def query(self, operation: Operation, other: Place) -> dict[str, Any]:
        """Optional parameters now and then: others' cursors, others' words, others' ids."""
        pages = self.pages.get(operation.name)
        if pages and self.random.random() < 0.5:
            # The page after one that somebody read, perhaps in another zone.
            return self.random.choice(pages)
        bodies = Bodies(operation.schemas, lambda name: present([name], other.filler)[name])
        chosen: dict[str, Any] = {}
        for parameter in operation.parameters:
            name, schema = parameter["name"], bodies.resolved(parameter.get("schema", {}))
            if parameter["in"] != "query" or self.random.random() < 0.6:
                continue
            if name == "cursor":
                chosen[name] = "AAAA"
            elif "enum" in schema:
                chosen[name] = self.random.choice(schema["enum"])
            elif schema.get("type") == "string" and not {"format", "pattern"} & schema.keys():
                chosen[name] = self.random.choice([other.filler.canary[:10], "canary", "任务", "%", "_"])
            elif schema.get("type") == "integer":
                chosen[name] = self.random.choice([schema.get("minimum", 0), schema.get("maximum", 1)])
            elif schema.get("type") != "array":
                chosen[name] = bodies.value(schema, name)
        return chosen

    async def take(self, step: Step) -> None:
        client = step.own.people[step.role]
        sent = asyncio.ensure_future(client.request(**step.request))
        if step.cancelled:
            await asyncio.sleep(self.random.random() * 0.01)
            sent.cancel()
        try:
            answer = await sent
        except asyncio.CancelledError:
            self.statuses[0] = self.statuses.get(0, 0) + 1
            return
        self.look(step, answer)

    def look(self, step: Step, answer: httpx.Response) -> None:
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        leaks = self.world.leaks(answer, step.own)
        if leaks:
            self.found.append(f"{step}: shows {leaks[:3]}")
        if answer.status_code >= 500:
            self.found.append(f"{step}: answers {answer.status_code}")
        if answer.status_code == 401:
            self.found.append(f"{step}: lost its session")
        if "etag" in answer.headers:
            self.tags = [*self.tags[-20:], answer.headers["etag"]]
        cursor = NEXT_CURSOR.search(answer.text) if answer.is_success else None
        if cursor is not None:
            known = self.pages.setdefault(step.operation.name, [])
            self.pages[step.operation.name] = [*known[-20:], {**step.request["params"], "cursor": cursor[1]}]
