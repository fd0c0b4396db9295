"""The OpenAPI document and the routes behind it are the same, both ways."""

import importlib
import pkgutil
import re

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts

import mandate
from mandate.access.permissions import Permission
from mandate.api.app import ROUTERS

# The document itself, and what the operator's monitoring alone is told of.
OUTSIDE = {"/api/v1/openapi.json", "/metrics"}
KEBAB = re.compile(r"(/(\.well-known|[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|\{[a-z_]+\}))+")


def modules_of_routes() -> list[str]:
    names = [module.name for module in pkgutil.walk_packages(mandate.__path__, "mandate.")]
    return [name for name in names if name.endswith("routes") or name.startswith("mandate.api")]


@pytest.mark.parametrize("name", modules_of_routes())
def test_no_router_is_forgotten(name: str) -> None:
    routers = [value for value in vars(importlib.import_module(name)).values() if isinstance(value, APIRouter)]
    assert all(any(router is known for known in ROUTERS) for router in routers)


def test_every_route_is_described_and_every_description_is_a_route(app: FastAPI) -> None:
    routed = {
        (str(route.path), method.lower())
        for route in iter_route_contexts(app.routes)
        for method in route.methods or ()
        if route.path not in OUTSIDE
    }
    described = {(path, method) for path, methods in app.openapi()["paths"].items() for method in methods}
    assert routed == described


def test_every_operation_says_what_it_does_and_who_may(app: FastAPI) -> None:
    names: set[str] = set()
    for path, methods in app.openapi()["paths"].items():
        assert KEBAB.fullmatch(path), path
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["summary"], where
            assert operation["description"], where
            assert re.fullmatch(r"[a-z][a-z0-9_]*", operation["operationId"]), where
            assert operation["operationId"] not in names, where
            names.add(operation["operationId"])
            assert set(operation["x-permission"]) <= set(Permission), where
            assert bool(operation["x-permission"]) == ("{zone}" in path), where


def test_every_refusal_is_a_problem(app: FastAPI) -> None:
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            refusals = {status: given for status, given in operation["responses"].items() if status >= "400"}
            assert {"400", "401", "403", "404"} <= refusals.keys(), f"{method} {path}"
            assert all(list(given["content"]) == ["application/problem+json"] for given in refusals.values())


def test_every_tag_is_explained(app: FastAPI) -> None:
    assert all(tag["description"] for tag in app.openapi()["tags"])
