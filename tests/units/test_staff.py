"""Sections and people of a unit."""

from typing import Any

import httpx
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from tests.support.people import make_person
from tests.support.units import Desk, desk


async def ask(here: Desk, method: str, path: str, version: int = 0, **body: Any) -> httpx.Response:
    headers = {"If-Match": f'"v{version}"'} if version else {}
    content: dict[str, Any] = {"json": body} if body else {}
    return await here.supervisor.request(method, f"{here.units}/{path}", headers=headers, **content)


async def test_sections_keep_their_people_when_renamed(here: Desk) -> None:
    unit = await here.add("区政务中心")
    at = unit["id"]
    made = await ask(here, "PUT", f"{at}/sections", 1, sections=[{"name": "审批科"}, {"name": "综合科"}])
    assert made.status_code == 200, made.text
    first, second = made.json()["sections"]
    clerk = {"name": "李科员", "post": "officer", "section_id": first["id"]}
    await ask(here, "POST", f"{at}/staff", **clerk)
    swapped = [{"id": first["id"], "name": "综合科"}, {"id": second["id"], "name": "审批科"}]
    changed = await ask(here, "PUT", f"{at}/sections", 2, sections=swapped)
    assert [one["section"] for one in changed.json()["people"]] == ["综合科"]
    left = await ask(here, "PUT", f"{at}/sections", 3, sections=[{"id": second["id"], "name": "审批科"}])
    assert [(one["name"], one["section"]) for one in left.json()["people"]] == [("李科员", None)]
    twice = await ask(here, "PUT", f"{at}/sections", 4, sections=[{"name": "甲科"}, {"name": "甲 科"}])
    assert twice.json()["code"] == "section_twice"
    assert (await ask(here, "PUT", f"{at}/sections", 1, sections=[])).status_code == 412


async def test_people_are_listed_by_post_and_leave_with_a_last_day(here: Desk, operator: House) -> None:
    unit = await here.add("区政务中心")
    at = f"{unit['id']}/staff"
    account = await make_person(operator, here.zone, Role.OFFICER, unit["id"])
    for name, post in (("李科员", "officer"), ("王科长", "section_head"), ("张主任", "leader")):
        answer = await ask(here, "POST", at, name=name, post=post, account_id=str(account.id))
        assert answer.status_code == 201, answer.text
    staff = (await here.officer.get(f"{here.units}/{at}")).json()
    assert [one["name"] for one in staff["people"]] == ["张主任", "王科长", "李科员"]
    assert staff["actions"] == []
    leader = staff["people"][0]
    gone = {"name": "张主任", "post": "leader", "title": "主任", "to_date": "2024-01-31"}
    changed = await ask(here, "PUT", f"{at}/{leader['id']}", 1, **gone)
    assert [(one["name"], one["present"]) for one in changed.json()["people"]][-1] == ("张主任", False)
    deleted = await ask(here, "DELETE", f"{at}/{leader['id']}", 2)
    assert len(deleted.json()["people"]) == 2


async def test_nobody_of_another_zone_or_unit_is_linked(app: FastAPI, operator: House, here: Desk) -> None:
    unit, other = await here.add("区政务中心"), await here.add("区财政局")
    made = await ask(here, "PUT", f"{other['id']}/sections", 1, sections=[{"name": "预算科"}])
    foreign_section = made.json()["sections"][0]["id"]
    at = f"{unit['id']}/staff"
    refused = await ask(here, "POST", at, name="李科员", post="officer", section_id=foreign_section)
    assert refused.json()["code"] == "unknown_section"
    async with desk(app, operator) as elsewhere:
        stranger = await make_person(operator, elsewhere.zone, Role.SUPERVISOR)
    refused = await ask(here, "POST", at, name="李科员", post="officer", account_id=str(stranger.id))
    assert refused.json()["code"] == "unknown_account"
    assert (await here.officer.post(f"{here.units}/{at}", json={"name": "甲", "post": "officer"})).status_code == 403
