"""Bodies that are meant to break a program: refused with a problem, on every route that takes a body."""

import json
from collections.abc import AsyncIterator

import httpx
from fastapi import FastAPI

from mandate.access.permissions import Role
from tests.contract.promises import broken_promises
from tests.isolation.operations import Operation, operations_of
from tests.isolation.requests import named_ids, request_for
from tests.isolation.subjects import PERSONAL, fresh
from tests.isolation.world import World

JSON = {"content-type": "application/json"}
# What replaces the first text, number or list of a body that is otherwise right.
VALUES = {
    "NaN": "NaN",
    "infinity": "-Infinity",
    "a number without end": "1e999",
    "a huge number": "9" * 5000,
    "a lone surrogate": '"\\ud800"',
    "a zero character": '"a\\u0000b"',
    "a control character": '"a\\u0007b"',
    "a long text": json.dumps("长" * 200_000),
    "nothing": "null",
    "deep nesting": "[" * 5000 + "]" * 5000,
}
BODIES = {
    "no body": b"",
    "half a body": b'{"a": ',
    "no JSON": b"\xff\xfe\x00",
    "a key twice": b'{"title": "a", "title": "b"}',
    "an unknown key": b'{"zone_id": "00000000-0000-0000-0000-000000000000"}',
    "a surrogate key": b'{"\\ud800": 1}',
    "a bare number": b"1",
    "deep nesting": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
}
TYPES = ("text/plain", "application/xml", "multipart/form-data", "application/json; charset=utf-16", "")


def writes(app: FastAPI) -> list[Operation]:
    return [one for one in operations_of(app) if one.body is not None and not PERSONAL & set(one.ids)]


async def ask(world: World, operation: Operation, content: bytes, headers: dict[str, str]) -> httpx.Response:
    """As somebody who may: what is refused is the body."""
    place = world.places[0]
    role = next(role for role in Role if operation.allows(role))
    ids = await fresh(operation.ids, place.filler, world.connection, {})
    request = request_for(operation, place.zone.code, ids, named_ids(operation))
    for key in ("json", "data", "files"):
        request.pop(key, None)
    request["headers"] |= headers
    return await place.people[role].request(**request, content=content)


def judged(operation: Operation, what: str, answer: httpx.Response) -> list[str]:
    found = broken_promises(answer)
    # A wrong password is answered before anything is said about its form.
    if answer.status_code < 400 or (operation.in_zone and answer.status_code in {401, 403}):
        found.append(f"answers {answer.status_code}")
    return [f"{operation} with {what}: {one}" for one in found]


async def test_hostile_bodies(app: FastAPI, world: World) -> None:
    found = []
    for operation in writes(app):
        for what, content in BODIES.items():
            headers = JSON if operation.media_type == "application/json" else {"content-type": operation.media_type}
            found += judged(operation, what, await ask(world, operation, content, headers))
    assert not found, "\n".join(found[:40])


async def test_hostile_values(app: FastAPI, world: World) -> None:
    found = []
    for operation in writes(app):
        if operation.media_type != "application/json":
            continue
        body = request_for(operation, "z", dict.fromkeys(operation.ids, "0"), named_ids(operation))["json"]
        for field in body:
            for what, value in VALUES.items():
                text = json.dumps({**body, field: "HERE"}).replace('"HERE"', value)
                answer = await ask(world, operation, text.encode(), JSON)
                # A field that may be empty takes null.
                if what != "nothing":
                    found += judged(operation, f"{what} in {field}", answer)
    assert not found, "\n".join(found[:40])


async def test_wrong_content_types(app: FastAPI, world: World) -> None:
    found = []
    for operation in writes(app):
        for content_type in TYPES:
            if operation.media_type not in content_type:
                answer = await ask(world, operation, b'{"title": "a"}', {"content-type": content_type})
                found += judged(operation, f"content type {content_type!r}", answer)
    assert not found, "\n".join(found[:40])


async def test_bodies_without_end(app: FastAPI, world: World) -> None:
    """With an honest length, and in pieces without one."""

    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"title": "'
        for _ in range(800):
            yield b"a" * 65_536

    found = []
    for operation in writes(app):
        client = world.places[0].people[Role.SUPERVISOR]
        url = request_for(
            operation, world.places[0].zone.code, dict.fromkeys(operation.ids, "0"), named_ids(operation)
        )["url"]
        for content in (b" " * (50 * 1024 * 1024), pieces()):
            answer = await client.request(operation.method, url, content=content, headers=JSON)
            found += judged(operation, "50 MB", answer)
            # A route that takes files only refuses JSON before it reads any of it.
            assert answer.status_code == 413 or operation.media_type not in JSON.values(), f"{operation}"
    assert not found, "\n".join(found[:40])
