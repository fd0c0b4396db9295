"""Reads that pages and clients repeat: SQLModel selects compiled once, JSON built by PostgreSQL."""

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import asyncpg
from sqlalchemy import Select, Text, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from mandate.platform.scope import SESSION_ENDED, Scope, SessionEnded

_DIALECT = PGDialect_asyncpg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]

if TYPE_CHECKING:
    # Generic for the type checker only.
    Connection = asyncpg.pool.PoolConnectionProxy[asyncpg.Record]


# Any columns, in any number: statements are built from each other.
AnySelect = Select[*tuple[Any, ...]]


class Statement:
    """A select compiled on first use and kept; parameters are the statement's bind names."""

    def __init__(self, build: Callable[[], AnySelect]) -> None:
        self._build = build

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
    """Statements of one request, all in one READ ONLY transaction bound to its scope."""

    def __init__(self, connection: "Connection", scope: Scope, cursor_key: bytes) -> None:
        self._connection = connection
        self.scope = scope
        self.cursor_key = cursor_key
        self.statements = 0

    async def text(self, statement: Statement, **given: Any) -> str | None:
        self.statements += 1
        value = await self._connection.fetchval(statement.sql, *statement.arguments(given))
        return None if value is None else str(value)

    async def row(self, statement: Statement, **given: Any) -> asyncpg.Record | None:
        self.statements += 1
        return await self._connection.fetchrow(statement.sql, *statement.arguments(given))

    async def rows(self, statement: Statement, **given: Any) -> list[asyncpg.Record]:
        self.statements += 1
        return await self._connection.fetch(statement.sql, *statement.arguments(given))


@asynccontextmanager
async def reading(pool: asyncpg.Pool, scope: Scope, cursor_key: bytes = b"") -> AsyncGenerator[Reader]:
    """BEGIN and scope in one round trip; whatever happens, the connection comes back clean.

    `cursor_key` seals the cursors of lists (see `paging`); without lists none is needed.
    """
    async with pool.acquire() as connection:
        try:
            await connection.execute(f"BEGIN READ ONLY; {scope.enter()}")
            yield Reader(connection, scope, cursor_key)
            await connection.execute("COMMIT")
        except asyncpg.PostgresError as error:
            await _roll_back(connection)
            if error.sqlstate == SESSION_ENDED:
                raise SessionEnded from error
            raise
        except Exception:
            await _roll_back(connection)
            raise
        except BaseException:
            # A cancelled request may leave a statement running: such a connection is not kept.
            connection.terminate()
            raise


async def _roll_back(connection: "Connection") -> None:
    if not connection.is_closed():
        await connection.execute("ROLLBACK")
