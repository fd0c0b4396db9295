"""One server, one migrated database per worker, and the application as its real database role."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from mandate.access import passwords
from mandate.api.app import create_app
from mandate.platform.embedded import ensure_database, ensure_server, stop_server
from mandate.platform.house import House, open_house
from mandate.platform.migrate import upgrade
from mandate.platform.settings import Settings, current_settings
from tests.support.database import outside_database
from tests.support.ledger import pytest_sessionfinish, pytest_testnodedown, watched

__all__ = ["pytest_sessionfinish", "pytest_testnodedown"]
SECRET = "only-for-tests-only-for-tests-only-for-tests"


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A fresh database: on `MANDATE_DATABASE_URL` when set, else on an embedded server."""
    outside = os.environ.get("MANDATE_DATABASE_URL")
    name = f"mandate_test_{os.getpid()}_{worker_id}"
    with ExitStack() as stack:
        if outside:
            yield stack.enter_context(outside_database(outside, name))
        else:
            folder = tmp_path_factory.mktemp("postgres", numbered=True)
            server = ensure_server(Path(folder))
            stack.callback(stop_server, Path(folder))
            yield ensure_database(server, name)


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    os.environ["MANDATE_DATABASE_URL"] = database_url
    os.environ["MANDATE_SECRET"] = SECRET
    os.environ["MANDATE_DATA_DIR"] = str(tmp_path_factory.mktemp("data"))
    current_settings.cache_clear()
    upgrade(current_settings())
    yield current_settings()
    current_settings.cache_clear()


@pytest.fixture(scope="session")
def cheap_passwords() -> Iterator[None]:
    """Argon2id as in production, but at a hundredth of its cost; `test_passwords` looks at the real one."""
    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
        patch.setattr(passwords, "HASHER", cheap)
        patch.setattr(passwords, "ABSENT", cheap.hash("no account has this password"))
        yield


@pytest.fixture(scope="session")
async def app(settings: Settings, cheap_passwords: None) -> AsyncIterator[FastAPI]:
    application = create_app(settings)
    async with watched(application, settings), application.router.lifespan_context(application):
        yield application


@pytest.fixture(scope="session")
def house(app: FastAPI) -> House:
    """What the application holds: the API's own role, never a stronger one."""
    found: House = app.state.house
    return found


@pytest.fixture(scope="session")
async def operator(settings: Settings, app: FastAPI) -> AsyncIterator[House]:
    """The worker's role, which the command line and jobs use."""
    async with open_house(settings, "mandate_worker") as opened:
        yield opened


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A caller that is not signed in."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://mandate.test") as anonymous:
        yield anonymous
