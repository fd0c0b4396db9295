"""Every answer carries the header set, and every refusal is a problem: of routes, of the router and of the edge."""

from itertools import cycle

import httpx
import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.ids import new_id
from tests.contract.promises import broken_promises
from tests.isolation.operations import operations_of
from tests.isolation.requests import named_ids, request_for
from tests.isolation.subjects import PERSONAL, present
from tests.isolation.world import World

# Signs the caller out; tests/access does that.
ENDS = {"sign_out"}
# Argon2 costs a tenth of a second each time.
HASHES = {"change_my_password", "create_access_token", "sign_in"}


async def test_every_route_for_strangers_and_every_role(app: FastAPI, world: World) -> None:
    place, found, languages = world.places[0], [], cycle(("zh-CN,zh;q=0.9", "en-US,en;q=0.8"))
    for operation in operations_of(app):
        if operation.name in ENDS:
            continue
        callers = {**world.strangers, **{str(role): client for role, client in place.people.items()}}
        if operation.name in HASHES:
            callers = {"anonymous": world.strangers["anonymous"], "leader": place.people[Role.LEADER]}
        for who, client in callers.items():
            known = {name: str(new_id()) for name in operation.ids if name in PERSONAL}
            ids = known or present(operation.ids, place.filler)
            body_ids = [str(new_id()) for _ in named_ids(operation)]
            language = next(languages)
            request = request_for(operation, place.zone.code, ids, body_ids)
            request["headers"]["accept-language"] = language
            answer = await client.request(**request)
            found += [f"{operation} as {who}: {one}" for one in broken_promises(answer)]
            spoken = answer.headers.get("content-language")
            if answer.status_code >= 400 and not language.startswith(spoken or "none"):
                found.append(f"{operation} as {who}: asked in {language}, answered in {spoken}")
    assert not found, f"{len(found)} findings:\n" + "\n".join(found[:40])


@pytest.mark.parametrize(
    ("method", "url", "headers", "status"),
    [
        ("GET", "/api/v1/nothing", {}, 404),
        ("GET", "/api/v1/zones/%00/tasks", {}, 401),
        ("GET", "/api/v1/zones/UPPER/tasks", {}, 422),
        ("GET", "/api/v1/zones/" + "a" * 4000 + "/tasks", {}, 422),
        ("GET", "/api/v1/me/sessions/not-an-id", {}, 405),
        ("PATCH", "/api/v1/me", {}, 405),
        ("TRACE", "/api/v1/me", {}, 405),
        ("GET", "/api/v1/me", {"cookie": "mandate=" + "a" * 5000}, 401),
        ("GET", "/api/v1/me", {"cookie": b"mandate=\xff"}, 401),
        ("GET", "/api/v1/me", {"authorization": "Basic YTpi"}, 401),
        ("GET", "/api/v1/me", {"authorization": "Bearer " + "a" * 8000}, 401),
        ("POST", "/api/v1/sessions", {"content-length": "-1"}, 413),
        ("POST", "/api/v1/sessions", {"content-length": "9" * 30}, 413),
        ("GET", "/api/v1/me", {"x-request-id": "a b\tc"}, 401),
    ],
)
async def test_what_no_route_answers(
    client: httpx.AsyncClient, method: str, url: str, headers: dict[str, str | bytes], status: int
) -> None:
    raw = {name: value if isinstance(value, bytes) else value.encode() for name, value in headers.items()}
    answer = await client.request(method, url, headers={name.encode(): value for name, value in raw.items()})
    assert answer.status_code in {status, 422} if status == 401 else answer.status_code == status, answer.text
    assert broken_promises(answer) == []


async def test_cookies_are_strict(world: World, client: httpx.AsyncClient) -> None:
    """The session cookie is host-only, hidden from scripts, and sent to no other site's posts."""
    from tests.support.people import PASSWORD

    login = (await world.places[0].people[Role.LEADER].get("/api/v1/me")).json()["account"]["login"]
    answer = await client.post("/api/v1/sessions", json={"login": login, "password": PASSWORD})
    assert answer.status_code == 201
    attributes = {part.strip().split("=")[0].lower() for part in answer.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "path", "samesite"} <= attributes
    assert "domain" not in attributes
