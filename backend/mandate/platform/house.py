"""What one running process holds: settings, both roads to the database, and its caches."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine

from mandate.platform.database import create_engine, create_pool
from mandate.platform.settings import DatabaseRole, Settings


@dataclass
class House:
    settings: Settings
    engine: AsyncEngine
    pool: asyncpg.Pool
    identities: dict[bytes, Any] = field(default_factory=dict)


@asynccontextmanager
async def open_house(settings: Settings, role: DatabaseRole = "mandate_app") -> AsyncGenerator[House]:
    """Refuses to open as anything stronger than the role asked for (see `ensure_powerless`)."""
    url = settings.role_url(role)
    pool = await create_pool(url, settings.pool_size)
    engine = create_engine(url, settings.pool_size)
    try:
        await ensure_powerless(pool)
        yield House(settings, engine, pool)
    finally:
        await engine.dispose()
        await pool.close()


POWERS = """
SELECT array_remove(ARRAY[
    CASE WHEN rolsuper THEN 'superuser' END,
    CASE WHEN rolbypassrls THEN 'bypasses row-level security' END,
    CASE WHEN rolcreaterole THEN 'creates roles' END,
    CASE WHEN pg_has_role(current_user, 'mandate_owner', 'MEMBER') THEN 'is the owner' END,
    CASE WHEN EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid) THEN 'owns tables' END,
    CASE WHEN has_table_privilege(current_user, 'task', 'TRUNCATE') THEN 'may truncate' END
], NULL) FROM pg_roles r WHERE rolname = current_user
"""


async def ensure_powerless(pool: asyncpg.Pool) -> None:
    powers = await pool.fetchval(POWERS)
    if powers:
        raise SystemExit(
            f"数据库账号权限过大（{'，'.join(powers)}），拒绝启动；请改用 mandate_app。"
            f" The database role is too strong ({', '.join(powers)}); use mandate_app."
        )
