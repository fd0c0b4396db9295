"""Where the demo takes place: jurisdictions, zones, and the divisions that the zones touch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from mandate.zones.commands import add_division, add_jurisdiction, add_zone, jurisdiction_by_code, zone_by_code
from mandate.zones.tables import Jurisdiction, Zone


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    name: str
    name_en: str
    within: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A zone. A hi-tech zone is no division: it touches streets of others (GB/T 10114, nine digits)."""

    code: str
    name: str
    name_en: str
    within: str
    divisions: tuple[str, ...]


AREAS = (
    Area("chengdu-chongqing", "成渝地区", "Chengdu-Chongqing Region", None),
    Area("chongqing", "重庆市", "Chongqing", "chengdu-chongqing"),
    Area("sichuan", "四川省", "Sichuan", "chengdu-chongqing"),
    Area("chengdu", "成都市", "Chengdu", "sichuan"),
)
PLACES = (
    Place("yuzhong", "渝中区", "Yuzhong District", "chongqing", ("500103",)),
    Place("chongqing-hi-tech", "重庆高新区", "Chongqing Hi-Tech Zone", "chongqing", ("500106017", "500107104")),
    Place("chengdu-hi-tech", "成都高新区", "Chengdu Hi-Tech Zone", "chengdu", ("510107064", "510116004")),
)
# The codes are those of the list of 2023.
LISTED_FROM = date(2023, 1, 1)


async def add_places(session: AsyncSession) -> Mapping[str, Zone]:
    """The demo's zones by code; what is there already stays as it is."""
    areas: dict[str, Jurisdiction] = {}
    for area in AREAS:
        known = await jurisdiction_by_code(session, area.code)
        if known is None:
            parent = areas[area.within].id if area.within else None
            known = await add_jurisdiction(session, area.code, area.name, area.name_en, parent)
        areas[area.code] = known
    zones: dict[str, Zone] = {}
    for place in PLACES:
        zone = await zone_by_code(session, place.code)
        if zone is None:
            zone = await add_zone(session, areas[place.within], place.code, place.name, place.name_en)
            for division in place.divisions:
                await add_division(session, zone, division, LISTED_FROM)
        zones[place.code] = zone
    return zones
