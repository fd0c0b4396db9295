"""The list of tasks: who sees what, filters, sorts, pages."""

import random
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mandate.access.permissions import Role
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.tasks.rules import today
from mandate.zones.tables import ZoneRule
from tests.support.people import browser_of, make_person
from tests.support.tasks import SLOTS, make_plan, make_task, make_unit
from tests.support.zones import make_zone
from tests.tasks.conftest import Office

SORTS = ("plan", "-plan", "deadline", "-deadline", "title", "-title", "updated", "-updated", "state", "-state")
STATES = ("unstaffed", "active", "suspended", "withdrawn")


async def titles(browser: httpx.AsyncClient, address: str, **params: Any) -> list[str]:
    answer = await browser.get(address, params=params)
    assert answer.status_code == 200, answer.text
    return [row["title"] for row in answer.json()["items"]]


async def walk(browser: httpx.AsyncClient, address: str, **params: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    while True:
        answer = await browser.get(address, params=params)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= params["limit"]
        rows += page["items"]
        if page["next_cursor"] is None:
            return rows
        params["cursor"] = page["next_cursor"]


async def test_a_row_says_all_that_a_list_shows(office: Office) -> None:
    first, second, _ = office.units
    relations = {second.id: "responsible", first.id: "lead"}
    task = await make_task(
        office.within, office.plan, "压减办理时限", relations, SLOTS,
        number=7, section="政务服务", deadline_text="2023年底前", deadline_date=date(2023, 12, 31), state="active",
    )  # fmt: skip
    answer = await office.lead.get(office.tasks)
    (row,) = answer.json()["items"]
    assert row.pop("updated_at")
    assert row == {
        "id": str(task.id),
        "plan": {"id": str(office.plan.id), "title": office.plan.title},
        "number": 7,
        "section": "政务服务",
        "title": "压减办理时限",
        "units": [
            {"id": str(first.id), "name": "甲局", "relation": "lead"},
            {"id": str(second.id), "name": "乙局", "relation": "responsible"},
        ],
        "deadline_text": "2023年底前",
        "deadline_date": "2023-12-31",
        "state": "active",
        "waiting_for": None,
        "topic": None,
        "topic_state": "none",
        "overdue": True,
        "provisional": False,
        "staffed": {"filled": 3, "needed": 3},
        "version": 1,
        "actions": ["staff"],
    }


async def test_officers_see_what_their_units_take_part_in(office: Office) -> None:
    first, second, third = (unit.id for unit in office.units)
    await make_task(office.within, office.plan, "甲牵头", {first: "lead", second: "responsible"}, ordinal=1)
    await make_task(office.within, office.plan, "乙负责", {second: "responsible"}, ordinal=2)
    await make_task(office.within, office.plan, "乙配合", {first: "responsible", second: "supporting"}, ordinal=3)
    await make_task(office.within, office.plan, "丙牵头", {third: "lead"}, ordinal=4)

    assert await titles(office.lead, office.tasks) == ["甲牵头", "乙配合"]
    assert await titles(office.responsible, office.tasks) == ["甲牵头", "乙负责", "乙配合"]
    assert await titles(office.responsible, office.tasks, relation="mine") == ["甲牵头", "乙负责"]
    assert await titles(office.responsible, office.tasks, relation="supporting") == ["乙配合"]
    assert await titles(office.supervisor, office.tasks) == ["甲牵头", "乙负责", "乙配合", "丙牵头"]
    assert await titles(office.leader, office.tasks, unit=second, relation="responsible") == ["甲牵头", "乙负责"]
    assert await titles(office.supervisor, office.tasks, relation="supporting") == ["乙配合"]
    assert await titles(office.supervisor, office.tasks, relation="mine") == []


async def test_a_zone_may_let_its_officers_read_everything(office: Office) -> None:
    first, _, third = (unit.id for unit in office.units)
    await make_task(office.within, office.plan, "甲牵头", {first: "lead"}, ordinal=1)
    other = await make_task(office.within, office.plan, "丙牵头", {third: "lead"}, ordinal=2)
    assert (await office.lead.get(f"{office.tasks}/{other.id}")).status_code == 404
    async with transaction(office.within.operator.engine, office.within.scope) as session:
        session.add(ZoneRule(officers_read="whole_zone"))

    assert await titles(office.lead, office.tasks) == ["甲牵头", "丙牵头"]
    assert await titles(office.lead, office.tasks, relation="mine") == ["甲牵头"]
    read = await office.lead.get(f"{office.tasks}/{other.id}")
    assert (read.status_code, read.json()["actions"]) == (200, [])


async def test_a_unit_answers_for_what_its_collective_name_is_given(office: Office) -> None:
    towns = await make_unit(office.within, "各镇街", [office.units[0], office.units[1]])
    await make_task(office.within, office.plan, "基层代办", {towns.id: "responsible"})
    assert await titles(office.lead, office.tasks, relation="mine") == ["基层代办"]
    assert await titles(office.bystander, office.tasks) == []
    assert await titles(office.supervisor, office.tasks, unit=office.units[1].id) == ["基层代办"]


async def test_a_renamed_unit_is_listed_by_its_new_name(office: Office) -> None:
    await make_task(office.within, office.plan, "压减办理时限", {office.units[0].id: "lead"})
    async with transaction(office.within.operator.engine, office.within.scope) as session:
        unit = await session.merge(office.units[0])
        unit.name = "甲委"
    row = (await office.lead.get(office.tasks)).json()["items"][0]
    assert [unit["name"] for unit in row["units"]] == ["甲委"]


async def test_the_row_kept_with_a_task_says_what_its_page_says(full_office: Office) -> None:
    """The list joins texts that were written when the task changed; the page reads the columns."""
    for row in (await walk(full_office.lead, full_office.tasks, limit=200))[:12]:
        page = (await full_office.lead.get(f"{full_office.tasks}/{row['id']}")).json()
        units = [{name: unit[name] for name in ("id", "name", "relation")} for unit in page["units"]]
        moves = row.pop("actions")
        assert set(moves) <= set(page["actions"])
        assert row == {name: units if name == "units" else page[name] for name in row}


async def test_a_renamed_plan_is_listed_by_its_new_name(office: Office) -> None:
    await make_task(office.within, office.plan, "压减环节")
    async with transaction(office.within.operator.engine, office.within.scope) as session:
        plan = await session.merge(office.plan)
        plan.title = "改名后的方案"
    (row,) = (await office.supervisor.get(office.tasks)).json()["items"]
    assert row["plan"]["title"] == "改名后的方案"


@pytest.mark.parametrize("suffix", ["", "/01900000-0000-7000-8000-000000000000"])
async def test_another_zone_is_not_there(app: FastAPI, operator: House, office: Office, suffix: str) -> None:
    await make_task(office.within, office.plan, "压减办理时限", {office.units[0].id: "lead"})
    elsewhere = await make_person(operator, await make_zone(operator), Role.SUPERVISOR)
    async with browser_of(app, elsewhere) as browser:
        answer = await browser.get(office.tasks + suffix)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR])
async def test_administrators_read_no_tasks(app: FastAPI, operator: House, role: Role) -> None:
    zone = await make_zone(operator)
    async with browser_of(app, await make_person(operator, zone, role)) as browser:
        for path in ("tasks", "workbench", "tasks/export.csv"):
            assert (await browser.get(f"/api/v1/zones/{zone.code}/{path}")).status_code == 403


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=201", "sort=size", "state=done", "unit=x", "colour=red", "deadline_from=soon"]
)
async def test_a_filter_that_is_not_known_is_refused(office: Office, query: str) -> None:
    answer = await office.supervisor.get(f"{office.tasks}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_fields")


async def test_a_cursor_does_not_outlive_its_filters(office: Office) -> None:
    for place in range(3):
        await make_task(office.within, office.plan, f"任务{place}", ordinal=place)
    page = (await office.supervisor.get(office.tasks, params={"limit": 1})).json()
    for params in ({"sort": "title"}, {"state": "active"}, {"cursor": "x" * 40}):
        answer = await office.supervisor.get(office.tasks, params={"cursor": page["next_cursor"], **params})
        assert (answer.status_code, answer.json()["code"]) == (410, "cursor_expired")


@pytest.fixture(scope="module")
async def full_office(shared_office: Office) -> Office:
    """Some seventy tasks with every mix of states, deadlines, relations and two plans."""
    chance = random.Random(7)
    second = await make_plan(shared_office.within, shared_office.account.id, "第二份方案")
    units = [unit.id for unit in shared_office.units]
    for place in range(70):
        chosen = chance.sample(units, chance.randint(0, 3))
        relations = {unit: chance.choice(("lead", "responsible", "supporting")) for unit in chosen}
        days = chance.choice((None, -40, -1, 0, 1, 30, 31))
        await make_task(
            shared_office.within,
            chance.choice((shared_office.plan, second)),
            f"事项{chance.randint(0, 30)}",
            relations,
            ordinal=chance.randint(0, 20),
            number=place,
            state=chance.choice(STATES),
            provisional=chance.random() < 0.3,
            deadline_date=None if days is None else today() + timedelta(days=days),
        )
    return shared_office


FILTERS = st.fixed_dictionaries(
    {"sort": st.sampled_from(SORTS), "limit": st.integers(1, 40)},
    optional={
        "relation": st.sampled_from(("lead", "responsible", "supporting", "mine")),
        "unit": st.integers(0, 2),
        "state": st.lists(st.sampled_from(STATES), min_size=1, max_size=3, unique=True),
        "overdue": st.booleans(),
        "provisional": st.booleans(),
        "deadline_from": st.integers(-45, 40),
        "deadline_to": st.integers(-45, 40),
        "q": st.sampled_from(("事项1", "2", "第")),
    },
)


def holds(row: dict[str, Any], asked: dict[str, Any], own: str | None) -> bool:
    """The filters, said a second time in Python."""
    deadline = row["deadline_date"]
    limits = {name: (today() + timedelta(days=asked[name])).isoformat() for name in asked if "deadline_" in name}
    related = {"mine": {"lead", "responsible"}, None: {"lead", "responsible", "supporting"}}
    relation = asked.get("relation")
    wanted = related.get(relation, {relation})
    unit = asked.get("unit")
    checks = [
        "state" not in asked or row["state"] in asked["state"],
        "overdue" not in asked or row["overdue"] is asked["overdue"],
        "provisional" not in asked or row["provisional"] is asked["provisional"],
        "deadline_from" not in limits or (deadline is not None and deadline >= limits["deadline_from"]),
        "deadline_to" not in limits or (deadline is not None and deadline <= limits["deadline_to"]),
        "q" not in asked or asked["q"] in row["title"] or asked["q"] == str(row["number"]),
    ]
    if unit is not None:
        held = {one["relation"] for one in row["units"] if one["id"] == unit}
        checks.append(bool(held & (related[None] if relation == "mine" else wanted)))
    if relation == "mine" or (relation and unit is None):
        holders = row["units"] if own is None and relation != "mine" else [u for u in row["units"] if u["id"] == own]
        checks.append(bool({one["relation"] for one in holders} & wanted))
    return all(checks)


ORDERS: dict[str, Any] = {
    "plan": lambda row: (row["plan"]["id"],),
    "title": lambda row: (row["title"],),
    "updated": lambda row: (row["updated_at"],),
    "state": lambda row: (STATES.index(row["state"]),),
}


@given(asked=FILTERS, who=st.sampled_from(("supervisor", "lead")))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_walking_any_list_gives_what_its_filters_say(
    full_office: Office, asked: dict[str, Any], who: str
) -> None:
    browser = full_office.everybody[who]
    own = str(full_office.units[0].id) if who == "lead" else None
    if "unit" in asked:
        asked["unit"] = str(full_office.units[asked["unit"]].id)
    everything = await walk(browser, full_office.tasks, limit=200)
    dates = {name: (today() + timedelta(days=asked[name])).isoformat() for name in asked if "deadline_" in name}

    rows = await walk(browser, full_office.tasks, **{**asked, **dates})

    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["id"] for row in rows} == {row["id"] for row in everything if holds(row, asked, own)}
    descending, sort = asked["sort"].startswith("-"), asked["sort"].lstrip("-")
    if sort == "deadline":
        dated = [row["deadline_date"] for row in rows if row["deadline_date"]]
        assert dated == sorted(dated, reverse=descending)
        assert all(row["deadline_date"] is None for row in rows[len(dated) :])
    else:
        keys = [ORDERS[sort](row) for row in rows]
        assert keys == sorted(keys, reverse=descending)
