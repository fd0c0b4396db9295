"""Who may use which route, read from the routes themselves: start-up and the OpenAPI document ask here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from mandate.access.gate import Allow, public, signed_in


class UngatedRoute(RuntimeError):
    """A route without a declared permission: the application does not start."""


@dataclass(frozen=True)
class Gate:
    """A permission in a zone, a signed-in person, or nobody in particular."""

    path: str
    methods: frozenset[str]
    permissions: tuple[str, ...]
    public: bool


def ensure_gated(app: FastAPI) -> list[Gate]:
    """The gate of every route; raises UngatedRoute for one that says nothing."""
    # Included routers are no APIRoutes in app.routes: only this walk sees what they hold.
    routes = iter_route_contexts(app.routes)
    return [gate_of(route) for route in routes if route.path != app.openapi_url]


def gate_of(route: RouteContext) -> Gate:
    path, methods = str(route.path), frozenset(route.methods or ())
    if not isinstance(route.original_route, APIRoute):
        raise UngatedRoute(f"{path} is no route of FastAPI: nothing asks who calls it")
    calls = list(dependencies_of(route.dependant))
    permissions = tuple(call.permission.value for call in calls if isinstance(call, Allow))
    personal, anonymous = signed_in in calls, public in calls
    gated = bool(permissions) if "{zone}" in path else personal or anonymous
    if not gated:
        raise UngatedRoute(f"{sorted(methods)} {path} declares no permission")
    return Gate(path, methods, permissions, public=not (personal or permissions))


def dependencies_of(dependant: Dependant) -> Iterator[Any]:
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from dependencies_of(dependency)
