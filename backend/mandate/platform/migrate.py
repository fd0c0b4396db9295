"""Brings a database to the newest schema: roles first (as an administrator), then alembic."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from alembic import command
from alembic.config import Config

from mandate.platform.addresses import plain_url
from mandate.platform.settings import DatabaseRole, Settings

MINIMUM_VERSION = 150_000
LOGIN_ROLES: tuple[DatabaseRole, ...] = (
    "mandate_migrate",
    "mandate_app",
    "mandate_worker",
    "mandate_overseer",
)
LIMITS: dict[DatabaseRole, tuple[str, str, str]] = {
    "mandate_app": ("15s", "15s", "3s"),
    "mandate_worker": ("10min", "60s", "10s"),
    "mandate_overseer": ("15s", "15s", "3s"),
}
MIGRATIONS = Path(__file__).parents[2] / "migrations"


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config


async def ensure_database(admin_url: str, name: str) -> None:
    """Creates the database when missing; `admin_url` points at any other database of the server."""
    connection = await asyncpg.connect(plain_url(admin_url))
    try:
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await connection.execute(f'CREATE DATABASE "{name}" ENCODING UTF8 TEMPLATE template0')
    finally:
        await connection.close()


async def ensure_roles(settings: Settings) -> None:
    """Roles of design.md 5: the owner cannot sign in, the others own nothing and bypass nothing."""
    url = settings.database_url.get_secret_value()
    # Roles belong to the whole server, an advisory lock to one database: all take it in the same one.
    guard = await asyncpg.connect(maintenance_url(url))
    connection = await asyncpg.connect(plain_url(url))
    try:
        if connection.get_server_version().major * 10_000 < MINIMUM_VERSION:
            raise SystemExit("需要 PostgreSQL 15 或更高版本。PostgreSQL 15 or newer is required.")
        await guard.execute("SELECT pg_advisory_lock(72420000)")
        async with connection.transaction():
            await _create_roles(connection, settings)
    finally:
        await connection.close()
        await guard.close()


def maintenance_url(url: str) -> str:
    """The database that every server has, whatever the address names."""
    return urlunsplit(urlsplit(plain_url(url))._replace(path="/postgres"))


async def _create_roles(connection: asyncpg.Connection, settings: Settings) -> None:
    present = {row["rolname"] for row in await connection.fetch("SELECT rolname FROM pg_roles")}
    if "mandate_owner" not in present:
        await connection.execute("CREATE ROLE mandate_owner NOLOGIN")
    for role in LOGIN_ROLES:
        verb = "ALTER" if role in present else "CREATE"
        password = settings.role_password(role)
        await connection.execute(f"{verb} ROLE {role} LOGIN NOINHERIT PASSWORD '{password}'")
    await connection.execute("GRANT mandate_owner TO mandate_migrate")
    for limited, (statement, idle, lock) in LIMITS.items():
        await connection.execute(f"ALTER ROLE {limited} SET statement_timeout = '{statement}'")
        await connection.execute(f"ALTER ROLE {limited} SET idle_in_transaction_session_timeout = '{idle}'")
        await connection.execute(f"ALTER ROLE {limited} SET lock_timeout = '{lock}'")
    database = await connection.fetchval("SELECT quote_ident(current_database())")
    await connection.execute(f"GRANT CREATE, CONNECT ON DATABASE {database} TO mandate_owner")
    await connection.execute(f"GRANT CONNECT ON DATABASE {database} TO {', '.join(LOGIN_ROLES)}")
    # A temporary table would hide ours from functions with the owner's rights.
    await connection.execute(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
    await connection.execute("GRANT CREATE, USAGE ON SCHEMA public TO mandate_owner")
    await connection.execute(f"GRANT USAGE ON SCHEMA public TO {', '.join(LOGIN_ROLES)}")
    # A trusted extension: the exclusion constraint on memberships needs it.
    await connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


def upgrade(settings: Settings, revision: str = "head") -> None:
    """Safe to run again and beside another run; waits for the other instead of failing."""
    asyncio.run(ensure_roles(settings))
    command.upgrade(alembic_config(), revision)
