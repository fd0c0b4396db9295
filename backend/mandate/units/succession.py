"""Who takes the place of units that a reorganisation ended, as every room needs it to let its own rows follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Uuid, case, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.platform.rows import now
from mandate.units.tables import Unit, UnitAlias
from mandate.units.time_tables import Reorganisation


@dataclass(frozen=True, slots=True)
class Heirs:
    """The successor of each unit that ended, and by which words (name, aliases) each was spoken of."""

    reorganisation: Reorganisation
    units: Mapping[UUID, Unit]
    names: Mapping[UUID, str]
    spellings: Mapping[str, UUID]

    @property
    def pairs(self) -> list[tuple[UUID, UUID]]:
        return [(before, unit.id) for before, unit in self.units.items()]

    def of(self, unit_id: Any) -> tuple[str, Unit]:
        """The name of a unit that ended, and its successor."""
        return self.names[unit_id], self.units[unit_id]

    def among(self, unit_id: Any) -> Any:
        """Whether a column names one of the units that ended."""
        return unit_id.in_(list(self.units))

    def instead_of(self, unit_id: Any) -> Any:
        """What a column that names such a unit names from now on."""
        return case({before: literal(after, Uuid) for before, after in self.pairs}, value=unit_id)

    @property
    def told(self) -> dict[str, str]:
        """What events say of the reason."""
        return {"basis": self.reorganisation.basis, "effective_date": str(self.reorganisation.effective_date)}


async def heirs_of_ended(
    session: AsyncSession, reorganisation: Reorganisation, ended: Sequence[Unit], successor: Unit
) -> Heirs:
    ids = [unit.id for unit in ended]
    aliases = await session.execute(
        select(col(UnitAlias.alias), col(UnitAlias.unit_id)).where(col(UnitAlias.unit_id).in_(ids))
    )
    spellings = {row.alias: row.unit_id for row in aliases} | {unit.name: unit.id for unit in ended}
    return Heirs(reorganisation, dict.fromkeys(ids, successor), {unit.id: unit.name for unit in ended}, spellings)


async def let_convened_follow(session: AsyncSession, heirs: Heirs) -> int:
    """Leading groups and task forces that go on are convened by the successor."""
    convened = update(Unit).where(
        heirs.among(col(Unit.convenor_id)),
        col(Unit.active),
        or_(col(Unit.term_to_date).is_(None), col(Unit.term_to_date) >= heirs.reorganisation.effective_date),
        col(Unit.id).not_in([heir.id for heir in heirs.units.values()]),
    )
    values = {
        "convenor_id": heirs.instead_of(col(Unit.convenor_id)),
        "version": col(Unit.version) + 1,
        "updated_at": now(),
    }
    return await rows_changed(session, convened.values(**values))


async def rows_changed(session: AsyncSession, statement: Any) -> int:
    """Runs one UPDATE over many rows, past the rows that the session holds."""
    done = await session.execute(statement.execution_options(synchronize_session=False))
    return done.rowcount if isinstance(done, CursorResult) else 0
