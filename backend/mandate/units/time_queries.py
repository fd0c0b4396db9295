"""The directory by date: dated names, successions, and the history of one unit."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.reading import AnySelect, Statement
from mandate.units.matching import Candidate, Directory, KnownName
from mandate.units.periods import NamePeriod, Succession, heirs_of, name_on, name_periods
from mandate.units.tables import Unit, UnitAlias
from mandate.units.time_tables import DatedName, Reorganisation, ReorganisedUnit

UNIT_ID = bindparam("unit_id", type_=Uuid)


def _known_units() -> Select[Any]:
    """Every unit with its aliases and its dated names: the directory of any day is made from it."""
    aliases = (
        select(func.array_agg(aggregate_order_by(col(UnitAlias.alias), col(UnitAlias.id))))
        .where(col(UnitAlias.unit_id) == col(Unit.id))
        .scalar_subquery()
    )
    # Two arrays in one order: a date and a text have no common type.
    order = col(DatedName.from_date).asc().nulls_first()
    of_unit = col(DatedName.unit_id) == col(Unit.id)
    names = select(func.array_agg(aggregate_order_by(col(DatedName.name), order))).where(of_unit).scalar_subquery()
    days = select(func.array_agg(aggregate_order_by(col(DatedName.from_date), order))).where(of_unit).scalar_subquery()
    return select(
        col(Unit.id),
        col(Unit.name),
        col(Unit.kind),
        col(Unit.active),
        aliases.label("aliases"),
        names.label("names"),
        days.label("days"),
    ).order_by(col(Unit.sort_key), col(Unit.id))


KNOWN_UNITS = Statement(_known_units)


def _sides(side: str) -> Any:
    return func.array_agg(col(ReorganisedUnit.unit_id)).filter(col(ReorganisedUnit.side) == literal_column(f"'{side}'"))


def _successions() -> Select[Any]:
    here = and_(
        col(ReorganisedUnit.zone_id) == col(Reorganisation.zone_id),
        col(ReorganisedUnit.reorganisation_id) == col(Reorganisation.id),
    )
    return (
        select(
            col(Reorganisation.id),
            col(Reorganisation.kind),
            col(Reorganisation.effective_date),
            col(Reorganisation.continues),
            col(Reorganisation.basis),
            col(Reorganisation.note),
            _sides("predecessor").label("predecessors"),
            _sides("successor").label("successors"),
        )
        .join(ReorganisedUnit, here)
        .group_by(col(Reorganisation.zone_id), col(Reorganisation.id))
        .order_by(col(Reorganisation.effective_date), col(Reorganisation.id))
    )


SUCCESSIONS = Statement(_successions)


def _names_of_unit() -> AnySelect:
    facts = (col(DatedName.from_date), col(DatedName.basis), col(DatedName.note))
    return (
        select(col(DatedName.id), col(DatedName.name), *facts)
        .where(col(DatedName.unit_id) == UNIT_ID)
        .order_by(col(DatedName.from_date).asc().nulls_first())
    )


NAMES_OF_UNIT = Statement(_names_of_unit)


def succession_of(row: Any) -> Succession:
    """From a row of SUCCESSIONS, on either road to the database."""
    sides = (tuple(row["predecessors"] or ()), tuple(row["successors"] or ()))
    return Succession(row["id"], row["kind"], row["effective_date"], row["continues"], *sides)


def periods_of(row: Any) -> list[NamePeriod]:
    """The names of a row of KNOWN_UNITS; a unit without dated names has always had its own."""
    if not row["names"]:
        return [NamePeriod(row["name"], None, None)]
    return name_periods(zip(row["names"], row["days"], strict=True))


def directory_on(day: date, units: Sequence[Any], successions: Sequence[Succession]) -> Directory:
    """The names of the zone as a document of that day uses them.

    What a unit was called on the day wins over what another is called today; names of other days come last.
    """
    by_rank: dict[int, list[KnownName]] = {rank: [] for rank in range(4)}
    for row in units:
        known: Callable[..., KnownName] = lambda spelling, row=row, **more: KnownName(  # noqa: E731
            row["id"], row["name"], spelling, row["active"], **more
        )
        by_rank[2].append(known(row["name"]))
        by_rank[1] += map(known, row["aliases"] or ())
        for period in periods_of(row):
            rank = 3 if period.holds(day) else 0
            by_rank[rank].append(known(period.name, dated=period.name != row["name"]))
    return Directory.of((name for rank in range(4) for name in by_rank[rank]), heirs_now(units, successions))


def heirs_now(units: Iterable[Any], successions: Sequence[Succession]) -> dict[UUID, list[Candidate]]:
    known = {row["id"]: row for row in units}
    found = {}
    for unit_id, row in known.items():
        if not row["active"]:
            heirs = [known[heir] for heir in heirs_of(unit_id, successions) if heir in known and heir != unit_id]
            found[unit_id] = [Candidate(heir["id"], heir["name"]) for heir in heirs if heir["active"]]
    return found


def name_then(row: Any, day: date) -> NamePeriod | None:
    return name_on(periods_of(row), day)


async def read_successions(session: AsyncSession) -> list[Succession]:
    return [succession_of(row) for row in (await session.execute(SUCCESSIONS.select)).mappings()]


async def dated_directory(session: AsyncSession, day: date) -> Directory:
    units = (await session.execute(KNOWN_UNITS.select)).mappings().all()
    return directory_on(day, units, await read_successions(session))
