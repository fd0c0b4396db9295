"""The demo wants an installation of its own: it refuses one that has accounts already."""

import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from mandate.api.app import create_app
from mandate.api.demo.accounts import DemoAccount
from mandate.api.demo.loading import load_demo
from mandate.platform.house import House, open_house
from mandate.platform.settings import Settings
from tests.conftest import SECRET
from tests.support.database import outside_database


@pytest.fixture(scope="session")
def demo_settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with outside_database(database_url, f"mandate_demo_{os.getpid()}") as url:
        folder = tmp_path_factory.mktemp("demo")
        environment = os.environ | {
            "MANDATE_DATABASE_URL": url,
            "MANDATE_SECRET": SECRET,
            "MANDATE_DATA_DIR": str(folder),
        }
        command = [sys.executable, "-m", "mandate.api.commandline", "migrate"]
        subprocess.run(command, env=environment, check=True, cwd=Path(__file__).parents[2] / "backend")
        yield Settings(database_url=SecretStr(url), secret=SecretStr(SECRET), data_dir=folder)


@pytest.fixture(scope="session")
async def demo_operator(demo_settings: Settings) -> AsyncIterator[House]:
    async with open_house(demo_settings, "mandate_worker") as opened:
        yield opened


@dataclass(frozen=True)
class Loaded:
    accounts: list[DemoAccount]
    seconds: float


@pytest.fixture(scope="session")
async def loaded(demo_operator: House, demo_settings: Settings) -> Loaded:
    began = time.monotonic()
    accounts = await load_demo(demo_operator, demo_settings)
    return Loaded(accounts, time.monotonic() - began)


@pytest.fixture(scope="session")
async def demo_app(demo_settings: Settings, loaded: Loaded) -> AsyncIterator[FastAPI]:
    application = create_app(demo_settings)
    async with application.router.lifespan_context(application):
        yield application


@asynccontextmanager
async def signed_in(app: FastAPI, login: str) -> AsyncIterator[httpx.AsyncClient]:
    """A person of the demo, through the front door and with the password that the start prints."""
    settings: Settings = app.state.house.settings
    password = (settings.data_dir / "demo-password").read_text()
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://mandate.test") as browser:
        answer = await browser.post("/api/v1/sessions", json={"login": login, "password": password})
        assert answer.status_code == 201, answer.text
        browser.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        yield browser
