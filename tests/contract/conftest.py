import threading
import time
from collections.abc import AsyncIterator, Iterator

import pytest
import uvicorn
from fastapi import FastAPI

from mandate.api.app import create_app
from mandate.platform.house import House
from mandate.platform.settings import Settings
from tests.isolation.world import World, build_world

START_SECONDS = 30


@pytest.fixture(scope="session")
async def world(app: FastAPI, operator: House, settings: Settings) -> AsyncIterator[World]:
    async with build_world(app, operator, settings, zones=2) as built:
        yield built


@pytest.fixture(scope="session")
def served(settings: Settings, world: World) -> Iterator[str]:
    """The address of the same application behind a real server, for tests that do not await."""
    config = uvicorn.Config(create_app(settings), host="127.0.0.1", port=0, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + START_SECONDS
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.01)
    assert server.started
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
