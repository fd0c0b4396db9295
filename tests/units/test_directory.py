"""The unit directory as people keep it."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import col

from mandate.platform.database import transaction
from mandate.platform.errors import Refusal
from mandate.platform.events import Event
from mandate.platform.house import House
from mandate.platform.reading import Statement
from mandate.units.commands import create_units
from mandate.units.kinds import LABELS, UnitKind
from mandate.units.tables import UNIT_KINDS, Unit
from tests.support.people import make_account
from tests.support.tasks import make_plan, make_task
from tests.support.units import Desk, desk
from tests.support.zones import Within


async def events(within: Within) -> list[Event]:
    async with transaction(within.operator.engine, within.scope) as session:
        rows = select(Event).where(col(Event.subject_kind).like("unit%")).order_by(col(Event.sequence))
        return list((await session.execute(rows)).scalars())


async def test_a_unit_is_made_read_and_listed(here: Desk) -> None:
    street = await here.add("朝天门街道")
    made = await here.add("各镇街", aliases=["各街道、镇"], members=[street["id"]], note="随区划调整")

    assert (street["kind"], made["kind"]) == ("street_or_town", "collective")
    assert made["members"] == [{"id": street["id"], "name": "朝天门街道"}]
    assert (made["member_count"], made["aliases"], made["version"]) == (1, ["各街道、镇"], 1)
    assert made["actions"] == ["edit", "deactivate", "delete"]
    read = await here.supervisor.get(f"{here.units}/{made['id']}")
    assert read.json() == made
    assert read.headers["etag"] == '"v1"'
    assert made in await here.listed()
    assert [event.tag for event in await events(here.within)] == ["units:unit:create"] * 2


async def test_pages_follow_pinyin_and_know_polyphones(here: Desk) -> None:
    for name in ("重庆海关", "财政局", "长江水务局", "会计中心", "安监局", "中小企业局"):
        await here.add(name)
    names, cursor = [], None
    while True:
        query = {"limit": 3} | ({"cursor": cursor} if cursor else {})
        page = (await here.supervisor.get(here.units, params=query)).json()
        names += [unit["name"] for unit in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    # The factory's 办事处 sorts by its plain name.
    assert [name for name in names if name != "办事处"] == [
        "安监局",
        "财政局",
        "长江水务局",
        "重庆海关",
        "会计中心",
        "中小企业局",
    ]


async def test_search_finds_aliases_and_filters_narrow(here: Desk) -> None:
    committee = await here.add("区经济信息委", aliases=["区经信委"])
    await here.add("招商集团")
    assert [unit["name"] for unit in await here.listed(search="经信")] == ["区经济信息委"]
    assert [unit["name"] for unit in await here.listed(kind="enterprise")] == ["招商集团"]
    assert await here.listed(search="100%_") == []
    await here.change(committee, active=False)
    assert [unit["name"] for unit in await here.listed(active=False)] == ["区经济信息委"]
    assert "区经济信息委" not in [unit["name"] for unit in await here.listed(active=True)]


async def test_a_cursor_is_good_for_its_own_list_only(here: Desk) -> None:
    await here.add("财政局")
    cursor = (await here.supervisor.get(here.units, params={"limit": 1})).json()["next_cursor"]
    other = await here.supervisor.get(here.units, params={"limit": 1, "kind": "department", "cursor": cursor})
    assert (other.status_code, other.json()["code"]) == (410, "cursor_expired")


async def test_officers_read_and_only_supervisors_edit(here: Desk) -> None:
    unit = await here.add("财政局")
    read = await here.officer.get(f"{here.units}/{unit['id']}")
    assert read.status_code == 200
    assert read.json()["actions"] == []
    tag = {"If-Match": '"v1"'}
    for refused in (
        await here.officer.post(here.units, json={"name": "税务局"}),
        await here.officer.patch(read.request.url, json={"note": "x"}, headers=tag),
        await here.officer.delete(read.request.url, headers=tag),
    ):
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


async def test_another_zone_sees_nothing(app: FastAPI, operator: House, here: Desk) -> None:
    unit = await here.add("财政局", aliases=["财局"])
    tag = {"If-Match": '"v1"'}
    async with desk(app, operator) as other:
        same_name = await other.add("财政局", aliases=["财局"])
        answers = [
            await other.supervisor.get(f"{other.units}/{unit['id']}"),
            await other.supervisor.patch(f"{other.units}/{unit['id']}", json={"note": "x"}, headers=tag),
            await other.supervisor.delete(f"{other.units}/{unit['id']}", headers=tag),
            await other.supervisor.get(here.units),
        ]
        member = await other.supervisor.post(other.units, json={"name": "各局", "members": [unit["id"]]})
        missing = await other.supervisor.get(f"{other.units}/{UUID(int=7)}")
    assert [answer.status_code for answer in answers] == [404] * 4
    assert {**answers[0].json(), "request_id": ""} == {**missing.json(), "request_id": ""}
    assert member.json()["code"] == "unknown_member"
    assert same_name["id"] != unit["id"]


@pytest.mark.parametrize("name", ["区经信委", "区 经信委", "区经济信息委", "区经济信息委 "])
async def test_names_and_aliases_are_one_namespace(here: Desk, name: str) -> None:
    owner = await here.add("区经济信息委", aliases=["区经信委"])
    other = await here.add("招商局")
    for refused in (
        await here.supervisor.post(here.units, json={"name": name}),
        await here.supervisor.post(here.units, json={"name": "新单位", "aliases": [name]}),
        await here.change(other, name=name),
        await here.change(other, aliases=[name]),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "name_taken"), refused.text
        assert "区经济信息委" in refused.json()["title"]
    assert (await here.change(owner, name="区经信委", aliases=["区经济信息委"])).status_code == 200


async def test_a_name_is_not_its_own_alias(here: Desk) -> None:
    refused = await here.supervisor.post(here.units, json={"name": "财政局", "aliases": ["财 政 局"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "name_repeated")
    assert refused.json()["errors"][0]["pointer"] == "/aliases/0"


@pytest.mark.parametrize("name", ["", " ", "\u200b", "a\x00b", "\ufffe", "字" * 121, None, 3, ["x"]])
async def test_names_that_nobody_can_read_are_refused(here: Desk, name: object) -> None:
    assert (await here.supervisor.post(here.units, json={"name": name})).status_code == 422


async def test_changes_carry_their_version_and_leave_one_event(here: Desk) -> None:
    unit = await here.add("财政局")
    changed = await here.change(unit, name="财政金融局", aliases=["财政局"], kind="committee", note="合并")
    assert changed.status_code == 200, changed.text
    assert changed.headers["etag"] == '"v2"'
    assert {**changed.json(), "updated_at": ""} == {
        **unit,
        "name": "财政金融局",
        "aliases": ["财政局"],
        "kind": "committee",
        "note": "合并",
        "version": 2,
        "updated_at": "",
    }
    stale = await here.change(unit, note="旧")
    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    bare = await here.supervisor.patch(f"{here.units}/{unit['id']}", json={})
    assert (bare.status_code, bare.json()["code"]) == (428, "precondition_required")
    last = (await events(here.within))[-1]
    assert (last.tag, last.before and last.before["name"], last.after and last.after["name"]) == (
        "units:unit:change",
        "财政局",
        "财政金融局",
    )


async def test_only_collectives_have_members_and_never_collectives(here: Desk) -> None:
    street = await here.add("甲街道")
    every = await here.add("各镇街", members=[street["id"]])
    cases = {
        "members_of_single_unit": await here.change(street, members=[every["id"]]),
        "member_of_itself": await here.change(every, members=[every["id"]]),
        "unknown_member": await here.change(every, members=[str(UUID(int=7))]),
        "still_a_member": await here.change(street, kind="collective"),
    }
    assert {answer.json()["code"] for answer in cases.values()} == set(cases)
    wider = await here.supervisor.post(here.units, json={"name": "各单位", "members": [every["id"]]})
    assert wider.json()["code"] == "member_is_collective"
    assert (await here.change(every, kind="department")).json()["code"] == "members_of_single_unit"
    assert (await here.change(every, kind="department", members=[])).status_code == 200


async def test_only_an_unused_unit_is_deleted(here: Desk) -> None:
    used, member, free = await here.add("财政局"), await here.add("甲街道"), await here.add("税务局", aliases=["税局"])
    await here.add("各镇街", members=[member["id"]])
    uploader = await make_account(here.within.operator)
    await make_task(here.within, await make_plan(here.within, uploader.id), "任务", {UUID(used["id"]): "lead"})
    tag = {"If-Match": '"v1"'}
    for unit, word in ((used, "任务"), (member, "集合单位")):
        refused = await here.supervisor.delete(f"{here.units}/{unit['id']}", headers=tag)
        assert (refused.status_code, refused.json()["code"]) == (409, "unit_in_use")
        assert word in refused.json()["title"]
        assert "停用" in refused.json()["title"]
    assert (await here.supervisor.delete(f"{here.units}/{free['id']}", headers=tag)).status_code == 204
    assert (await here.supervisor.delete(f"{here.units}/{free['id']}", headers=tag)).status_code == 404
    assert "税局" not in {alias for unit in await here.listed() for alias in unit["aliases"]}
    await here.add("税局")


async def test_kinds_are_named_in_both_languages(here: Desk) -> None:
    kinds = (await here.officer.get(f"{here.address}/unit-kinds")).json()["items"]
    assert {"kind": "task_force", "name": "工作专班", "name_en": "Task force"} in kinds
    assert {kind.value for kind in LABELS} == set(UNIT_KINDS) == {kind.value for kind in UnitKind}


async def test_new_units_with_one_click_are_made_once(here: Desk) -> None:
    known = await here.add("区财政局", aliases=["财政"])
    names = ["各镇街", "区 财政局", "税务专班", "财政", "各镇街"]
    units: list[Unit] = []
    for _ in range(2):
        async with transaction(here.within.operator.engine, here.within.scope) as session:
            units = await create_units(session, names)
        assert [unit.name for unit in units] == ["各镇街", "区财政局", "税务专班", "区财政局", "各镇街"]
    assert str(units[1].id) == known["id"]
    assert [unit.kind for unit in units[:3]] == ["collective", "department", "task_force"]
    assert [event.tag for event in await events(here.within)].count("units:directory:create") == 1


async def test_of_two_at_once_only_one_gets_the_name(here: Desk) -> None:
    forms = [{"name": f"单位{n}", "aliases": ["同一个别名"]} for n in range(4)] + [{"name": "同一个别名"}]
    answers = await asyncio.gather(*(here.supervisor.post(here.units, json=form) for form in forms))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]


async def test_the_name_of_an_inactive_unit_is_not_given_away(here: Desk) -> None:
    await here.change(await here.add("旧局"), active=False)
    refused = await here.supervisor.post(here.units, json={"name": "旧局"})
    assert refused.json()["code"] == "name_taken"
    assert "重新启用" in refused.json()["title"]
    async with transaction(here.within.operator.engine, here.within.scope) as session:
        with pytest.raises(Refusal, match="name_taken"):
            await create_units(session, ["旧局"])


async def test_every_read_takes_one_statement(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    unit = await here.add("财政局")
    seen: list[str] = []
    run = Statement.arguments

    def counted(self: Statement, given: dict[str, Any]) -> list[Any]:
        seen.append(self.sql)
        return run(self, given)

    monkeypatch.setattr(Statement, "arguments", counted)
    for address in ("units", "units.xlsx", f"units/{unit['id']}"):
        assert (await here.officer.get(f"{here.address}/{address}")).status_code == 200
    assert len(seen) == 3
