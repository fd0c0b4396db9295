from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import DateTime, Select, Subquery, Text, bindparam, func, select
from sqlmodel import col

from mandate.platform.database import transaction
from mandate.platform.errors import Refusal
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.platform.paging import CURSOR_SECONDS, Order, Page, open_cursor, read_page, seal_cursor
from mandate.platform.reading import Reader
from mandate.platform.scope import Scope
from mandate.units.tables import Unit
from tests.support.zones import make_zone

KEY, BINDING = b"k" * 32, b"zone and filters"


@pytest.mark.parametrize("position", [[], ["a"], ["2026-09-30", '引号"与\\', "0192"]])
def test_a_cursor_opens_where_it_was_sealed(position: list[str]) -> None:
    assert open_cursor(KEY, BINDING, seal_cursor(KEY, BINDING, position)) == position


@pytest.mark.parametrize(
    ("key", "binding", "age"),
    [(b"x" * 32, BINDING, 0), (KEY, b"another zone", 0), (KEY, BINDING, CURSOR_SECONDS + 5)],
    ids=["another installation", "another list", "a day old"],
)
def test_a_cursor_from_elsewhere_has_expired(key: bytes, binding: bytes, age: int) -> None:
    cursor = seal_cursor(KEY, BINDING, ["a"], at=datetime.now(UTC).timestamp() - age)
    with pytest.raises(Refusal) as refused:
        open_cursor(key, binding, cursor)
    assert (refused.value.status, refused.value.code) == (410, "cursor_expired")


@pytest.mark.parametrize("cursor", ["", "A", "AAAA", "_" * 60, "AAAAA", "é"])
def test_no_text_is_taken_for_a_cursor(cursor: str) -> None:
    with pytest.raises(Refusal, match="cursor_expired"):
        open_cursor(KEY, BINDING, cursor)


def names(page: Subquery) -> Select[Any]:
    return select(page.c.id, page.c.name)


def unit_page(*, descending: bool, matching: bool = False) -> Page:
    rows = select(Unit)
    if matching:
        rows = rows.where(col(Unit.name).like(bindparam("pattern", type_=Text)))
    return Page(
        rows,
        Order((func.date_trunc("day", col(Unit.updated_at), type_=DateTime(timezone=True)), col(Unit.id)), descending),
        names,
    )


@pytest.fixture(scope="module")
async def directory(operator: House) -> tuple[Scope, list[Unit]]:
    zone = await make_zone(operator)
    scope = Scope(zone.id)
    day = datetime(2026, 3, 1, tzinfo=UTC)
    units = [
        Unit(id=new_id(), name=f"单位{n}", sort_key=str(n), updated_at=day + timedelta(days=n % 3)) for n in range(11)
    ]
    async with transaction(operator.engine, scope) as session:
        session.add_all(units)
    return scope, units


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("limit", [1, 3, 10, 11, 12])
async def test_walking_the_pages_gives_the_whole_list_once(
    operator: House, directory: tuple[Scope, list[Unit]], limit: int, descending: bool
) -> None:
    scope, units = directory
    page, seen, cursor, steps = unit_page(descending=descending), [], None, 0
    reader = Reader(operator.pool, scope, KEY)
    while True:
        document = orjson.loads(await read_page(reader, page, {}, limit=limit, cursor=cursor))
        assert len(document["items"]) <= limit
        seen += document["items"]
        steps += 1
        cursor = document["next_cursor"]
        if cursor is None:
            break
    assert reader.statements == steps == -(-len(units) // limit)
    ordered = sorted(units, key=lambda unit: (unit.updated_at, unit.id), reverse=descending)
    assert seen == [{"id": str(unit.id), "name": unit.name} for unit in ordered]


async def test_a_list_without_rows_has_no_next_page(operator: House, directory: tuple[Scope, list[Unit]]) -> None:
    page = unit_page(descending=False, matching=True)
    reader = Reader(operator.pool, directory[0], KEY)
    document = await read_page(reader, page, {"pattern": "没有"}, limit=5, cursor=None)
    assert orjson.loads(document) == {"items": [], "next_cursor": None}


async def test_a_cursor_is_good_for_its_filters_and_sort_only(
    operator: House, directory: tuple[Scope, list[Unit]]
) -> None:
    page, filters = unit_page(descending=False, matching=True), {"pattern": "单位%"}
    reader = Reader(operator.pool, directory[0], KEY)
    cursor = orjson.loads(await read_page(reader, page, filters, limit=2, cursor=None))["next_cursor"]
    assert orjson.loads(await read_page(reader, page, filters, limit=7, cursor=cursor))["items"]
    for other, chosen in ((page, {"pattern": "单%"}), (unit_page(descending=True, matching=True), filters)):
        with pytest.raises(Refusal, match="cursor_expired"):
            await read_page(reader, other, chosen, limit=2, cursor=cursor)
