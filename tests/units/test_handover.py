"""A person's work goes to a colleague: wholly or task by task, with the history of each."""

from typing import Any

import httpx
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.tasks import make_plan, make_task, make_unit
from tests.support.units import Desk, desk

OLD, NEW = "甲主任", "乙主任"
SLOTS = {"responsible_leader": OLD, "responsible_section": "综合科", "responsible_officer": OLD}


async def setting(here: Desk, operator: House) -> tuple[dict[str, Any], list[Any]]:
    unit = await here.add("区商务局")
    someone = await make_person(operator, here.zone, Role.SUPERVISOR)
    plan = await make_plan(here.within, someone.id)
    both = {unit["id"]: "lead"}
    tasks = [
        await make_task(here.within, plan, "第一项", both, SLOTS, state="active"),
        await make_task(here.within, plan, "第二项", both, {"responsible_officer": OLD}, ordinal=1),
        await make_task(here.within, plan, "已撤销", both, SLOTS, state="withdrawn", ordinal=2),
    ]
    return unit, tasks


async def hand(browser: httpx.AsyncClient, here: Desk, unit: Any, **more: Any) -> httpx.Response:
    form = {"person": OLD, "successor": NEW, "from_date": "2025-03-01", "reason": "调岗", **more}
    return await browser.post(f"{here.units}/{unit['id']}/handovers", json=form)


async def workload(here: Desk, unit: Any, person: str) -> list[tuple[str, list[str]]]:
    answer = await here.supervisor.get(f"{here.units}/{unit['id']}/workload", params={"person": person})
    assert answer.status_code == 200, answer.text
    return [(task["title"], task["slots"]) for task in answer.json()["tasks"]]


async def test_all_open_work_goes_over_and_closed_work_keeps_its_names(here: Desk, operator: House) -> None:
    unit, (first, second, closed) = await setting(here, operator)
    await here.supervisor.post(f"{here.units}/{unit['id']}/staff", json={"name": OLD, "post": "leader"})
    both = ["responsible_leader", "responsible_officer"]
    assert await workload(here, unit, OLD) == [("第一项", both), ("第二项", ["responsible_officer"])]
    people = (await here.supervisor.get(f"{here.units}/{unit['id']}/people-at-work")).json()["items"]
    assert people == [{"name": OLD, "tasks": 2}]
    done = await hand(here.supervisor, here, unit, leaves=True)
    assert done.status_code == 200, done.text
    assert (len(done.json()["items"]), done.json()["left"]) == (2, 0)
    assert await workload(here, unit, OLD) == []
    assert [title for title, _ in await workload(here, unit, NEW)] == ["第一项", "第二项"]
    row = (await here.supervisor.get(f"{here.address}/tasks/{closed.id}")).json()
    assert row["units"][0]["responsible_leader"] == OLD
    for task, slots in ((first, 2), (second, 1)):
        history = (await here.supervisor.get(f"{here.address}/tasks/{task.id}/history")).json()["items"]
        (event,) = [one for one in history if one["tag"] == "tasks:person:hand-over"]
        assert (event["reason"], list(event["after"].values()).count(NEW)) == ("调岗", slots)
    staff = (await here.supervisor.get(f"{here.units}/{unit['id']}/staff")).json()["people"]
    assert [one["to_date"] for one in staff] == ["2025-03-01"]


async def test_single_tasks_go_over_all_or_none(here: Desk, operator: House) -> None:
    unit, (first, second, _) = await setting(here, operator)
    stale = [{"task": str(first.id), "version": 1}, {"task": str(second.id), "version": 9}]
    assert (await hand(here.supervisor, here, unit, tasks=stale)).status_code == 412
    assert len(await workload(here, unit, OLD)) == 2
    done = await hand(here.supervisor, here, unit, tasks=stale[:1])
    assert (done.json()["left"], await workload(here, unit, OLD)) == (1, [("第二项", ["responsible_officer"])])


async def test_what_cannot_be_handed_over(app: FastAPI, here: Desk, operator: House) -> None:
    unit, _ = await setting(here, operator)
    answers = {
        "same_person": await hand(here.supervisor, here, unit, successor=OLD),
        "day_to_come": await hand(here.supervisor, here, unit, from_date="2150-01-01"),
        "nothing_to_hand_over": await hand(here.supervisor, here, unit, person="没有这个人"),
        "not_your_unit": await hand(here.officer, here, unit),
    }
    assert {code: answer.json()["code"] for code, answer in answers.items()} == {code: code for code in answers}
    clerk = await make_person(operator, here.zone, Role.OFFICER, unit["id"])
    async with browser_of(app, clerk) as browser:
        assert (await hand(browser, here, unit)).status_code == 200
    async with desk(app, operator) as elsewhere:
        assert (await hand(elsewhere.supervisor, elsewhere, unit)).status_code == 404


async def test_an_officer_counts_only_what_they_may_read(app: FastAPI, here: Desk, operator: House) -> None:
    unit, _ = await setting(here, operator)
    seen = (await here.officer.get(f"{here.units}/report")).json()
    assert (seen["items"], seen["tasks"]) == ([], 0)
    clerk = await make_person(operator, here.zone, Role.OFFICER, unit["id"])
    async with browser_of(app, clerk) as browser:
        seen = (await browser.get(f"{here.units}/report", params={"structure": "then"})).json()
    assert [(row["name"], row["lead"]["total"], row["lead"]["withdrawn"]) for row in seen["items"]] == [
        ("区商务局", 3, 1)
    ]
    sheet = await here.supervisor.get(f"{here.units}/report.xlsx")
    assert (sheet.status_code, sheet.content[:2]) == (200, b"PK")


async def test_every_kind_of_unit_leads_and_answers(here: Desk, operator: House) -> None:
    someone = await make_person(operator, here.zone, Role.SUPERVISOR)
    plan = await make_plan(here.within, someone.id)
    kinds = [one["kind"] for one in (await here.supervisor.get(f"{here.address}/unit-kinds")).json()["items"]]
    for place, kind in enumerate(kinds):
        unit = await make_unit(here.within, f"第{place}个单位", kind=kind)
        await make_task(here.within, plan, kind, {unit.id: "lead"}, ordinal=place)
    rows = (await here.supervisor.get(f"{here.units}/report")).json()["items"]
    assert sorted(row["kind"] for row in rows) == sorted(kinds)
    assert {"leading_group", "task_force", "street_or_town", "enterprise", "external_partner"} <= set(kinds)
