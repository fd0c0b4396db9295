"""What the columns of a sheet mean: proposed, changed, confirmed, and asked for before adoption."""

import io
from typing import Any

import httpx
import xlsxwriter
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.plans.compiling import compile_plan
from mandate.platform.house import House
from mandate.zones.tables import Zone
from tests.support.people import browser_of, make_person
from tests.support.plans import compiled_plan, draft_address, if_match
from tests.support.zones import make_zone

ROWS = [
    ["序号", "领域", "事情", "谁牵头", "哪些单位参加", "什么时候"],
    ["1", "登记", "企业登记全程网办，1个工作日办结", "区市场局", "区税务局、区公安分局", "2026年6月底前"],
    ["2", "登记", "推行证照联办", "区市场局", "区政务中心", "2026年底前"],
    ["3", "融资", "新增首贷户200户", "区金融办", "区财政局", "2026年9月底前"],
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(rows: list[list[str]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        sheet = made.add_worksheet("任务清单")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return target.getvalue()


async def read_sheet(browser: httpx.AsyncClient, operator: House, zone: Zone) -> dict[str, Any]:
    """Uploaded and read by the job itself."""
    at = f"/api/v1/zones/{zone.code}/plans"
    answer = await browser.post(at, files={"file": ("任务清单.xlsx", workbook(ROWS), XLSX)})
    assert answer.status_code == 201, answer.text
    return await read_again(browser, operator, zone, answer.json()["id"])


async def read_again(browser: httpx.AsyncClient, operator: House, zone: Zone, plan_id: str) -> dict[str, Any]:
    await compile_plan(operator, {"zone_id": str(zone.id), "plan_id": plan_id})
    plan: dict[str, Any] = (await browser.get(f"/api/v1/zones/{zone.code}/plans/{plan_id}")).json()
    return plan


def said(plan: dict[str, Any], **changes: str) -> dict[str, Any]:
    """The form that confirms the columns as proposed, but for `changes` by heading."""
    return {
        "columns": [
            {"sheet": one["sheet"], "index": one["index"], "field": changes.get(one["header"], one["field"])}
            for one in plan["sheet_columns"]
        ]
    }


async def test_columns_are_proposed_changed_and_asked_for(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await read_sheet(browser, operator, zone)
        at = draft_address(zone, plan)
        fields = {one["header"]: one["field"] for one in plan["sheet_columns"]}
        assert fields["事情"] == "title"
        assert fields["谁牵头"] == "lead"
        assert plan["sheet_columns"][2]["samples"][0].startswith("企业登记全程网办")
        assert plan["sheet_columns"][0]["sheet_name"] == "任务清单"
        assert not plan["columns_confirmed"]
        assert "columns_proposed" in {doubt["code"] for doubt in plan["doubts"]}

        refused = await browser.post(f"{at}/adoption")
        assert (refused.status_code, refused.json()["code"]) == (409, "columns_unconfirmed")

        changed = await browser.put(f"{at}/columns", json=said(plan, 领域="ignore"), headers=if_match(plan))
        assert changed.status_code == 200, changed.text
        assert changed.json()["state"] == "uploaded"
        plan = await read_again(browser, operator, zone, plan["id"])
        draft = (await browser.get(f"{at}/draft")).json()
    assert plan["state"] == "in_review"
    assert plan["columns_confirmed"]
    assert "columns_proposed" not in {doubt["code"] for doubt in plan["doubts"]}
    assert [task["section"] for task in draft["tasks"]] == ["", "", ""]
    assert [unit["text"] for unit in draft["tasks"][0]["units"]] == ["区市场局", "区税务局", "区公安分局"]


async def test_columns_confirmed_as_proposed_need_no_second_reading(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await read_sheet(browser, operator, zone)
        at = draft_address(zone, plan)
        text = (await browser.get(f"{at}/text")).json()["body"]
        draft = (await browser.get(f"{at}/draft")).json()
        confirmed = await browser.put(f"{at}/columns", json=said(plan), headers=if_match(plan))
        stale = await browser.put(f"{at}/columns", json=said(plan), headers=if_match(plan))
        adopting = await browser.post(f"{at}/adoption")
    assert [task["section"] for task in draft["tasks"]] == ["登记", "登记", "融资"]
    for task in draft["tasks"]:
        assert task["title"] in text[task["start"] : task["end"]]
        assert all(text[unit["start"] : unit["end"]] == unit["text"] for unit in task["units"])
    assert confirmed.json()["state"] == "in_review"
    assert confirmed.json()["columns_confirmed"]
    assert stale.status_code == 412
    assert adopting.json()["code"] == "not_ready"


async def test_corrections_are_not_discarded_unasked(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await read_sheet(browser, operator, zone)
        at = draft_address(zone, plan)
        task = (await browser.get(f"{at}/draft")).json()["tasks"][0]
        await browser.patch(f"{at}/draft-tasks/{task['id']}", json={"title": "登记提速"}, headers=if_match(task))
        plan = (await browser.get(at)).json()
        refused = await browser.put(f"{at}/columns", json=said(plan, 领域="ignore"), headers=if_match(plan))
        assert (refused.status_code, refused.json()["code"]) == (409, "draft_edited")
        form = said(plan, 领域="ignore") | {"discard_edits": True}
        again = await browser.put(f"{at}/columns", json=form, headers=if_match(plan))
    assert again.json()["state"] == "uploaded"


async def test_what_is_no_mapping_is_refused(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await read_sheet(browser, operator, zone)
        at = draft_address(zone, plan)
        fewer = {"columns": said(plan)["columns"][1:]}
        nothing = {"columns": [one | {"field": "ignore"} for one in said(plan)["columns"]]}
        answers = [await browser.put(f"{at}/columns", json=form, headers=if_match(plan)) for form in (fewer, nothing)]
        text = await compiled_plan(browser, operator, zone)
        none = await browser.put(f"{draft_address(zone, text)}/columns", json=said(plan), headers=if_match(text))
    assert [answer.json()["code"] for answer in answers] == ["columns_incomplete", "no_task_column"]
    assert (none.status_code, none.json()["code"]) == (409, "no_columns")
    assert text["sheet_columns"] == []


async def test_only_a_reviewer_says_what_columns_mean(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await read_sheet(browser, operator, zone)
    async with browser_of(app, await make_person(operator, zone, Role.LEADER)) as leader:
        refused = await leader.put(f"{draft_address(zone, plan)}/columns", json=said(plan), headers=if_match(plan))
    assert refused.status_code == 403
