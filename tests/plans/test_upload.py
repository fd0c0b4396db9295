import asyncio

import httpx
import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.plans.compiling import compile_plan
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.plans import SMALL_PLAN, compiled_plan, draft_address, upload
from tests.support.zones import make_zone


async def test_a_document_becomes_a_draft_that_points_at_its_words(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await compiled_plan(browser, operator, zone)
        assert plan["state"] == "in_review", plan
        at = draft_address(zone, plan)
        text = (await browser.get(f"{at}/text")).json()["body"]
        draft = (await browser.get(f"{at}/draft")).json()

    assert [task["number"] for task in draft["tasks"]] == [1, 2, 3]
    assert plan["counts"]["tasks"] == 3
    for task in draft["tasks"]:
        assert task["title"] in text[task["start"] : task["end"]]
        for unit in task["units"]:
            assert text[unit["start"] : unit["end"]] == unit["text"]
    leads = [[unit["text"] for unit in task["units"] if unit["relation"] == "lead"] for task in draft["tasks"]]
    assert leads == [["区市场局"], ["区经信局"], ["区发展局"]]


async def test_the_same_file_twice_is_one_plan(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        both = await asyncio.gather(upload(browser, zone), upload(browser, zone))
        listed = (await browser.get(f"/api/v1/zones/{zone.code}/plans")).json()
    assert both[0]["id"] == both[1]["id"]
    assert len(listed["items"]) == 1


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("计划.exe", b"MZ", 415, "unsupported_document"),
        ("计划.docx", b"not a zip", 422, "content_mismatch"),
        ("计划.pdf", b"GIF89a", 422, "content_mismatch"),
        ("计划.txt", b"", 422, "empty_file"),
        ("计划.txt", b"x" * (20 * 1024 * 1024 + 1), 413, "file_too_large"),
    ],
)
async def test_a_file_that_is_no_document_is_refused_with_what_to_do(
    app: FastAPI, operator: House, name: str, content: bytes, status: int, code: str
) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        answer = await browser.post(f"/api/v1/zones/{zone.code}/plans", files={"file": (name, content)})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_document_without_text_fails_clearly_and_can_be_read_again(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await compiled_plan(browser, operator, zone, " \n ")
        assert plan["state"] == "failed"
        assert plan["failure_zh"]
        again = await browser.post(f"{draft_address(zone, plan)}/recompilation")
    assert again.json()["state"] == "uploaded"


async def test_a_cancelled_plan_is_left_alone_by_its_job(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        plan = await upload(browser, zone)
        at = draft_address(zone, plan)
        assert (await browser.post(f"{at}/cancellation")).json()["state"] == "cancelled"
        await compile_plan(operator, {"zone_id": str(zone.id), "plan_id": plan["id"]})
        assert (await browser.get(at)).json()["state"] == "cancelled"
        assert (await browser.post(f"{at}/cancellation")).status_code == 409


async def test_only_a_supervisor_uploads(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.LEADER)) as leader:
        refused = await leader.post(
            f"/api/v1/zones/{zone.code}/plans", files={"file": ("a.txt", SMALL_PLAN.encode(), "text/plain")}
        )
    assert refused.status_code == 403


async def test_another_zone_sees_nothing_of_it(app: FastAPI, operator: House) -> None:
    mine, theirs = await make_zone(operator), await make_zone(operator)
    async with browser_of(app, await make_person(operator, mine, Role.SUPERVISOR)) as browser:
        plan = await compiled_plan(browser, operator, mine)
    async with browser_of(app, await make_person(operator, theirs, Role.SUPERVISOR)) as stranger:
        answers: list[httpx.Response] = [
            await stranger.get(draft_address(theirs, plan)),
            await stranger.get(draft_address(mine, plan)),
            await stranger.get(f"{draft_address(theirs, plan)}/draft"),
        ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
