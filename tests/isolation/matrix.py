"""Every route for every caller: in their own zone, in a foreign one and in none; on own, foreign and missing ids."""

from collections.abc import Iterable

import httpx

from mandate.access.permissions import Role
from mandate.platform.ids import new_id
from tests.isolation.operations import Operation
from tests.isolation.requests import code_of, differences, named_ids, request_for
from tests.isolation.subjects import fresh, missing, present
from tests.isolation.world import World

REACHED = {409, 410, 412, 422, 428}
INVALID = "invalid_fields"
REQUEST_ID = "isolation-matrix"


class Matrix:
    """Asks and judges; what is wrong is kept in words."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.own, self.foreign = world.places[0], world.places[1]
        self.nowhere = f"z-{new_id().hex[-12:]}"
        self.found: list[str] = []
        self.asked = 0

    async def run(self, operations: Iterable[Operation]) -> list[str]:
        for operation in operations:
            if operation.in_zone:
                await self.strangers(operation)
                reached = [await self.role(operation, role) for role in Role]
                if not any(reached):
                    self.blame(operation, "nobody", "no permitted role got through with an own id and a valid body")
        return self.found

    def blame(self, operation: Operation, who: str, what: str) -> None:
        self.found.append(f"{operation} as {who}: {what}")

    async def ask(
        self, operation: Operation, who: str, zone: str, ids: dict[str, str], body_ids: list[str]
    ) -> httpx.Response:
        """One answer, to a person of the own zone or a stranger. The request id is always the same."""
        reader = self.own if who in set(Role) else None
        client = self.own.people[Role(who)] if reader else self.world.strangers[who]
        request = request_for(operation, zone, ids, body_ids, REQUEST_ID)
        answer = await client.request(**request)
        self.asked += 1
        leaks = self.world.leaks(answer, reader)
        if leaks:
            self.blame(operation, who, f"shows {leaks[:3]}")
        if answer.status_code >= 500:
            self.blame(operation, who, f"answers {answer.status_code}: {answer.text[:200]}")
        return answer

    async def strangers(self, operation: Operation) -> None:
        """Without a session: 401 everywhere. With one, but no role in the zone: as if there were no zone."""
        ids, body_ids = present(operation.ids, self.own.filler), self.none(operation)
        for who in self.world.strangers:
            answers = [
                await self.ask(operation, who, zone, ids, body_ids)
                for zone in (self.own.zone.code, self.foreign.zone.code, self.nowhere)
            ]
            self.expect(operation, who, answers, 404 if who == "overseer" else 401)

    async def role(self, operation: Operation, role: Role) -> bool:
        """Whether the role got through; all its refusals are checked."""
        theirs, none = present(operation.ids, self.foreign.filler), missing(operation.ids)
        abroad = [
            await self.ask(operation, role, zone, ids, self.none(operation))
            for zone in (self.foreign.zone.code, self.nowhere)
            for ids in (theirs, none)
        ]
        self.expect(operation, role, abroad, 404)
        for pair in await self.foreign_and_missing(operation):
            answers = [await self.ask(operation, role, self.own.zone.code, ids, self.none(operation)) for ids in pair]
            self.expect(operation, role, answers, 404 if operation.allows(role) else 403)
        await self.refer_abroad(operation, role)
        ids, body_ids = await self.own_ids(operation)
        answer = await self.ask(operation, role, self.own.zone.code, ids, body_ids)
        if not operation.allows(role):
            self.expect(operation, role, [answer], 403)
            return False
        return self.got_through(operation, role, answer)

    async def foreign_and_missing(self, operation: Operation) -> list[tuple[dict[str, str], dict[str, str]]]:
        """Pairs of ids that nobody may be able to tell apart: all of them, and the innermost alone, in an own row that
        nothing has changed yet."""
        theirs, none = present(operation.ids, self.foreign.filler), missing(operation.ids)
        pairs = [(theirs, none)] if operation.ids else []
        if len(operation.ids) > 1:
            (outer, _), last = await self.own_ids(operation), operation.ids[-1]
            pairs.append(({**outer, last: theirs[last]}, {**outer, last: none[last]}))
        return pairs

    async def refer_abroad(self, operation: Operation, role: Role) -> None:
        """Ids in the body: a foreign one is answered as a missing one is."""
        names = named_ids(operation)
        if not names or not operation.allows(role):
            return
        ids, _ = await self.own_ids(operation)
        theirs = [present([name], self.foreign.filler)[name] for name in names]
        answers = [
            await self.ask(operation, role, self.own.zone.code, ids, body_ids)
            for body_ids in (theirs, self.none(operation))
        ]
        self.expect(operation, role, answers, answers[0].status_code)
        if answers[0].is_success:
            self.blame(operation, role, f"takes ids of a foreign zone in its body: {names}")

    def none(self, operation: Operation) -> list[str]:
        return [str(new_id()) for _ in named_ids(operation)]

    async def own_ids(self, operation: Operation) -> tuple[dict[str, str], list[str]]:
        """Ids in the path and in the body; rows made just now for a write, which may use them up."""
        filler, connection = self.own.filler, self.world.connection
        if operation.safe:
            return present(operation.ids, filler), []
        ids = await fresh(operation.ids, filler, connection, {})
        body_ids = [(await fresh([name], filler, connection, ids))[name] for name in named_ids(operation)]
        return ids, body_ids

    def expect(self, operation: Operation, who: str, answers: list[httpx.Response], status: int) -> None:
        for answer in answers:
            if answer.status_code != status:
                self.blame(operation, who, f"answers {answer.status_code} {code_of(answer)}, expected {status}")
            elif differences(answers[0], answer):
                self.blame(operation, who, f"tells foreign from missing: {differences(answers[0], answer)}")

    def got_through(self, operation: Operation, role: Role, answer: httpx.Response) -> bool:
        status = answer.status_code
        if status in {401, 405} or code_of(answer) in {"csrf", INVALID}:
            self.blame(operation, role, f"a permitted request answers {status}: {answer.text[:300]}")
        return answer.is_success or (not operation.safe and status in REACHED)
