"""Duties laid on a unit that a reorganisation ended: its successor owes them from then on."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.cycles.events import DutyEvent
from mandate.cycles.tables import Duty
from mandate.platform.errors import conflict
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.units.succession import Heirs
from mandate.units.tables import Unit


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


async def ensure_no_duties(session: AsyncSession, units: Sequence[Unit]) -> None:
    """Units that are dissolved without a successor leave no duty behind that nobody would owe."""
    names = {unit.id: unit.name for unit in units}
    by_name = and_(col(Duty.unit_id).is_(None), col(Duty.who).in_(list(names.values())))
    found = await session.execute(
        select(col(Duty.unit_id), col(Duty.who), col(Duty.text))
        .where(or_(col(Duty.unit_id).in_(names), by_name), col(Duty.state) == "active")
        .limit(1)
    )
    owed = found.first()
    if owed is not None:
        name, text = names.get(owed.unit_id, owed.who), owed.text[:60]
        raise conflict(
            "duties_left",
            f"“{name}”还承担职责“{text}”，不能直接撤销。请先在“常态化职责”里改由其他单位承担或予以终止，或改用“合并”选定承接单位。",
            f"'{name}' still owes the duty '{text}'. "
            "Lay it on another unit or end it first, or record a merge and choose who takes over.",
        )
