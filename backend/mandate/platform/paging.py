"""Lists page by page: keyset order, JSON built by PostgreSQL in one statement, sealed cursors."""

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Query
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Subquery,
    Text,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from mandate.platform.errors import Refusal
from mandate.platform.reading import AnySelect, Reader, Statement

CURSOR_SECONDS = 24 * 3600
MAC_BYTES = 16
TIME_BYTES = 5
# Rows looked at before anything else is asked, some milliseconds of reading: the first of them, and as many more as fill
# a page if the first hold out hope for it.
SAMPLE, HOPEFUL, NEAR = 300, 5, 2000

PageLimit = Annotated[int, Query(ge=1, le=200, description="Rows in one page.")]
PageCursor = Annotated[
    str | None,
    Query(
        max_length=4000,
        description="`next_cursor` of the page before, with the same filters and sort; good for 24 hours.",
    ),
]


def cursor_expired() -> Refusal:
    return Refusal(
        410,
        "cursor_expired",
        "翻页位置已失效（超过24小时，或筛选、排序条件已改变）。请回到第一页重新查看。",
        "This place in the list has expired: 24 hours have passed, or filters or sort changed. Go back to page one.",
    )


def seal_cursor(key: bytes, binding: bytes, position: Sequence[str], at: float | None = None) -> str:
    """The place after a row, readable by nobody else's list: `binding` is zone, filters and sort."""
    issued = int(time.time() if at is None else at).to_bytes(TIME_BYTES, "big")
    body = issued + orjson.dumps(list(position))
    return base64.urlsafe_b64encode(_mac(key, binding, body) + body).rstrip(b"=").decode()


def open_cursor(key: bytes, binding: bytes, cursor: str) -> list[str]:
    """The sort keys of the row before. Raises `cursor_expired` for any cursor that is not ours, here, today."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise cursor_expired() from None
    mac, body = raw[:MAC_BYTES], raw[MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(key, binding, body)):
        raise cursor_expired()
    if time.time() - int.from_bytes(body[:TIME_BYTES], "big") > CURSOR_SECONDS:
        raise cursor_expired()
    position: list[str] = orjson.loads(body[TIME_BYTES:])
    return position


def _mac(key: bytes, binding: bytes, body: bytes) -> bytes:
    return hmac.new(key, binding + body, hashlib.sha256).digest()[:MAC_BYTES]


@dataclass(frozen=True, slots=True)
class Order:
    """Sort keys of a known type, none of them NULL and the last unique, all in one direction (so that an index serves them)."""

    keys: tuple[Any, ...]
    descending: bool = False

    @property
    def sorting(self) -> list[Any]:
        return [key.desc() if self.descending else key.asc() for key in self.keys]

    def after(self) -> ColumnElement[bool]:
        """Whether a row comes after the one whose keys are the texts `after_0`, `after_1`, …"""
        known = [cast(bindparam(f"after_{place}", type_=Text), key.type) for place, key in enumerate(self.keys)]
        here, there = tuple_(*self.keys), tuple_(*known)
        return here < there if self.descending else here > there


@dataclass(frozen=True, slots=True)
class Near:
    """A condition looked for in the next `NEAR` rows of a list first, in its order.

    `holds` asks it of the named `columns`, which `rows` need not have. `beyond` is one value more for who reads the
    page, worked out only where those rows do not fill it and others follow them.
    """

    columns: tuple[Any, ...]
    holds: Callable[[FromClause], ColumnElement[bool]]
    beyond: ColumnElement[Any]


class Page:
    """A list of one shape (which filters are present, which sort), compiled on first use and kept.

    `rows` is the filtered select without order or limit; `record` selects what the client sees from the
    page's rows, so that joins and JSON are paid for one page only: its columns, or where it is `written`
    already, one text for each row. Keep pages in an `lru_cache`. A page is `kept` until the zone's next event only
    if nothing in it changes without one (see `kept_answers`). `instead_of` is the page whose list this is in another
    way: the cursors of either are good for both.
    """

    def __init__(
        self,
        rows: AnySelect,
        order: Order,
        record: Callable[[Subquery], AnySelect],
        *,
        written: bool = False,
        kept: bool = False,
        near: Near | None = None,
        instead_of: "Page | None" = None,
    ) -> None:
        self.kept = kept
        self.near = near
        self._instead_of = instead_of
        gather = _written_items if written else _built_items
        self.first = Statement(lambda: _page_select(rows, order, record, gather, near, after=False))
        self.later = Statement(lambda: _page_select(rows, order, record, gather, near, after=True))

    @cached_property
    def shape(self) -> bytes:
        """Names the list: route, filters present and sort are all in its text."""
        if self._instead_of is not None:
            return self._instead_of.shape
        return hashlib.sha256(self.first.sql.encode()).digest()


async def read_page(
    reader: Reader, page: Page, filters: Mapping[str, Any], *, limit: int, cursor: str | None, **given: Any
) -> bytes:
    """One page as `{"items": […], "next_cursor": … or null}`, in one statement.

    `filters` are the values the caller chose; a cursor is good for them, the sort and the zone only.
    `given` are further parameters (the caller's units, today), which may change between two pages.
    """
    document, _ = await read_near_page(reader, page, filters, limit=limit, cursor=cursor, **given)
    return document


async def read_near_page(
    reader: Reader, page: Page, filters: Mapping[str, Any], *, limit: int, cursor: str | None, **given: Any
) -> tuple[bytes, Any]:
    """The page as `read_page` gives it, and what its `near` has found beyond, if it had to ask."""
    binding = _binding(reader.scope.zone_id, page, filters)
    statement, parameters = page.first, {**given, **filters, "limit": limit}
    if cursor is not None:
        position = open_cursor(reader.cursor_key, binding, cursor)
        statement = page.later
        parameters |= {f"after_{place}": key for place, key in enumerate(position)}
    answers = reader.answers if page.kept else None
    row = await (answers.row(reader, statement, **parameters) if answers else reader.row(statement, **parameters))
    items, last = (row[0], row[1]) if row is not None else (b"[]", None)
    following = "null" if last is None else f'"{seal_cursor(reader.cursor_key, binding, orjson.loads(last))}"'
    beyond = row["beyond"] if row is not None and page.near is not None else None
    return b'{"items":' + items + b',"next_cursor":' + following.encode() + b"}", beyond


def _binding(zone_id: UUID | None, page: Page, filters: Mapping[str, Any]) -> bytes:
    chosen = repr(sorted(filters.items())).encode()
    return hashlib.sha256(str(zone_id).encode() + page.shape + chosen).digest()


# From the rows seen, the number of columns that the client does not see, and the limit: the JSON array as text.
Gather = Callable[[Subquery, int, Any], Any]


def _built_items(seen: Subquery, hidden: int, limit: Any) -> Any:
    # A record of its own, so that the JSON has just the columns asked for, in their order.
    shown = select(*seen.c[:-hidden]).correlate(seen).subquery("record")
    item = select(func.row_to_json(literal_column("record"))).select_from(shown).scalar_subquery()
    within = seen.c.page_place <= limit
    listed = func.array_to_json(func.array_agg(aggregate_order_by(item, seen.c.page_place)).filter(within))
    return cast(func.coalesce(listed, literal_column("'[]'::json")), Text)


def _written_items(seen: Subquery, _hidden: int, limit: Any) -> Any:
    within = seen.c.page_place <= limit
    comma, opening, closing = (literal_column(f"'{sign}'", Text) for sign in ",[]")
    listed = func.string_agg(seen.c[0], aggregate_order_by(comma, seen.c.page_place)).filter(within)
    return opening + func.coalesce(listed, literal_column("''")) + closing


def _page_select(
    rows: AnySelect,
    order: Order,
    record: Callable[[Subquery], AnySelect],
    gather: Gather,
    near: Near | None,
    *,
    after: bool,
) -> AnySelect:
    limit = bindparam("limit", type_=Integer)
    if after:
        rows = rows.where(order.after())
    beside: list[Any] = []
    if near is not None:
        seen_first, order, others_follow = _seen_first(rows, order, near)
        rows = select(seen_first).where(near.holds(seen_first))
        beside.append(case((func.count() <= limit, case((others_follow, near.beyond)))).label("beyond"))
    keys = [key.label(f"page_key_{place}") for place, key in enumerate(order.keys)]
    place = func.row_number().over(order_by=order.sorting).label("page_place")
    # One row more than asked for tells whether there is a next page.
    page = rows.add_columns(place, *keys).order_by(*order.sorting).limit(limit + literal_column("1")).subquery("page")
    hidden = [page.c.page_place, *(page.c[key.name] for key in keys)]
    seen = record(page).add_columns(*hidden).subquery("seen")
    last = func.json_build_array(*(cast(seen.c[key.name], Text) for key in keys))
    at_limit = seen.c.page_place == limit
    return select(
        # As bytes, so that nobody decodes and encodes what is only passed on.
        func.convert_to(gather(seen, len(hidden), limit), literal_column("'UTF8'")),
        case((func.count() > limit, func.max(cast(last, Text)).filter(at_limit))),
        *beside,
    ).select_from(seen)


def _seen_first(rows: AnySelect, order: Order, near: Near) -> tuple[Subquery, Order, ColumnElement[bool]]:
    """The next rows of the list whatever the condition says of them, their order, and whether there are more."""
    keys = [key.label(f"ahead_key_{place}") for place, key in enumerate(order.keys)]
    # Not written into the queries around it: its rows are read once, one by one, as far as anybody asks for them.
    ahead = (
        rows.add_columns(*near.columns, *keys).order_by(*order.sorting).limit(literal_column(str(NEAR))).cte("ahead")
    )

    def in_order(of: FromClause) -> Order:
        return Order(tuple(of.c[key.name] for key in keys), order.descending)

    def first(number: Any) -> Subquery:
        return select(ahead).order_by(*in_order(ahead).sorting).limit(number).subquery()

    fewer: ColumnElement[int] = literal_column(str(min(SAMPLE, NEAR)))
    sample = first(fewer)
    found = select(literal_column("1")).select_from(sample).where(near.holds(sample)).limit(HOPEFUL).subquery()
    hopeful = select(func.count()).select_from(found).scalar_subquery() >= HOPEFUL
    look = select(case((hopeful, literal_column(str(NEAR))), else_=fewer).label("rows")).cte("look")
    number = select(look.c.rows).scalar_subquery()
    seen_first = first(number)
    counted = select(literal_column("1")).select_from(ahead).limit(number).subquery()
    others_follow = select(func.count()).select_from(counted).scalar_subquery() >= number
    return seen_first, in_order(seen_first), others_follow
