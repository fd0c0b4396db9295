"""Routes outside any zone: what is a person's own is nobody else's, and an overseer's is their jurisdiction only."""

from collections.abc import Awaitable, Callable

import httpx
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from mandate.platform.ids import new_id
from tests.isolation.operations import Operation, operations_of
from tests.isolation.requests import differences, named_ids, request_for
from tests.isolation.subjects import PERSONAL
from tests.isolation.world import Place, World, person_of

Choice = tuple[str, str, str]
"""A value of the caller's own, a foreign one, and one that nothing has."""


async def sessions(world: World, caller: httpx.AsyncClient) -> Choice:
    account = (await caller.get("/api/v1/me")).json()["account"]["id"]
    newest = "SELECT id::text FROM sign_in_session WHERE (account_id = $1::uuid) = $2 ORDER BY id DESC LIMIT 1"
    own, foreign = [await world.connection.fetchval(newest, account, mine) for mine in (True, False)]
    return own, foreign, str(new_id())


async def jurisdictions(world: World, _caller: httpx.AsyncClient) -> Choice:
    other = f"j-{new_id().hex[-12:]}"
    await world.connection.execute(
        "INSERT INTO jurisdiction (id, code, name, name_en) VALUES ($1, $2, '外市', 'Elsewhere')", new_id(), other
    )
    return "test-area", other, f"j-{new_id().hex[-12:]}"


CHOICES: dict[str, Callable[[World, httpx.AsyncClient], Awaitable[Choice]]] = {
    "jurisdiction": jurisdictions,
    "session_id": sessions,
}


def outside_zones(app: FastAPI) -> list[Operation]:
    return [operation for operation in operations_of(app) if not operation.in_zone]


async def ask(operation: Operation, caller: httpx.AsyncClient, ids: dict[str, str]) -> httpx.Response:
    body_ids = [str(new_id()) for _ in named_ids(operation)]
    answer: httpx.Response = await caller.request(**request_for(operation, "", ids, body_ids, "isolation-personal"))
    return answer


def test_every_personal_parameter_has_a_choice() -> None:
    assert CHOICES.keys() == PERSONAL


async def test_routes_for_signed_in_people_refuse_strangers(app: FastAPI, world: World) -> None:
    for operation in outside_zones(app):
        ids = dict.fromkeys(operation.ids, str(new_id()))
        for who in ("anonymous", "garbage cookie", "garbage token"):
            answer = await ask(operation, world.strangers[who], ids)
            assert operation.public or answer.status_code == 401, f"{operation} as {who}: {answer.status_code}"
            assert answer.status_code < 500
            assert not world.leaks(answer, None), f"{operation} as {who}"


async def test_people_reach_their_own_and_cannot_tell_foreign_from_missing(
    app: FastAPI, operator: House, world: World
) -> None:
    for operation in outside_zones(app):
        for place in world.places[:2]:
            # Somebody new each time: signing out or a new password would end the session of others.
            async with person_of(app, operator, place, Role.LEADER) as caller:
                await people_reach(world, place, operation, caller)


async def people_reach(world: World, reader: Place, operation: Operation, caller: httpx.AsyncClient) -> None:
    choices = {name: await CHOICES[name](world, caller) for name in operation.ids}
    own, foreign, missing = ({name: given[place] for name, given in choices.items()} for place in range(3))
    if operation.ids:
        answers = [await ask(operation, caller, ids) for ids in (foreign, missing)]
        assert answers[0].status_code == 404, f"{operation}: {answers[0].status_code}"
        assert not differences(*answers), f"{operation}: {differences(*answers)}"
    answer = await ask(operation, caller, own)
    assert answer.status_code < 500, f"{operation}: {answer.text}"
    assert not world.leaks(answer, reader), f"{operation}"


async def test_overseers_reach_their_jurisdiction_only(app: FastAPI, world: World) -> None:
    overseer = world.strangers["overseer"]
    for operation in outside_zones(app):
        if operation.safe and "jurisdiction" in operation.ids:
            own, foreign, missing = await jurisdictions(world, overseer)
            answers = [await ask(operation, overseer, {"jurisdiction": code}) for code in (own, foreign, missing)]
            assert [answer.status_code for answer in answers] == [200, 404, 404], f"{operation}"
            assert not differences(answers[1], answers[2])
            assert not world.leaks(answers[0], None)
