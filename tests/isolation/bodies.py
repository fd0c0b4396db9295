"""Values that a schema accepts: the plainest ones, with references filled in by the caller."""

import re
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

Identify = Callable[[str], str]
"""Gives the id for a property or parameter name (`unit_id`)."""

# Optional properties that a body of this schema needs all the same.
ALSO = {
    "NewQuantityForm": ("value",),
    "RoleForm": ("unit_id",),
}
TEXTS = {
    "date": "2026-06-30",
    "date-time": "2026-06-30T08:00:00Z",
    "uri": "https://example.invalid/",
}


class Bodies:
    """Makes request bodies of one OpenAPI document."""

    def __init__(self, schemas: dict[str, Any], identify: Identify) -> None:
        self.schemas = schemas
        self.identify = identify

    def value(self, schema: dict[str, Any], name: str = "") -> Any:
        schema = self.resolved(schema)
        for fixed in ("const", "default"):
            if fixed in schema and schema[fixed] is not None:
                return schema[fixed]
        if "enum" in schema:
            return schema["enum"][0]
        if schema.get("format") == "uuid":
            return self.identify(name)
        if "examples" in schema and schema.get("type") != "object":
            return schema["examples"][0]
        makers = {
            "object": self.object, "array": self.array, "string": text, "integer": number, "number": number,
            "boolean": lambda *_: False, "null": lambda *_: None,
        }  # fmt: skip
        return makers[schema.get("type", "object")](schema, name)

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in schema:
            beside = {key: value for key, value in schema.items() if key != "$ref"}
            return self.resolved({**self.schemas[schema["$ref"].rpartition("/")[2]], **beside})
        for combined in ("anyOf", "oneOf"):
            if combined in schema:
                beside = {key: value for key, value in schema.items() if key != combined}
                choice = next(one for one in schema[combined] if one.get("type") != "null")
                return self.resolved({**choice, **beside})
        for part in schema.get("allOf", ()):
            schema = {**self.resolved(part), **schema}
        return schema

    def object(self, schema: dict[str, Any], _name: str) -> dict[str, Any]:
        """Required properties; where none is, the first, so that a change changes something."""
        properties = schema.get("properties", {})
        wanted = [*(schema.get("required") or list(properties)[:1]), *ALSO.get(schema.get("title", ""), ())]
        return {name: self.value(properties[name], name) for name in wanted}

    def array(self, schema: dict[str, Any], name: str) -> list[Any]:
        return [self.value(schema["items"], name) for _ in range(max(1, schema.get("minItems", 1)))]


def text(schema: dict[str, Any], name: str) -> str:
    if schema.get("format") in TEXTS:
        return TEXTS[schema["format"]]
    if "pattern" in schema:
        return matching(schema["pattern"])
    plain = f"试验 {name}"
    return plain.ljust(schema.get("minLength", 0), "试")[: schema.get("maxLength", 80)]


def number(schema: dict[str, Any], _name: str) -> int:
    return int(schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1))


@lru_cache(maxsize=64)
def matching(pattern: str) -> str:
    from hypothesis import strategies
    from hypothesis.errors import NonInteractiveExampleWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NonInteractiveExampleWarning)
        return strategies.from_regex(re.compile(pattern, re.ASCII), fullmatch=True).example()
