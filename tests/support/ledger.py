"""Watches every test: an unsafe request that succeeds leaves exactly one event, and every unsafe route is tried."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mandate.platform.addresses import plain_url
from mandate.platform.ids import new_id
from mandate.platform.settings import Settings

SAFE = {"GET", "HEAD", "OPTIONS"}
# Unsafe only in name: each asks and changes nothing.
WITHOUT_EVENT: dict[str, str] = {
    "POST mark_unit_import": "hands a person's own workbook back with its errors marked",
    "POST preview_bulk_edit": "what a change would do, without doing it",
}
# Several changes in one request: each has the event of its own subject.
SEVERAL_EVENTS = {
    "POST apply_bulk_edit": "one for each task, so that the history of each is whole",
    "POST record_reorganisation": "tasks and officers go on to the successors: each keeps its own history",
    "POST hand_person_over": "one for each task, so that the history of each is whole",
    "POST hand_roles_over": "one for each role that moves",
    "PATCH staff_many_tasks": "one for each task, so that the history of each is whole",
    "POST make_change_again": "units that it makes again enter the directory",
    "POST take_change_back": "units that it made leave the directory, each by itself",
}
COUNT = "SELECT (SELECT count(*) FROM event WHERE request_id = $1) + count(*) FROM control_event WHERE request_id = $1"

Calls = dict[str, Counter[int]]
CALLS: Calls = {}
UNSAFE: set[str] = set()


class Book:
    """Counts events by request, as the owner, who sees every zone."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.connection: asyncpg.Connection | None = None
        self.lock = asyncio.Lock()

    async def events_of(self, request_id: str) -> int:
        async with self.lock:
            if self.connection is None:
                self.connection = await asyncpg.connect(plain_url(self.settings.role_url("mandate_migrate")))
                await self.connection.execute("SET ROLE mandate_owner")
            return int(await self.connection.fetchval(COUNT, request_id))

    async def close(self) -> None:
        if self.connection is not None:
            await self.connection.close()


class EventLedger:
    """Outermost: sees to it that every unsafe request has an id, and looks at what it left behind."""

    def __init__(self, app: ASGIApp, book: Book) -> None:
        self.app = app
        self.book = book

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"x-request-id")
        # A test that chooses the id may choose it again.
        before = 0 if given is None else await self.book.events_of(given.decode())
        given = given or str(new_id()).encode()
        others = [pair for pair in scope["headers"] if pair[0] != b"x-request-id"]
        scope["headers"] = [*others, (b"x-request-id", given)]
        status = 0

        async def watch(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await self.app(scope, receive, watch)
        if 200 <= status < 300:
            name = f"{scope['method']} {scope['endpoint'].__name__}"
            left = await self.book.events_of(given.decode()) - before
            CALLS.setdefault(name, Counter())[left] += 1


@asynccontextmanager
async def watched(app: FastAPI, settings: Settings) -> AsyncIterator[FastAPI]:
    """The application, with every unsafe request counted; before its first request."""
    for path in app.openapi()["paths"].values():
        for method, operation in path.items():
            if method.upper() not in SAFE:
                UNSAFE.add(f"{method.upper()} {operation['operationId']}")
    book = Book(settings)
    app.add_middleware(EventLedger, book=book)
    yield app
    await book.close()


def complaints(calls: Calls, unsafe: set[str], *, whole: bool) -> list[str]:
    """A repeated request may be answered without a second event; none may leave two."""
    found = [
        f"{name} left {max(counts)} events"
        for name, counts in calls.items()
        if max(counts) > 1 and name not in SEVERAL_EVENTS
    ]
    found += [
        f"{name} left no event" for name, counts in calls.items() if max(counts) == 0 and name not in WITHOUT_EVENT
    ]
    if whole:
        found += [f"{name} is tried by no test that succeeds" for name in unsafe - set(calls)]
    return sorted(found)


def is_whole_suite(config: pytest.Config) -> bool:
    everything = {Path(argument.partition("::")[0]).resolve() for argument in config.args} == {
        config.rootpath / "tests"
    }
    narrowed = config.getoption("keyword", "") or config.getoption("markexpr", "") or config.getoption("lf", False)
    return everything and not narrowed


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: Any) -> None:
    """Gathers what the workers of a parallel run have seen."""
    seen = getattr(node, "workeroutput", {})
    UNSAFE.update(seen.get("unsafe", ()))
    for name, counts in seen.get("events", {}).items():
        CALLS.setdefault(name, Counter()).update({int(number): times for number, times in counts.items()})


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["unsafe"] = sorted(UNSAFE)
        output["events"] = {name: {str(k): v for k, v in counts.items()} for name, counts in CALLS.items()}
        return
    found = complaints(CALLS, UNSAFE, whole=exitstatus == 0 and is_whole_suite(session.config))
    if found:
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line("")
            for sentence in found:
                reporter.write_line(f"EVENTS {sentence}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
