"""The unit directory, changed by the people who keep it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.errors import not_found, stale
from mandate.platform.events import record
from mandate.platform.ids import new_id
from mandate.platform.rows import now
from mandate.units import rules
from mandate.units.events import UnitEvent
from mandate.units.kinds import UnitKind, guess_kind
from mandate.units.matching import Directory, KnownName
from mandate.units.names import fold, sort_key
from mandate.units.queries import directory_names
from mandate.units.schemas import UnitChange, UnitForm
from mandate.units.tables import Unit, UnitAlias, UnitMember
from mandate.units.time_queries import read_successions
from mandate.units.time_rules import ensure_not_ended
from mandate.units.time_tables import DatedName

TERM = ("term_from_date", "term_to_date", "convenor_id")
# Names and aliases share one namespace that no single constraint spans: its writers queue, per zone.
LOCK_NAMES = text("SELECT pg_advisory_xact_lock(hashtextextended('unit names ' || app.zone(), 0))")


async def lock_directory(session: AsyncSession) -> Directory:
    """The names of the zone, which nobody else changes until this transaction ends."""
    await session.execute(LOCK_NAMES)
    return Directory.of(await directory_names(session))


async def create_unit(session: AsyncSession, form: UnitForm) -> Unit:
    directory = await lock_directory(session)
    rules.ensure_names_free(directory, form.name, form.aliases)
    kind = form.kind or (UnitKind.COLLECTIVE if form.members else guess_kind(form.name))
    unit = Unit(id=new_id(), name=form.name, kind=kind, sort_key=sort_key(form.name), note=form.note)
    session.add(unit)
    await put_term(session, unit, form)
    await session.flush()
    await put_aliases(session, unit.id, form.aliases)
    await put_members(session, unit, form.members)
    after = await snapshot(session, unit)
    record(session, UnitEvent.UNIT_CREATE, "unit", unit.id, unit.name, after=after)
    return unit


async def unit_for_update(session: AsyncSession, unit_id: UUID, expected_version: int | None = None) -> Unit:
    found = await session.execute(select(Unit).where(col(Unit.id) == unit_id).with_for_update())
    unit = found.scalar_one_or_none()
    if unit is None:
        raise not_found()
    if expected_version is not None and unit.version != expected_version:
        raise stale()
    return unit


async def change_unit(session: AsyncSession, unit_id: UUID, expected_version: int, form: UnitChange) -> Unit:
    directory = await lock_directory(session)
    unit = await unit_for_update(session, unit_id, expected_version)
    before = await snapshot(session, unit)
    name = form.name if form.name is not None else unit.name
    aliases = form.aliases if form.aliases is not None else before["aliases"]
    rules.ensure_names_free(directory, name, aliases, unit.id)
    unit.name, unit.sort_key = name, sort_key(name)
    unit.kind = form.kind if form.kind is not None else unit.kind
    unit.note = form.note if form.note is not None else unit.note
    if form.active and not unit.active:
        ensure_not_ended(unit.id, unit.name, await read_successions(session))
    unit.active = form.active if form.active is not None else unit.active
    if unit.kind == UnitKind.COLLECTIVE and before["kind"] != UnitKind.COLLECTIVE:
        await ensure_no_member(session, unit.id)
    unit.version += 1
    unit.updated_at = now()
    await put_term(session, unit, form)
    await session.flush()
    await correct_dated_name(session, unit.id, before["name"], name)
    if form.aliases is not None:
        await put_aliases(session, unit.id, form.aliases)
    await put_members(session, unit, form.members if form.members is not None else await member_ids(session, unit.id))
    after = await snapshot(session, unit)
    record(session, UnitEvent.UNIT_CHANGE, "unit", unit.id, unit.name, before=before, after=after)
    return unit


async def delete_unit(session: AsyncSession, unit_id: UUID, expected_version: int) -> None:
    """Only a unit that nothing refers to; others are deactivated."""
    unit = await unit_for_update(session, unit_id, expected_version)
    before = await snapshot(session, unit)
    try:
        async with session.begin_nested():
            await session.execute(delete(Unit).where(col(Unit.id) == unit_id))
    except IntegrityError as error:
        # The rooms above keep what refers to a unit; their foreign keys tell.
        referrer = getattr(getattr(error.orig, "__cause__", None), "table_name", "")
        raise rules.in_use(str(referrer)) from error
    session.expunge(unit)
    record(session, UnitEvent.UNIT_DELETE, "unit", unit_id, unit.name, before=before)


async def create_units(session: AsyncSession, names: Sequence[str]) -> list[Unit]:
    """The unit of each name, in the order given: the one that has it already, or a new one.

    The kind of a new unit is guessed from its name. One event for all that are new. Raises a
    conflict for the name of an inactive unit.
    """
    directory = await lock_directory(session)
    made: dict[UUID, Unit] = {}
    ids: list[UUID] = []
    for name in names:
        known = directory.named(name)
        if known is None:
            unit = Unit(id=new_id(), name=name, kind=guess_kind(name), sort_key=sort_key(name))
            made[unit.id] = unit
            known = KnownName(unit.id, name, name)
            directory.add(known)
        elif not known.active:
            raise rules.name_taken(name, known.name, by_name=fold(known.name) == fold(name), active=False)
        ids.append(known.unit_id)
    if made:
        session.add_all(made.values())
        await session.flush()
        after = {"units": [{"id": str(unit.id), "name": unit.name, "kind": unit.kind} for unit in made.values()]}
        title = "、".join(unit.name for unit in made.values())
        record(session, UnitEvent.UNITS_CREATE, "unit_directory", None, title, after=after)
    found = await session.execute(select(Unit).where(col(Unit.id).in_(set(ids))))
    by_id = {unit.id: unit for unit in found.scalars()}
    return [by_id[unit_id] for unit_id in ids]


async def put_aliases(session: AsyncSession, unit_id: UUID, aliases: Sequence[str]) -> None:
    await session.execute(delete(UnitAlias).where(col(UnitAlias.unit_id) == unit_id))
    session.add_all(UnitAlias(unit_id=unit_id, alias=alias) for alias in aliases)
    await session.flush()


async def put_term(session: AsyncSession, unit: Unit, form: UnitForm | UnitChange) -> None:
    """Term and convenor, as far as the form speaks of them."""
    for name in TERM:
        if name in form.model_fields_set:
            setattr(unit, name, getattr(form, name))
    rules.ensure_term(unit.kind, unit.term_from_date, unit.term_to_date, unit.convenor_id, unit.id)
    if unit.convenor_id is not None and "convenor_id" in form.model_fields_set:
        found = select(col(Unit.id)).where(col(Unit.id) == unit.convenor_id)
        with session.no_autoflush:
            if (await session.execute(found)).scalar_one_or_none() is None:
                raise rules.unknown_convenor()


async def correct_dated_name(session: AsyncSession, unit_id: UUID, before: str, after: str) -> None:
    """The spelling corrected in the history too: an edit is no rename."""
    if before != after:
        here = (col(DatedName.unit_id) == unit_id, col(DatedName.name) == before, col(DatedName.shown))
        await session.execute(update(DatedName).where(*here).values(name=after))


async def put_members(session: AsyncSession, unit: Unit, ids: Sequence[UUID]) -> None:
    wanted = list(dict.fromkeys(ids))
    # Locked, so that none becomes a collective meanwhile.
    found = await session.execute(
        select(col(Unit.id), col(Unit.name), col(Unit.kind)).where(col(Unit.id).in_(wanted)).with_for_update(read=True)
    )
    members = {row.id: (row.id, row.name, row.kind) for row in found}
    for place, member_id in enumerate(wanted):
        if member_id not in members:
            raise rules.unknown_member(place)
    rules.ensure_members(unit.kind, unit.id, [members[member_id] for member_id in wanted])
    await session.execute(delete(UnitMember).where(col(UnitMember.collective_id) == unit.id))
    session.add_all(UnitMember(collective_id=unit.id, member_id=member_id) for member_id in wanted)
    await session.flush()


async def ensure_no_member(session: AsyncSession, unit_id: UUID) -> None:
    collective = await session.execute(
        select(col(Unit.name))
        .join(UnitMember, col(UnitMember.collective_id) == col(Unit.id))
        .where(col(UnitMember.member_id) == unit_id)
        .limit(1)
    )
    name = collective.scalar_one_or_none()
    if name is not None:
        raise rules.member_of_others(name)


async def alias_names(session: AsyncSession, unit_id: UUID) -> list[str]:
    found = select(col(UnitAlias.alias)).where(col(UnitAlias.unit_id) == unit_id).order_by(col(UnitAlias.id))
    return list((await session.execute(found)).scalars())


async def member_ids(session: AsyncSession, unit_id: UUID) -> list[UUID]:
    found = select(col(UnitMember.member_id)).where(col(UnitMember.collective_id) == unit_id)
    return list((await session.execute(found)).scalars())


async def snapshot(session: AsyncSession, unit: Unit) -> dict[str, Any]:
    """What events keep of a unit; members by name, as people read them."""
    names = await session.execute(
        select(col(Unit.name))
        .join(UnitMember, col(UnitMember.member_id) == col(Unit.id))
        .where(col(UnitMember.collective_id) == unit.id)
        .order_by(col(Unit.sort_key), col(Unit.id))
    )
    kept = {"name": unit.name, "kind": str(unit.kind), "note": unit.note, "active": unit.active}
    term = {name: value for name in TERM if (value := getattr(unit, name)) is not None}
    return {
        **kept,
        **{name: str(value) for name, value in term.items()},
        "aliases": await alias_names(session, unit.id),
        "members": list(names.scalars()),
    }
