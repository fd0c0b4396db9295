import asyncio

from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.plans import SMALL_PLAN, adopted_plan, compiled_plan, draft_address, if_match
from tests.support.zones import make_zone


async def test_a_plan_with_open_ends_names_each_of_them(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await compiled_plan(browser, operator, zone)
        refused = await browser.post(f"{draft_address(zone, plan)}/adoption")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_ready")
    named = {error["pointer"] for error in refused.json()["errors"]}
    assert "/units/区市场局" in named


async def test_adoption_makes_tasks_and_targets_that_point_back(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        summary = await adopted_plan(browser, operator, zone)
        listed = (await browser.get(f"/api/v1/zones/{zone.code}/tasks", params={"plan": summary["plan_id"]})).json()
    assert summary["tasks"] == 3
    assert summary["targets"] >= 3
    assert not summary["provisional"]
    assert [task["number"] for task in listed["items"]] == [1, 2, 3]


async def test_two_clicks_and_a_retry_adopt_once(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await compiled_plan(browser, operator, zone)
        at = draft_address(zone, plan)
        spoken = (await browser.get(f"{at}/spoken-units")).json()["items"]
        await browser.post(f"{at}/new-units", json={"texts": [unit["text"] for unit in spoken]})
        answers = await asyncio.gather(*(browser.post(f"{at}/adoption") for _ in range(4)))
        assert [answer.status_code for answer in answers] == [200] * 4
        assert sorted(answer.json()["already_adopted"] for answer in answers) == [False, True, True, True]
        assert {answer.json()["tasks"] for answer in answers} == {3}
        late = (await browser.get(f"{at}/draft")).json()["tasks"][0]
        edit = await browser.patch(f"{at}/draft-tasks/{late['id']}", json={"title": "x"}, headers=if_match(late))
    assert edit.json()["code"] == "wrong_state"


async def test_a_consultation_draft_is_adopted_as_provisional(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    text = SMALL_PLAN.replace("行动计划\n", "行动计划\n（征求意见稿）\n", 1)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        summary = await adopted_plan(browser, operator, zone, text)
        tasks = (await browser.get(f"/api/v1/zones/{zone.code}/tasks")).json()["items"]
    assert summary["provisional"]
    assert all(task["provisional"] for task in tasks)
