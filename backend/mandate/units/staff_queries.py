"""Sections and people of a unit as pages read them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, Text, Uuid, bindparam, case, cast, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.tables import ZoneAccount
from mandate.platform.reading import Statement
from mandate.units.tables import Unit
from mandate.units.time_tables import POSTS, UnitPerson, UnitSection

TODAY = bindparam("today", type_=Date)
EMPTY: ColumnElement[Any] = literal_column("'[]'::json")


def _staff() -> Select[Any]:
    """The unit's version, and its sections and people as one JSON text; `may_edit` decides the actions."""
    section = func.json_build_object("id", UnitSection.id, "name", UnitSection.name)
    sections = (
        select(func.json_agg(aggregate_order_by(section, col(UnitSection.ordinal), col(UnitSection.id))))
        .where(col(UnitSection.unit_id) == col(Unit.id))
        .scalar_subquery()
    )
    rank = case(*((col(UnitPerson.post) == post, place) for place, post in enumerate(POSTS)), else_=len(POSTS))
    begun = or_(col(UnitPerson.from_date).is_(None), col(UnitPerson.from_date) <= TODAY)
    not_over = or_(col(UnitPerson.to_date).is_(None), col(UnitPerson.to_date) >= TODAY)
    there = func.coalesce(begun & not_over, literal_column("true"))
    of_person = select(col(UnitSection.name)).where(col(UnitSection.id) == col(UnitPerson.section_id))
    parts: dict[str, Any] = {
        "id": UnitPerson.id,
        "name": UnitPerson.name,
        "post": UnitPerson.post,
        "title": UnitPerson.title,
        "section_id": UnitPerson.section_id,
        "section": of_person.scalar_subquery(),
        "account_id": UnitPerson.account_id,
        "from_date": UnitPerson.from_date,
        "to_date": UnitPerson.to_date,
        "present": there,
        "version": UnitPerson.version,
    }
    person = func.json_build_object(*(value for pair in parts.items() for value in pair))
    people = (
        select(func.json_agg(aggregate_order_by(person, there.desc(), rank, col(UnitPerson.id))))
        .where(col(UnitPerson.unit_id) == col(Unit.id))
        .scalar_subquery()
    )
    record = func.json_build_object(
        "version",
        Unit.version,
        "sections",
        func.coalesce(sections, EMPTY),
        "people",
        func.coalesce(people, EMPTY),
        "actions",
        case((bindparam("may_edit"), literal_column("""'["edit"]'::json""")), else_=EMPTY),
    )
    columns: list[Any] = [cast(record, Text).label("document"), col(Unit.version)]
    return select(*columns).where(col(Unit.id) == bindparam("unit_id", type_=Uuid))


STAFF = Statement(_staff)


async def account_of_zone(session: AsyncSession, account_id: UUID) -> bool:
    found = select(col(ZoneAccount.account_id)).where(col(ZoneAccount.account_id) == account_id)
    return (await session.execute(found)).first() is not None
