"""What an operator does to the installation: jurisdictions and zones."""

import re
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.errors import invalid
from mandate.platform.events import record
from mandate.zones.events import ZoneEvent
from mandate.zones.tables import Jurisdiction, Zone, ZoneDivision

CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,40}")


def ensure_code(code: str) -> None:
    if not CODE.fullmatch(code):
        raise invalid(
            "bad_code",
            f"代码“{code}”不合规：请用 2 到 41 个小写字母、数字或连字符。",
            f"'{code}' is not a code: use 2 to 41 lower-case letters, digits or hyphens.",
        )


async def jurisdiction_by_code(session: AsyncSession, code: str) -> Jurisdiction | None:
    return (await session.execute(select(Jurisdiction).where(col(Jurisdiction.code) == code))).scalar_one_or_none()


async def zone_by_code(session: AsyncSession, code: str) -> Zone | None:
    return (await session.execute(select(Zone).where(col(Zone.code) == code))).scalar_one_or_none()


async def add_jurisdiction(
    session: AsyncSession, code: str, name: str, name_en: str, parent_id: UUID | None = None
) -> Jurisdiction:
    ensure_code(code)
    added = Jurisdiction(code=code, name=name, name_en=name_en, parent_id=parent_id)
    session.add(added)
    await session.flush()
    record(session, ZoneEvent.JURISDICTION_ADD, "jurisdiction", added.id, name, after=added.model_dump(mode="json"))
    return added


async def add_zone(session: AsyncSession, jurisdiction: Jurisdiction, code: str, name: str, name_en: str) -> Zone:
    ensure_code(code)
    added = Zone(jurisdiction_id=jurisdiction.id, code=code, name=name, name_en=name_en)
    session.add(added)
    await session.flush()
    record(session, ZoneEvent.ZONE_ADD, "zone", added.id, name, after=added.model_dump(mode="json"))
    return added


async def add_division(session: AsyncSession, zone: Zone, division_code: str, valid_from: date) -> None:
    """A division (GB/T 2260, GB/T 10114) that the zone covers wholly or in part from that day on."""
    added = ZoneDivision(zone_id=zone.id, division_code=division_code, valid_from=valid_from)
    session.add(added)
    record(session, ZoneEvent.DIVISION_ADD, "zone", zone.id, zone.name, after=added.model_dump(mode="json"))
