"""Sections of a unit and the people at its posts."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.errors import FieldError, Refusal, conflict, invalid, not_found, stale
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.units.commands import unit_for_update
from mandate.units.events import UnitEvent
from mandate.units.names import fold
from mandate.units.staff_queries import account_of_zone
from mandate.units.staff_schemas import MOST_PEOPLE, PersonOfUnitForm, SectionsForm
from mandate.units.tables import Unit
from mandate.units.time_tables import UnitPerson, UnitSection


async def put_sections(session: AsyncSession, unit_id: UUID, expected: int, form: SectionsForm) -> Unit:
    """The unit's sections as listed; one that keeps its id keeps its people under the new name."""
    unit = await unit_for_update(session, unit_id, expected)
    rows = await session.execute(
        select(UnitSection).where(col(UnitSection.unit_id) == unit_id).order_by(col(UnitSection.ordinal))
    )
    known = {row.id: row for row in rows.scalars()}
    before = [row.name for row in known.values()]
    folded = [fold(entry.name) for entry in form.sections]
    for place, entry in enumerate(form.sections):
        if folded[place] in folded[:place]:
            raise section_twice(place, entry.name)
        if entry.id is not None and entry.id not in known:
            raise not_found()
    kept = {entry.id for entry in form.sections}
    for section_id, row in known.items():
        if section_id in kept:
            # Two sections may swap names: each lets go of its own before any takes another's.
            row.name = str(section_id)
        else:
            await session.delete(row)
    await session.flush()
    for ordinal, entry in enumerate(form.sections):
        section = known[entry.id] if entry.id is not None else UnitSection(unit_id=unit_id, name=entry.name)
        section.name, section.ordinal = entry.name, ordinal
        session.add(section)
    unit.version += 1
    unit.updated_at = now()
    await session.flush()
    after = [entry.name for entry in form.sections]
    told = ({"sections": before}, {"sections": after})
    record(session, UnitEvent.SECTIONS_CHANGE, "unit", unit.id, unit.name, before=told[0], after=told[1])
    return unit


async def add_person(session: AsyncSession, unit_id: UUID, form: PersonOfUnitForm) -> UnitPerson:
    unit = await unit_for_update(session, unit_id)
    count = await session.scalar(select(func.count()).where(col(UnitPerson.unit_id) == unit_id))
    if (count or 0) >= MOST_PEOPLE:
        raise conflict(
            "too_many_people",
            f"一个单位最多登记 {MOST_PEOPLE} 人。请先删去不用的。",
            f"A unit has at most {MOST_PEOPLE} people. Delete some first.",
        )
    person = UnitPerson(unit_id=unit_id, name="", post="officer")
    await _fill(session, person, form)
    session.add(person)
    await session.flush()
    record(session, UnitEvent.PERSON_ADD, "unit", unit.id, unit.name, after=told_of(person))
    return person


async def change_person(
    session: AsyncSession, unit_id: UUID, person_id: UUID, expected: int, form: PersonOfUnitForm
) -> UnitPerson:
    unit, person = await _person_for_update(session, unit_id, person_id, expected)
    before = told_of(person)
    await _fill(session, person, form)
    person.version += 1
    person.updated_at = now()
    await session.flush()
    record(session, UnitEvent.PEOPLE_CHANGE, "unit", unit.id, unit.name, before=before, after=told_of(person))
    return person


async def delete_person(session: AsyncSession, unit_id: UUID, person_id: UUID, expected: int) -> None:
    """An entry made by mistake; who leaves a post gets a last day instead."""
    unit, person = await _person_for_update(session, unit_id, person_id, expected)
    before = told_of(person)
    await session.delete(person)
    await session.flush()
    record(session, UnitEvent.PERSON_DELETE, "unit", unit.id, unit.name, before=before)


async def _person_for_update(
    session: AsyncSession, unit_id: UUID, person_id: UUID, expected: int
) -> tuple[Unit, UnitPerson]:
    unit = await unit_for_update(session, unit_id)
    found = await session.execute(
        select(UnitPerson).where(col(UnitPerson.id) == person_id, col(UnitPerson.unit_id) == unit_id).with_for_update()
    )
    person = found.scalar_one_or_none()
    if person is None:
        raise not_found()
    if person.version != expected:
        raise stale()
    return unit, person


async def _fill(session: AsyncSession, person: UnitPerson, form: PersonOfUnitForm) -> None:
    if form.from_date is not None and form.to_date is not None and form.to_date < form.from_date:
        raise _wrong("/to_date", "term_reversed", "离任日期早于到任日期，请核对。", "The last day is before the first.")
    if form.section_id is not None:
        found = select(col(UnitSection.id)).where(
            col(UnitSection.id) == form.section_id, col(UnitSection.unit_id) == person.unit_id
        )
        if (await session.execute(found)).first() is None:
            raise _wrong("/section_id", "unknown_section", "该单位没有这个科室，请重新选择。", "No such section here.")
    if form.account_id is not None and not await account_of_zone(session, form.account_id):
        raise _wrong("/account_id", "unknown_account", "本区没有这个账号，请重新选择。", "No such account here.")
    for name, value in form.model_dump().items():
        setattr(person, name, value)


def _wrong(pointer: str, code: str, zh: str, en: str) -> Refusal:
    return invalid(code, zh, en, FieldError(pointer, code, zh, en))


def section_twice(place: int, name: str) -> Refusal:
    zh, en = f"科室“{name}”重复填写，请只保留一个。", f"The section '{name}' is listed twice. Keep one."
    return invalid("section_twice", zh, en, FieldError(f"/sections/{place}/name", "section_twice", zh, en))


def told_of(person: UnitPerson) -> dict[str, Any]:
    """What events keep of a post."""
    facts: dict[str, Any] = {"person": person.name, "post": person.post, "title": person.title}
    days: dict[str, date | None] = {"from_date": person.from_date, "to_date": person.to_date}
    return facts | {name: str(day) for name, day in days.items() if day is not None}
