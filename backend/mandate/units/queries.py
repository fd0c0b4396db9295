"""The unit directory as pages and documents read it."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Select,
    String,
    Subquery,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import JSON, aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.paging import Order, Page
from mandate.platform.reading import Statement
from mandate.units.matching import KnownName
from mandate.units.rules import moves_of
from mandate.units.sheets import DirectoryRow
from mandate.units.tables import Unit, UnitAlias, UnitMember
from mandate.units.time_tables import DatedName, UnitSection

EMPTY: ColumnElement[Any] = literal_column("'[]'::json")


def _unit_record(place: Subquery) -> Select[Any]:
    """What clients see of each unit in `place` (a column `id`)."""
    aliases = (
        select(func.json_agg(aggregate_order_by(col(UnitAlias.alias), col(UnitAlias.id))))
        .where(col(UnitAlias.unit_id) == col(Unit.id))
        .scalar_subquery()
    )
    member = select(Unit).subquery("member")
    pair = func.json_build_object("id", member.c.id, "name", member.c.name)
    members = (
        select(func.json_agg(aggregate_order_by(pair, member.c.sort_key, member.c.id)))
        .select_from(UnitMember)
        .join(member, member.c.id == col(UnitMember.member_id))
        .where(col(UnitMember.collective_id) == col(Unit.id))
        .correlate(Unit)
        .scalar_subquery()
    )
    counted = (
        select(func.count())
        .select_from(UnitMember)
        .where(col(UnitMember.collective_id) == col(Unit.id))
        .correlate(Unit)
        .scalar_subquery()
    )
    convenor = select(Unit).subquery("convenor")
    return (
        select(
            col(Unit.id),
            col(Unit.name),
            col(Unit.kind),
            col(Unit.note),
            col(Unit.active),
            func.coalesce(aliases, EMPTY).label("aliases"),
            func.coalesce(members, EMPTY).label("members"),
            counted.label("member_count"),
            col(Unit.term_from_date),
            col(Unit.term_to_date),
            case(
                (
                    col(Unit.convenor_id).is_not(None),
                    func.json_build_object("id", convenor.c.id, "name", convenor.c.name),
                )
            ).label("convenor"),
            _actions().label("actions"),
            col(Unit.version),
            col(Unit.updated_at),
        )
        .select_from(place)
        .join(Unit, col(Unit.id) == place.c.id)
        .outerjoin(convenor, convenor.c.id == col(Unit.convenor_id))
    )


def _actions() -> Any:
    listed = {active: cast(_array(moves_of(active=active)), JSON) for active in (True, False)}
    may_edit = bindparam("may_edit", type_=Boolean)
    return case((~may_edit, EMPTY), (col(Unit.active), listed[True]), else_=listed[False])


def _array(words: list[str]) -> Any:
    return func.json_build_array(*(literal_column(f"'{word}'::text") for word in words))


@lru_cache(maxsize=16)
def unit_page(*, search: bool, kind: bool, active: bool) -> Page:
    """The directory in pinyin order; the parameters say which filters are present."""
    rows: Select[Any] = select(col(Unit.id))
    if search:
        wanted = func.lower(bindparam("search", type_=Text))
        alias = select(UnitAlias).where(
            col(UnitAlias.unit_id) == col(Unit.id), func.strpos(func.lower(col(UnitAlias.alias)), wanted) > 0
        )
        dated = select(DatedName).where(
            col(DatedName.unit_id) == col(Unit.id), func.strpos(func.lower(col(DatedName.name)), wanted) > 0
        )
        rows = rows.where((func.strpos(func.lower(col(Unit.name)), wanted) > 0) | alias.exists() | dated.exists())
    if kind:
        rows = rows.where(col(Unit.kind) == bindparam("kind", type_=String))
    if active:
        rows = rows.where(col(Unit.active) == bindparam("active", type_=Boolean))
    return Page(rows, Order((col(Unit.sort_key), col(Unit.id))), _unit_record)


def _one_unit() -> Select[Any]:
    place = select(cast(bindparam("unit_id", type_=Uuid), Uuid).label("id")).subquery("place")
    record = _unit_record(place).subquery("record")
    return select(cast(func.row_to_json(literal_column("record")), Text), record.c.version).select_from(record)


UNIT = Statement(_one_unit)


def _directory_rows() -> Select[Any]:
    aliases = (
        select(func.array_agg(aggregate_order_by(col(UnitAlias.alias), col(UnitAlias.id))))
        .where(col(UnitAlias.unit_id) == col(Unit.id))
        .scalar_subquery()
    )
    member = select(Unit).subquery("member")
    members = (
        select(func.array_agg(aggregate_order_by(member.c.name, member.c.sort_key, member.c.id)))
        .select_from(UnitMember)
        .join(member, member.c.id == col(UnitMember.member_id))
        .where(col(UnitMember.collective_id) == col(Unit.id))
        .scalar_subquery()
    )
    sections = (
        select(func.array_agg(aggregate_order_by(col(UnitSection.name), col(UnitSection.ordinal))))
        .where(col(UnitSection.unit_id) == col(Unit.id))
        .scalar_subquery()
    )
    order = col(DatedName.from_date).asc().nulls_first()
    of_unit = (col(DatedName.unit_id) == col(Unit.id), col(DatedName.shown))
    names = select(func.array_agg(aggregate_order_by(col(DatedName.name), order))).where(*of_unit).scalar_subquery()
    days = select(func.array_agg(aggregate_order_by(col(DatedName.from_date), order))).where(*of_unit).scalar_subquery()
    columns: list[Any] = [
        col(Unit.id),
        col(Unit.name),
        col(Unit.kind),
        col(Unit.active),
        col(Unit.note),
        aliases.label("aliases"),
        members.label("members"),
        sections.label("sections"),
        names.label("names"),
        days.label("days"),
    ]
    return select(*columns).order_by(col(Unit.sort_key), col(Unit.id))


DIRECTORY = Statement(_directory_rows)


def directory_row(row: Any) -> DirectoryRow:
    """From a row of DIRECTORY, on either road to the database."""
    names = (tuple(row["aliases"] or ()), tuple(row["members"] or ()), tuple(row["sections"] or ()))
    # Each name ends where the next begins; the last is today's.
    earlier = tuple(zip((row["names"] or ())[:-1], (row["days"] or ())[1:], strict=True))
    return DirectoryRow(row["id"], row["name"], row["kind"], row["active"], row["note"], *names, earlier)


async def directory_rows(session: AsyncSession) -> list[DirectoryRow]:
    """Every unit of the zone in pinyin order, as the sheet shows it."""
    return [directory_row(row) for row in (await session.execute(_directory_rows())).mappings()]


async def unit_json(session: AsyncSession, unit_id: UUID) -> tuple[str, int]:
    """The unit as its editor sees it after a write, and its version."""
    row = (await session.execute(_one_unit(), {"unit_id": unit_id, "may_edit": True})).one()
    return str(row[0]), int(row[1])


async def directory_names(session: AsyncSession) -> list[KnownName]:
    """Every spelling of every unit of the zone, active or not, in one query; names come last and win."""
    known = (col(Unit.id), col(Unit.name), col(Unit.active))
    by_alias: tuple[Any, Any] = (col(UnitAlias.alias).label("spelling"), literal_column("0").label("rank"))
    by_name: tuple[Any, Any] = (col(Unit.name).label("spelling"), literal_column("1").label("rank"))
    aliases = select(*known, *by_alias).join(UnitAlias, col(UnitAlias.unit_id) == col(Unit.id))
    names = select(*known, *by_name)
    # Names still to come are reserved.
    coming: tuple[Any, Any] = (col(DatedName.name).label("spelling"), literal_column("-1").label("rank"))
    reserved = select(*known, *coming).join(DatedName, col(DatedName.unit_id) == col(Unit.id))
    reserved = reserved.where(~col(DatedName.shown))
    both = aliases.union_all(names, reserved).order_by("rank", "spelling")
    return [
        KnownName(unit_id, name, spelling, active) for unit_id, name, active, spelling, _ in await session.execute(both)
    ]
