"""待上级条件 over HTTP: proposed, waited for, released. Meanwhile the task is not late anywhere."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from mandate.platform.ids import new_id
from mandate.platform.workbooks import read_table
from mandate.tasks.rules import today
from mandate.tasks.tables import Task
from tests.support.tasks import SLOTS, make_task
from tests.tasks.conftest import Office

WAIT = {"text": "上级系统上线", "on_whom": "上级主管部门", "since_date": "2026-03-02", "expected_date": "2026-06-30"}
RELEASE = {"released_date": "2026-03-16", "note": "系统已上线，见通知"}


async def late_task(office: Office, **values: Any) -> Task:
    relations = {office.units[0].id: "lead"}
    given = {"state": "active", "deadline_date": date(2026, 4, 1), **values}
    return await make_task(office.within, office.plan, "接入上级系统", relations, SLOTS, **given)


async def send(
    browser: httpx.AsyncClient, office: Office, task: Task, path: str, form: Any, version: int = 1, method: str = "POST"
) -> httpx.Response:
    place = f"{office.tasks}/{task.id}/precondition/{path}"
    return await browser.request(method, place, json=form, headers={"If-Match": f'"v{version}"'})


async def count_of(browser: httpx.AsyncClient, office: Office, **filters: Any) -> int:
    answer = await browser.get(office.tasks, params=filters)
    assert answer.status_code == 200, answer.text
    return len(answer.json()["items"])


async def test_a_task_that_waits_is_late_nowhere(office: Office) -> None:
    task = await late_task(office)
    soon = await late_task(office, deadline_date=today() + timedelta(days=5))
    bench = office.tasks.replace("/tasks", "/workbench")
    assert await count_of(office.lead, office, overdue=True) == 1
    answers = [await send(office.supervisor, office, one, "waiting", WAIT) for one in (task, soon)]
    assert [answer.status_code for answer in answers] == [200, 200]
    read = answers[-1].json()
    assert (read["precondition_state"], read["waiting_for"], read["overdue"]) == ("waiting", "上级系统上线", False)
    assert read["wait"] == {
        "on_unit": None, "on_unit_name": None, "on_whom": "上级主管部门", "since_date": "2026-03-02",
        "expected_date": "2026-06-30", "released_date": None, "released_note": "",
    }  # fmt: skip
    assert read["precondition_actions"] == ["revise", "release"]
    assert await count_of(office.lead, office, overdue=True) == 0
    assert await count_of(office.lead, office, precondition="waiting") == 2
    rows = (await office.lead.get(office.tasks)).json()["items"]
    assert {(row["overdue"], row["waiting_for"]) for row in rows} == {(False, "上级系统上线")}
    work = (await office.lead.get(bench)).json()
    assert (work["overdue"]["count"], work["due_soon"]["count"]) == (0, 0)
    columns = {"column": ["overdue", "waiting"]}
    exported = await office.lead.get(f"{office.tasks}/export.csv", params=columns)
    assert read_table(exported.content, "x.csv")[1] == ["否", "是"]


async def test_a_condition_of_the_plan_is_proposed_and_decided(office: Office) -> None:
    proposed = await late_task(office, precondition="待上级系统上线后")
    other = await late_task(office, precondition="待条件成熟后")
    plain = await late_task(office)
    bench = office.tasks.replace("/tasks", "/workbench")
    assert (await office.supervisor.get(bench)).json()["preconditions"]["count"] == 2
    assert (await office.lead.get(bench)).json()["preconditions"] is None
    assert await count_of(office.supervisor, office, precondition="undecided") == 2
    read = (await office.supervisor.get(f"{office.tasks}/{proposed.id}")).json()
    assert (read["precondition_state"], read["overdue"]) == ("undecided", True)
    assert read["precondition_actions"] == ["wait", "dismiss"]
    assert (await office.supervisor.get(f"{office.tasks}/{plain.id}")).json()["precondition_actions"] == ["wait"]
    assert (await send(office.supervisor, office, proposed, "waiting", WAIT)).status_code == 200
    why = {"reason": "只是表述，不影响推进"}
    dismissed = await send(office.supervisor, office, other, "dismissal", why)
    assert (dismissed.json()["precondition_state"], dismissed.json()["precondition_actions"]) == ("dismissed", ["wait"])
    nothing = await send(office.supervisor, office, plain, "dismissal", why)
    assert (nothing.status_code, nothing.json()["code"]) == (409, "wrong_state")
    assert (await office.supervisor.get(bench)).json()["preconditions"]["count"] == 0


@pytest.mark.parametrize("extend", [False, True])
async def test_a_release_moves_the_deadline_if_asked(office: Office, extend: bool) -> None:
    task = await late_task(office)
    await send(office.supervisor, office, task, "waiting", WAIT)
    place = f"{office.tasks}/{task.id}"
    preview = await office.lead.get(f"{place}/precondition/release-preview", params={"released_date": "2026-03-16"})
    # Ten working days, and one holiday (Qingming) on the way from 1 April.
    assert preview.json() == {
        "days_waited": 10, "before": "2026-04-01", "after": "2026-04-16", "weekends_assumed": False,
    }  # fmt: skip
    answer = await send(office.supervisor, office, task, "release", {**RELEASE, "extend": extend}, 2)
    read = answer.json()
    assert read["deadline_date"] == ("2026-04-16" if extend else "2026-04-01")
    assert (read["precondition_state"], read["waiting_for"], read["overdue"]) == (
        "met",
        None,
        today() > date(2026, 4, 1),
    )
    assert (read["wait"]["released_date"], read["wait"]["released_note"]) == ("2026-03-16", "系统已上线，见通知")
    event = (await office.lead.get(f"{place}/history")).json()["items"][0]
    moved = {"deadline_date": "2026-04-01"} if extend else {}
    assert event["before"] == {"precondition_state": "waiting", **moved}
    assert (event["reason"], event["after"]["days_waited"]) == ("系统已上线，见通知", 10)
    over = await office.lead.get(f"{place}/precondition/release-preview", params={"released_date": "2026-03-16"})
    assert over.json()["days_waited"] == 0
    again = await send(office.supervisor, office, task, "waiting", {**WAIT, "since_date": "2026-05-06"}, 3)
    assert again.json()["wait"]["since_date"] == "2026-05-06"


async def test_what_is_waited_for_can_be_said_anew(office: Office) -> None:
    task = await late_task(office)
    await send(office.supervisor, office, task, "waiting", WAIT)
    unit = office.units[2]
    form = {**WAIT, "text": "数据接口开放", "on_unit": str(unit.id), "on_whom": ""}
    answer = await send(office.supervisor, office, task, "waiting", form, 2, "PUT")
    assert (answer.json()["waiting_for"], answer.json()["wait"]["on_unit_name"]) == ("数据接口开放", "丙局")
    event = (await office.lead.get(f"{office.tasks}/{task.id}/history")).json()["items"][0]
    assert (event["before"]["on"], event["after"]["on"]) == ("上级主管部门", "丙局")
    unchanged = await send(office.supervisor, office, task, "waiting", form, 3, "PUT")
    assert unchanged.json()["version"] == 3
    unknown = await send(office.supervisor, office, task, "waiting", {**form, "on_unit": str(new_id())}, 3, "PUT")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown_unit")
    emptied = await office.supervisor.patch(
        f"{office.tasks}/{task.id}", json={"precondition": ""}, headers={"If-Match": '"v3"'}
    )
    assert (emptied.status_code, emptied.json()["code"]) == (409, "still_waiting")


async def test_only_the_supervisor_decides_and_days_make_sense(office: Office) -> None:
    task = await late_task(office)
    for who in ("lead", "leader", "bystander"):
        answer = await send(office.everybody[who], office, task, "waiting", WAIT)
        assert answer.status_code in {403, 404}, who
    tomorrow = str(today() + timedelta(days=1))
    future = await send(office.supervisor, office, task, "waiting", {**WAIT, "since_date": tomorrow})
    assert (future.status_code, future.json()["code"]) == (422, "in_future")
    early = await send(office.supervisor, office, task, "waiting", {**WAIT, "expected_date": "2026-03-01"})
    assert early.json()["code"] == "expected_before"
    await send(office.supervisor, office, task, "waiting", WAIT)
    before = await send(office.supervisor, office, task, "release", {**RELEASE, "released_date": "2026-03-01"}, 2)
    assert (before.status_code, before.json()["code"]) == (422, "released_before")
    stale = await send(office.supervisor, office, task, "release", RELEASE)
    assert stale.status_code == 412
