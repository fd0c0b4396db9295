"""JSON as RFC 8259 means it: no NaN, no duplicate keys, no lone surrogates, no bottomless nesting."""

import json
from typing import Any

import orjson
from starlette.requests import Request


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key appears twice")
    return found


def strict_loads(body: bytes) -> Any:
    # orjson refuses NaN, surrogates and deep nesting; the second pass is for duplicate keys.
    orjson.loads(body)
    return json.loads(body, object_pairs_hook=_unique)


class StrictRequest(Request):
    async def json(self) -> Any:
        body = await self.body()
        try:
            return strict_loads(body)
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError("the body is not valid JSON", "", 0) from error
