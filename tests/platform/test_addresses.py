"""A database elsewhere: its address in libpq's words, on both roads, in migrations and for the queue."""

import ssl
from collections.abc import AsyncGenerator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import text

from mandate.platform.addresses import plain_url
from mandate.platform.database import create_engine, create_pool
from mandate.platform.migrate import maintenance_url
from mandate.platform.settings import Settings
from tests.support.tls import Certificate, self_signed, tls_before

WHO = "SELECT current_user::text"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Certificate, Certificate]:
    folder = tmp_path_factory.mktemp("tls")
    return self_signed(folder, "server"), self_signed(folder, "stranger")


@pytest.fixture(scope="module")
async def behind_tls(settings: Settings, certificates: tuple[Certificate, Certificate]) -> AsyncGenerator[str]:
    """The address of the API's role, which only TLS reaches."""
    url = urlsplit(plain_url(settings.role_url("mandate_app")))
    given = parse_qs(url.query)
    if "host" not in given:
        pytest.skip("the server of MANDATE_DATABASE_URL has no unix socket in its address to put TLS before")
    socket = Path(given["host"][0]) / f".s.PGSQL.{given['port'][0]}"
    async with tls_before(socket, certificates[0]) as port:
        yield f"{url.scheme}://{url.username}:{url.password}@127.0.0.1:{port}{url.path}"


async def answers(url: str) -> set[str]:
    """Who both roads say that they are."""
    pool = await create_pool(url, 1)
    try:
        found = {str(await pool.fetchval(WHO))}
    finally:
        await pool.close()
    engine = create_engine(url, 1)
    try:
        async with engine.connect() as connection:
            return {*found, str((await connection.execute(text(WHO))).scalar_one())}
    finally:
        await engine.dispose()


@pytest.mark.parametrize("mode", ["prefer", "require", "verify-ca", "verify-full"])
async def test_both_roads_take_tls(behind_tls: str, certificates: tuple[Certificate, Certificate], mode: str) -> None:
    url = f"{behind_tls}?sslmode={mode}&sslrootcert={certificates[0].file}&connect_timeout=5"
    assert await answers(url) == {"mandate_app"}


async def test_neither_road_takes_a_stranger(behind_tls: str, certificates: tuple[Certificate, Certificate]) -> None:
    url = f"{behind_tls}?sslmode=verify-full&sslrootcert={certificates[1].file}"
    with pytest.raises(ssl.SSLCertVerificationError):
        await create_pool(url, 1)
    engine = create_engine(url, 1)
    with pytest.raises(ssl.SSLCertVerificationError):
        async with engine.connect():
            pass
    await engine.dispose()


async def test_the_name_is_looked_at_only_when_asked(
    behind_tls: str, certificates: tuple[Certificate, Certificate]
) -> None:
    other_name = behind_tls.replace("127.0.0.1", "localhost") + f"?sslrootcert={certificates[0].file}&sslmode="
    assert await answers(other_name + "verify-ca") == {"mandate_app"}
    with pytest.raises(ssl.SSLCertVerificationError):
        await create_pool(other_name + "verify-full", 1)


async def test_no_tls_when_told_so(behind_tls: str) -> None:
    with pytest.raises((asyncpg.PostgresError, ConnectionError)):
        await create_pool(f"{behind_tls}?sslmode=disable", 1)


def test_an_address_keeps_its_tls_for_every_role_and_database(tmp_path: Path) -> None:
    authority = tmp_path / "a b.crt"
    authority.touch()
    query = f"sslmode=verify-full&sslrootcert={str(authority).replace(' ', '%20')}"
    settings = Settings(
        database_url=SecretStr(f"postgresql://admin:p%40ss@db.example:6432/mandate?{query}&keepalives_idle=30"),
        secret=SecretStr("only for tests " * 3),
    )
    for url in (settings.role_url("mandate_migrate"), maintenance_url(settings.database_url.get_secret_value())):
        assert parse_qs(urlsplit(plain_url(url)).query) == {
            "sslmode": ["verify-full"],
            "sslrootcert": [str(authority)],
        }


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://db/mandate", "postgresql://"),
        ("postgresql://db/mandate?sslmode=always", "sslmode=always"),
        ("postgresql://db/mandate?sslrootcert=/nowhere/ca.crt", "sslrootcert=/nowhere/ca.crt"),
        ("postgresql://db/mandate?channel_binding=require", "channel_binding"),
        ("postgresql://db/mandate?ssl=require", "'ssl'"),
    ],
)
def test_an_address_that_cannot_be_kept_stops_the_start(address: str, told: str) -> None:
    given = address.replace("//", "//admin:in-confidence@")
    with pytest.raises(ValidationError, match="MANDATE_DATABASE_URL") as refused:
        Settings(database_url=SecretStr(given), secret=SecretStr("only for tests " * 3))
    assert told in str(refused.value)
    assert "in-confidence" not in str(refused.value)
