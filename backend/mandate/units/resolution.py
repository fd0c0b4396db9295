"""Unit strings of documents against the directory of the zone, as it was on the document's day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from mandate.platform import days
from mandate.units.matching import Resolution, resolve
from mandate.units.time_queries import dated_directory


async def resolutions(
    session: AsyncSession, texts: Iterable[str], *, on: date | None = None, suggest: bool = True
) -> dict[str, Resolution]:
    """For each text which unit it is and how that is known, or (with `suggest`) whom it might mean.

    `on` is the day on which the texts were written, today when it is not known.
    """
    directory = await dated_directory(session, on or days.today())
    return {text: resolve(text, directory, suggest=suggest) for text in dict.fromkeys(texts)}


async def resolve_all(session: AsyncSession, texts: Iterable[str], *, on: date | None = None) -> dict[str, UUID | None]:
    """For each text the active unit that it names; None where the directory does not say."""
    found = await resolutions(session, texts, on=on, suggest=False)
    return {text: one.unit_id for text, one in found.items()}
