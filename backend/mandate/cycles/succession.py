"""Duties laid on a unit that a reorganisation ended: its successor owes them from then on."""

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.cycles.events import DutyEvent
from mandate.cycles.tables import Duty
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.units.succession import Heirs


async def let_duties_follow(session: AsyncSession, heirs: Heirs) -> int:
    """Laid on the unit itself, or on its name alone; what has ended stays with who owed it, and `who` as written."""
    by_name = and_(col(Duty.unit_id).is_(None), col(Duty.who).in_(list(heirs.spellings)))
    rows = await session.execute(
        select(Duty)
        .where(or_(heirs.among(col(Duty.unit_id)), by_name), col(Duty.state) == "active")
        .order_by(col(Duty.id))
        .with_for_update()
    )
    found = rows.scalars().all()
    for duty in found:
        name, heir = heirs.of(duty.unit_id or heirs.spellings[duty.who])
        before = {"unit_id": None if duty.unit_id is None else str(duty.unit_id), "unit": name}
        duty.unit_id = heir.id
        duty.version += 1
        duty.updated_at = now()
        after = {"unit_id": str(heir.id), "unit": heir.name, **heirs.told}
        record(session, DutyEvent.CHANGE, "duty", duty.id, duty.text[:200], before=before, after=after)
    await session.flush()
    return len(found)
