"""Sections and people of a unit that a reorganisation ended: those who are there on the day go to the successor."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.errors import conflict
from mandate.platform.rows import now
from mandate.units.names import fold
from mandate.units.periods import day_before
from mandate.units.staff_schemas import MOST_LISTED, MOST_SECTIONS
from mandate.units.tables import Unit
from mandate.units.time_tables import UnitPerson, UnitSection

CARRIED = ("name", "post", "title", "account_id")


async def let_staff_follow(
    session: AsyncSession, day: date, homes: Mapping[UUID, Unit | None], posts: Mapping[tuple[UUID, UUID], Unit]
) -> tuple[int, int]:
    """How many sections and people went on. `homes` has the successor of each unit, None where the unit goes on;
    `posts` has that of people whose office moved elsewhere, by unit and account.

    The unit of then keeps its sections, and each person until the day before; the number of statements is constant.
    """
    people = await session.execute(
        select(UnitPerson)
        .where(
            col(UnitPerson.unit_id).in_(homes), or_(col(UnitPerson.to_date).is_(None), col(UnitPerson.to_date) >= day)
        )
        .order_by(col(UnitPerson.id))
        .with_for_update()
    )
    going = []
    for person in people.scalars():
        home = homes[person.unit_id]
        if person.account_id is not None:
            home = posts.get((person.unit_id, person.account_id), home)
        if home is not None:
            going.append((person, home))
    made, sections = await _sections_there(session, homes, {home.id for _, home in going})
    await _ensure_room(session, going)
    for person, home in going:
        section = sections.get((home.id, person.section_id)) if person.section_id else None
        if person.from_date is not None and person.from_date >= day:
            person.unit_id, person.section_id = home.id, section
        else:
            facts = {name: getattr(person, name) for name in CARRIED}
            session.add(UnitPerson(unit_id=home.id, section_id=section, from_date=day, to_date=person.to_date, **facts))
            person.to_date = day_before(day)
        person.version += 1
        person.updated_at = now()
    await session.flush()
    return made, len(going)


async def _sections_there(
    session: AsyncSession, homes: Mapping[UUID, Unit | None], further: set[UUID]
) -> tuple[int, dict[tuple[UUID, UUID], UUID]]:
    """How many sections are new, and which section of a successor stands for one of the unit before it."""
    heirs = {home.id for home in homes.values() if home is not None} | further
    rows = await session.execute(
        select(UnitSection)
        .where(col(UnitSection.unit_id).in_([*homes, *heirs]))
        .order_by(col(UnitSection.unit_id), col(UnitSection.ordinal))
    )
    known: dict[UUID, dict[str, UnitSection]] = {heir: {} for heir in heirs}
    before = []
    for section in rows.scalars():
        if section.unit_id in heirs:
            known[section.unit_id][fold(section.name)] = section
        if section.unit_id in homes:
            before.append(section)
    found: dict[tuple[UUID, UUID], UUID] = {}
    made = 0
    for section in before:
        home = homes[section.unit_id]
        for heir in heirs:
            there = known[heir].get(fold(section.name))
            if there is None and home is not None and home.id == heir and len(known[heir]) < MOST_SECTIONS:
                there = UnitSection(unit_id=heir, name=section.name, ordinal=len(known[heir]))
                known[heir][fold(section.name)] = there
                session.add(there)
                made += 1
            if there is not None:
                found[heir, section.id] = there.id
    await session.flush()
    return made, found


async def _ensure_room(session: AsyncSession, going: list[tuple[UnitPerson, Unit]]) -> None:
    """Nobody is left out in silence: a unit shows so many people and no more."""
    coming: dict[UUID, list[Unit]] = {}
    for _, home in going:
        coming.setdefault(home.id, []).append(home)
    rows = await session.execute(
        select(col(UnitPerson.unit_id), func.count())
        .where(col(UnitPerson.unit_id).in_(coming))
        .group_by(col(UnitPerson.unit_id))
    )
    there = {row[0]: row[1] for row in rows}
    for unit_id, homes in coming.items():
        if there.get(unit_id, 0) + len(homes) > MOST_LISTED:
            name = homes[0].name
            raise conflict(
                "too_many_people",
                f"“{name}”登记的人员将超过 {MOST_LISTED} 人。请先清理各单位已不在岗的人员登记，再办理。",
                f"'{name}' would have more than {MOST_LISTED} people. Delete entries of people who left first.",
            )
