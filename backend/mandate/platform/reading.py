"""Reads that pages and clients repeat: SQLModel selects compiled once, JSON built by PostgreSQL."""

import asyncio
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import asyncpg
from sqlalchemy import Select, Text, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from mandate.platform.scope import SESSION_ENDED, Door, Scope, SessionEnded

_DIALECT = PGDialect_asyncpg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]

if TYPE_CHECKING:
    from mandate.platform.kept_answers import KeptAnswers


# Any columns, in any number: statements are built from each other.
AnySelect = Select[*tuple[Any, ...]]


class Statement:
    """A select compiled on first use and kept; parameters are the statement's bind names."""

    def __init__(self, build: Callable[[], AnySelect]) -> None:
        self._build = build
        self._behind: dict[tuple[Door, bool], str] = {}

    @cached_property
    def _compiled(self) -> tuple[str, tuple[str, ...], dict[str, Any]]:
        compiled = self._build().compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
        return str(compiled), tuple(compiled.positiontup or ()), dict(compiled.params)

    @property
    def sql(self) -> str:
        return self._compiled[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Of $1, $2, … in the text."""
        return self._compiled[1]

    def behind(self, door: Door, *, with_head: bool = False) -> str:
        """The same statement, which first enters the scope: the arguments of the door follow its own.

        `OFFSET 0` keeps the two apart, so that no row is looked for before the scope is entered; if it were, the fence
        would raise for want of a scope. `with_head` adds, last, where the zone's events end for this very statement.
        """
        if (door, with_head) not in self._behind:
            given = ", ".join(f"${place}::{kind}" for place, kind in enumerate(door.kinds, len(self.names) + 1))
            head = ", app.events_head()" if with_head else ""
            self._behind[door, with_head] = (
                f"SELECT seen.* FROM {door.function}({given}) AS entered(yes), "  # noqa: S608  texts of ours
                f"LATERAL (SELECT asked.*{head} FROM ({self.sql}) AS asked WHERE entered.yes OFFSET 0) AS seen"
            )
        return self._behind[door, with_head]

    @property
    def select(self) -> AnySelect:
        """For a session: the same read inside a writing transaction."""
        return self._build()

    def arguments(self, given: dict[str, Any]) -> list[Any]:
        _, names, constants = self._compiled
        return [given[name] if name in given else constants[name] for name in names]


def one_as_json(build: Callable[[], AnySelect]) -> Statement:
    """The single row as one JSON object; no row answers no text."""

    def wrapped() -> AnySelect:
        row = build().subquery("record")
        return select(cast(func.row_to_json(literal_column("record")), Text)).select_from(row)

    return Statement(wrapped)


def all_as_json(build: Callable[[], AnySelect]) -> Statement:
    """All rows as one JSON array, in the order of the select."""

    def wrapped() -> AnySelect:
        row = build().subquery("record")
        array = func.coalesce(func.json_agg(literal_column("record")), literal_column("'[]'::json"))
        return select(cast(array, Text)).select_from(row)

    return Statement(wrapped)


class Reader:
    """Statements of one request; each enters the scope by itself, in one round trip and a transaction of its own.

    A connection is held for as long as a statement runs; nothing outlives the statement on it. `cursor_key` seals the
    cursors of lists (see `paging`); without lists none is needed. `answers` spares pages that may be kept (see
    `kept_answers`).
    """

    def __init__(
        self, pool: asyncpg.Pool, scope: Scope, cursor_key: bytes = b"", answers: "KeptAnswers | None" = None
    ) -> None:
        self._pool = pool
        self.scope = scope
        self.cursor_key = cursor_key
        self.answers = answers
        self.statements = 0
        self.entered = False

    async def text(self, statement: Statement, **given: Any) -> str | None:
        row = await self.row(statement, **given)
        return None if row is None or row[0] is None else str(row[0])

    async def row(self, statement: Statement, **given: Any) -> asyncpg.Record | None:
        rows = await self.rows(statement, **given)
        return rows[0] if rows else None

    async def row_and_head(self, statement: Statement, **given: Any) -> tuple[asyncpg.Record | None, bytes | None]:
        """The row with one value more at its end, and that value: where the zone's events ended when it was read."""
        sql = statement.behind(self.scope.door, with_head=True)
        rows = await self._fetch(sql, *statement.arguments(given), *self.scope.keys)
        return (rows[0], rows[0][-1]) if rows else (None, None)

    async def rows(self, statement: Statement, **given: Any) -> list[asyncpg.Record]:
        sql = statement.behind(self.scope.door)
        return await self._fetch(sql, *statement.arguments(given), *self.scope.keys)

    async def ensure_entered(self) -> None:
        """For a request that reads nothing: it asks at least whether the session is live."""
        door = self.scope.door
        given = ", ".join(f"${place}::{kind}" for place, kind in enumerate(door.kinds, 1))
        await self._fetch(f"SELECT {door.function}({given})", *self.scope.keys)

    def ensure_asked(self) -> None:
        if not self.entered:
            raise RuntimeError("a read was answered without asking whether the session is live")

    async def _fetch(self, sql: str, *arguments: Any) -> list[asyncpg.Record]:
        self.statements += 1
        # Asked, whatever the answer: a session that has ended is tried once more with another reader.
        self.entered = True
        connection = await self._pool.acquire()
        try:
            return await connection.fetch(sql, *arguments)
        except asyncpg.PostgresError as error:
            if error.sqlstate == SESSION_ENDED:
                raise SessionEnded from error
            raise
        except asyncio.CancelledError:
            # The statement may still be running: such a connection is not kept.
            connection.terminate()
            raise
        finally:
            await self._pool.release(connection)
