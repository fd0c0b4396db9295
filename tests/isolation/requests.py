"""One request for one operation, made from its description."""

from collections.abc import Iterable, Mapping
from typing import Any

import httpx

from mandate.platform.ids import new_id
from tests.isolation.bodies import Bodies
from tests.isolation.operations import ZONE, Operation

DOCUMENT = "一、试验任务\n1. 提升服务。（牵头单位：试验局；责任单位：试验办）\n".encode()


def named_ids(operation: Operation) -> list[str]:
    """Names of the properties of the body that hold ids, in the order in which they are asked for."""
    names: list[str] = []

    def note(name: str) -> str:
        names.append(name)
        return ""

    body_for(operation, Bodies(operation.schemas, note))
    return names


def request_for(
    operation: Operation, zone: str, ids: Mapping[str, str], body_ids: Iterable[str], request_id: str | None = None
) -> dict[str, Any]:
    """Arguments of `httpx.AsyncClient.request`; required parameters and the body are made from their schemas.

    `body_ids` are the ids in the body, in order. With the same `request_id` two equal answers are equal byte for byte.
    """
    following = iter(body_ids)
    bodies = Bodies(operation.schemas, lambda _name: next(following))
    headers = {"X-Request-Id": request_id or str(new_id())}
    query: dict[str, Any] = {}
    for parameter in operation.parameters:
        name, place = parameter["name"], parameter["in"]
        if place == "header" and name.lower() == "if-match":
            headers["if-match"] = '"v1"'
        elif place == "header" and parameter.get("required"):
            headers[name] = str(bodies.value(parameter["schema"], name))
        elif place == "query" and parameter.get("required"):
            query[name] = bodies.value(parameter["schema"], name)
    path = operation.path.format_map({ZONE: zone, **ids})
    made = {"method": operation.method.upper(), "url": path, "headers": headers, "params": query}
    return made | body_for(operation, bodies)


def body_for(operation: Operation, bodies: Bodies) -> dict[str, Any]:
    if operation.body is None:
        return {}
    if operation.media_type == "multipart/form-data":
        schema = bodies.resolved(operation.body)
        files, fields = {}, {}
        for name, given in schema["properties"].items():
            described = bodies.resolved(given)
            if "contentMediaType" in described or described.get("format") == "binary":
                files[name] = ("试验.txt", DOCUMENT, "text/plain")
            elif name in schema.get("required", ()):
                fields[name] = str(bodies.value(given, name))
        return {"files": files, "data": fields}
    body = bodies.value(operation.body)
    if operation.media_type == "application/x-www-form-urlencoded":
        return {"data": body}
    return {"json": body}


def code_of(answer: httpx.Response) -> str:
    if answer.headers.get("content-type") != "application/problem+json":
        return ""
    return str(answer.json().get("code", ""))


def differences(one: httpx.Response, other: httpx.Response) -> str:
    """Whether a caller could tell two answers apart; empty when not one byte differs."""
    if one.status_code != other.status_code:
        return f"{one.status_code} and {other.status_code}"
    if one.content != other.content:
        return f"{one.text[:200]} and {other.text[:200]}"
    return "" if one.headers == other.headers else f"{one.headers} and {other.headers}"
