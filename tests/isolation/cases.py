"""What the fence must do for each table: own and foreign rows, each command, as the application's own roles."""

from collections.abc import AsyncGenerator, Collection
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg

from tests.isolation.rows import Filler, ForeignKey, Row, Table

NO_SCOPE, NO_RIGHT, FENCED, NO_TARGET = "28000", "42501", "42501", "23503"


@asynccontextmanager
async def undone(connection: asyncpg.Connection, *fillers: Filler) -> AsyncGenerator[None]:
    """A transaction that is rolled back, and fillers that forget what they made in it."""
    known = [{name: [*rows] for name, rows in filler.known.items()} for filler in fillers]
    change = connection.transaction()
    await change.start()
    try:
        yield
    finally:
        await change.rollback()
        for filler, before in zip(fillers, known, strict=True):
            filler.known = before


async def acting(connection: asyncpg.Connection, role: str, zone_id: UUID | None, statement: str, *values: Any) -> Any:
    """The number of rows touched, or the SQLSTATE of the refusal, as one role in one zone; undone afterwards."""
    async with undone(connection):
        await connection.execute(f"SET LOCAL ROLE {role}")
        await connection.execute("SELECT set_config('app.zone_id', $1, true)", str(zone_id or ""))
        try:
            status = await connection.execute(statement, *values)
        except asyncpg.PostgresError as refusal:
            return refusal.sqlstate
        rows = status.split()[-1]
        return int(rows) if rows.isdigit() else status


class Cases:
    """The cases of one table: `own` has a row to work on, `foreign` a row to keep hands off."""

    def __init__(self, connection: asyncpg.Connection, role: str, table: Table, own: Filler, foreign: Filler) -> None:
        self.connection = connection
        self.role = role
        self.table = table
        self.own = own
        self.foreign = foreign
        self.found: list[str] = []

    async def expect(self, what: str, expected: Any, statement: str, *values: Any, nowhere: bool = False) -> None:
        zone_id = None if nowhere else self.own.zone_id
        answer = await acting(self.connection, self.role, zone_id, statement, *values)
        if answer != expected:
            self.found.append(f"{self.table.name}: {what} as {self.role}: {answer}, expected {expected}")

    def where(self, row: Row) -> str:
        return " AND ".join(f"{column} = '{row[column]}'" for column in self.table.key)

    async def run(self) -> list[str]:
        async with undone(self.connection, self.own, self.foreign):
            # Rows of this moment only: nothing points at them yet, so they may be deleted.
            mine = await self.own.add(self.connection, self.table.name)
            theirs = await self.foreign.add(self.connection, self.table.name)
            await self.reads(mine, theirs)
            await self.inserts()
            await self.updates(mine, theirs)
            await self.deletes(mine, theirs)
            await self.without_scope(mine)
            for key in self.table.foreign_keys:
                if key.target in self.own.tables:
                    await self.points_abroad(key)
        return self.found

    async def reads(self, mine: Row, theirs: Row) -> None:
        name = self.table.name
        await self.expect("reading an own row", 1, f"SELECT FROM {name} WHERE {self.where(mine)}")
        await self.expect("reading a foreign row", 0, f"SELECT FROM {name} WHERE {self.where(theirs)}")
        zone = f"zone_id IS DISTINCT FROM '{self.own.zone_id}'"
        await self.expect("reading all foreign rows", 0, f"SELECT FROM {name} WHERE {zone}")
        await self.expect("emptying the table", NO_RIGHT, f"TRUNCATE {name} CASCADE")

    async def inserts(self) -> None:
        for what, filler, expected in (("own", self.own, 1), ("foreign", self.foreign, FENCED)):
            row = await filler.row(self.connection, self.table.name)
            await self.expect(f"adding an {what} row", expected, *insertion(self.table.name, row))

    async def updates(self, mine: Row, theirs: Row) -> None:
        name = self.table.name
        if not self.table.changeable:
            await self.expect("changing an own row", NO_RIGHT, f"UPDATE {name} SET zone_id = zone_id")
            return
        column = self.table.changeable[0].name
        change = f"UPDATE {name} SET {column} = {column}"
        await self.expect("changing an own row", 1, f"{change} WHERE {self.where(mine)}")
        await self.expect("changing a foreign row", 0, f"{change} WHERE {self.where(theirs)}")
        moved = f"UPDATE {name} SET zone_id = '{self.foreign.zone_id}' WHERE {self.where(mine)}"
        await self.expect("moving an own row to a foreign zone", NO_RIGHT, moved)

    async def deletes(self, mine: Row, theirs: Row) -> None:
        name, may = self.table.name, self.table.deletable
        await self.expect("deleting an own row", 1 if may else NO_RIGHT, f"DELETE FROM {name} WHERE {self.where(mine)}")
        gone = f"DELETE FROM {name} WHERE {self.where(theirs)}"
        await self.expect("deleting a foreign row", 0 if may else NO_RIGHT, gone)

    async def without_scope(self, mine: Row) -> None:
        name = self.table.name
        await self.expect("reading without a scope", NO_SCOPE, f"SELECT FROM {name}", nowhere=True)
        statement, *values = insertion(name, mine)
        await self.expect("adding without a scope", NO_SCOPE, statement, *values, nowhere=True)

    async def points_abroad(self, key: ForeignKey) -> None:
        """Foreign keys are checked without row-level security: only the zone in the key stops them."""
        row = await self.own.row(self.connection, self.table.name)
        target = self.foreign.known[key.target][0]
        row |= {here: target[there] for here, there in key.columns.items() if here != "zone_id"}
        await self.expect(f"pointing {key.name} at a foreign row", NO_TARGET, *insertion(self.table.name, row))


def insertion(table: str, row: Row) -> tuple[Any, ...]:
    columns = ", ".join(f'"{column}"' for column in row)
    places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
    return (f"INSERT INTO {table} ({columns}) VALUES ({places})", *row.values())


async def case_findings(
    connection: asyncpg.Connection, own: Filler, foreign: Filler, names: Collection[str] = ()
) -> list[str]:
    """Every case of every table (or of those named) for both roles of the application; empty when the fence holds."""
    found: list[str] = []
    for table in own.tables.values():
        if names and table.name not in names:
            continue
        for role in ("mandate_app", "mandate_worker"):
            found += await Cases(connection, role, table, own, foreign).run()
    return found
