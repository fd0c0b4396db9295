"""The OpenAPI document: what FastAPI derives from the routes, and what integrators need beside it."""

from typing import Any

from fastapi import FastAPI

from mandate.api.gating import Gate, ensure_gated

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
SIGNED_IN: list[dict[str, list[str]]] = [{"cookie": []}, {"bearer": []}]
SCHEMES = {
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-mandate",
        "description": "Set by POST /api/v1/sessions. Unsafe requests also carry X-CSRF-Token, from GET /api/v1/me.",
    },
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A ten-minute access token for callers that are not browsers.",
    },
}
TAGS = {
    "access": "Signing in and out, and a person's own account.",
    "audit": "What was changed, by whom, and whether the chain of events is whole.",
    "duties": "What units and roles owe again and again, by an adopted plan.",
    "health": "For whoever starts and watches a process.",
    "indicators": "Targets of tasks and plans, typed, with their reading in Chinese.",
    "people": "Who works in a zone, and in which roles.",
    "plans": "Documents, their compiled drafts, review and adoption.",
    "publications": "What zones publish to those who oversee them.",
    "tasks": "Tasks that units owe, who answers for them, and their targets.",
    "topics": "What tasks are about, by topics that all zones share.",
    "units": "The unit directory of a zone.",
    "views": "Searches of the task list that people keep under a name.",
    "workbench": "What waits for the person who asks.",
    "zones": "What a zone decides for itself.",
}
CONDITIONS = {
    412: "The record was changed since it was read.",
    428: "If-Match is missing.",
}
BODY = {415: "The body is not of a type that this route takes."}
CURSOR = {410: "The cursor has expired, or belongs to another list."}


class Documented(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """OpenAPI 3.1, the same for every caller."""
        fresh = self.openapi_schema is None
        document = super().openapi()
        if fresh:
            complete(document, ensure_gated(self))
        return document


def complete(document: dict[str, Any], gates: list[Gate]) -> None:
    document["components"]["securitySchemes"] = SCHEMES
    for gate in gates:
        for method in gate.methods:
            operation = document["paths"].get(gate.path, {}).get(method.lower())
            if operation is not None:
                operation["x-permission"] = list(gate.permissions)
                operation["security"] = [] if gate.public else SIGNED_IN
                describe_refusals(operation)
    used = {tag for path in document["paths"].values() for operation in path.values() for tag in operation["tags"]}
    document["tags"] = [{"name": tag, "description": TAGS.get(tag, "")} for tag in sorted(used)]


def describe_refusals(operation: dict[str, Any]) -> None:
    names = {parameter["name"].lower() for parameter in operation.get("parameters", ())}
    further: dict[int, str] = {}
    if "if-match" in names:
        further |= CONDITIONS
    if "cursor" in names:
        further |= CURSOR
    if "requestBody" in operation:
        further |= BODY
    responses = operation["responses"]
    for status, description in further.items():
        responses.setdefault(str(status), {"description": description})
    for status, response in responses.items():
        if status >= "400":
            response["content"] = PROBLEM
    operation["responses"] = dict(sorted(responses.items()))
