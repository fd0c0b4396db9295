import httpx
from fastapi import FastAPI

from mandate.access.commands import grant_oversight
from mandate.access.permissions import Role
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.platform.scope import Scope
from mandate.zones.commands import add_jurisdiction
from mandate.zones.tables import Jurisdiction
from tests.support.people import browser_of, make_account, make_overseer, make_person
from tests.support.zones import make_zone

NOTHING: dict[str, object] = {"items": [], "next_cursor": None}


async def make_area(operator: House) -> Jurisdiction:
    async with transaction(operator.engine, Scope(None)) as session:
        return await add_jurisdiction(session, f"a-{new_id().hex[-12:]}", "另一市", "Another City")


async def test_an_overseer_sees_their_areas_and_that_nothing_is_published(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_overseer(operator, zone)) as overseer:
        me = (await overseer.get("/api/v1/me")).json()
        assert [(area["code"], area["name"]) for area in me["jurisdictions"]] == [("test-area", "试验市")]
        assert me["zones"] == []
        answer = await overseer.get("/api/v1/jurisdictions/test-area/publications")
        assert (answer.status_code, answer.json()) == (200, NOTHING)
        assert (await overseer.get(f"/api/v1/zones/{zone.code}/tasks")).status_code == 404


async def test_an_area_of_others_does_not_exist(app: FastAPI, operator: House) -> None:
    area = await make_area(operator)
    overseer = await make_overseer(operator, await make_zone(operator))
    leader = await make_person(operator, await make_zone(operator), Role.LEADER)
    for account in (overseer, leader):
        async with browser_of(app, account) as browser:
            foreign = await browser.get(f"/api/v1/jurisdictions/{area.code}/publications")
            missing = await browser.get("/api/v1/jurisdictions/nowhere/publications")
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert {**foreign.json(), "request_id": ""} == {**missing.json(), "request_id": ""}


async def test_oversight_counts_from_the_next_request(app: FastAPI, operator: House) -> None:
    area = await make_area(operator)
    account = await make_account(operator)
    path = f"/api/v1/jurisdictions/{area.code}/publications"
    async with browser_of(app, account) as browser:
        assert (await browser.get(path)).status_code == 404
        async with transaction(operator.engine, Scope(None)) as session:
            await grant_oversight(session, account.id, area.id)
        assert (await browser.get(path)).status_code == 200


async def test_nobody_else_is_let_in(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/jurisdictions/test-area/publications")).status_code == 401
