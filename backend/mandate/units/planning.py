"""Reorganisations ordered for a day to come: kept, shown, cancelled, and told when one could not be carried out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from pydantic import ValidationError
from sqlalchemy import ARRAY, Text, Uuid, any_, bindparam, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.errors import Refusal, not_found, stale
from mandate.platform.events import Event, record
from mandate.platform.reading import AnySelect, Statement
from mandate.platform.rows import now
from mandate.platform.scope import Scope
from mandate.units import time_rules
from mandate.units.events import UnitEvent
from mandate.units.tables import Unit
from mandate.units.time_schemas import (
    MOST_PLANNED,
    PartyName,
    PlannedReorganisationRow,
    PlannedReorganisations,
    ReorganisationForm,
)
from mandate.units.time_tables import PlannedReorganisation

KIND = "planned_reorganisation"
# A row of PLANNED, as the pool of reads gives it.
Row = Any


def _planned() -> AnySelect:
    names = ("id", "state", "reason_zh", "reason_en", "version", "ordered_by_name")
    return (
        select(*(getattr(PlannedReorganisation, name) for name in names), _form().label("form"))
        .order_by(col(PlannedReorganisation.effective_date), col(PlannedReorganisation.id))
        .limit(MOST_PLANNED)
    )


def _form() -> Any:
    return cast(col(PlannedReorganisation.form), Text)


def _names() -> AnySelect:
    return select(col(Unit.id), col(Unit.name)).where(col(Unit.id) == any_(bindparam("ids", type_=ARRAY(Uuid))))


PLANNED = Statement(_planned)
NAMES = Statement(_names)


def form_of(stored: object) -> ReorganisationForm | None:
    """The order as it was given; None where the form has changed since so that it cannot be read any more."""
    try:
        return ReorganisationForm.model_validate(stored)
    except ValidationError:
        return None


def units_named(rows: Sequence[Row]) -> list[UUID]:
    forms = [form for row in rows if (form := form_of(orjson.loads(row["form"])))]
    return list({unit for form in forms for unit in (*form.predecessors, *_known_successors(form))})


def _known_successors(form: ReorganisationForm) -> list[UUID]:
    return [one.unit for one in form.successors if one.unit is not None]


def planned_rows(rows: Sequence[Row], names: Mapping[UUID, str], *, may_edit: bool) -> PlannedReorganisations:
    return PlannedReorganisations(
        items=[
            _row(row, form, names, may_edit=may_edit) for row in rows if (form := form_of(orjson.loads(row["form"])))
        ]
    )


def _row(row: Row, form: ReorganisationForm, names: Mapping[UUID, str], *, may_edit: bool) -> PlannedReorganisationRow:
    return PlannedReorganisationRow(
        **{name: row[name] for name in ("id", "state", "reason_zh", "reason_en", "version")},
        **form.model_dump(include={"kind", "effective_date", "basis", "note", "continues"}),
        predecessors=[PartyName(id=one, name=names.get(one, "")) for one in form.predecessors],
        successors=[
            PartyName(id=one.unit, name=names.get(one.unit, "") if one.unit else one.name or "")
            for one in form.successors
        ],
        ordered_by=row["ordered_by_name"],
        actions=["cancel"] if may_edit else [],
    )


async def plan_reorganisation(
    session: AsyncSession, form: ReorganisationForm, before: Sequence[str], after: Sequence[str]
) -> PlannedReorganisation:
    """Keeps the order until its day; whether it can be done as things stand was tried before."""
    count = await session.scalar(select(func.count()).select_from(PlannedReorganisation))
    if (count or 0) >= MOST_PLANNED:
        raise time_rules.too_many_planned(MOST_PLANNED)
    scope: Scope = session.info["scope"]
    planned = PlannedReorganisation(
        effective_date=form.effective_date,
        form=form.model_dump(mode="json"),
        ordered_by=scope.account_id,
        ordered_by_name=scope.account_name,
    )
    session.add(planned)
    await session.flush()
    zh, _ = time_rules.KIND_WORDS[form.kind]
    title = f"{'、'.join(before)} {zh} {'、'.join(after)}".strip()
    told = {**_told(planned), "predecessors": list(before), "successors": list(after)}
    record(session, UnitEvent.REORGANISATION_PLAN, KIND, planned.id, title, after=told)
    return planned


def _told(planned: PlannedReorganisation) -> dict[str, Any]:
    """What events say of an order; its rest is ids. Nothing where the form cannot be read any more."""
    form = form_of(planned.form)
    names = {"kind", "effective_date", "continues", "basis", "note"}
    return form.model_dump(mode="json", include=names) if form else {"effective_date": str(planned.effective_date)}


async def cancel_planned(session: AsyncSession, planned_id: UUID, expected: int) -> None:
    found = select(PlannedReorganisation).where(col(PlannedReorganisation.id) == planned_id).with_for_update()
    planned = (await session.execute(found)).scalar_one_or_none()
    if planned is None:
        raise not_found()
    if planned.version != expected:
        raise stale()
    before = {"state": planned.state, **_told(planned)}
    await session.delete(planned)
    record(session, UnitEvent.REORGANISATION_CANCEL, KIND, planned.id, before=before)


async def due(session: AsyncSession, today: date) -> list[PlannedReorganisation]:
    """Those whose day has come, locked, in their order."""
    rows = select(PlannedReorganisation).where(
        col(PlannedReorganisation.state) == "planned", col(PlannedReorganisation.effective_date) <= today
    )
    ordered = rows.order_by(col(PlannedReorganisation.effective_date), col(PlannedReorganisation.id))
    return list((await session.execute(ordered.with_for_update())).scalars())


def ordered_by(planned: PlannedReorganisation) -> Scope:
    return Scope(planned.zone_id, planned.ordered_by, planned.ordered_by_name)


async def tell_failure(session: AsyncSession, planned: PlannedReorganisation, refusal: Refusal) -> None:
    """It stays in the list with its reason; by nobody: the calendar found it, not the person whose request came first."""
    planned.state, planned.reason_zh, planned.reason_en = "failed", refusal.message_zh[:1000], refusal.message_en[:1000]
    planned.version += 1
    planned.updated_at = now()
    told = Event(tag=UnitEvent.REORGANISATION_FAIL, subject_kind=KIND, subject_id=planned.id, subject_title="")
    told.after = {"reason": refusal.message_zh, "effective_date": str(planned.effective_date)}
    session.add(told)
    await session.flush()
