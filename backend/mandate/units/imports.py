"""Imports a sheet into the directory: all of it, or nothing."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.errors import FieldError, Refusal, invalid
from mandate.platform.events import record
from mandate.platform.rows import now
from mandate.units.commands import LOCK_NAMES, correct_dated_name
from mandate.units.events import UnitEvent
from mandate.units.names import sort_key
from mandate.units.queries import directory_rows
from mandate.units.renaming import dated_names
from mandate.units.schemas import ImportReport, RowError
from mandate.units.sheet_changes import Planned, SheetChanges
from mandate.units.sheets import read_sheet
from mandate.units.tables import Unit, UnitAlias, UnitMember
from mandate.units.time_tables import DatedName, UnitSection

ERRORS_IN_A_PROBLEM = 2000


async def import_directory(
    session: AsyncSession, table: Sequence[Sequence[str]], file_name: str, *, dry_run: bool
) -> ImportReport:
    """What the table does to the directory; writes it, with one event, unless `dry_run`.

    Units that the table does not mention stay as they are. Raises 422 `import_has_errors` with all
    errors when it is to be written and any row has one.
    """
    if not dry_run:
        await session.execute(LOCK_NAMES)
    directory = await directory_rows(session)
    # Half a second for 5,000 rows.
    changes = await asyncio.to_thread(lambda: SheetChanges(read_sheet(table), directory))
    report = changes.report(written=not dry_run)
    if dry_run:
        return report
    if report.errors:
        raise import_has_errors(report.errors)
    await _write(session, [row for row in changes.planned if row.outcome != "unchanged"])
    record(session, UnitEvent.DIRECTORY_IMPORT, "unit_directory", None, file_name, after=_summary(file_name, report))
    return report


def import_has_errors(errors: Sequence[RowError]) -> Refusal:
    shown = errors[:ERRORS_IN_A_PROBLEM]
    more_zh = f"（此处列出前 {len(shown)} 处，预览可看全部）" if len(shown) < len(errors) else ""
    more_en = f" The first {len(shown)} are listed; the preview has all." if len(shown) < len(errors) else ""
    return invalid(
        "import_has_errors",
        f"表格中有 {len(errors)} 处错误，没有导入任何内容。请逐处改正后重新上传{more_zh}。",
        f"The table has {len(errors)} errors; nothing was imported. Correct them and upload again.{more_en}",
        *(FieldError(f"/rows/{e.row}/{e.column}", e.code, e.message_zh[:400], e.message_en[:400]) for e in shown),
    )


async def _write(session: AsyncSession, rows: Sequence[Planned]) -> None:
    touched = [row.after.id for row in rows if row.before is not None]
    units = {unit.id: unit for unit in await _units(session, touched)}
    await session.execute(delete(UnitAlias).where(col(UnitAlias.unit_id).in_(touched)))
    await session.execute(delete(UnitMember).where(col(UnitMember.collective_id).in_(touched)))
    # Two units may swap names: each lets go of its own before any takes another's.
    for row in rows:
        if row.before is not None and row.before.name != row.after.name:
            units[row.after.id].name = str(row.after.id)
    await session.flush()
    for row in rows:
        unit = units.get(row.after.id)
        if unit is None:
            unit = Unit(id=row.after.id, name=row.after.name, sort_key="")
            session.add(unit)
        else:
            unit.version += 1
            unit.updated_at = now()
        unit.name, unit.sort_key = row.after.name, sort_key(row.after.name)
        unit.kind, unit.note, unit.active = row.after.kind, row.after.note, row.after.active
    await session.flush()
    for row in rows:
        if row.before is not None:
            await correct_dated_name(session, row.after.id, row.before.name, row.after.name)
    session.add_all(UnitAlias(unit_id=row.after.id, alias=alias) for row in rows for alias in row.after.aliases)
    session.add_all(UnitMember(collective_id=row.after.id, member_id=member) for row in rows for member in row.members)
    await session.flush()
    for row in rows:
        await _write_history(session, row)


async def _write_history(session: AsyncSession, row: Planned) -> None:
    """Sections and earlier names, where the sheet changes them; what is known of both otherwise stays."""
    unit_id, before = row.after.id, row.before
    if row.after.sections != (before.sections if before else ()):
        found = await session.execute(select(UnitSection).where(col(UnitSection.unit_id) == unit_id))
        known = {section.name: section for section in found.scalars()}
        for ordinal, name in enumerate(row.after.sections):
            section = known.pop(name, None) or UnitSection(unit_id=unit_id, name=name)
            section.ordinal = ordinal
            session.add(section)
        for section in known.values():
            await session.delete(section)
    if row.after.earlier != (before.earlier if before else ()):
        found_names = await dated_names(session, unit_id)
        coming = [one for one in found_names if not one.shown]
        told = {(one.name, one.from_date): (one.basis, one.note) for one in found_names}
        for one in found_names:
            if one.shown:
                await session.delete(one)
        await session.flush()
        first = None
        for name, until in (*row.after.earlier, (row.after.name, None)):
            basis, note = told.get((name, first), ("", ""))
            session.add(DatedName(unit_id=unit_id, name=name, from_date=first, basis=basis, note=note))
            first = until
        session.add_all(coming)
    await session.flush()


async def _units(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[Unit]:
    return (await session.execute(select(Unit).where(col(Unit.id).in_(ids)).with_for_update())).scalars().all()


def _summary(file_name: str, report: ImportReport) -> dict[str, Any]:
    """What the event keeps: the counts, the new units, and every changed field before and after."""
    return {
        "file_name": file_name,
        "counts": report.counts.model_dump(),
        "added": [row.name for row in report.rows if row.outcome == "added"],
        "changed": [row.model_dump(exclude={"outcome"}) for row in report.rows if row.outcome == "changed"],
    }
