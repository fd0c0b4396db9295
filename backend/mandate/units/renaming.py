"""Names of a unit over time: renamed from a day on, earlier names, and a wrong rename taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform import days
from mandate.platform.errors import not_found
from mandate.platform.events import Event, record
from mandate.platform.rows import now
from mandate.units import time_rules
from mandate.units.commands import alias_names, lock_directory, put_aliases, unit_for_update
from mandate.units.events import UnitEvent
from mandate.units.names import sort_key
from mandate.units.rules import ensure_names_free
from mandate.units.tables import Unit
from mandate.units.time_schemas import EarlierNameForm, RenameForm
from mandate.units.time_tables import DatedName


async def rename_unit(session: AsyncSession, unit_id: UUID, expected: int, form: RenameForm) -> Unit:
    """The unit is called so from that day on; from a day to come, it will be."""
    directory = await lock_directory(session)
    unit = await unit_for_update(session, unit_id, expected)
    names = await dated_names(session, unit_id) or [_first(unit)]
    if any(one.from_date == form.from_date for one in names):
        raise time_rules.day_taken(form.from_date)
    standing = _standing(names, form.from_date)
    if standing is not None and time_rules.same_name(standing.name, form.name):
        raise time_rules.name_unchanged(form.name)
    session.add_all(names)
    await session.flush()
    today = days.today()
    added = DatedName(
        unit_id=unit_id,
        name=form.name,
        from_date=form.from_date,
        basis=form.basis,
        note=form.note,
        shown=form.from_date <= today,
    )
    session.add(added)
    names.append(added)
    latest = all((one.from_date or date.min) <= form.from_date for one in names)
    if latest:
        # Spelt as an alias until now: one namespace, so the alias gives way to the name.
        kept = [one for one in await alias_names(session, unit_id) if not time_rules.same_name(one, form.name)]
        ensure_names_free(directory, form.name, (), unit_id)
        await put_aliases(session, unit_id, kept)
    before = unit.name
    revise(unit, _standing(names, today))
    await session.flush()
    after = {"name": form.name, "from_date": str(form.from_date), "basis": form.basis, "note": form.note}
    record(session, UnitEvent.UNIT_RENAME, "unit", unit.id, unit.name, before={"name": before}, after=after)
    return unit


async def add_earlier_name(session: AsyncSession, unit_id: UUID, expected: int, form: EarlierNameForm) -> Unit:
    """What the unit was called before everything that is known of it."""
    await lock_directory(session)
    unit = await unit_for_update(session, unit_id, expected)
    names = await dated_names(session, unit_id) or [_first(unit)]
    first, later = names[0], names[1:]
    today = days.today()
    bound = later[0].from_date if later else None
    if form.until_date > today or (bound is not None and form.until_date >= bound):
        raise time_rules.not_before_known(min(today, bound or today))
    if time_rules.same_name(first.name, form.name):
        raise time_rules.name_unchanged(form.name)
    first.from_date, first.basis, first.note = form.until_date, form.basis, form.note
    session.add_all(names)
    await session.flush()
    session.add(DatedName(unit_id=unit_id, name=form.name))
    revise(unit, None)
    await session.flush()
    after = {"name": form.name, "until_date": str(form.until_date), "basis": form.basis, "note": form.note}
    record(session, UnitEvent.NAME_ADD, "unit", unit.id, unit.name, after=after)
    return unit


async def undo_name(session: AsyncSession, unit_id: UUID, dated_name_id: UUID, expected: int) -> Unit:
    """Takes a name out of the unit's history as a mistake; the event keeps what it said."""
    directory = await lock_directory(session)
    unit = await unit_for_update(session, unit_id, expected)
    names = await dated_names(session, unit_id)
    wrong = next((one for one in names if one.id == dated_name_id), None)
    if wrong is None:
        raise not_found()
    left = [one for one in names if one is not wrong]
    if not left:
        raise time_rules.only_name()
    await session.delete(wrong)
    await session.flush()
    if wrong.from_date is None:
        left[0].from_date = None
    before = {"name": wrong.name, "from_date": _plain(wrong.from_date), "basis": wrong.basis, "note": wrong.note}
    standing = _standing(left, days.today())
    if standing is not None and standing.name != unit.name:
        ensure_names_free(directory, standing.name, await alias_names(session, unit_id), unit_id)
    revise(unit, standing)
    if len(left) == 1:
        await session.execute(delete(DatedName).where(col(DatedName.unit_id) == unit_id))
    await session.flush()
    record(session, UnitEvent.NAME_UNDO, "unit", unit.id, unit.name, before=before, after={"name": unit.name})
    return unit


async def show_due_names(session: AsyncSession) -> None:
    """Names whose day has come become the names that lists show; asked before the first request of a zone each day."""
    due = select(DatedName).where(~col(DatedName.shown), col(DatedName.from_date) <= days.today())
    names = (await session.execute(due.order_by(col(DatedName.from_date)).with_for_update())).scalars().all()
    for name in names:
        try:
            async with session.begin_nested():
                unit = await unit_for_update(session, name.unit_id)
                before = unit.name
                revise(unit, name)
                name.shown = True
                await session.flush()
        except IntegrityError:
            # Taken by another unit meanwhile: a person has to decide; until then the old name stays.
            continue
        after = {"name": name.name, "from_date": str(name.from_date), "basis": name.basis}
        # By nobody: the calendar did it, not the person whose request came first.
        shown = Event(tag=UnitEvent.NAME_SHOW, subject_kind="unit", subject_id=unit.id, subject_title=unit.name)
        shown.before, shown.after = {"name": before}, after
        session.add(shown)
        await session.flush()


async def dated_names(session: AsyncSession, unit_id: UUID) -> list[DatedName]:
    rows = select(DatedName).where(col(DatedName.unit_id) == unit_id)
    return list((await session.execute(rows.order_by(col(DatedName.from_date).asc().nulls_first()))).scalars())


def revise(unit: Unit, standing: DatedName | None) -> None:
    """A new version, called as it is today."""
    if standing is not None and standing.name != unit.name:
        unit.name, unit.sort_key = standing.name, sort_key(standing.name)
    unit.version += 1
    unit.updated_at = now()


def _first(unit: Unit) -> DatedName:
    return DatedName(unit_id=unit.id, name=unit.name)


def _standing(names: Sequence[DatedName], day: date) -> DatedName | None:
    held = [one for one in names if one.from_date is None or one.from_date <= day]
    return max(held, key=lambda one: one.from_date or date.min, default=None)


def _plain(value: Any) -> str | None:
    return None if value is None else str(value)
