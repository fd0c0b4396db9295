from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from mandate.access.permissions import ADMINISTRATORS, GRANTED, Role
from mandate.access.rules import MOVES, moves_of
from mandate.access.tables import Account
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.zones.tables import Zone
from tests.support.people import browser_of, make_person
from tests.support.tasks import make_unit
from tests.support.zones import Within, make_zone


@dataclass
class Office:
    """A zone with a browser for each of the two administrators of people."""

    zone: Zone
    path: str
    system: httpx.AsyncClient
    security: httpx.AsyncClient
    system_account: Account
    security_account: Account

    async def person(self, account_id: Any) -> dict[str, Any]:
        answer = await self.system.get(f"{self.path}/{account_id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def add(self, login: str = "", name: str = "赵一") -> dict[str, Any]:
        login = login or f"{self.zone.code}.p{new_id().hex[-10:]}"
        answer = await self.system.post(self.path, json={"login": login, "name": name})
        assert answer.status_code == 201, answer.text
        return {**answer.json(), "login": login, "name": name}

    async def do(self, account_id: Any, move: str, version: int | None = None) -> httpx.Response:
        version = version or (await self.person(account_id))["version"]
        return await self.system.post(f"{self.path}/{account_id}/{move}", headers={"If-Match": f'"v{version}"'})

    async def grant(self, account_id: Any, role: Role, unit_id: UUID | None = None) -> httpx.Response:
        body = {"role": role, "unit_id": str(unit_id) if unit_id else None}
        return await self.security.post(f"{self.path}/{account_id}/roles", json=body)


async def open_office(stack: AsyncExitStack, app: FastAPI, operator: House) -> Office:
    zone = await make_zone(operator)
    system = await make_person(operator, zone, Role.SYSTEM_ADMINISTRATOR)
    security = await make_person(operator, zone, Role.SECURITY_ADMINISTRATOR)
    browsers = [await stack.enter_async_context(browser_of(app, account)) for account in (system, security)]
    return Office(zone, f"/api/v1/zones/{zone.code}/people", browsers[0], browsers[1], system, security)


@pytest.fixture
async def office(app: FastAPI, operator: House) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack:
        yield await open_office(stack, app, operator)


@pytest.fixture
async def elsewhere(app: FastAPI, operator: House) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack:
        yield await open_office(stack, app, operator)


async def sign_in(client: httpx.AsyncClient, login: str, password: str) -> httpx.Response:
    client.headers.pop("X-CSRF-Token", None)
    answer = await client.post("/api/v1/sessions", json={"login": login, "password": password})
    if answer.status_code == 201:
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return answer


async def test_a_new_person_starts_with_an_initial_password_and_no_role(
    office: Office, client: httpx.AsyncClient
) -> None:
    added = await office.add()
    person = await office.person(added["account_id"])
    assert (person["home"], person["state"], person["roles"]) == (True, "active", [])
    me = (await sign_in(client, added["login"], added["initial_password"])).json()
    assert me["account"]["must_change_password"]
    assert me["zones"] == []
    weak = {"current_password": added["initial_password"], "new_password": "short"}
    refused = await client.post("/api/v1/me/password", json=weak)
    assert refused.status_code == 422
    assert {error["pointer"] for error in refused.json()["errors"]} == {"/new_password"}
    good = {"current_password": added["initial_password"], "new_password": "Kite-mast-47-Glue"}
    assert (await client.post("/api/v1/me/password", json=good)).status_code == 204
    me = (await client.get("/api/v1/me")).json()
    assert not me["account"]["must_change_password"]


async def test_the_initial_password_is_told_once(office: Office, house: House) -> None:
    added = await office.add()
    kept = await house.pool.fetch("SELECT a::text FROM account a UNION ALL SELECT c::text FROM control_event c")
    assert not any(added["initial_password"] in row[0] for row in kept)
    assert "initial_password" not in await office.person(added["account_id"])


async def test_a_role_counts_from_the_next_request_and_ends_at_the_next(
    office: Office, client: httpx.AsyncClient
) -> None:
    added = await office.add()
    await sign_in(client, added["login"], added["initial_password"])
    change = {"current_password": added["initial_password"], "new_password": "Kite-mast-47-Glue"}
    await client.post("/api/v1/me/password", json=change)
    tasks = f"/api/v1/zones/{office.zone.code}/tasks"
    assert (await client.get(tasks)).status_code == 404
    granted = await office.grant(added["account_id"], Role.LEADER)
    assert granted.status_code == 201, granted.text
    assert (await client.get(tasks)).status_code == 200
    (role,) = granted.json()["roles"]
    path = f"{office.path}/{added['account_id']}/roles/{role['id']}"
    assert (await office.system.delete(path)).status_code == 403
    assert (await office.security.delete(path)).status_code == 204
    assert (await client.get(tasks)).status_code == 404
    assert (await office.security.delete(path)).status_code == 404


async def test_an_officer_works_for_several_units(office: Office, operator: House) -> None:
    added = await office.add()
    units = [await make_unit(Within(operator, office.zone.id), name) for name in ("甲局", "乙局")]
    for unit in units:
        assert (await office.grant(added["account_id"], Role.OFFICER, unit.id)).status_code == 201
    person = await office.person(added["account_id"])
    assert {(role["role"], role["unit"]) for role in person["roles"]} == {("officer", "甲局"), ("officer", "乙局")}
    again = await office.grant(added["account_id"], Role.OFFICER, units[0].id)
    assert again.status_code == 409
    for role, unit_id in ((Role.OFFICER, None), (Role.LEADER, units[0].id)):
        refused = await office.grant(added["account_id"], role, unit_id)
        assert (refused.status_code, refused.json()["code"]) == (422, "unit_of_role")


@pytest.mark.parametrize("first", sorted(ADMINISTRATORS))
@pytest.mark.parametrize("second", sorted(Role))
async def test_administrators_stay_apart(office: Office, operator: House, first: Role, second: Role) -> None:
    added = await office.add()
    unit = await make_unit(Within(operator, office.zone.id), "甲局") if second is Role.OFFICER else None
    assert (await office.grant(added["account_id"], first)).status_code == 201
    answer = await office.grant(added["account_id"], second, unit.id if unit else None)
    code = "already_exists" if first is second else "roles_exclude_each_other"
    assert (answer.status_code, answer.json()["code"]) == (409, code)


async def test_nobody_grants_to_themselves(office: Office) -> None:
    answer = await office.grant(office.security_account.id, Role.LEADER)
    assert (answer.status_code, answer.json()["code"]) == (403, "own_account")
    person = (await office.security.get(f"{office.path}/{office.security_account.id}")).json()
    own = f"{office.path}/{office.security_account.id}/roles/{person['roles'][0]['id']}"
    assert (await office.security.delete(own)).status_code == 403
    assert person["actions"] == []


async def test_a_disabled_person_is_out_at_once_and_back_when_enabled(
    app: FastAPI, office: Office, operator: House
) -> None:
    added = await office.add()
    await office.grant(added["account_id"], Role.SUPERVISOR)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://mandate.test") as theirs:
        await sign_in(theirs, added["login"], added["initial_password"])
        assert (await theirs.get("/api/v1/me")).status_code == 200
        disabled = await office.do(added["account_id"], "disable")
        assert (disabled.status_code, disabled.json()["state"]) == (200, "disabled")
        assert (await theirs.get("/api/v1/me")).status_code == 401
        assert (await sign_in(theirs, added["login"], added["initial_password"])).status_code == 401
        assert (await office.do(added["account_id"], "disable")).status_code == 409
        assert (await office.grant(added["account_id"], Role.LEADER)).status_code == 409
        assert (await office.do(added["account_id"], "enable")).json()["state"] == "active"
        assert (await sign_in(theirs, added["login"], added["initial_password"])).status_code == 201


async def test_changes_name_their_version(office: Office) -> None:
    added = await office.add()
    path = f"{office.path}/{added['account_id']}"
    assert (await office.system.post(f"{path}/disable")).status_code == 428
    assert (await office.do(added["account_id"], "disable", version=7)).status_code == 412
    read = await office.system.get(path)
    assert read.headers["etag"] == '"v1"'
    changed = await office.system.post(f"{path}/disable", headers={"If-Match": read.headers["etag"]})
    assert changed.headers["etag"] == '"v2"'


async def test_a_reset_password_signs_out_and_must_be_changed(
    app: FastAPI, office: Office, client: httpx.AsyncClient
) -> None:
    added = await office.add()
    await sign_in(client, added["login"], added["initial_password"])
    for _ in range(6):
        await sign_in(httpx_copy(app), added["login"], "wrong")
    reset = await office.do(added["account_id"], "password-reset")
    assert reset.status_code == 200, reset.text
    assert (await client.get("/api/v1/me")).status_code == 401
    fresh = httpx_copy(app)
    assert (await sign_in(fresh, added["login"], added["initial_password"])).status_code == 401
    me = await sign_in(fresh, added["login"], reset.json()["initial_password"])
    assert me.status_code == 201, "a new password starts a new count of failures"
    assert me.json()["account"]["must_change_password"]


def httpx_copy(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://mandate.test")


async def test_administrators_passwords_are_out_of_reach(office: Office) -> None:
    answer = await office.do(office.security_account.id, "password-reset")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_home_zone")
    added = await office.add()
    await office.grant(added["account_id"], Role.AUDIT_ADMINISTRATOR)
    answer = await office.do(added["account_id"], "password-reset")
    assert (answer.status_code, answer.json()["code"]) == (403, "administrator_account")
    assert "reset-password" not in (await office.person(added["account_id"]))["actions"]


async def test_a_person_of_another_zone_is_added_by_exact_login_and_name(office: Office, elsewhere: Office) -> None:
    there = await elsewhere.add(name="钱二")
    here = await office.add(there["login"], "钱二")
    assert here["initial_password"] is None
    assert here["account_id"] == there["account_id"]
    person = await office.person(there["account_id"])
    assert (person["home"], person["name"]) == (False, "钱二")
    again = await office.system.post(office.path, json={"login": there["login"], "name": "钱二"})
    assert (again.status_code, again.json()["code"]) == (409, "person_listed")


async def test_adding_tells_nothing_about_accounts_elsewhere(office: Office, elsewhere: Office) -> None:
    there = await elsewhere.add(name="钱二")
    tries = [
        (there["login"], "孙三"),
        (f"{elsewhere.zone.code}.nobody", "钱二"),
        ("nobody-at-all", "钱二"),
    ]
    bodies = []
    for login, name in tries:
        answer = await office.system.post(office.path, json={"login": login, "name": name})
        bodies.append((answer.status_code, {**answer.json(), "request_id": ""}))
    assert bodies[0][0] == 422
    assert bodies[0] == bodies[1] == bodies[2]


async def test_a_guest_is_suspended_here_only_and_never_reset(app: FastAPI, office: Office, elsewhere: Office) -> None:
    there = await elsewhere.add(name="钱二")
    await office.add(there["login"], "钱二")
    for place in (office, elsewhere):
        assert (await place.grant(there["account_id"], Role.LEADER)).status_code == 201
    refused = await office.do(there["account_id"], "password-reset")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_home_zone")
    guest = httpx_copy(app)
    await sign_in(guest, there["login"], there["initial_password"])
    change = {"current_password": there["initial_password"], "new_password": "Kite-mast-47-Glue"}
    assert (await guest.post("/api/v1/me/password", json=change)).status_code == 204

    async def zones() -> set[str]:
        return {zone["code"] for zone in (await guest.get("/api/v1/me")).json()["zones"]}

    assert await zones() == {office.zone.code, elsewhere.zone.code}
    assert (await office.do(there["account_id"], "disable")).status_code == 200
    assert await zones() == {elsewhere.zone.code}
    assert (await elsewhere.person(there["account_id"]))["state"] == "active"
    assert (await office.do(there["account_id"], "enable")).status_code == 200
    assert (await elsewhere.do(there["account_id"], "disable")).status_code == 200
    assert (await guest.get("/api/v1/me")).status_code == 401
    assert (await office.person(there["account_id"]))["state"] == "closed"


async def test_the_list_pages_searches_and_filters(office: Office) -> None:
    added = [await office.add(name=f"李{number}") for number in "一二三"]
    await office.grant(added[1]["account_id"], Role.LEADER)
    seen: list[str] = []
    cursor = None
    while True:
        parameters = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await office.system.get(office.path, params=parameters)).json()
        seen += [item["login"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == sorted(seen)
    assert len(seen) == 5

    async def found(**parameters: str) -> list[str]:
        answer = await office.system.get(office.path, params=parameters)
        assert answer.status_code == 200, answer.text
        return [item["name"] for item in answer.json()["items"]]

    assert await found(q="李二") == ["李二"]
    assert await found(q=added[0]["login"].upper()) == ["李一"]
    assert await found(q="%") == []
    assert await found(role="leader") == ["李二"]
    assert len(await found(state="active")) == 5
    assert (await office.system.get(office.path, params={"shape": "round"})).status_code == 422


async def test_people_of_another_zone_do_not_exist(office: Office, elsewhere: Office) -> None:
    there = await elsewhere.add()
    missing = await office.system.get(f"{office.path}/{new_id()}")
    foreign = await office.system.get(f"{office.path}/{there['account_id']}")
    assert (missing.status_code, foreign.status_code) == (404, 404)
    assert {**missing.json(), "request_id": ""} == {**foreign.json(), "request_id": ""}
    assert (await office.grant(there["account_id"], Role.LEADER)).status_code == 404


async def test_nobody_signs_in_for_an_external_partner(office: Office, operator: House) -> None:
    partner = await make_unit(Within(operator, office.zone.id), "区企业联合会", kind="external_partner")
    person = await office.add()
    refused = await office.grant(person["account_id"], Role.OFFICER, partner.id)
    assert (refused.status_code, refused.json()["code"]) == (422, "external_partner")


async def test_roles_go_over_to_a_colleague_in_one_step(office: Office, elsewhere: Office, operator: House) -> None:
    within = Within(operator, office.zone.id)
    units = [await make_unit(within, name) for name in ("区商务局", "区财政局", "区统计局")]
    giver, taker = await office.add(name="钱二"), await office.add(name="孙三")
    for unit in units[:2]:
        await office.grant(giver["account_id"], Role.OFFICER, unit.id)
    await office.grant(taker["account_id"], Role.OFFICER, units[1].id)
    path = f"{office.path}/{giver['account_id']}/role-handover"
    form = {"account_id": taker["account_id"], "reason": "调岗"}
    for refused, code in (
        ({**form, "account_id": giver["account_id"]}, "same_person"),
        ({**form, "account_id": str(office.security_account.id)}, "own_account"),
        ({**form, "account_id": str(office.system_account.id)}, "roles_exclude_each_other"),
        ({**form, "account_id": (await elsewhere.add())["account_id"]}, "not_found"),
        ({**form, "roles": [str(new_id())]}, "not_found"),
    ):
        assert (await office.security.post(path, json=refused)).json()["code"] == code
    assert (await office.system.post(path, json=form)).status_code == 403
    done = await office.security.post(path, json=form)
    assert (done.status_code, done.json()) == (200, {"handed": 2})
    assert (await office.person(giver["account_id"]))["roles"] == []
    assert {role["unit"] for role in (await office.person(taker["account_id"]))["roles"]} == {"区商务局", "区财政局"}
    assert (await office.security.post(path, json=form)).json()["code"] == "no_posts_to_hand_over"


def test_actions_are_the_moves_of_the_table() -> None:
    for role, permissions in GRANTED.items():
        for home in (True, False):
            offered = {(state, move) for state, moves in moves_of(permissions, home=home).items() for move in moves}
            expected = {key for key, (_, needed) in MOVES.items() if needed in permissions}
            missing = expected - offered
            assert offered <= expected, role
            assert home is False or not missing
            assert missing <= {("active", "reset-password")}
