"""Figures for the operator's monitoring: for its token alone, and without a name."""

import re

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from mandate.access.permissions import Role
from mandate.platform.database import create_pool
from mandate.platform.house import House
from mandate.platform.vital_signs import Sign, as_text
from tests.support.people import browser_of, make_person
from tests.support.zones import make_zone

TOKEN = "only-for-tests-of-the-monitoring"
LINE = re.compile(r'([a-z_]+)(\{[a-z]+="[a-z]+"\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)')


@pytest.fixture
def watched_house(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(house, "settings", house.settings.model_copy(update={"metrics_token": SecretStr(TOKEN)}))
    return house


async def figures(client: httpx.AsyncClient) -> dict[str, float]:
    answer = await client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = {}
    for line in answer.text.splitlines():
        if not line.startswith("#"):
            parts = LINE.fullmatch(line)
            assert parts is not None, line
            found[parts[1] + (parts[2] or "")] = float(parts[3])
    return found


async def test_what_happens_is_counted(
    app: FastAPI, client: httpx.AsyncClient, operator: House, watched_house: House
) -> None:
    before = await figures(client)
    person = await make_person(operator, await make_zone(operator), Role.SUPERVISOR)
    async with browser_of(app, person) as browser:
        assert (await browser.get("/api/v1/me")).status_code == 200
        after = await figures(client)
    assert after["mandate_database_up"] == 1
    assert after["mandate_events_total"] > before["mandate_events_total"]
    assert after["mandate_newest_event_seconds"] < 60
    assert after['mandate_sessions_live{kind="browser"}'] > before['mandate_sessions_live{kind="browser"}']
    assert after['mandate_queue_jobs{state="queued"}'] >= 0
    assert after['mandate_pool_in_use{road="reads"}'] <= after['mandate_pool_size{road="reads"}']
    assert after["process_resident_memory_bytes"] > 1024 * 1024


@pytest.mark.parametrize("given", ["", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer 密钥"])
async def test_only_the_token_is_answered(client: httpx.AsyncClient, watched_house: House, given: str) -> None:
    answer = await client.get("/metrics", headers={b"Authorization": given.encode()})
    assert (answer.status_code, answer.json()["code"]) == (401, "metrics_token")


async def test_there_is_nothing_without_a_token(client: httpx.AsyncClient) -> None:
    answer = await client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_the_process_is_told_of_when_the_database_is_silent(
    client: httpx.AsyncClient, watched_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = await create_pool(watched_house.settings.role_url("mandate_app"), 1)
    await silent.close()
    monkeypatch.setattr(watched_house, "pool", silent)
    found = await figures(client)
    assert found["mandate_database_up"] == 0
    assert "mandate_events_total" not in found
    assert found["process_resident_memory_bytes"] > 0


def test_figures_of_one_name_share_their_words() -> None:
    signs = [
        Sign("a", 1, "What.", (("state", "new"),)),
        Sign("a", 2.5, "What.", (("state", "old"),)),
        Sign("b", 0, "Else."),
    ]
    assert as_text(signs).splitlines() == [
        "# HELP a What.",
        "# TYPE a gauge",
        'a{state="new"} 1',
        'a{state="old"} 2.5',
        "# HELP b Else.",
        "# TYPE b gauge",
        "b 0",
    ]
