"""What a zone learned from corrections: proposed in its next document, never applied by itself, removable."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
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

BRACKETS = """云溪区二〇二六年便民行动计划

一、重点任务

（一）窗口延时。中午不停办业务，方便企业办事。（区政务中心；区税务局、区人社局）

（二）证照直送。新办证照免费邮寄到企业。（区市场局；区邮政公司）
"""
NEXT = BRACKETS.replace("二〇二六年", "二〇二七年").replace("窗口延时", "周末开窗")


class Rooms:
    """One zone: its supervisor, a colleague, and two documents after each other."""

    def __init__(self, operator: House, zone: Zone, browser: httpx.AsyncClient, colleague: httpx.AsyncClient) -> None:
        self.operator, self.zone, self.browser, self.colleague = operator, zone, browser, colleague

    async def plan(self, text: str = BRACKETS) -> str:
        return draft_address(self.zone, await compiled_plan(self.browser, self.operator, self.zone, text))

    async def tasks(self, at: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.browser.get(f"{at}/draft")).json()["tasks"]
        return found

    async def leads(self, at: str) -> list[list[str]]:
        tasks = await self.tasks(at)
        return [[unit["text"] for unit in task["units"] if unit["relation"] == "lead"] for task in tasks]

    async def habits(self) -> list[dict[str, Any]]:
        answer = await self.browser.get(f"/api/v1/zones/{self.zone.code}/reading-habits")
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found

    async def proposals(self, at: str) -> list[dict[str, Any]]:
        answer = await self.browser.get(f"{at}/proposals")
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["items"]
        return found

    async def everybody_responsible(self, at: str) -> None:
        """As after a reading that did not see who leads."""
        for task in await self.tasks(at):
            units = [{"relation": "responsible", "text": unit["text"]} for unit in task["units"]]
            body = {"units": units}
            await self.browser.put(f"{at}/draft-tasks/{task['id']}/units", json=body, headers=if_match(task))


@pytest.fixture
async def rooms(app: FastAPI, operator: House) -> AsyncIterator[Rooms]:
    zone = await make_zone(operator)
    async with AsyncExitStack() as stack:
        people = [await make_person(operator, zone, Role.SUPERVISOR) for _ in range(2)]
        browsers = [await stack.enter_async_context(browser_of(app, person)) for person in people]
        yield Rooms(operator, zone, *browsers)


async def test_a_rule_of_brackets_is_previewed_applied_everywhere_and_undone_at_once(rooms: Rooms) -> None:
    at = await rooms.plan()
    await rooms.everybody_responsible(at)
    fix = {"kind": "leads_before", "mark": "；", "remember": True}
    preview = (await rooms.browser.get(f"{at}/fix-preview", params={"kind": "leads_before", "mark": "；"})).json()
    assert preview["places"] == 2
    assert "牵头：区政务中心" in preview["samples"][0]["after"]

    fixed = await rooms.browser.post(f"{at}/fixes", json=fix)

    assert fixed.json() == {"changed": 2}, fixed.text
    assert await rooms.leads(at) == [["区政务中心"], ["区市场局"]]
    assert all(doubt["settled"] for task in await rooms.tasks(at) for doubt in task["doubts"])
    learned = (await rooms.habits())[0]
    assert (learned["kind"], learned["pattern"], learned["active"]) == ("leads_before", "；", True)
    assert "区政务中心；区税务局" in learned["sample"]
    state = (await rooms.browser.get(f"{at}/review-state")).json()
    assert "“；”之前的单位牵头" in state["undo"]["what_zh"]
    undone = await rooms.browser.post(f"{at}/changes/{state['undo']['id']}/reversal")
    assert undone.status_code == 200, undone.text
    assert await rooms.leads(at) == [[], []]
    assert not any(doubt.get("settled") for task in await rooms.tasks(at) for doubt in task["doubts"])
    assert await rooms.habits() == []
    again = await rooms.browser.post(f"{at}/changes/{state['undo']['id']}/repetition")
    assert again.status_code == 200, again.text
    assert await rooms.leads(at) == [["区政务中心"], ["区市场局"]]
    assert len(await rooms.habits()) == 1


async def test_the_next_document_proposes_and_waits_for_a_person(rooms: Rooms) -> None:
    at = await rooms.plan()
    await rooms.browser.post(f"{at}/fixes", json={"kind": "leads_before", "mark": "；", "remember": True})
    later = await rooms.plan(NEXT)
    await rooms.everybody_responsible(later)
    assert await rooms.leads(later) == [[], []]
    proposal = next(one for one in await rooms.proposals(later) if one["kind"] == "leads_before")
    assert (proposal["places"], proposal["pattern"]) == (2, "；")

    answer = {"habit_id": proposal["habit_id"], "accept": True}
    accepted = await rooms.browser.post(f"{later}/habit-answers", json=answer)

    assert accepted.json() == {"changed": 2}, accepted.text
    assert await rooms.leads(later) == [["区政务中心"], ["区市场局"]]
    assert await rooms.proposals(later) == []
    assert (await rooms.habits())[0]["uses"] == 1


async def test_an_alias_is_proposed_not_applied_and_can_be_declined_and_removed(rooms: Rooms) -> None:
    unit = await rooms.browser.post(f"/api/v1/zones/{rooms.zone.code}/units", json={"name": "区市场监督管理局"})
    at = await rooms.plan()
    resolved = await rooms.browser.post(
        f"{at}/unit-resolutions", json={"text": "区市场局", "unit_id": unit.json()["id"], "remember": True}
    )
    assert resolved.status_code == 200, resolved.text
    later = await rooms.plan(NEXT)
    spoken = {one["text"]: one["unit_id"] for one in (await rooms.browser.get(f"{later}/spoken-units")).json()["items"]}
    assert spoken["区市场局"] is None
    proposal = (await rooms.proposals(later))[0]
    assert (proposal["kind"], proposal["pattern"], proposal["unit"]) == ("alias", "区市场局", "区市场监督管理局")
    declined = await rooms.browser.post(
        f"{later}/habit-answers", json={"habit_id": proposal["habit_id"], "accept": False}
    )
    assert declined.json() == {"changed": 0}
    assert await rooms.proposals(later) == []

    habit = (await rooms.habits())[0]
    address = f"/api/v1/zones/{rooms.zone.code}/reading-habits/{habit['id']}"
    paused = await rooms.browser.patch(address, json={"active": False}, headers=if_match(habit))
    assert paused.status_code == 204, paused.text
    assert (await rooms.browser.delete(address, headers=if_match(habit))).status_code == 412
    paused_row = (await rooms.habits())[0]
    assert paused_row["actions"] == ["activate", "remove"]
    assert (await rooms.browser.delete(address, headers=if_match(paused_row))).status_code == 204
    assert await rooms.habits() == []


async def test_words_that_are_no_unit_and_a_relation_and_a_heading_are_corrected_everywhere(rooms: Rooms) -> None:
    at = await rooms.plan()
    sections = {task["section"] for task in await rooms.tasks(at)}
    fixes = [
        {"kind": "no_unit", "text": "区税务局"},
        {"kind": "relation", "text": "区邮政公司", "relation": "supporting"},
        {"kind": "rename_section", "section": sections.pop(), "title": "便民措施"},
        {"kind": "swap"},
    ]
    for fix in fixes:
        answer = await rooms.browser.post(f"{at}/fixes", json=fix)
        assert answer.status_code == 200, answer.text
    first, second = await rooms.tasks(at)
    assert "区税务局" not in [unit["text"] for unit in first["units"]]
    assert {"区邮政公司": "supporting"}.items() <= {unit["text"]: unit["relation"] for unit in second["units"]}.items()
    assert {first["section"], second["section"]} == {"便民措施"}
    refused = await rooms.browser.post(f"{at}/fixes", json={"kind": "relation"})
    assert (refused.status_code, refused.json()["code"]) == (422, "fix_incomplete")
    nothing = await rooms.browser.post(f"{at}/fixes", json={"kind": "no_unit", "text": "没有这个单位"})
    assert (nothing.status_code, nothing.json()["code"]) == (422, "nothing_to_fix")


async def test_aliases_of_the_directory_stand_in_the_same_list(rooms: Rooms) -> None:
    form = {"name": "区经济信息委", "aliases": ["区经信委"]}
    await rooms.browser.post(f"/api/v1/zones/{rooms.zone.code}/units", json=form)
    habit = (await rooms.habits())[0]
    assert (habit["kind"], habit["pattern"], habit["unit"], habit["actions"]) == (
        "directory",
        "区经信委",
        "区经济信息委",
        [],
    )
