"""Duties from the document to the list, as reviewers, officers and strangers meet them."""

from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.plans import adopted_plan, compiled_plan, draft_address, if_match
from tests.support.tasks import make_unit
from tests.support.zones import Within, make_zone

PLAN = """云溪区二〇二六年营商便利行动计划

一、重点任务

（一）企业登记提速。建立企业登记问题台账，待市级系统上线后，接入统一入口。（牵头单位：区市场局，责任单位：区税务局）

二、保障措施

（一）加强调度。各牵头单位每月底前报送进展，区营商办每季度通报一次。

（二）强化公开。服务专员每周走访企业，及时向社会公布收费目录清单。
"""


async def test_duties_are_reviewed_adopted_and_ended(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    office = await make_unit(Within(operator, zone.id), "区营商办")
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await compiled_plan(browser, operator, zone, PLAN)
        at = draft_address(zone, plan)
        assert plan["counts"]["duties"] == 6
        drafted = {duty["text"]: duty for duty in (await browser.get(f"{at}/draft-duties")).json()["items"]}
        text = (await browser.get(f"{at}/text")).json()["body"]
        for words, duty in drafted.items():
            assert text[duty["start"] : duty["end"]] == words
        monthly, quarterly = drafted["各牵头单位每月底前报送进展"], drafted["区营商办每季度通报一次"]
        assert (monthly["kind"], monthly["cadence"], monthly["who"]) == ("cadence", "monthly", "各牵头单位")
        assert (quarterly["cadence"], quarterly["unit_id"]) == ("quarterly", str(office.id))

        weekly = drafted["服务专员每周走访企业"]
        where = f"{at}/draft-duties/{weekly['id']}"
        dropped = await browser.patch(where, json={"state": "dropped"}, headers=if_match(weekly))
        assert dropped.json()["state"] == "dropped"
        assert (await browser.patch(where, json={"cadence": "daily"}, headers=if_match(weekly))).status_code == 412

        for spoken in (await browser.get(f"{at}/spoken-units")).json()["items"]:
            await browser.post(f"{at}/new-units", json={"texts": [spoken["text"]]})
        assert (await browser.post(f"{at}/adoption")).json()["duties"] == 5
        duties = f"/api/v1/zones/{zone.code}/duties"
        listed = (await browser.get(duties)).json()["items"]
        assert len(listed) == 5
        assert {duty["task"]["title"] for duty in listed if duty["task"]} == {"企业登记提速"}
        assert [duty["cadence"] for duty in (await browser.get(duties, params={"unit": str(office.id)})).json()["items"]] == [
            "quarterly"
        ]  # fmt: skip
        (report,) = (await browser.get(duties, params={"kind": "cadence", "cadence": "monthly"})).json()["items"]
        ended = await browser.patch(f"{duties}/{report['id']}", json={"state": "ended"}, headers=if_match(report))
        assert (ended.json()["state"], ended.json()["actions"]) == ("ended", ["resume"])
        assert len((await browser.get(duties, params={"state": "active"})).json()["items"]) == 4


async def test_officers_read_what_is_laid_on_them_or_on_a_role(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        await adopted_plan(browser, operator, zone, PLAN)
    stranger = await make_unit(Within(operator, zone.id), "区气象局")
    async with browser_of(app, await make_person(operator, zone, Role.OFFICER, stranger.id)) as officer:
        duties = f"/api/v1/zones/{zone.code}/duties"
        listed = (await officer.get(duties)).json()["items"]
        assert {duty["task"] for duty in listed} == {None}
        assert all(duty["actions"] == [] for duty in listed)
        refused = await officer.patch(
            f"{duties}/{listed[0]['id']}", json={"state": "ended"}, headers=if_match(listed[0])
        )
        assert refused.status_code == 403


async def test_a_change_of_a_draft_duty_is_taken_back(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await compiled_plan(browser, operator, zone, PLAN)
        at = draft_address(zone, plan)
        duty = (await browser.get(f"{at}/draft-duties")).json()["items"][0]
        await browser.patch(f"{at}/draft-duties/{duty['id']}", json={"who": "区市场局"}, headers=if_match(duty))
        change = (await browser.get(f"{at}/review-state")).json()["undo"]
        assert "职责" in change["what_zh"]
        undone = await browser.post(f"{at}/changes/{change['id']}/reversal")
        assert undone.status_code == 200, undone.text
        assert (await browser.get(f"{at}/draft-duties")).json()["items"][0]["who"] == duty["who"]
