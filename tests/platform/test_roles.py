"""The roles of a server, made by whoever sets up a database on it."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest
from pydantic import SecretStr, ValidationError

from mandate.platform.addresses import plain_url
from mandate.platform.audit import verify_chains
from mandate.platform.embedded import throwaway_server
from mandate.platform.migrate import LOGIN_ROLES, ensure_database, ensure_roles, maintenance_url
from mandate.platform.settings import Settings

ROLES_SQL = Path(__file__).parents[2] / "infra" / "postgres" / "roles.sql"


async def set_up(url: str, settings: Settings) -> None:
    """With the secret of all tests: the roles' passwords belong to the whole server."""
    await ensure_roles(settings.model_copy(update={"database_url": SecretStr(url)}))


async def test_two_databases_are_set_up_at_the_same_moment(database_url: str, settings: Settings) -> None:
    names = [f"mandate_roles_{number}" for number in range(4)]
    server = maintenance_url(database_url)
    for name in names:
        await ensure_database(server, name)
    try:
        urls = [urlunsplit(urlsplit(server)._replace(path=f"/{name}")) for name in names]
        await asyncio.gather(*(set_up(url, settings) for url in urls))
    finally:
        connection = await asyncpg.connect(plain_url(server))
        for name in names:
            await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await connection.close()


async def test_the_owner_has_a_secret_of_their_own(settings: Settings) -> None:
    apart = settings.model_copy(update={"migrate_secret": SecretStr("known to the migration alone" * 2)})
    for role in LOGIN_ROLES:
        assert (apart.role_password(role) == settings.role_password(role)) == (role != "mandate_migrate")
    with throwaway_server() as server:
        there = {"database_url": SecretStr(server.database_url())}
        await ensure_roles(apart.model_copy(update=there))
        for role in LOGIN_ROLES:
            connection = await asyncpg.connect(plain_url(apart.model_copy(update=there).role_url(role)))
            await connection.close()
        with pytest.raises(SystemExit, match="MANDATE_MIGRATE_SECRET"):
            await verify_chains(settings.model_copy(update=there))


def test_a_secret_used_twice_stops_the_start() -> None:
    secret = SecretStr("only for tests " * 3)
    with pytest.raises(ValidationError, match="MANDATE_MIGRATE_SECRET"):
        Settings(database_url=SecretStr("postgresql://db/mandate"), secret=secret, migrate_secret=secret)


async def test_an_administrator_who_is_no_superuser_is_enough_and_may_come_again(settings: Settings) -> None:
    statements = ROLES_SQL.read_text().replace(":'password'", "'secret'").split(";\n")[:-1]
    with throwaway_server() as server:
        connection = await asyncpg.connect(server.database_url())
        for statement in statements:
            await connection.execute(statement)
        await connection.close()
        for _ in range(2):
            await set_up(server.database_url("mandate", "mandate_admin", "secret"), settings)
