"""What becomes of duties after adoption."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.cycles.events import DutyEvent
from mandate.cycles.schemas import DutyForm
from mandate.cycles.tables import Duty
from mandate.platform.errors import invalid, not_found, stale
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.units.tables import Unit

STATE_TAGS = {"ended": DutyEvent.END, "active": DutyEvent.RESUME}


def take_over_duties(session: AsyncSession, plan_id: UUID, duties: Iterable[dict[str, Any]]) -> int:
    """Makes the duties of an adopted plan; the adoption's own event tells how many."""
    made = [Duty(plan_id=plan_id, ordinal=place * 1000, **terms) for place, terms in enumerate(duties)]
    session.add_all(made)
    return len(made)


async def change_duty(session: AsyncSession, duty_id: UUID, form: DutyForm, expected: int) -> Duty:
    """Lays a duty on another unit, sets its rhythm, ends or resumes it."""
    duty = (await session.execute(select(Duty).where(col(Duty.id) == duty_id).with_for_update())).scalar_one_or_none()
    if duty is None:
        raise not_found()
    if duty.version != expected:
        raise stale()
    sent = form.model_dump(exclude_unset=True)
    sent = {name: value for name, value in sent.items() if value is not None or name == "unit_id"}
    if (
        sent.get("unit_id") is not None
        and await session.scalar(select(col(Unit.id)).where(col(Unit.id) == sent["unit_id"])) is None
    ):
        raise invalid("unknown_unit", "名录里没有这个单位，请重新选择。", "No such unit. Choose another one.")
    names = {name for name, value in sent.items() if getattr(duty, name) != value}
    if names:
        before = duty.model_dump(mode="json", include=names)
        for name in names:
            setattr(duty, name, sent[name])
        duty.version += 1
        duty.updated_at = now()
        tag = STATE_TAGS[duty.state] if "state" in names else DutyEvent.CHANGE
        record(
            session, tag, "duty", duty.id, duty.text[:200],
            before=before, after=duty.model_dump(mode="json", include=names),
        )  # fmt: skip
    return duty
