"""Every non-2xx answer is `application/problem+json` (RFC 9457), in the reader's language."""

from collections.abc import Mapping
from typing import Any

import orjson
import structlog
from asyncpg import PostgresError
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from starlette.exceptions import HTTPException

from mandate.platform.errors import FieldError, Refusal

MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger()

BY_STATUS = {
    400: (
        "bad_request",
        "请求的格式不正确，请检查后重新提交。",
        "The request is malformed. Check it and send it again.",
    ),
    404: ("not_found", "没有找到这个地址。请检查链接，或返回首页。", "Nothing is here. Check the address."),
    405: ("method_not_allowed", "这个地址不支持该操作。", "This address does not support that method."),
    413: ("too_large", "提交的内容太大，请缩小后重试。", "The request is too large. Make it smaller and try again."),
    415: ("unsupported_media_type", "请以 JSON 格式提交。", "Send the request as JSON."),
}
FIELD_WORDS = {
    "missing": ("请填写此项。", "This field is required."),
    "extra_forbidden": ("不认识这一项，请删除。", "This field is unknown. Remove it."),
    "string_too_long": ("内容太长，请缩短。", "This text is too long."),
    "string_too_short": ("请填写此项。", "This text is too short."),
    "string_pattern_mismatch": ("格式不正确。", "This does not have the required form."),
    "json_invalid": ("内容不是有效的 JSON。", "The body is not valid JSON."),
}
OTHER_FIELD = ("填写的内容不正确，请检查。", "This value is not valid.")
# SQLSTATE classes that input can cause; anything else is ours.
BY_SQLSTATE = {
    "23505": (409, "already_exists", "已有同名或重复的记录，请核对后修改。", "A record like this already exists."),
    "23503": (
        422,
        "unknown_reference",
        "引用的记录不存在或已被删除，请重新选择。",
        "A record referred to does not exist.",
    ),
    "23514": (422, "out_of_range", "填写的内容超出允许范围，请检查。", "A value is outside what is allowed."),
    "23P01": (409, "excluded", "与已有记录冲突，请先处理原有记录。", "This conflicts with an existing record."),
    "22021": (
        422,
        "bad_character",
        "内容含有无法保存的字符，请删除后重试。",
        "The text has a character that cannot be kept.",
    ),
    "22003": (422, "out_of_range", "数值超出允许范围，请检查。", "A number is out of range."),
    "40001": (409, "busy", "同时有人在修改，请稍后重试。", "Somebody is changing this too. Try again."),
    "40P01": (409, "busy", "同时有人在修改，请稍后重试。", "Somebody is changing this too. Try again."),
    "55P03": (409, "busy", "同时有人在修改，请稍后重试。", "Somebody is changing this too. Try again."),
}


class ProblemField(BaseModel):
    pointer: str = Field(description="RFC 6901 JSON pointer to the refused field", max_length=400)
    code: str = Field(max_length=80)
    message: str = Field(max_length=400)


class Problem(BaseModel):
    """RFC 9457. `title` says what is wrong and what to do next, in the language asked for."""

    type: str = Field(examples=["/problems/not_found"], max_length=200)
    title: str = Field(max_length=400)
    status: int = Field(ge=400, le=599)
    code: str = Field(max_length=80)
    request_id: str = Field(max_length=80)
    errors: list[ProblemField] = Field(default_factory=list, max_length=2000)


def prefers_english(request: Request) -> bool:
    return request.headers.get("accept-language", "").strip().lower().startswith("en")


def answer(
    request: Request,
    status: int,
    code: str,
    zh: str,
    en: str,
    errors: tuple[FieldError, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    english = prefers_english(request)
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": en if english else zh,
        "status": status,
        "code": code,
        "request_id": getattr(request.state, "request_id", ""),
    }
    if errors:
        body["errors"] = [
            {
                "pointer": error.pointer,
                "code": error.code,
                "message": error.message_en if english else error.message_zh,
            }
            for error in errors
        ]
    language = {"Content-Language": "en" if english else "zh-CN"}
    return Response(orjson.dumps(body), status, {**language, **(headers or {})}, MEDIA_TYPE)


async def on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101  registered for this type only
    return answer(request, error.status, error.code, error.message_zh, error.message_en, error.errors, error.headers)


async def on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    code, zh, en = BY_STATUS.get(error.status_code, BY_STATUS[400])
    return answer(request, error.status_code, code, zh, en, headers=error.headers)


def pointer_of(location: tuple[Any, ...]) -> str:
    parts = [str(part).replace("~", "~0").replace("/", "~1") for part in location]
    return "/" + "/".join(parts)


async def on_validation_error(request: Request, error: Exception) -> Response:
    """Names the fields, never echoes what was sent."""
    assert isinstance(error, RequestValidationError)  # noqa: S101
    found = []
    for one in error.errors():
        zh, en = FIELD_WORDS.get(one["type"], OTHER_FIELD)
        found.append(FieldError(pointer_of(tuple(one["loc"]))[:400], one["type"], zh, en))
    if any(one.code == "json_invalid" for one in found):
        return answer(request, *(400, *BY_STATUS[400]), errors=tuple(found[:1]))
    zh, en = "有几处填写不正确，请按提示修改后重新提交。", "Some fields are not valid. Correct them and send again."
    return answer(request, 422, "invalid_fields", zh, en, tuple(found))


async def on_database_error(request: Request, error: Exception) -> Response:
    """Never shows the database's words: they name tables and values."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    state = str(getattr(origin, "sqlstate", "") or "")
    if state in BY_SQLSTATE:
        status, code, zh, en = BY_SQLSTATE[state]
        return answer(request, status, code, zh, en)
    log.error("database_error", sqlstate=state, request_id=request.state.request_id, exc_info=error)
    return unavailable(request)


def unavailable(request: Request) -> Response:
    zh = "系统暂时无法完成操作，您提交的内容没有保存。请稍后重试；如一直出现，请把编号告诉管理员。"
    en = "The system cannot do this right now and nothing was saved. Try again soon, or report the request id."
    return answer(request, 503, "unavailable", zh, en, headers={"Retry-After": "5"})


async def on_unexpected_error(request: Request, error: Exception) -> Response:
    log.error("unexpected_error", request_id=getattr(request.state, "request_id", ""), exc_info=error)
    zh = "系统出现意外错误，已记录。请稍后重试，并把编号告诉管理员。"
    en = "Something went wrong on our side and was recorded. Try again later and report the request id."
    return answer(request, 500, "unexpected", zh, en)


def install_problem_handlers(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_validation_error)
    for kind in (SQLAlchemyError, PostgresError, OSError):
        app.add_exception_handler(kind, on_database_error)
    app.add_exception_handler(Exception, on_unexpected_error)
