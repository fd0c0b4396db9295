"""Every GET route sends at most four statements, whatever it lists; transaction control apart."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from asyncpg import Connection
from fastapi import FastAPI
from sqlalchemy import event

from mandate.access.permissions import Role
from mandate.platform.house import House
from mandate.platform.kept_answers import KeptAnswers
from tests.isolation.operations import Operation, operations_of
from tests.isolation.requests import request_for
from tests.isolation.subjects import present
from tests.isolation.world import World

MOST = 4
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SELECT app.enter", "RESET")


@contextmanager
def counted(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts sent on both roads to the database."""
    sent: list[str] = []
    plain = Connection._execute  # type: ignore[attr-defined]

    async def noted(self: Any, query: str, *rest: Any, **options: Any) -> Any:
        sent.append(query)
        return await plain(self, query, *rest, **options)

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    monkeypatch.setattr(Connection, "_execute", noted)
    event.listen(house.engine.sync_engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(house.engine.sync_engine, "before_cursor_execute", note)
        monkeypatch.setattr(Connection, "_execute", plain)


def reads(app: FastAPI) -> list[Operation]:
    return [operation for operation in operations_of(app) if operation.method == "get" and operation.in_zone]


async def test_every_read_sends_few_statements(
    app: FastAPI, house: House, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, counts = world.places[0], {}
    # Nothing is kept: each read does its work.
    monkeypatch.setattr(house, "answers", KeptAnswers(0))
    for operation in reads(app):
        role = next(role for role in (Role.SUPERVISOR, *Role) if operation.allows(role))
        request = request_for(operation, place.zone.code, present(operation.ids, place.filler), iter(()))
        # The second request is the one that counts: statements are compiled, the person is known.
        await place.people[role].request(**request)
        with counted(house, monkeypatch) as sent:
            answer = await place.people[role].request(**request)
        assert answer.status_code == 200, f"{operation}: {answer.text}"
        counts[str(operation)] = sum(not text.startswith(CONTROL) for text in sent)
    sys.stdout.write("\n" + "".join(f"    {count}  {name}\n" for name, count in counts.items()))
    assert {name: count for name, count in counts.items() if count > MOST} == {}
    assert counts["GET /api/v1/zones/{zone}/units"] == 1, "the count itself is wrong"
