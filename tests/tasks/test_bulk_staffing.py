from typing import Any

from tests.support.tasks import SLOTS, make_task
from tests.tasks.conftest import Office


def form(office: Office, *tasks: Any) -> dict[str, Any]:
    return {"unit": str(office.units[0].id), "tasks": [{"task": str(t.id), "version": 1} for t in tasks], **SLOTS}


async def test_many_tasks_are_staffed_at_once(office: Office) -> None:
    first = office.units[0].id
    tasks = [await make_task(office.within, office.plan, f"任务{n}", {first: "lead"}, ordinal=n) for n in range(5)]
    answer = await office.lead.patch(f"{office.tasks}/staffing", json=form(office, *reversed(tasks)))
    assert answer.status_code == 200, answer.text
    assert answer.json()["items"] == [{"id": str(task.id), "version": 2} for task in reversed(tasks)]
    rows = (await office.lead.get(office.tasks)).json()["items"]
    assert {row["staffed"]["filled"] for row in rows} == {3}


async def test_one_refused_task_keeps_all_as_they_were(office: Office) -> None:
    first, second, _ = (unit.id for unit in office.units)
    good = await make_task(office.within, office.plan, "甲牵头", {first: "lead"}, ordinal=1)
    withdrawn = await make_task(office.within, office.plan, "已撤销", {first: "lead"}, state="withdrawn", ordinal=2)
    others = await make_task(office.within, office.plan, "乙牵头", {second: "lead"}, ordinal=3)
    asked = form(office, others, good, withdrawn)
    asked["tasks"].append({"task": str(good.id).replace(str(good.id)[:4], "ffff"), "version": 1})

    answer = await office.lead.patch(f"{office.tasks}/staffing", json=asked)

    assert (answer.status_code, answer.json()["code"]) == (422, "some_tasks_refused")
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [
        ("/tasks/0", "not_found"),
        ("/tasks/2", "wrong_state"),
        ("/tasks/3", "not_found"),
    ]
    read = (await office.lead.get(f"{office.tasks}/{good.id}")).json()
    assert (read["version"], read["staffed"]["filled"]) == (1, 0)


async def test_a_stale_or_repeated_task_is_refused(office: Office) -> None:
    task = await make_task(office.within, office.plan, "甲牵头", {office.units[0].id: "lead"})
    stale = form(office, task)
    stale["tasks"][0]["version"] = 2
    answer = await office.lead.patch(f"{office.tasks}/staffing", json=stale)
    assert answer.json()["errors"][0]["code"] == "stale_version"
    twice = await office.lead.patch(f"{office.tasks}/staffing", json=form(office, task, task))
    assert twice.json()["code"] == "task_twice"
