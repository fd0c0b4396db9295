import httpx
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from tests.support.people import PASSWORD, browser_of, make_person
from tests.support.zones import make_zone


async def test_a_person_signs_in_and_sees_their_zone(client: httpx.AsyncClient, operator: House) -> None:
    zone = await make_zone(operator, "渝东试验区")
    account = await make_person(operator, zone, Role.SUPERVISOR)

    answer = await client.post("/api/v1/sessions", json={"login": account.login, "password": PASSWORD})

    assert answer.status_code == 201, answer.text
    me = answer.json()
    assert [(z["code"], z["name"], z["roles"]) for z in me["zones"]] == [(zone.code, "渝东试验区", ["supervisor"])]
    assert "plan:adopt" in me["zones"][0]["permissions"]
    again = await client.get("/api/v1/me")
    assert again.json()["account"]["login"] == account.login


async def test_signing_out_ends_the_session_at_the_next_request(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    account = await make_person(operator, zone, Role.LEADER)
    async with browser_of(app, account) as browser:
        assert (await browser.delete("/api/v1/sessions/current")).status_code == 204
        refused = await browser.get("/api/v1/me")
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "signed_out"


async def test_a_write_from_another_site_is_refused(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    account = await make_person(operator, zone, Role.LEADER)
    async with browser_of(app, account) as browser:
        del browser.headers["X-CSRF-Token"]
        forged = await browser.delete("/api/v1/sessions/current")
    assert forged.status_code == 403
    assert forged.json()["code"] == "csrf"
