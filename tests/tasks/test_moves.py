"""The table of moves, cell by cell, over HTTP as each party."""

from itertools import product
from typing import Any

import httpx
import pytest

from mandate.tasks.rules import MOVES, STATES, Move, Party
from tests.support.tasks import SLOTS, make_task
from tests.tasks.conftest import Office

PARTIES = {
    "supervisor": Party.SUPERVISOR,
    "lead": Party.ACCOUNTABLE,
    "responsible": Party.INVOLVED,
}
PATHS = {
    Move.ACTIVATE: "activation",
    Move.SUSPEND: "suspension",
    Move.WITHDRAW: "withdrawal",
    Move.RESTORE: "restoration",
}


async def attempt(browser: httpx.AsyncClient, office: Office, task: Any, move: Move, unit: Any) -> httpx.Response:
    place, headers = f"{office.tasks}/{task.id}", {"If-Match": f'"v{task.version}"'}
    if move is Move.STAFF:
        slots = {"responsible_leader": "另一位领导"}
        return await browser.patch(f"{place}/units/{unit.id}", json=slots, headers=headers)
    if move is Move.EDIT:
        return await browser.patch(place, json={"deadline_text": "2024年底前"}, headers=headers)
    form = None if move is Move.ACTIVATE else {"reason": "上级文件尚未印发"}
    return await browser.post(f"{place}/{PATHS[move]}", json=form, headers=headers)


@pytest.mark.parametrize(("state", "move"), list(product(STATES, Move)))
@pytest.mark.parametrize("who", list(PARTIES))
async def test_a_cell_of_the_table(office: Office, state: str, move: Move, who: str) -> None:
    first, second, _ = office.units
    relations = {first.id: "lead", second.id: "responsible"}
    task = await make_task(office.within, office.plan, "压减办理时限", relations, SLOTS, state=state)
    browser, own = office.everybody[who], second if who == "responsible" else first
    listed = (await browser.get(f"{office.tasks}/{task.id}")).json()["actions"]

    answer = await attempt(browser, office, task, move, own)

    step = MOVES.get((state, move))
    allowed = step is not None and PARTIES[who] >= step.party
    assert (move in listed) == allowed
    if allowed and step is not None:
        assert answer.status_code == 200, answer.text
        assert answer.json()["state"] == step.to
        assert answer.headers["etag"] == f'"v{task.version + 1}"'
        assert answer.json()["version"] == task.version + 1
        return
    refusals = {(403, "forbidden"), (403, "not_your_task")} if step else {(403, "forbidden"), (409, "wrong_state")}
    assert (answer.status_code, answer.json()["code"]) in refusals
    again = (await browser.get(f"{office.tasks}/{task.id}")).json()
    assert (again["state"], again["version"]) == (state, task.version)


async def test_a_leader_reads_and_changes_nothing(office: Office) -> None:
    task = await make_task(office.within, office.plan, "压减办理时限", {office.units[0].id: "lead"}, SLOTS)
    read = await office.leader.get(f"{office.tasks}/{task.id}")
    assert read.json()["actions"] == []
    for move in Move:
        answer = await attempt(office.leader, office, task, move, office.units[0])
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_activation_names_each_unit_and_slot_that_is_empty(office: Office) -> None:
    first, second, third = office.units
    relations = {first.id: "lead", second.id: "lead", third.id: "responsible"}
    task = await make_task(office.within, office.plan, "联合办理", relations)
    staffed = await office.supervisor.patch(
        f"{office.tasks}/{task.id}/units/{first.id}", json=SLOTS, headers={"If-Match": '"v1"'}
    )
    assert staffed.json()["staffed"] == {"filled": 3, "needed": 6}

    refused = await office.lead.post(f"{office.tasks}/{task.id}/activation", headers={"If-Match": '"v2"'})

    assert (refused.status_code, refused.json()["code"]) == (409, "not_staffed")
    errors = refused.json()["errors"]
    assert [error["message"] for error in errors] == [
        "乙局：未填写责任领导。",
        "乙局：未填写责任科室。",
        "乙局：未填写责任人员。",
    ]
    assert errors[0]["pointer"] == f"/units/{second.id}/responsible_leader"


async def test_without_a_lead_every_responsible_unit_is_staffed_first(office: Office) -> None:
    first, second, third = office.units
    relations = {first.id: "responsible", second.id: "responsible", third.id: "supporting"}
    task = await make_task(office.within, office.plan, "分工负责", relations, SLOTS)
    detail = (await office.responsible.get(f"{office.tasks}/{task.id}")).json()
    assert [(unit["name"], unit["accountable"]) for unit in detail["units"]] == [
        ("甲局", True), ("乙局", True), ("丙局", False),
    ]  # fmt: skip
    assert detail["staffed"] == {"filled": 6, "needed": 6}
    answer = await office.responsible.post(f"{office.tasks}/{task.id}/activation", headers={"If-Match": '"v1"'})
    assert answer.json()["state"] == "active"


async def test_a_task_that_nobody_answers_for_is_not_activated(office: Office) -> None:
    task = await make_task(office.within, office.plan, "无人负责", {office.units[0].id: "supporting"}, SLOTS)
    answer = await office.supervisor.post(f"{office.tasks}/{task.id}/activation", headers={"If-Match": '"v1"'})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_accountable_unit")


async def test_an_active_task_keeps_its_people(office: Office) -> None:
    first = office.units[0]
    task = await make_task(office.within, office.plan, "压减办理时限", {first.id: "lead"}, SLOTS, state="active")
    emptied = await office.lead.patch(
        f"{office.tasks}/{task.id}/units/{first.id}", json={"responsible_officer": ""}, headers={"If-Match": '"v1"'}
    )
    assert (emptied.status_code, emptied.json()["code"]) == (409, "not_staffed")


async def test_an_officer_staffs_their_own_unit_only(office: Office) -> None:
    first, second, third = office.units
    task = await make_task(office.within, office.plan, "联合办理", {first.id: "lead", second.id: "responsible"})
    place = f"{office.tasks}/{task.id}/units"
    others = await office.lead.patch(f"{place}/{second.id}", json=SLOTS, headers={"If-Match": '"v1"'})
    assert (others.status_code, others.json()["code"]) == (403, "not_your_unit")
    absent = await office.lead.patch(f"{place}/{third.id}", json=SLOTS, headers={"If-Match": '"v1"'})
    assert absent.status_code == 404
    own = await office.lead.patch(f"{place}/{first.id}", json=SLOTS, headers={"If-Match": '"v1"'})
    units = {unit["name"]: unit for unit in own.json()["units"]}
    assert units["甲局"]["responsible_section"] == "综合科"
    assert (units["甲局"]["actions"], units["乙局"]["actions"]) == (["staff"], [])


@pytest.mark.parametrize(("header", "status"), [({}, 428), ({"If-Match": '"v7"'}, 412)])
async def test_a_change_names_the_version_it_was_made_from(office: Office, header: dict[str, str], status: int) -> None:
    task = await make_task(office.within, office.plan, "压减办理时限", {office.units[0].id: "lead"})
    answer = await office.supervisor.patch(f"{office.tasks}/{task.id}", json={"precondition": "x"}, headers=header)
    assert answer.status_code == status


async def test_each_change_leaves_one_event_in_the_history(office: Office) -> None:
    first = office.units[0]
    task = await make_task(office.within, office.plan, "压减办理时限", {first.id: "lead"})
    place = f"{office.tasks}/{task.id}"
    await office.lead.patch(f"{place}/units/{first.id}", json=SLOTS, headers={"If-Match": '"v1"'})
    unchanged = await office.lead.patch(f"{place}/units/{first.id}", json=SLOTS, headers={"If-Match": '"v2"'})
    assert unchanged.headers["etag"] == '"v2"'
    await office.lead.post(f"{place}/activation", headers={"If-Match": '"v2"'})
    edit = {"deadline_date": "2024-06-30", "deadline_text": "2024年6月底前"}
    await office.supervisor.patch(place, json=edit, headers={"If-Match": '"v3"'})
    await office.supervisor.post(f"{place}/suspension", json={"reason": "等待上级"}, headers={"If-Match": '"v4"'})

    rows, cursor = [], None
    while True:
        page = await office.lead.get(f"{place}/history", params={"limit": 3, **({"cursor": cursor} if cursor else {})})
        rows += page.json()["items"]
        cursor = page.json()["next_cursor"]
        if cursor is None:
            break

    assert [row["tag"].rpartition(":")[2] for row in rows] == ["suspend", "edit", "activate", "staff"]
    assert rows[0]["reason"] == "等待上级"
    assert rows[1]["before"] == {"deadline_date": None, "deadline_text": ""}
    assert rows[3]["after"] == {**SLOTS, "unit": "甲局", "unit_id": str(first.id)}
