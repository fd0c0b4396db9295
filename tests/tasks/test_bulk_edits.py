"""Bulk edits over HTTP: what the preview says is what the change does, and nothing is dropped in silence."""

from datetime import date
from typing import Any

import pytest

from mandate.platform.ids import new_id
from mandate.tasks.bulk_changes import CHANGES
from mandate.tasks.tables import Task
from tests.support.tasks import SLOTS, make_task
from tests.tasks.conftest import Office

SHIFT = {"kind": "shift", "days": 5}


async def three_tasks(office: Office, **values: Any) -> list[Task]:
    """甲 leads them, 乙 is responsible."""
    first, second, _ = (unit.id for unit in office.units)
    given = {"state": "active", "deadline_date": date(2026, 4, 1), **values}
    return [
        await make_task(
            office.within, office.plan, f"任务{n}", {first: "lead", second: "responsible"}, SLOTS, ordinal=n, **given
        )
        for n in range(3)
    ]


async def preview(office: Office, change: Any, **which: Any) -> dict[str, Any]:
    answer = await office.supervisor.post(f"{office.tasks}/bulk-edits/preview", json={"change": change, **which})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def apply(office: Office, change: Any, seen: dict[str, Any]) -> dict[str, Any]:
    tasks = [{"task": item["id"], "version": item["version"]} for item in seen["items"]]
    answer = await office.supervisor.post(f"{office.tasks}/bulk-edits", json={"change": change, "tasks": tasks})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def detail(office: Office, task: Task) -> dict[str, Any]:
    found: dict[str, Any] = (await office.supervisor.get(f"{office.tasks}/{task.id}")).json()
    return found


async def test_deadlines_move_by_working_days_as_previewed(office: Office) -> None:
    tasks = await three_tasks(office)
    endless = await make_task(office.within, office.plan, "长期", {office.units[0].id: "lead"}, ordinal=9)
    seen = await preview(office, SHIFT, filter={"state": ["active", "unstaffed"]})
    assert (seen["changing"], seen["unchanged"], seen["refused"]) == (3, 0, 1)
    # Qingming lies on the way.
    assert seen["items"][0]["before"] == {"deadline_date": "2026-04-01"}
    assert seen["items"][0]["after"] == {"deadline_date": "2026-04-09"}
    assert seen["items"][3]["refusal"]["code"] == "no_deadline"
    assert (await detail(office, tasks[0]))["version"] == 1

    done = await apply(office, SHIFT, seen)

    assert [one["id"] for one in done["changed"]] == [str(task.id) for task in tasks]
    assert [(one["title"], one["refusal"]["code"]) for one in done["refused"]] == [("长期", "no_deadline")]
    assert (await detail(office, tasks[0]))["deadline_date"] == "2026-04-09"
    for task in tasks:
        (event,) = (await office.supervisor.get(f"{office.tasks}/{task.id}/history")).json()["items"]
        assert event["after"] == {"deadline_date": "2026-04-09"}
    assert (await detail(office, endless))["version"] == 1


async def test_a_row_that_changed_since_is_refused_by_name_and_the_others_go_through(office: Office) -> None:
    tasks = await three_tasks(office)
    change = {"kind": "deadline", "deadline_date": "2026-12-31"}
    seen = await preview(office, change, tasks=[str(task.id) for task in tasks])
    faster = {"deadline_date": "2026-05-06"}
    await office.supervisor.patch(f"{office.tasks}/{tasks[1].id}", json=faster, headers={"If-Match": '"v1"'})
    done = await apply(office, change, seen)
    assert [one["id"] for one in done["changed"]] == [str(tasks[0].id), str(tasks[2].id)]
    assert {(one["id"], one["title"], one["refusal"]["code"]) for one in done["refused"]} == {
        (str(tasks[1].id), "任务1", "stale_version"),
    }
    assert (await detail(office, tasks[1]))["deadline_date"] == "2026-05-06"
    unknown = {"change": change, "tasks": [{"task": str(new_id()), "version": 1}]}
    answer = await office.supervisor.post(f"{office.tasks}/bulk-edits", json=unknown)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    again = await preview(office, change, tasks=[str(task.id) for task in tasks])
    assert (again["changing"], again["unchanged"]) == (1, 2)
    assert (await apply(office, change, again))["unchanged"] == [str(tasks[0].id), str(tasks[2].id)]


async def test_units_join_leave_and_take_over(office: Office) -> None:
    first, second, third = office.units
    tasks = await three_tasks(office)
    ids = [str(task.id) for task in tasks]
    sub_task = {"title": "细则", "unit": str(second.id), "responsible_officer": "经办人"}
    place = f"{office.tasks}/{tasks[0].id}"
    await office.supervisor.post(f"{place}/sub-tasks", json=sub_task, headers={"If-Match": '"v1"'})

    leaving = {"kind": "remove_unit", "unit": str(second.id)}
    seen = await preview(office, leaving, tasks=ids)
    assert [one["refusal"] and one["refusal"]["code"] for one in seen["items"]] == ["answers_for_sub_tasks", None, None]
    alone = {"kind": "remove_unit", "unit": str(first.id)}
    joining = {"kind": "add_unit", "unit": str(third.id), "relation": "supporting"}
    await apply(office, joining, await preview(office, joining, tasks=ids))
    assert [unit["name"] for unit in (await detail(office, tasks[1]))["units"]] == ["甲局", "乙局", "丙局"]
    await apply(office, leaving, await preview(office, leaving, tasks=ids[1:]))
    assert [unit["name"] for unit in (await detail(office, tasks[1]))["units"]] == ["甲局", "丙局"]
    seen = await preview(office, alone, tasks=ids[1:])
    assert {one["refusal"]["code"] for one in seen["items"]} == {"no_accountable_unit"}
    assert len((await apply(office, alone, seen))["refused"]) == 2
    assert [unit["name"] for unit in (await detail(office, tasks[1]))["units"]] == ["甲局", "丙局"]

    taken = {"kind": "replace_unit", "unit": str(second.id), "new_unit": str(third.id)}
    seen = await preview(office, taken, tasks=ids)
    assert [one["refusal"] and one["refusal"]["code"] for one in seen["items"]] == [
        "takes_part_already", "not_a_unit_of_task", "not_a_unit_of_task",
    ]  # fmt: skip
    away = {"kind": "remove_unit", "unit": str(third.id)}
    await apply(office, away, await preview(office, away, tasks=ids[:1]))
    await apply(office, taken, await preview(office, taken, tasks=ids[:1]))
    read = await detail(office, tasks[0])
    assert [(unit["name"], unit["relation"]) for unit in read["units"]] == [("甲局", "lead"), ("丙局", "responsible")]
    assert (read["sub_tasks"][0]["unit_name"], read["sub_tasks"][0]["responsible_officer"]) == ("丙局", "")


async def test_an_active_task_that_loses_its_people_is_staffed_again(office: Office) -> None:
    first, _, third = office.units
    task = (await three_tasks(office))[0]
    change = {"kind": "replace_unit", "unit": str(first.id), "new_unit": str(third.id)}
    seen = await preview(office, change, tasks=[str(task.id)])
    assert seen["items"][0]["before"] == {"lead": ["甲局"], "state": "active"}
    assert seen["items"][0]["after"] == {"lead": ["丙局"], "state": "unstaffed"}
    await apply(office, change, seen)
    read = await detail(office, task)
    assert (read["state"], read["staffed"]) == ("unstaffed", {"filled": 0, "needed": 3})


async def test_states_people_and_waiting_in_bulk(office: Office) -> None:
    tasks = await three_tasks(office)
    ids = [str(task.id) for task in tasks]
    for change, shown in (
        ({"kind": "staff", "unit": str(office.units[0].id), "responsible_officer": "新经办人"}, "unit"),
        ({"kind": "wait", "text": "上级系统上线", "since_date": "2026-03-02"}, "precondition_state"),
        ({"kind": "release", "released_date": "2026-03-16", "note": "已上线", "extend": True}, "deadline_date"),
        ({"kind": "move", "move": "suspend", "reason": "等待上级"}, "state"),
        ({"kind": "move", "move": "activate"}, "state"),
    ):
        seen = await preview(office, change, tasks=ids)
        assert seen["changing"] == 3, (change, seen)
        done = await apply(office, change, seen)
        assert len(done["changed"]) == 3
        for task in tasks:
            (event, *_) = (await office.supervisor.get(f"{office.tasks}/{task.id}/history")).json()["items"]
            assert shown in event["after"], event
            assert event["after"] == seen["items"][0]["after"]
    read = await detail(office, tasks[2])
    assert (read["version"], read["deadline_date"], read["precondition_state"]) == (6, "2026-04-16", "met")
    silent = await preview(office, {"kind": "move", "move": "withdraw"}, tasks=ids)
    assert {one["refusal"]["code"] for one in silent["items"]} == {"reason_missing"}


async def test_a_warning_names_the_steps_that_a_new_deadline_cuts_off(office: Office) -> None:
    task = (await three_tasks(office))[0]
    step = {"title": "验收", "deadline": {"date": "2026-03-30"}}
    await office.supervisor.post(f"{office.tasks}/{task.id}/milestones", json=step, headers={"If-Match": '"v1"'})
    seen = await preview(office, {"kind": "deadline", "deadline_date": "2026-03-02"}, tasks=[str(task.id)])
    assert seen["items"][0]["warning"]["code"] == "steps_after_deadline"
    assert "2026-03-30" in seen["items"][0]["warning"]["zh"]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "selection_unclear"),
        ({"tasks": [str(new_id())], "filter": {}}, "selection_unclear"),
        ({"tasks": [str(new_id())]}, "not_found"),
        ({"filter": {"unit": "x"}}, None),
        ({"tasks": [str(new_id()) for _ in range(501)]}, None),
    ],
)
async def test_a_selection_is_one_thing(office: Office, asked: dict[str, Any], code: str | None) -> None:
    answer = await office.supervisor.post(f"{office.tasks}/bulk-edits/preview", json={"change": SHIFT, **asked})
    assert answer.status_code in {404, 422}
    assert code is None or answer.json()["code"] == code
    unknown = {"kind": "remove_unit", "unit": str(new_id())}
    answer = await office.supervisor.post(f"{office.tasks}/bulk-edits/preview", json={"change": unknown, "filter": {}})
    assert answer.json()["code"] == "unknown_unit"


async def test_officers_and_leaders_edit_nothing_in_bulk(office: Office) -> None:
    for who in ("lead", "leader", "bystander"):
        answer = await office.everybody[who].post(
            f"{office.tasks}/bulk-edits/preview", json={"change": SHIFT, "filter": {}}
        )
        assert answer.status_code == 403
    assert {"deadline", "shift", "add_unit", "remove_unit", "replace_unit", "move", "wait", "release", "staff"} <= set(
        CHANGES
    )
