"""What one running process holds: settings, both roads to the database, and its caches."""

from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from mandate.platform.catalogue import ensure_sound
from mandate.platform.database import create_engine, create_pool
from mandate.platform.kept_answers import KeptAnswers
from mandate.platform.schema import metadata
from mandate.platform.settings import DatabaseRole, Settings
from mandate.platform.tokens import Tokens

DayOpener = Callable[[AsyncSession], Awaitable[None]]


@dataclass
class House:
    settings: Settings
    engine: AsyncEngine
    pool: asyncpg.Pool
    identities: dict[bytes, Any] = field(default_factory=dict)
    believed_tokens: OrderedDict[str, tuple[bytes, int]] = field(default_factory=OrderedDict)
    tokens: Tokens = field(init=False)
    answers: KeptAnswers = field(init=False)
    # What a zone has to have done before its first request of a day; the composition fills it in.
    day_openers: list[DayOpener] = field(default_factory=list)
    opened_days: dict[UUID, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tokens = Tokens(self.settings)
        self.answers = KeptAnswers(self.settings.kept_answers_megabytes)

    @cached_property
    def cursor_key(self) -> bytes:
        return self.settings.derived_key("cursor")


@asynccontextmanager
async def open_house(settings: Settings, role: DatabaseRole = "mandate_app") -> AsyncGenerator[House]:
    """Refuses to open as anything stronger than the role asked for or beside an unfenced table."""
    # A process may work in one room only, but foreign keys name tables of others.
    metadata()
    url = settings.role_url(role)
    pool = await create_pool(url, settings.pool_size)
    engine = create_engine(url, settings.pool_size)
    try:
        await ensure_sound(pool, role)
        yield House(settings, engine, pool)
    finally:
        await engine.dispose()
        await pool.close()
