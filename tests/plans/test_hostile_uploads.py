"""Hostile files through the front door: refused or read, and never an error of the server."""

import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.plans.compiling import compile_plan
from mandate.platform.house import House
from tests.compiler.hostile.office import OFFICE
from tests.compiler.hostile.pages import PAGES
from tests.compiler.hostile.parts import Hostile
from tests.compiler.hostile.sheets import SHEETS
from tests.compiler.hostile.texts import TEXTS
from tests.support.people import browser_of, make_person
from tests.support.zones import make_zone

CHOSEN = {
    "一个巨大部件.docx",
    "带宏.docx",
    "谎报范围.xlsx",
    "公式注入.csv",
    "页树循环.pdf",
    "外部实体.html",
    "从右到左.txt",
}
FILES = [file for file in (*OFFICE, *SHEETS, *PAGES, *TEXTS) if file.name in CHOSEN]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
async def test_a_hostile_file_is_read_or_refused(app: FastAPI, operator: House, file: Hostile) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        at = f"/api/v1/zones/{zone.code}/plans"
        answer = await browser.post(at, files={"file": (file.name, file.make())})
        assert answer.status_code == 201, answer.text
        await compile_plan(operator, {"zone_id": str(zone.id), "plan_id": answer.json()["id"]})
        plan = (await browser.get(f"{at}/{answer.json()['id']}")).json()
        parts = [await browser.get(f"{at}/{plan['id']}/{part}") for part in ("draft", "text", "clauses")]
    assert plan["state"] == ("in_review" if "draft" in file.answers else "failed")
    assert plan["state"] == "in_review" or (plan["failure_zh"] and plan["failure_en"])
    assert {part.status_code for part in parts} == {200}


@pytest.mark.parametrize("name", ["计划.docm", "计划.xls", "计划.svg", "计划", "计划.docx.exe", "../../计划.doc"])
async def test_other_kinds_are_refused_at_the_door(app: FastAPI, operator: House, name: str) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        answer = await browser.post(f"/api/v1/zones/{zone.code}/plans", files={"file": (name, b"PK\x03\x04")})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_document")
