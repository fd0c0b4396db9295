"""What every request passes first: an id, a size limit, and headers that no answer may lack."""

import re
from collections.abc import MutableMapping
from typing import Any

import orjson
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mandate.platform.ids import new_id

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
CONTENT_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    # Pages and files of the SPA say otherwise themselves.
    "Cache-Control": "no-store",
    "Vary": "Accept-Language, Cookie, Authorization",
}
# Answers without a body say nothing of its type.
EMPTY = frozenset({204, 304})
TOO_LARGE = {
    "zh-CN": "提交的内容太大，请缩小后重试。",
    "en": "The request is too large. Make it smaller and try again.",
}


class Edge:
    """Pure ASGI: costs microseconds, and works for errors raised anywhere behind it."""

    def __init__(self, app: ASGIApp, body_limit: int, upload_limit: int, secure: bool) -> None:
        self.app = app
        self.body_limit = body_limit
        self.upload_limit = upload_limit
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = headers.get("x-request-id", "")
        if not REQUEST_ID.fullmatch(request_id):
            request_id = str(new_id())
        state: MutableMapping[str, Any] = scope.setdefault("state", {})
        state["request_id"] = request_id

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.add_headers(MutableHeaders(scope=message), request_id, message["status"])
            await send(message)

        upload = headers.get("content-type", "").startswith("multipart/form-data")
        limit = self.upload_limit + 64 * 1024 if upload else self.body_limit
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > limit:
            await refuse(send_with_headers, request_id, headers)
            return
        await self.app(scope, limited(receive, limit), send_with_headers)

    def add_headers(self, headers: MutableHeaders, request_id: str, status: int) -> None:
        headers["X-Request-Id"] = request_id
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if status in EMPTY:
            del headers["Content-Type"]
        if self.secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


def limited(receive: Receive, limit: int) -> Receive:
    """A body without a length is refused where the limit ends, whoever reads it."""
    seen = 0

    async def receive_limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413)
        return message

    return receive_limited


async def refuse(send: Send, request_id: str, headers: Headers) -> None:
    language = "en" if headers.get("accept-language", "").strip().lower().startswith("en") else "zh-CN"
    problem = {
        "type": "/problems/too_large",
        "title": TOO_LARGE[language],
        "status": 413,
        "code": "too_large",
        "request_id": request_id,
    }
    body = orjson.dumps(problem)
    start = [
        (b"content-type", b"application/problem+json"),
        (b"content-language", language.encode()),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": start})
    await send({"type": "http.response.body", "body": body})
