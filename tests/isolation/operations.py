"""What can be asked of the API, as its own OpenAPI document says."""

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

from mandate.access.permissions import GRANTED, Permission, Role

ZONE = "zone"


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    name: str
    permissions: tuple[Permission, ...]
    public: bool
    parameters: tuple[dict[str, Any], ...]
    body: dict[str, Any] | None
    media_type: str
    schemas: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def safe(self) -> bool:
        return self.method in {"get", "head"}

    @property
    def in_zone(self) -> bool:
        return f"{{{ZONE}}}" in self.path

    @property
    def ids(self) -> tuple[str, ...]:
        """Path parameters below the zone, outermost first."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{") and part != f"{{{ZONE}}}")

    def schema_of(self, parameter: str) -> dict[str, Any]:
        return next(known["schema"] for known in self.parameters if known["name"] == parameter)

    def allows(self, role: Role) -> bool:
        return all(permission in GRANTED[role] for permission in self.permissions)


def operations_of(app: FastAPI) -> list[Operation]:
    """Every route that the document describes, in its order."""
    document = app.openapi()
    schemas = document["components"].get("schemas", {})
    return [
        operation_of(method, path, described, schemas)
        for path, methods in document["paths"].items()
        for method, described in methods.items()
    ]


def operation_of(method: str, path: str, described: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    content = described.get("requestBody", {}).get("content", {})
    media_type = next(iter(content), "")
    return Operation(
        method=method,
        path=path,
        name=described["operationId"],
        permissions=tuple(Permission(permission) for permission in described.get("x-permission", ())),
        public=described["security"] == [],
        parameters=tuple(described.get("parameters", ())),
        body=content[media_type]["schema"] if content else None,
        media_type=media_type,
        schemas=schemas,
    )
