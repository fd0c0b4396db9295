"""Every test works in zones of its own: isolation between tests is the product's own."""

from dataclasses import dataclass
from uuid import UUID

from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.platform.scope import Scope
from mandate.zones.commands import add_jurisdiction, add_zone, jurisdiction_by_code
from mandate.zones.tables import Zone


async def make_zone(operator: House, name: str = "试验区") -> Zone:
    """A new zone with a code that no other test has."""
    async with transaction(operator.engine, Scope(None, account_name="operator")) as session:
        area = await jurisdiction_by_code(session, "test-area")
        if area is None:
            area = await add_jurisdiction(session, "test-area", "试验市", "Test City")
        return await add_zone(session, area, f"z-{new_id().hex[-12:]}", name, "Test Zone")


@dataclass(frozen=True)
class Within:
    """A zone as the worker's role sees it, for arranging rows without HTTP."""

    operator: House
    zone_id: UUID

    @property
    def scope(self) -> Scope:
        return Scope(self.zone_id, account_name="operator")
