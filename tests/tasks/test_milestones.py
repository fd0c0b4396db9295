"""Sub-tasks and milestones over HTTP: days that follow each other, who may change what, and what is told."""

from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import httpx
import pytest

from mandate.platform.ids import new_id
from mandate.tasks.breakdown_rules import SUB_TASK_MOVES, PartMove
from mandate.tasks.rules import Party, today
from tests.support.tasks import SLOTS, make_task
from tests.tasks.conftest import Office

DONE = {"done_date": "2026-01-30", "note": "已报批"}
WHY = {"reason": "需要补充"}


def on(day: str) -> dict[str, Any]:
    return {"deadline": {"date": day}}


def after(days: int, **anchor: str) -> dict[str, Any]:
    return {"deadline": {"rule": {"days": days, **anchor}}}


class Desk:
    """One task at the desk of somebody; every write names the version that the last answer had."""

    def __init__(self, office: Office, task_id: UUID) -> None:
        self.office = office
        self.place = f"{office.tasks}/{task_id}"
        self.version = 1

    async def send(self, browser: httpx.AsyncClient, method: str, path: str, form: Any = None) -> httpx.Response:
        headers = {"If-Match": f'"v{self.version}"'}
        answer = await browser.request(method, f"{self.place}{path}", json=form, headers=headers)
        if answer.is_success:
            self.version = answer.json()["version"]
        return answer

    async def write(self, method: str, path: str, form: Any = None) -> dict[str, Any]:
        answer = await self.send(self.office.lead, method, path, form)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def last_event(self) -> dict[str, Any]:
        history = await self.office.leader.get(f"{self.place}/history")
        found: dict[str, Any] = history.json()["items"][0]
        return found


async def desk_of(office: Office, **values: Any) -> Desk:
    first, second, _ = office.units
    relations = {first.id: "lead", second.id: "responsible"}
    given = {"state": "active", "deadline_date": date(2026, 12, 31), **values}
    task = await make_task(office.within, office.plan, "压减办理时限", relations, SLOTS, **given)
    return Desk(office, task.id)


async def test_days_are_counted_with_holidays_and_follow_their_anchor(office: Office) -> None:
    desk = await desk_of(office)
    # Between them lies the spring festival, before and after which Saturdays are worked in exchange.
    first = await desk.write("POST", "/milestones", {"title": "方案报批", **on("2026-02-13")})
    anchor = first["milestones"][0]["id"]
    second = await desk.write("POST", "/milestones", {"title": "方案印发", **after(5, after_milestone=anchor)})
    milestones = {one["title"]: one for one in second["milestones"]}
    assert milestones["方案印发"]["rule"] == {"days": 5, "after_date": None, "after_milestone": anchor}
    assert milestones["方案印发"]["due_date"] == "2026-02-27"
    follower = milestones["方案印发"]["id"]
    third = await desk.write(
        "POST",
        "/sub-tasks",
        {"title": "培训窗口", "unit": str(office.units[1].id), **after(1, after_milestone=follower)},
    )
    assert third["sub_tasks"][0]["due_date"] == "2026-02-28"

    preview = await office.leader.get(
        f"{desk.place}/deadline-preview", params={"milestone": anchor, "day": "2026-03-02"}
    )
    assert preview.json()["due_date"] == "2026-03-02"
    assert [(one["title"], one["before"], one["after"]) for one in preview.json()["moves"]] == [
        ("方案印发", "2026-02-27", "2026-03-09"),
        ("培训窗口", "2026-02-28", "2026-03-10"),
    ]
    moved = await desk.write("PATCH", f"/milestones/{anchor}", on("2026-03-02"))
    assert [one["due_date"] for one in moved["milestones"]] == ["2026-03-02", "2026-03-09"]
    assert moved["sub_tasks"][0]["due_date"] == "2026-03-10"
    event = await desk.last_event()
    assert event["before"]["moved"] == {"方案印发": "2026-02-27", "培训窗口": "2026-02-28"}
    assert event["after"]["moved"] == {"方案印发": "2026-03-09", "培训窗口": "2026-03-10"}
    # A milestone that was reached keeps its day, whatever it counted from.
    await desk.write("POST", f"/milestones/{follower}/completion", {"done_date": "2026-03-09"})
    kept = await desk.write("PATCH", f"/milestones/{anchor}", on("2026-03-03"))
    assert [one["due_date"] for one in kept["milestones"]] == ["2026-03-03", "2026-03-09"]


async def test_a_year_without_decreed_holidays_says_so(office: Office) -> None:
    desk = await desk_of(office, deadline_date=None)
    preview = await office.lead.get(f"{desk.place}/deadline-preview", params={"days": 10, "after_date": "2098-01-01"})
    assert preview.json() == {
        "due_date": "2098-01-15", "weekends_assumed": True, "after_task": False, "moves": [],
    }  # fmt: skip
    made = await desk.write("POST", "/milestones", {"title": "验收", **after(10, after_date="2098-01-01")})
    assert made["milestones"][0]["weekends_assumed"]


async def test_no_step_ends_after_its_task(office: Office) -> None:
    desk = await desk_of(office, deadline_date=date(2026, 3, 31))
    first = await desk.write("POST", "/milestones", {"title": "方案报批", **on("2026-03-02")})
    anchor = first["milestones"][0]["id"]
    await desk.write("POST", "/milestones", {"title": "验收", **after(20, after_milestone=anchor)})
    late = await desk.send(office.lead, "POST", "/milestones", {"title": "收尾", **on("2026-04-01")})
    assert (late.status_code, late.json()["code"]) == (422, "after_task_deadline")
    pushed = await desk.send(office.lead, "PATCH", f"/milestones/{anchor}", on("2026-03-10"))
    assert [error["message"] for error in pushed.json()["errors"]] == ["验收：2026-04-08"]
    preview = await office.lead.get(f"{desk.place}/deadline-preview", params={"milestone": anchor, "day": "2026-03-10"})
    assert preview.json()["moves"][0]["after_task"] is True
    # The task's own deadline may be moved before them: the page then marks them.
    earlier = await office.supervisor.patch(
        desk.place, json={"deadline_date": "2026-03-15"}, headers={"If-Match": f'"v{desk.version}"'}
    )
    assert [one["after_task"] for one in earlier.json()["milestones"]] == [False, True]


async def test_milestones_do_not_wait_for_each_other(office: Office) -> None:
    desk = await desk_of(office)
    first = await desk.write("POST", "/milestones", {"title": "甲", **on("2026-03-02")})
    one = first["milestones"][0]["id"]
    second = await desk.write("POST", "/milestones", {"title": "乙", **after(5, after_milestone=one)})
    other = next(step["id"] for step in second["milestones"] if step["id"] != one)
    circle = await desk.send(office.lead, "PATCH", f"/milestones/{one}", after(5, after_milestone=other))
    assert (circle.status_code, circle.json()["code"]) == (422, "circular_deadline")
    itself = await desk.send(office.lead, "PATCH", f"/milestones/{one}", after(5, after_milestone=one))
    assert itself.json()["code"] == "circular_deadline"
    needed = await desk.send(office.lead, "DELETE", f"/milestones/{one}")
    assert (needed.status_code, needed.json()["code"]) == (409, "counted_from")
    await desk.write("DELETE", f"/milestones/{other}")
    assert (await desk.write("DELETE", f"/milestones/{one}"))["milestones"] == []


@pytest.mark.parametrize(
    ("deadline", "code"),
    [
        ({"date": "2026-03-02", "rule": {"days": 3, "after_date": "2026-03-02"}}, "deadline_unclear"),
        ({"rule": {"days": 3}}, "deadline_unclear"),
        ({"rule": {"days": 3, "after_milestone": str(new_id())}}, "unknown_milestone"),
        ({"rule": {"days": 1001, "after_date": "2026-03-02"}}, "invalid_request"),
        ({"date": "9999-12-31"}, "invalid_request"),
    ],
)
async def test_a_deadline_is_one_thing(office: Office, deadline: dict[str, Any], code: str) -> None:
    desk = await desk_of(office)
    answer = await desk.send(office.lead, "POST", "/milestones", {"title": "验收", "deadline": deadline})
    assert answer.status_code == 422
    assert answer.json()["code"] == code or code == "invalid_request"


async def test_a_milestone_is_reached_and_reopened(office: Office) -> None:
    desk = await desk_of(office)
    made = await desk.write("POST", "/milestones", {"title": "验收", **on("2026-01-30")})
    (one,) = made["milestones"]
    assert (one["overdue"], one["actions"]) == (one["due_date"] < str(today()), ["edit", "finish", "remove"])
    tomorrow = {"done_date": str(today() + timedelta(days=1))}
    early = await desk.send(office.lead, "POST", f"/milestones/{one['id']}/completion", tomorrow)
    assert (early.status_code, early.json()["code"]) == (422, "in_future")
    done = (await desk.write("POST", f"/milestones/{one['id']}/completion", DONE))["milestones"][0]
    assert (done["done_date"], done["note"], done["overdue"], done["actions"]) == (
        "2026-01-30", "已报批", False, ["reopen"],
    )  # fmt: skip
    again = await desk.send(office.lead, "POST", f"/milestones/{one['id']}/completion", DONE)
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
    back = await desk.write("POST", f"/milestones/{one['id']}/reopening", WHY)
    assert back["milestones"][0]["done_date"] is None
    assert (await desk.last_event())["reason"] == "需要补充"


PARTIES = {"supervisor": Party.SUPERVISOR, "lead": Party.ACCOUNTABLE, "responsible": Party.INVOLVED}
TRIED = {
    PartMove.EDIT: ("PATCH", "", {"weight": 7}),
    PartMove.FINISH: ("POST", "/completion", DONE),
    PartMove.CANCEL: ("POST", "/cancellation", WHY),
    PartMove.REOPEN: ("POST", "/reopening", WHY),
}
LEADING_TO = {"open": (), "done": (PartMove.FINISH,), "cancelled": (PartMove.CANCEL,)}


@pytest.mark.parametrize(("state", "move"), list(product(LEADING_TO, TRIED)))
async def test_a_cell_of_the_table_of_sub_tasks(office: Office, state: str, move: PartMove) -> None:
    for who, party in PARTIES.items():
        desk = await desk_of(office)
        made = await desk.write("POST", "/sub-tasks", {"title": "细则", "unit": str(office.units[1].id)})
        path = f"/sub-tasks/{made['sub_tasks'][0]['id']}"
        for before in LEADING_TO[state]:
            method, ending, form = TRIED[before]
            await desk.write(method, path + ending, form)
        browser = office.everybody[who]
        listed = (await browser.get(desk.place)).json()["sub_tasks"][0]["actions"]
        method, ending, form = TRIED[move]
        answer = await desk.send(browser, method, path + ending, form)
        step = SUB_TASK_MOVES.get((state, move))
        allowed = step is not None and party >= step.party
        assert (move in listed) == allowed, (who, listed)
        if allowed and step is not None:
            assert answer.json()["sub_tasks"][0]["state"] == step.to, answer.text
        else:
            assert answer.json()["code"] == ("not_your_task" if step else "wrong_state")


async def test_a_sub_task_belongs_to_a_unit_of_the_task(office: Office) -> None:
    first, second, third = office.units
    desk = await desk_of(office)
    stranger = await desk.send(office.lead, "POST", "/sub-tasks", {"title": "细则", "unit": str(third.id)})
    assert (stranger.status_code, stranger.json()["code"]) == (422, "unit_not_of_task")
    refused = await desk.send(office.responsible, "POST", "/sub-tasks", {"title": "细则", "unit": str(second.id)})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_task")
    made = await desk.write("POST", "/sub-tasks", {"title": "细则", "unit": str(second.id), "weight": 3})
    path = f"/sub-tasks/{made['sub_tasks'][0]['id']}"
    officer = await desk.send(office.responsible, "PATCH", path, {"responsible_officer": "经办人"})
    assert officer.json()["sub_tasks"][0]["responsible_officer"] == "经办人"
    away = await desk.send(office.responsible, "PATCH", path, {"unit": str(first.id)})
    assert (away.status_code, away.json()["code"]) == (403, "not_your_task")
    unchanged = await desk.send(office.lead, "PATCH", path, {"responsible_officer": "经办人"})
    assert unchanged.json()["version"] == officer.json()["version"]
    handed = await desk.write("PATCH", path, {"unit": str(first.id)})
    assert handed["sub_tasks"][0]["unit_name"] == "甲局"
    assert (await desk.last_event())["after"]["unit_name"] == "甲局"


async def test_sub_tasks_stand_in_the_order_given_and_add_up(office: Office) -> None:
    desk = await desk_of(office)
    unit = str(office.units[0].id)
    made: dict[str, Any] = {}
    for title, weight in (("甲", 1), ("乙", 2), ("丙", 5)):
        made = await desk.write("POST", "/sub-tasks", {"title": title, "unit": unit, "weight": weight})
    ids = [one["id"] for one in made["sub_tasks"]]
    turned = await desk.write("PUT", "/sub-tasks/order", {"sub_tasks": ids[::-1]})
    assert [one["title"] for one in turned["sub_tasks"]] == ["丙", "乙", "甲"]
    assert (await desk.last_event())["after"] == {"order": ["丙", "乙", "甲"]}
    for wrong in (ids[:2], [ids[0], ids[0], ids[1]], [*ids, str(new_id())]):
        answer = await desk.send(office.lead, "PUT", "/sub-tasks/order", {"sub_tasks": wrong})
        assert (answer.status_code, answer.json()["code"]) == (422, "order_incomplete")
    await desk.write("POST", f"/sub-tasks/{ids[1]}/completion", DONE)
    last = await desk.write("POST", f"/sub-tasks/{ids[2]}/cancellation", WHY)
    assert last["share"] == {"done": 2, "whole": 3}


async def test_nothing_moves_in_a_withdrawn_task_or_at_an_old_version(office: Office) -> None:
    desk = await desk_of(office, state="withdrawn")
    form = {"title": "验收", **on("2026-03-02")}
    refused = await desk.send(office.lead, "POST", "/milestones", form)
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    read = (await office.lead.get(desk.place)).json()
    assert (read["breakdown_actions"], read["precondition_actions"]) == ([], [])
    other = await desk_of(office)
    assert (await other.send(office.leader, "POST", "/milestones", form)).status_code == 403
    other.version = 9
    assert (await other.send(office.lead, "POST", "/milestones", form)).status_code == 412
    assert (await office.lead.post(f"{other.place}/milestones", json=form)).status_code == 428


async def test_the_workbench_shows_the_next_steps_of_own_units(office: Office) -> None:
    desk = await desk_of(office)
    near, far = str(today() + timedelta(days=3)), str(today() + timedelta(days=20))
    wide = {"deadline_date": str(today() + timedelta(days=90))}
    moved = await office.supervisor.patch(desk.place, json=wide, headers={"If-Match": '"v1"'})
    desk.version = moved.json()["version"]
    await desk.write("POST", "/milestones", {"title": "报批", **on(near)})
    await desk.write("POST", "/milestones", {"title": "以后", **on(far)})
    for unit in office.units[:2]:
        await desk.write("POST", "/sub-tasks", {"title": f"{unit.name}承办", "unit": str(unit.id), **on("2026-01-30")})
    address = office.tasks.replace("/tasks", "/workbench")
    seen = {
        who: [one["title"] for one in (await office.everybody[who].get(address)).json()["steps_due"]["items"]]
        for who in office.everybody
    }
    assert seen == {
        "supervisor": ["甲局承办", "乙局承办", "报批"],
        "leader": ["甲局承办", "乙局承办", "报批"],
        "lead": ["甲局承办", "报批"],
        "responsible": ["乙局承办", "报批"],
        "bystander": [],
    }
