"""The first request of a zone on a day: what the calendar has brought about is settled before anybody reads."""

from mandate.platform import days
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.platform.scope import Scope


async def open_day(house: House, scope: Scope) -> None:
    """Runs what waits for the day, once for each zone, day and process; doing it twice changes nothing."""
    today = days.today()
    if scope.zone_id is None or house.opened_days.get(scope.zone_id) == today:
        return
    async with transaction(house.engine, scope) as session:
        for opener in house.day_openers:
            await opener(session)
    house.opened_days[scope.zone_id] = today
