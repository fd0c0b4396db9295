"""Unit strings of documents against the directory of the zone, in one query."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from mandate.units.matching import Directory, Resolution, resolve
from mandate.units.queries import directory_names


async def resolutions(session: AsyncSession, texts: Iterable[str], *, suggest: bool = True) -> dict[str, Resolution]:
    """For each text which unit it is and how that is known, or (with `suggest`) whom it might mean."""
    directory = Directory.of(await directory_names(session))
    return {text: resolve(text, directory, suggest=suggest) for text in dict.fromkeys(texts)}


async def resolve_all(session: AsyncSession, texts: Iterable[str]) -> dict[str, UUID | None]:
    """For each text the active unit that it names; None where the directory does not say."""
    return {text: found.unit_id for text, found in (await resolutions(session, texts, suggest=False)).items()}
