"""Units over time: renamed, merged, split, dissolved, founded, and taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform import days
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.units.resolution import resolutions
from tests.support.people import browser_of, make_person
from tests.support.tasks import SLOTS, make_plan, make_task
from tests.support.units import Desk

PUBLIC, SOCIAL = "政务服务和公共事务中心", "政务服务和社会事务中心"


async def call(here: Desk, method: str, path: str, status: int, version: int = 0, **body: Any) -> Any:
    headers = {"If-Match": f'"v{version}"'} if version else {}
    content: dict[str, Any] = {"json": body} if body else {}
    answer = await here.supervisor.request(method, f"{here.address}/{path}", headers=headers, **content)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


async def resolved(here: Desk, name: str, on: str | None = None) -> Any:
    params = {"name": name} | ({"on": on} if on else {})
    answer = await here.supervisor.get(f"{here.units}/resolve", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def renamed(here: Desk, before: str = PUBLIC, after: str = SOCIAL, day: str = "2022-05-01") -> dict[str, Any]:
    unit = await here.add(before)
    path = f"units/{unit['id']}/names"
    made: dict[str, Any] = await call(here, "POST", path, 201, 1, name=after, from_date=day, basis="渝委编〔2022〕9号")
    return made


@pytest.mark.parametrize("name", [PUBLIC, SOCIAL, "政务服务和公共事务 中心"])
@pytest.mark.parametrize(("on", "then"), [("2021-06-01", PUBLIC), ("2023-06-01", SOCIAL)])
async def test_both_names_of_a_renamed_unit_resolve_on_any_day(here: Desk, name: str, on: str, then: str) -> None:
    unit = await renamed(here)
    found = await resolved(here, name, on)
    assert (found["unit"]["id"], found["unit"]["name"], found["unit"]["name_then"]) == (unit["id"], SOCIAL, then)
    assert (found["successors"], found["candidates"]) == ([], [])


async def test_a_rename_keeps_the_unit_and_its_earlier_name(here: Desk) -> None:
    unit = await renamed(here)
    assert (unit["name"], unit["version"]) == (SOCIAL, 2)
    history = await call(here, "GET", f"units/{unit['id']}/history", 200)
    told = [(one["name"], one["from_date"], one["until_date"], one["state"]) for one in history["names"]]
    assert told == [(PUBLIC, None, "2022-05-01", "earlier"), (SOCIAL, "2022-05-01", None, "current")]
    assert history["names"][1]["basis"] == "渝委编〔2022〕9号"
    assert [one["name"] for one in await here.listed(search="公共事务")] == [SOCIAL]


async def test_documents_are_read_with_the_names_of_their_day(here: Desk, operator: House) -> None:
    """Before 2022 the name was the first unit's, since then it is another's."""
    first = await renamed(here)
    second = await here.add(PUBLIC)
    async with transaction(operator.engine, here.within.scope) as session:
        old = (await resolutions(session, [PUBLIC], on=date(2021, 6, 1)))[PUBLIC]
        new = (await resolutions(session, [PUBLIC], on=date(2023, 6, 1)))[PUBLIC]
    assert (str(old.unit_id), old.how) == (first["id"], "former")
    assert (str(new.unit_id), new.how) == (second["id"], "exact")


async def test_a_wrong_rename_is_taken_back(here: Desk) -> None:
    unit = await renamed(here)
    history = await call(here, "GET", f"units/{unit['id']}/history", 200)
    wrong = history["names"][1]["id"]
    restored = await call(here, "DELETE", f"units/{unit['id']}/names/{wrong}", 200, unit["version"])
    assert restored["name"] == PUBLIC
    assert (await resolved(here, SOCIAL))["unit"] is None
    # Nothing is left that a second rename on the same day could clash with.
    again = await call(
        here, "POST", f"units/{unit['id']}/names", 201, restored["version"], name=SOCIAL, from_date="2022-05-01"
    )
    assert again["name"] == SOCIAL


async def test_a_rename_to_come_takes_effect_by_itself(
    app: FastAPI, here: Desk, operator: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = await here.add(PUBLIC)
    supervisor = await make_person(operator, here.zone, Role.SUPERVISOR)
    task = await make_task(here.within, await make_plan(here.within, supervisor.id), "办事更快", {unit["id"]: "lead"})
    coming = days.today() + timedelta(days=3)
    path = f"units/{unit['id']}/names"
    planned = await call(here, "POST", path, 201, 1, name=SOCIAL, from_date=str(coming))
    assert planned["name"] == PUBLIC
    assert (await here.supervisor.post(here.units, json={"name": SOCIAL})).json()["code"] == "name_taken"
    assert (await resolved(here, SOCIAL))["unit"]["name_then"] == PUBLIC
    assert (await resolved(here, PUBLIC, str(coming)))["unit"]["name_then"] == SOCIAL
    monkeypatch.setattr(days, "today", lambda: coming)
    try:
        row = (await here.supervisor.get(f"{here.address}/tasks/{task.id}")).json()
        listed = (await here.supervisor.get(f"{here.address}/tasks")).json()["items"][0]
    finally:
        app.state.house.opened_days.clear()
    assert row["units"][0]["name"] == listed["units"][0]["name"] == SOCIAL


async def test_an_earlier_name_is_added_before_all_others(here: Desk) -> None:
    unit = await renamed(here)
    path = f"units/{unit['id']}/earlier-names"
    refused = await call(here, "POST", path, 422, unit["version"], name="政务中心", until_date="2022-06-01")
    assert refused["code"] == "not_before_known"
    await call(here, "POST", path, 201, unit["version"], name="政务中心", until_date="2019-01-01")
    assert (await resolved(here, "政务中心", "2018-01-01"))["unit"]["name_then"] == "政务中心"
    assert (await resolved(here, "政务中心", "2020-01-01"))["unit"]["name_then"] == PUBLIC


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"name": PUBLIC, "from_date": "2023-01-01"}, 422, "name_unchanged"),
        ({"name": "别的局", "from_date": "2023-01-01"}, 409, "name_taken"),
        ({"name": SOCIAL, "from_date": "1000-01-01"}, 422, "invalid_fields"),
    ],
)
async def test_a_rename_that_cannot_be(here: Desk, body: dict[str, Any], status: int, code: str) -> None:
    unit = await here.add(PUBLIC)
    await here.add("别的局")
    refused = await call(here, "POST", f"units/{unit['id']}/names", status, 1, **body)
    assert refused["code"] == code, refused


async def test_an_edit_is_a_correction_and_no_rename(here: Desk) -> None:
    unit = await renamed(here)
    fixed = (await here.change(unit, name=SOCIAL + "（本级）")).json()
    history = await call(here, "GET", f"units/{unit['id']}/history", 200)
    assert [one["name"] for one in history["names"]] == [PUBLIC, fixed["name"]]


async def two_with_tasks(here: Desk, operator: House) -> tuple[list[dict[str, Any]], list[Any]]:
    """Two bureaus; the first leads an open and a withdrawn task and supports one that the second leads."""
    first, second = await here.add("区商务局"), await here.add("区招商局")
    someone = await make_person(operator, here.zone, Role.SUPERVISOR)
    plan = await make_plan(here.within, someone.id)
    own = {first["id"]: "lead"}
    tasks = [
        await make_task(here.within, plan, "开放口岸", own, SLOTS, state="active"),
        await make_task(here.within, plan, "已撤销的事", own, SLOTS, state="withdrawn"),
        await make_task(here.within, plan, "招商推介", {second["id"]: "lead", first["id"]: "responsible"}),
    ]
    return [first, second], tasks


async def report(here: Desk, structure: str, on: str | None = None) -> dict[str, tuple[int, int, int]]:
    params = {"structure": structure} | ({"on": on} if on else {})
    found = (await here.supervisor.get(f"{here.units}/report", params=params)).json()
    totals = ("lead", "responsible", "supporting")
    return {row["name"]: tuple(row[part]["total"] for part in totals) for row in found["items"]}


async def test_a_merge_hands_tasks_and_officers_on_and_loses_nothing(app: FastAPI, here: Desk, operator: House) -> None:
    (first, second), (open_task, closed, shared) = await two_with_tasks(here, operator)
    everybody = await here.add("各经济部门", members=[first["id"]])
    clerk = await make_person(operator, here.zone, Role.OFFICER, first["id"])
    before = await report(here, "now")
    assert before == {"区商务局": (2, 1, 0), "区招商局": (1, 0, 0)}
    holdings = await call(here, "GET", f"units/{first['id']}/holdings", 200)
    assert (holdings["lead"], holdings["responsible"], len(holdings["officers"])) == (1, 1, 1)
    done = await call(
        here, "POST", "reorganisations", 201,
        kind="merge", effective_date="2024-03-01", basis="三定方案",
        predecessors=[first["id"], second["id"]], successors=[{"name": "区商务和招商局"}],
    )  # fmt: skip
    assert (done["tasks"], done["officers"]) == (3, 1)
    heir = done["successors"][0]

    row = (await here.supervisor.get(f"{here.address}/tasks/{open_task.id}")).json()
    kept = {slot: row["units"][0][slot] for slot in SLOTS}
    assert ([unit["name"] for unit in row["units"]], kept) == (["区商务和招商局"], SLOTS)
    row = (await here.supervisor.get(f"{here.address}/tasks/{shared.id}")).json()
    assert [(unit["name"], unit["relation"]) for unit in row["units"]] == [("区商务和招商局", "lead")]
    row = (await here.supervisor.get(f"{here.address}/tasks/{closed.id}")).json()
    assert [unit["name"] for unit in row["units"]] == ["区商务局"]
    events = (await here.supervisor.get(f"{here.address}/tasks/{open_task.id}/history")).json()["items"]
    assert [event["tag"] for event in events] == ["tasks:unit:succeed"]

    assert await report(here, "then") == before
    assert await report(here, "now") == {"区商务和招商局": (3, 0, 0)}
    assert await report(here, "now", "2024-02-29") == before

    found = await resolved(here, "区商务局", "2021-06-01")
    assert (found["unit"]["id"], found["unit"]["name_then"]) == (first["id"], "区商务局")
    assert [(one["name"], one["kind"], one["basis"]) for one in found["successors"]] == [
        ("区商务和招商局", "merge", "三定方案")
    ]
    assert (await resolved(here, "区商务局", "2025-06-01"))["unit"]["name_then"] is None
    async with transaction(operator.engine, here.within.scope) as session:
        read = (await resolutions(session, ["区商务局"]))["区商务局"]
    assert (str(read.unit_id), read.how) == (heir["id"], "succeeded")
    members = (await here.supervisor.get(f"{here.units}/{everybody['id']}")).json()["members"]
    assert [member["name"] for member in members] == ["区商务和招商局"]
    async with browser_of(app, clerk) as browser:
        assert (await browser.get(f"{here.address}/tasks")).json()["items"][0]["units"][0]["id"] == heir["id"]
    undone = await call(here, "DELETE", f"reorganisations/{done['id']}", 409)
    assert undone["code"] == "tasks_handed_over"


async def test_a_split_asks_for_each_kind_of_task_and_for_single_ones(here: Desk, operator: House) -> None:
    (first, second), (open_task, _closed, shared) = await two_with_tasks(here, operator)
    form: dict[str, Any] = {
        "kind": "split", "effective_date": "2024-03-01", "predecessors": [first["id"]],
        "successors": [{"unit": second["id"]}, {"name": "区口岸办"}],
    }  # fmt: skip
    unclear = await call(here, "POST", "reorganisations", 409, **form, hand_over={"lead": None})
    assert unclear["code"] == "task_without_successor"
    wrong = await call(here, "POST", "reorganisations", 422, **form, hand_over={"lead": 7})
    assert wrong["code"] == "no_such_successor"
    chosen = [{"task": str(open_task.id), "successor": 1}]
    done = await call(here, "POST", "reorganisations", 201, **form, tasks=chosen)
    assert done["tasks"] == 2
    for task, unit in ((open_task, "区口岸办"), (shared, "区招商局")):
        row = (await here.supervisor.get(f"{here.address}/tasks/{task.id}")).json()
        assert [one["name"] for one in row["units"]] == [unit]
    history = await call(here, "GET", f"units/{first['id']}/history", 200)
    assert (history["ended_date"], history["active"], history["actions"]) == ("2024-03-01", False, ["rename"])
    again = await call(
        here, "POST", "reorganisations", 409, **{**form, "successors": [{"name": "甲局"}, {"name": "乙局"}]}
    )
    assert again["code"] == "unit_ended"


async def test_a_merged_unit_is_not_brought_back_to_life_beside_its_successor(here: Desk) -> None:
    unit = await here.add("区物价局")
    form: dict[str, Any] = {"kind": "merge", "effective_date": "2024-03-01", "predecessors": [unit["id"]]}
    done = await call(here, "POST", "reorganisations", 201, **form, successors=[{"name": "区发展改革局"}])
    ended = (await here.supervisor.get(f"{here.units}/{unit['id']}")).json()
    refused = await here.change(ended, active=True)
    assert (refused.status_code, refused.json()["code"]) == (409, "unit_ended")
    await call(here, "DELETE", f"reorganisations/{done['id']}", 204)
    assert (await here.supervisor.get(f"{here.units}/{unit['id']}")).json()["active"]


async def test_a_unit_that_goes_on_keeps_what_is_not_split_off(here: Desk, operator: House) -> None:
    (first, _), (open_task, _closed, _shared) = await two_with_tasks(here, operator)
    await call(
        here, "POST", "reorganisations", 201,
        kind="split", continues=True, effective_date="2024-03-01", predecessors=[first["id"]],
        successors=[{"name": "区口岸办"}], hand_over={"lead": 0, "responsible": None, "supporting": None},
    )  # fmt: skip
    assert await report(here, "now") == {"区商务局": (1, 1, 0), "区招商局": (1, 0, 0), "区口岸办": (1, 0, 0)}
    row = (await here.supervisor.get(f"{here.address}/tasks/{open_task.id}")).json()
    assert row["units"][0]["name"] == "区口岸办"


async def test_founding_and_dissolving(here: Desk, operator: House) -> None:
    (first, _), _tasks = await two_with_tasks(here, operator)
    refused = await call(
        here, "POST", "reorganisations", 409,
        kind="dissolve", effective_date="2024-01-01", predecessors=[first["id"]], successors=[],
    )  # fmt: skip
    assert refused["code"] == "open_tasks_left"
    made = await call(
        here, "POST", "reorganisations", 201,
        kind="found", effective_date="2024-01-01", predecessors=[], successors=[{"name": "区数据局"}],
    )  # fmt: skip
    found = await resolved(here, "区数据局", "2023-12-31")
    assert (found["unit"]["founded_date"], found["unit"]["name_then"]) == ("2024-01-01", None)
    await call(here, "DELETE", f"reorganisations/{made['id']}", 204)
    assert (await resolved(here, "区数据局", "2023-12-31"))["unit"]["name_then"] == "区数据局"


async def test_a_task_force_has_a_term_and_a_convenor(here: Desk) -> None:
    convenor = await here.add("区发展改革委")
    term = {"term_from_date": "2024-01-01", "term_to_date": "2024-12-31", "convenor_id": convenor["id"]}
    force = await here.add("招商攻坚专班", **term)
    assert (force["kind"], force["convenor"]["name"], force["term_to_date"]) == (
        "task_force",
        "区发展改革委",
        "2024-12-31",
    )
    cleared = await here.change(force, term_to_date=None)
    assert cleared.json()["term_to_date"] is None
    lasting = await here.supervisor.post(here.units, json={"name": "区财政局", **term})
    assert lasting.json()["code"] == "term_of_lasting_unit"
