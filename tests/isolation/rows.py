"""Rows for every table of zones, made from the catalogue alone: a new table needs no new factory."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import count
from typing import Any
from uuid import UUID

import asyncpg

from mandate.platform.catalogue import EXEMPT
from mandate.platform.ids import new_id

TABLES = """
SELECT c.relname AS name, has_table_privilege('mandate_app', c.oid, 'DELETE') AS deletable, (
    SELECT json_agg(json_build_object('name', attname, 'type', format_type(atttypid, NULL), 'required', attnotnull
        AND NOT atthasdef, 'changeable', has_column_privilege('mandate_app', c.oid, attnum, 'UPDATE'))
        ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
) AS columns, (
    SELECT json_agg(json_build_object('name', conname, 'target', confrelid::regclass::text, 'columns', (
        SELECT json_object_agg(h.attname, t.attname) FROM unnest(conkey, confkey) AS pair(here, there)
        JOIN pg_attribute h ON h.attrelid = conrelid AND h.attnum = here
        JOIN pg_attribute t ON t.attrelid = confrelid AND t.attnum = there)) ORDER BY conname)
    FROM pg_constraint WHERE conrelid = c.oid AND contype = 'f'
) AS foreign_keys, (
    SELECT json_agg(a.attname) FROM pg_index JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(indkey)
    WHERE indrelid = c.oid AND indisprimary
) AS key, (
    SELECT json_agg(DISTINCT a.attname) FROM pg_index
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(indkey) WHERE indrelid = c.oid AND indisunique
) AS once, (
    SELECT json_agg(pg_get_constraintdef(oid)) FROM pg_constraint WHERE conrelid = c.oid AND contype = 'c'
) AS checks
FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL($1::text[])
ORDER BY relname
"""
CHOICES = re.compile(r"\(?(\w+)(?:\)::text)? = ANY \(+ARRAY\['([^']*)'")
# Values that the type of a column does not tell.
GIVEN: dict[tuple[str, str], Any] = {
    ("plan", "anchors"): "{}",
    ("plan", "state"): "in_review",
    ("plan", "media_type"): "text/plain",
    ("clause", "kind"): "paragraph",
    ("draft_quantity", "kind"): "T",
    ("draft_quantity", "operator"): ">=",
    ("target", "kind"): "T",
    ("target", "operator"): ">=",
    ("event", "subject_kind"): "task",
    ("saved_view", "shared"): True,
    ("unit", "active"): True,
}
NAMED = {"version": 1, "start_offset": 0, "end_offset": 4}


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    required: bool
    changeable: bool


@dataclass(frozen=True)
class ForeignKey:
    name: str
    target: str
    columns: dict[str, str]


@dataclass(frozen=True)
class Table:
    name: str
    deletable: bool
    columns: list[Column]
    foreign_keys: list[ForeignKey]
    key: list[str]
    once: list[str]
    choices: dict[str, str]

    @cached_property
    def changeable(self) -> list[Column]:
        return [column for column in self.columns if column.changeable]

    def once_only(self, key: ForeignKey) -> bool:
        """Whether two rows that point at the same row there may be refused as duplicates."""
        return set(key.columns) - {"zone_id"} <= set(self.once)


Row = dict[str, Any]


async def read_tables(connection: asyncpg.Connection) -> list[Table]:
    """All tables of zones, those that others point at first."""
    found = {row["name"]: _table(row) for row in await connection.fetch(TABLES, list(EXEMPT))}
    ordered: dict[str, Table] = {}
    while len(ordered) < len(found):
        ready = [
            table
            for table in found.values()
            if table.name not in ordered
            and all(key.target in {*ordered, table.name, *EXEMPT} for key in table.foreign_keys)
        ]
        assert ready, f"tables point at each other in a circle: {sorted(found.keys() - ordered.keys())}"
        ordered.update({table.name: table for table in ready})
    return list(ordered.values())


def _table(row: asyncpg.Record) -> Table:
    choices: dict[str, str] = {}
    for check in json.loads(row["checks"] or "[]"):
        for column, first in CHOICES.findall(check):
            choices.setdefault(column, first)
    return Table(
        row["name"],
        row["deletable"],
        [Column(**column) for column in json.loads(row["columns"])],
        [ForeignKey(**key) for key in json.loads(row["foreign_keys"] or "[]")],
        json.loads(row["key"]),
        json.loads(row["once"]),
        choices,
    )


@dataclass
class Filler:
    """Makes rows of one zone whose every text carries the zone's canary; newest rows are pointed at first."""

    tables: dict[str, Table]
    zone_id: UUID
    canary: str
    known: dict[str, list[Row]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    counter: "count[int]" = field(default_factory=lambda: count(1))

    async def fill(self, connection: asyncpg.Connection, rounds: int = 2) -> None:
        for _ in range(rounds):
            for name in self.tables:
                await self.add(connection, name)

    async def add(self, connection: asyncpg.Connection, name: str, **given: Any) -> Row:
        row = {**await self.row(connection, name), **given}
        columns = ", ".join(f'"{column}"' for column in row)
        places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
        added = await connection.fetchrow(
            f"INSERT INTO {name} ({columns}) VALUES ({places}) RETURNING *", *row.values()
        )
        assert added is not None
        self.known.setdefault(name, []).insert(0, dict(added))
        if "id" in row:
            self.ids.add(str(row["id"]))
        return dict(added)

    async def row(self, connection: asyncpg.Connection, name: str) -> Row:
        """Values for every column that needs one, with references to rows of the same zone."""
        table, number = self.tables[name], next(self.counter)
        row: Row = {"zone_id": self.zone_id}
        for column in table.columns:
            if column.name not in row:
                value = self._value(table, column, number)
                if value is not None:
                    row[column.name] = value
        for key in table.foreign_keys:
            row |= await self._reference(connection, table, key, row)
        return row

    async def _reference(self, connection: asyncpg.Connection, table: Table, key: ForeignKey, row: Row) -> Row:
        if key.target == "zone":
            return {}
        if key.target == "account":
            account = await self._account(connection)
            return dict.fromkeys(key.columns, account)
        if key.target == table.name:
            return {}
        if key.target in EXEMPT:
            shared = await connection.fetchrow(f"SELECT * FROM {key.target} LIMIT 1")
            return {here: shared[there] for here, there in key.columns.items()} if shared else {}
        free = self._free(table, key, row)
        while not free or not await self._still_there(connection, key, free[0]):
            if free:
                self.known[key.target].remove(free[0])
            else:
                await self.add(connection, key.target)
            free = self._free(table, key, row)
        target = free[0]
        return {here: target[there] for here, there in key.columns.items()}

    async def _still_there(self, connection: asyncpg.Connection, key: ForeignKey, row: Row) -> bool:
        """The API may have deleted a row that was made for it."""
        here = " AND ".join(f'"{column}" = ${at}' for at, column in enumerate(key.columns.values(), 1))
        values = [row[column] for column in key.columns.values()]
        return await connection.fetchval(f"SELECT true FROM {key.target} WHERE {here}", *values) is True

    def _free(self, table: Table, key: ForeignKey, row: Row) -> list[Row]:
        """Rows to point at, none twice; where that may happen once, those that no row points at yet."""
        others = [other.columns for other in table.foreign_keys if other.target == key.target and other != key]
        taken = [[row.get(column) for column in columns] for columns in others]
        if table.once_only(key):
            taken += [[known[here] for here in key.columns] for known in self.known.get(table.name, [])]
        targets = self.known.get(key.target, [])
        return [target for target in targets if [target[there] for there in key.columns.values()] not in taken]

    async def _account(self, connection: asyncpg.Connection) -> UUID:
        number = new_id()
        await connection.execute(
            "INSERT INTO account (id, login, name, password_hash, password_changed_at, must_change_password, epoch,"
            " version, created_at, updated_at, home_zone_id) VALUES ($1, $2, $3, '', now(), false, 0, 1, now(), now(), $4)",
            number,
            f"f{number.hex[-14:]}",
            f"{self.canary} person",
            self.zone_id,
        )
        return number

    def _value(self, table: Table, column: Column, number: int) -> Any:
        if (table.name, column.name) in GIVEN:
            return GIVEN[table.name, column.name]
        if column.name in NAMED:
            return NAMED[column.name]
        if column.name in table.choices:
            return table.choices[column.name]
        if column.type in {"text", "character varying"}:
            return f"{self.canary} {column.name} {number}"
        if not column.required:
            return None
        return VALUES[column.type](number)


VALUES: dict[str, Any] = {
    "uuid": lambda _: new_id(),
    "integer": lambda number: number,
    "bigint": lambda number: number,
    "smallint": lambda number: number,
    "numeric": lambda number: number,
    "boolean": lambda _: False,
    "jsonb": lambda _: "[]",
    "bytea": lambda number: str(number).encode(),
    "date": lambda _: date(2026, 1, 1),
    "timestamp with time zone": lambda _: datetime.now(UTC),
}
