from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from mandate.zones.tables import Zone
from tests.support.people import browser_of, make_person
from tests.support.plans import compiled_plan, draft_address, if_match
from tests.support.zones import make_zone


@dataclass
class Desk:
    browser: httpx.AsyncClient
    zone: Zone
    at: str

    async def tasks(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.browser.get(f"{self.at}/draft")).json()["tasks"]
        return found

    async def change(self, task: dict[str, Any], **fields: Any) -> httpx.Response:
        return await self.browser.patch(f"{self.at}/draft-tasks/{task['id']}", json=fields, headers=if_match(task))


@pytest.fixture
async def desk(app: FastAPI, operator: House) -> AsyncIterator[Desk]:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await compiled_plan(browser, operator, zone)
        yield Desk(browser, zone, draft_address(zone, plan))


async def test_a_field_is_corrected_once_and_a_stale_copy_is_refused(desk: Desk) -> None:
    task = (await desk.tasks())[0]

    saved = await desk.change(task, title="登记再提速", deadline_text="2026年6月底前", deadline_date="2026-06-30")

    assert saved.status_code == 200, saved.text
    assert (saved.json()["title"], saved.json()["deadline_date"]) == ("登记再提速", "2026-06-30")
    assert saved.headers["ETag"] == f'"v{task["version"] + 1}"'
    stale = await desk.change(task, title="另一位同事的改法")
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    assert (await desk.tasks())[0]["title"] == "登记再提速"


async def test_a_write_without_a_version_is_refused(desk: Desk) -> None:
    task = (await desk.tasks())[0]
    answer = await desk.browser.patch(f"{desk.at}/draft-tasks/{task['id']}", json={"title": "x"})
    assert answer.status_code == 428


async def test_confirming_dropping_and_restoring(desk: Desk) -> None:
    first, second, _ = await desk.tasks()
    assert (await desk.change(first, state="confirmed")).json()["state"] == "confirmed"
    dropped = (await desk.change(second, state="dropped")).json()
    counts = (await desk.browser.get(desk.at)).json()["counts"]
    assert (counts["tasks"], counts["confirmed"], counts["dropped"]) == (2, 1, 1)
    assert (await desk.change(dropped, state="proposed")).json()["state"] == "proposed"


async def test_units_are_set_in_order_and_keep_their_place_in_the_text(desk: Desk) -> None:
    task = (await desk.tasks())[0]
    old = {unit["text"]: unit for unit in task["units"]}
    units = [
        {"relation": "lead", "text": "区税务局"},
        {"relation": "supporting", "text": "区行政服务中心"},
        {"relation": "responsible", "text": "区新设局"},
    ]
    saved = await desk.browser.put(
        f"{desk.at}/draft-tasks/{task['id']}/units", json={"units": units}, headers=if_match(task)
    )
    assert saved.status_code == 200, saved.text
    now = saved.json()["units"]
    assert [(unit["relation"], unit["text"]) for unit in now] == [(u["relation"], u["text"]) for u in units]
    assert now[0]["start"] == old["区税务局"]["start"]
    assert now[2]["start"] is None


async def test_one_string_is_one_unit_everywhere(desk: Desk) -> None:
    spoken = (await desk.browser.get(f"{desk.at}/spoken-units")).json()["items"]
    assert {unit["text"] for unit in spoken} >= {"区市场局", "区财政局"}
    made = await desk.browser.post(f"{desk.at}/new-units", json={"texts": [unit["text"] for unit in spoken]})
    assert made.status_code == 200, made.text
    assert made.json()["changed"] == sum(unit["uses"] for unit in spoken)
    now = (await desk.browser.get(f"{desk.at}/spoken-units")).json()["items"]
    assert all(unit["unit_id"] for unit in now)
    target = next(unit for unit in now if unit["text"] == "区税务局")
    moved = await desk.browser.post(
        f"{desk.at}/unit-resolutions", json={"text": "区市场局", "unit_id": target["unit_id"], "remember": False}
    )
    assert moved.json()["changed"] == 1


async def test_merging_keeps_text_units_and_numbers(desk: Desk) -> None:
    first, second, third = await desk.tasks()
    merged = await desk.browser.post(f"{desk.at}/draft-tasks/merge", json={"tasks": [second["id"], first["id"]]})
    assert merged.status_code == 200, merged.text
    body = merged.json()
    assert body["id"] == first["id"]
    assert (body["start"], body["end"]) == (first["start"], second["end"])
    assert {u["text"] for u in body["units"]} == {u["text"] for t in (first, second) for u in t["units"]}
    assert len(body["quantities"]) == len(first["quantities"]) + len(second["quantities"])
    states = {task["id"]: task["state"] for task in await desk.tasks()}
    assert states[second["id"]] == "dropped"
    assert states[third["id"]] == "proposed"


async def test_splitting_makes_parts_with_the_same_units_behind_it(desk: Desk) -> None:
    first, second, _ = await desk.tasks()
    split = await desk.browser.post(
        f"{desk.at}/draft-tasks/{first['id']}/split", json={"titles": ["登记", "变更", "注销"]}, headers=if_match(first)
    )
    assert split.status_code == 200, split.text
    tasks = await desk.tasks()
    assert [task["title"] for task in tasks[:4]] == ["登记", "变更", "注销", second["title"]]
    assert [u["text"] for u in tasks[2]["units"]] == [u["text"] for u in first["units"]]


async def test_a_task_is_added_where_it_belongs(desk: Desk) -> None:
    first, second, _ = await desk.tasks()
    for title in ("其一", "其二", "其三"):
        added = await desk.browser.post(f"{desk.at}/draft-tasks", json={"after": first["id"], "title": title})
        assert added.status_code == 201, added.text
    assert [task["title"] for task in (await desk.tasks())[:5]] == [
        first["title"],
        "其三",
        "其二",
        "其一",
        second["title"],
    ]


async def test_a_number_is_corrected_added_and_dropped(desk: Desk) -> None:
    task = (await desk.tasks())[0]
    number = task["quantities"][0]
    at = f"{desk.at}/draft-quantities"
    changed = await desk.browser.patch(
        f"{at}/{number['id']}", json={"value": "1.50", "operator": "<="}, headers=if_match(number)
    )
    assert changed.status_code == 204, changed.text
    added = await desk.browser.post(
        at, json={"draft_task_id": task["id"], "indicator": "跑动次数", "operator": "=", "value": "0", "unit": "次"}
    )
    assert added.status_code == 201, added.text
    numbers = {q["indicator"]: q for q in added.json()["quantities"]}
    assert numbers["跑动次数"]["value"] == "0"
    assert next(q for q in added.json()["quantities"] if q["id"] == number["id"])["value"] == "1.5"
    range_without_end = await desk.browser.patch(
        f"{at}/{numbers['跑动次数']['id']}", json={"operator": "range"}, headers=if_match(numbers["跑动次数"])
    )
    assert range_without_end.status_code == 422
    gone = await desk.browser.patch(
        f"{at}/{numbers['跑动次数']['id']}", json={"state": "dropped"}, headers=if_match(numbers["跑动次数"])
    )
    assert gone.status_code == 204


async def test_metadata_is_corrected(desk: Desk) -> None:
    plan = (await desk.browser.get(desk.at)).json()
    sent = {"title": "新题目", "document_status": "consultation", "issued_date": "2026-01-05"}
    saved = await desk.browser.patch(desk.at, json=sent, headers=if_match(plan))
    assert saved.status_code == 200, saved.text
    assert saved.json()["document_status"] == "consultation"
    reversed_years = await desk.browser.patch(
        desk.at, json={"first_year": 2027, "last_year": 2026}, headers=if_match(saved.json())
    )
    assert reversed_years.json()["code"] == "years_reversed"


async def test_a_leader_reads_the_draft_and_changes_nothing(app: FastAPI, operator: House, desk: Desk) -> None:
    task = (await desk.tasks())[0]
    async with browser_of(app, await make_person(operator, desk.zone, Role.LEADER)) as leader:
        assert (await leader.get(f"{desk.at}/draft")).status_code == 200
        refused = await leader.patch(f"{desk.at}/draft-tasks/{task['id']}", json={"title": "x"}, headers=if_match(task))
    assert refused.status_code == 403
