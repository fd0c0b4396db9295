"""What hangs on a unit when it is merged or split: open work follows, what is over keeps the unit of then."""

from datetime import date, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from mandate.access.permissions import Role
from mandate.cycles.tables import Duty
from mandate.platform import days
from mandate.platform.database import transaction
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.plan_pairs import FIRST, read_here
from tests.support.plans import draft_address
from tests.support.tasks import make_plan, make_task
from tests.support.units import Desk

MERGE = {"kind": "merge", "effective_date": "2024-03-01", "basis": "三定方案"}


async def call(here: Desk, method: str, path: str, body: Any = None, version: int = 0, status: int = 200) -> Any:
    headers = {"If-Match": f'"v{version}"'} if version else {}
    content: dict[str, Any] = {} if body is None else {"json": body}
    answer = await here.supervisor.request(method, f"{here.address}/{path}", headers=headers, **content)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


async def merged(here: Desk, *units: dict[str, Any], **more: Any) -> Any:
    form = {**MERGE, "predecessors": [unit["id"] for unit in units], "successors": [{"name": "区商务和招商局"}], **more}
    return await call(here, "POST", "reorganisations", form, status=201)


async def test_sections_and_people_go_to_the_successor_and_stay_in_the_past(here: Desk) -> None:
    first, second = await here.add("区商务局"), await here.add("区招商局")
    for unit, sections in ((first, ["办公室", "口岸科"]), (second, ["办公室"])):
        put = await call(
            here, "PUT", f"units/{unit['id']}/sections", {"sections": [{"name": name} for name in sections]}, 1
        )
        office = put["sections"][-1]["id"]
        person = {"name": f"{unit['name']}某", "post": "officer", "section_id": office, "from_date": "2022-01-01"}
        await call(here, "POST", f"units/{unit['id']}/staff", person, status=201)
    left = {"name": "已离任", "post": "leader", "to_date": "2023-01-31"}
    await call(here, "POST", f"units/{first['id']}/staff", left, status=201)

    done = await merged(here, first, second)

    assert (done["sections"], done["people"]) == (2, 2)
    heir = await call(here, "GET", f"units/{done['successors'][0]['id']}/staff")
    assert sorted(one["name"] for one in heir["sections"]) == ["办公室", "口岸科"]
    told = {(one["name"], one["section"], one["from_date"], one["to_date"]) for one in heir["people"]}
    assert told == {("区商务局某", "口岸科", "2024-03-01", None), ("区招商局某", "办公室", "2024-03-01", None)}
    then = await call(here, "GET", f"units/{first['id']}/staff")
    assert [one["name"] for one in then["sections"]] == ["办公室", "口岸科"]
    assert {(one["name"], one["to_date"], one["present"]) for one in then["people"]} == {
        ("区商务局某", "2024-02-29", False),
        ("已离任", "2023-01-31", False),
    }
    undone = await call(here, "DELETE", f"reorganisations/{done['id']}", status=409)
    assert undone["code"] == "tasks_handed_over"


async def test_open_waits_sub_tasks_duties_and_views_follow(app: FastAPI, here: Desk, operator: House) -> None:
    first, other = await here.add("区商务局"), await here.add("区发改局")
    someone = await make_person(operator, here.zone, Role.SUPERVISOR)
    plan = await make_plan(here.within, someone.id)
    own = {other["id"]: "lead", first["id"]: "responsible"}
    waiting, met = [
        await make_task(here.within, plan, title, {other["id"]: "lead"}, state="active") for title in ("等待", "已具备")
    ]
    shared = await make_task(here.within, plan, "分工", own, state="active")
    wait = {"text": "商务系统上线", "on_unit": first["id"], "since_date": "2024-01-01"}
    for task in (waiting, met):
        await call(here, "POST", f"tasks/{task.id}/precondition/waiting", wait, 1)
    release = {"released_date": "2024-01-20", "note": "已上线"}
    await call(here, "POST", f"tasks/{met.id}/precondition/release", release, 2)
    version, made = 1, {}
    for title in ("口岸报表", "口岸调研"):
        made = await call(
            here, "POST", f"tasks/{shared.id}/sub-tasks", {"title": title, "unit": first["id"]}, version, 201
        )
        version = made["version"]
    done_one = made["sub_tasks"][0]["id"]
    finish = {"done_date": "2024-02-01", "note": ""}
    await call(here, "POST", f"tasks/{shared.id}/sub-tasks/{done_one}/completion", finish, version)
    async with transaction(operator.engine, here.within.scope) as session:
        facts: dict[str, Any] = {"plan_id": plan.id, "ordinal": 0, "kind": "cadence"}
        session.add(Duty(text="每月报", unit_id=first["id"], who="区商务局", **facts))
        session.add(Duty(text="只写名称", who="区商务局", **facts))
        session.add(Duty(text="已终止", unit_id=first["id"], state="ended", **facts))
    view = {"name": "商务任务", "search": {"unit": first["id"], "relation": "lead"}}
    await call(here, "POST", "task-views", view, status=201)
    async with browser_of(app, someone) as colleague:
        mine = await colleague.post(f"{here.address}/task-views", json=view)
        assert mine.status_code == 201, mine.text

    done = await merged(here, first)

    heir = done["successors"][0]["id"]
    assert {name: done[name] for name in ("tasks", "waits", "duties", "views")} == {
        "tasks": 1, "waits": 1, "duties": 2, "views": 2
    }  # fmt: skip
    task = await call(here, "GET", f"tasks/{waiting.id}")
    assert task["wait"]["on_unit"] == heir
    events = await call(here, "GET", f"tasks/{waiting.id}/history")
    assert events["items"][0]["tag"] == "tasks:precondition:revise"
    task = await call(here, "GET", f"tasks/{met.id}")
    assert task["wait"]["on_unit"] == first["id"]
    task = await call(here, "GET", f"tasks/{shared.id}")
    assert {one["title"]: one["unit"] for one in task["sub_tasks"]} == {"口岸报表": first["id"], "口岸调研": heir}
    duties = (await call(here, "GET", "duties"))["items"] + (await call(here, "GET", "duties?state=ended"))["items"]
    told = {one["text"]: (one["unit"]["id"], one["who"]) for one in duties}
    assert told["每月报"] == told["只写名称"] == (heir, "区商务局")
    assert told["已终止"][0] == first["id"]
    views = (await call(here, "GET", "task-views"))["items"]
    assert [one["search"]["unit"] for one in views] == [heir]


async def test_a_unit_is_dissolved_only_when_nothing_hangs_on_it(here: Desk, operator: House) -> None:
    """Another's wait for it and a duty each hold it, as an open task of its own does."""
    unit, other = await here.add("区商务局"), await here.add("区发改局")
    someone = await make_person(operator, here.zone, Role.SUPERVISOR)
    plan = await make_plan(here.within, someone.id)
    task = await make_task(here.within, plan, "等待", {other["id"]: "lead"}, state="active")
    form = {"kind": "dissolve", "effective_date": "2024-03-01", "predecessors": [unit["id"]], "successors": []}
    wait = {"text": "商务系统上线", "on_unit": unit["id"], "since_date": "2024-01-01"}
    await call(here, "POST", f"tasks/{task.id}/precondition/waiting", wait, 1)
    held = await call(here, "POST", "reorganisations", form, status=409)
    assert (held["code"], "等待" in held["title"], "区商务局" in held["title"]) == ("waited_for", True, True)
    await call(
        here, "POST", f"tasks/{task.id}/precondition/release", {"released_date": "2024-01-20", "note": "已上线"}, 2
    )
    async with transaction(operator.engine, here.within.scope) as session:
        session.add(Duty(plan_id=plan.id, ordinal=0, kind="cadence", text="每月报", who="区商务局"))
    duty = (await call(here, "GET", "duties"))["items"][0]
    assert (await call(here, "POST", "reorganisations", form, status=409))["code"] == "duties_left"
    await call(here, "PATCH", f"duties/{duty['id']}", {"state": "ended"}, duty["version"])

    await call(here, "POST", "reorganisations", form, status=201)

    assert not (await call(here, "GET", f"units/{unit['id']}"))["active"]


async def test_drafts_in_review_and_habits_follow(here: Desk, operator: House) -> None:
    market = await here.add("区市场监督管理局")
    plan = await read_here(here.supervisor, operator, here.zone, FIRST, "计划.txt")
    at = draft_address(here.zone, plan).removeprefix(f"{here.address}/")
    alias = {"text": "区市场局", "unit_id": market["id"], "remember": True}
    await call(here, "POST", f"{at}/unit-resolutions", alias)

    done = await merged(here, market)

    heir = done["successors"][0]
    assert (done["drafts"], done["habits"]) == (2, 1)
    spoken = (await call(here, "GET", f"{at}/spoken-units"))["items"]
    assert {one["unit_id"] for one in spoken if one["text"] == "区市场局"} == {heir["id"]}
    habits = (await call(here, "GET", "reading-habits"))["items"]
    assert [one["unit"] for one in habits if one["kind"] == "alias"] == [heir["name"]]


async def test_a_split_gives_the_rest_to_whom_it_names_and_a_unit_that_goes_on_keeps_it(here: Desk) -> None:
    first, kept = await here.add("区商务局"), await here.add("区经信局")
    await here.add("口岸专班", kind="task_force", convenor_id=first["id"])
    for unit in (first, kept):
        person = {"name": "某科长", "post": "section_head"}
        await call(here, "POST", f"units/{unit['id']}/staff", person, status=201)
    form: dict[str, Any] = {**MERGE, "kind": "split", "predecessors": [first["id"]]}
    wrong = {**form, "successors": [{"name": "甲局"}, {"name": "乙局"}], "hand_over": {"rest": 5}}
    assert (await call(here, "POST", "reorganisations", wrong, status=422))["code"] == "no_such_successor"
    split = {**form, "successors": [{"name": "区招商局"}, {"name": "区口岸办"}], "hand_over": {"rest": 1}}
    done = await call(here, "POST", "reorganisations", split, status=201)
    assert [one["name"] for one in (await call(here, "GET", f"units/{done['successors'][1]['id']}/staff"))["people"]]
    force = next(one for one in await here.listed() if one["name"] == "口岸专班")
    assert (await call(here, "GET", f"units/{force['id']}"))["convenor"]["name"] == "区口岸办"
    partly = {**form, "predecessors": [kept["id"]], "continues": True, "successors": [{"name": "区大数据中心"}]}
    done = await call(here, "POST", "reorganisations", partly, status=201)
    assert done["people"] == 0


async def test_an_officer_who_is_signed_in_goes_on_at_the_successor(app: FastAPI, here: Desk, operator: House) -> None:
    unit = await here.add("区商务局")
    clerk = await make_person(operator, here.zone, Role.OFFICER, unit["id"])
    async with browser_of(app, clerk) as browser:
        assert (await browser.get(f"{here.address}/tasks")).status_code == 200
        done = await merged(here, unit)
        assert done["officers"] == 1
        seen = await browser.get(f"{here.address}/tasks")
    assert seen.status_code == 200, seen.text


async def test_more_tasks_take_no_more_statements(app: FastAPI, here: Desk, operator: House) -> None:
    someone = await make_person(operator, here.zone, Role.SUPERVISOR)
    plan = await make_plan(here.within, someone.id)
    counts = []
    for name, number in (("区甲局", 2), ("区乙局", 12)):
        unit = await here.add(name)
        for place in range(number):
            await make_task(here.within, plan, f"任务{place}", {unit["id"]: "lead"}, state="active")
        said: list[str] = []
        engine = app.state.house.engine.sync_engine
        listen = ("before_cursor_execute", lambda *told, said=said: said.append(told[2]))
        event.listen(engine, *listen)
        try:
            assert (await merged(here, unit, successors=[{"name": f"{name}（新）"}]))["tasks"] == number
        finally:
            event.remove(engine, *listen)
        counts.append(len(said))
    assert counts[0] == counts[1], counts


def coming(here: Desk, unit: dict[str, Any], *successors: dict[str, Any]) -> dict[str, Any]:
    day = str(days.today() + timedelta(days=3))
    return {**MERGE, "effective_date": day, "predecessors": [unit["id"]], "successors": list(successors)}


async def planned(here: Desk) -> list[Any]:
    items: list[Any] = (await call(here, "GET", "reorganisations/planned"))["items"]
    return items


async def test_a_merge_to_come_changes_nothing_before_its_day_and_holds_from_then(
    app: FastAPI, here: Desk, operator: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = await here.add("区商务局")
    someone = await make_person(operator, here.zone, Role.SUPERVISOR)
    clerk = await make_person(operator, here.zone, Role.OFFICER, unit["id"])
    plan = await make_plan(here.within, someone.id)
    task = await make_task(here.within, plan, "开放口岸", {unit["id"]: "lead"}, state="active")
    await call(here, "POST", f"units/{unit['id']}/staff", {"name": "某科长", "post": "officer"}, status=201)
    form = coming(here, unit, {"name": "区商务和招商局"})

    made = await call(here, "POST", "reorganisations", form, status=201)

    assert (made["state"], made["tasks"], made["officers"], made["people"]) == ("planned", 1, 1, 1)
    assert made["successors"] == [{"id": None, "name": "区商务和招商局"}]
    assert [one["name"] for one in await here.listed(search="商务")] == ["区商务局"]
    assert (await call(here, "GET", f"tasks/{task.id}"))["units"][0]["name"] == "区商务局"
    assert (await call(here, "GET", f"units/{unit['id']}/history"))["reorganisations"] == []
    row = (await planned(here))[0]
    assert (row["predecessors"][0]["name"], row["effective_date"], row["state"]) == (
        "区商务局", form["effective_date"], "planned"
    )  # fmt: skip

    monkeypatch.setattr(days, "today", lambda: date.fromisoformat(form["effective_date"]))
    try:
        async with browser_of(app, clerk) as browser:
            seen = (await browser.get(f"{here.address}/tasks")).json()["items"]
        again = await call(here, "GET", f"tasks/{task.id}")
        left = await planned(here)
        events = (await call(here, "GET", f"tasks/{task.id}/history"))["items"]
        history = await call(here, "GET", f"units/{unit['id']}/history")
    finally:
        app.state.house.opened_days.clear()
    assert [one["units"][0]["name"] for one in (*seen, again)] == ["区商务和招商局"] * 2
    assert left == []
    me = (await here.supervisor.get("/api/v1/me")).json()
    assert [(one["tag"], one["by"]) for one in events] == [("tasks:unit:succeed", me["account"]["name"])]
    assert (history["ended_date"], history["reorganisations"][0]["kind"]) == (form["effective_date"], "merge")


async def test_a_reorganisation_to_come_is_tried_at_once_and_cancelled(here: Desk) -> None:
    unit = await here.add("区商务局")
    await here.add("区招商局")
    taken = await call(here, "POST", "reorganisations", coming(here, unit, {"name": "区招商局"}), status=409)
    assert taken["code"] == "name_taken"
    await call(here, "POST", "reorganisations", coming(here, unit, {"name": "区商务和招商局"}), status=201)
    row = (await planned(here))[0]
    path = f"reorganisations/planned/{row['id']}"
    await call(here, "DELETE", path, version=row["version"] + 1, status=412)
    await call(here, "DELETE", path, version=row["version"], status=204)
    assert await planned(here) == []
    assert (await here.officer.get(f"{here.address}/reorganisations/planned")).json() == {"items": []}


async def test_what_cannot_be_done_on_the_day_stays_with_its_reason_and_stops_nothing(
    app: FastAPI, here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await here.add("区商务局"), await here.add("区经信局")
    form = coming(here, first, {"name": "区商务和招商局"})
    await call(here, "POST", "reorganisations", form, status=201)
    await call(here, "POST", "reorganisations", coming(here, second, {"name": "区数字局"}), status=201)
    await here.add("区商务和招商局")
    monkeypatch.setattr(days, "today", lambda: date.fromisoformat(form["effective_date"]))
    try:
        left = await planned(here)
        names = {one["name"] for one in await here.listed(active=True)}
    finally:
        app.state.house.opened_days.clear()
    assert [(one["state"], one["predecessors"][0]["name"]) for one in left] == [("failed", "区商务局")]
    assert "区商务和招商局" in left[0]["reason_zh"]
    assert {"区商务局", "区数字局"} <= names
    assert "区经信局" not in names
