"""Query strings read into a model once and kept: FastAPI's own way costs a fifth of a list's time."""

from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Annotated, Any, TypeVar, get_origin
from urllib.parse import parse_qsl

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

KEPT = 1024

Form = TypeVar("Form", bound=BaseModel)


def query_form(model: type[Form]) -> Callable[[Request], Awaitable[Form]]:
    """A dependency that reads what `Annotated[model, Query()]` would, with the same refusals.

    The same string gives the same object again, so nobody may change it. The route takes its documentation from
    `documented(model)`.
    """
    lists = frozenset(name for name, field in model.model_fields.items() if get_origin(field.annotation) is list)

    @lru_cache(maxsize=KEPT)
    def read(query: bytes) -> Form:
        given: dict[str, Any] = {}
        for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
            if name in lists:
                given.setdefault(name, []).append(value)
            else:
                given[name] = value
        try:
            return model.model_validate(given)
        except ValidationError as error:
            raise RequestValidationError(
                [{**one, "loc": ("query", *one["loc"])} for one in error.errors(include_url=False)]
            ) from None

    async def asked(request: Request) -> Form:
        return read(request.scope["query_string"])

    return asked


def documented(model: type[BaseModel]) -> dict[str, Any]:
    """`openapi_extra` of a route that reads `model` from its query: the parameters as FastAPI would write them."""
    probe = FastAPI()

    @probe.get("/")
    async def asked(_query: Annotated[model, Query()]) -> None:  # type: ignore[valid-type]
        return

    parameters = probe.openapi()["paths"]["/"]["get"]["parameters"]
    return {"parameters": parameters}
