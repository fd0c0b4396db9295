"""A plan that follows another: proposed, confirmed, compared, corrected, adopted; tasks keep their id and history."""

import asyncio
from io import BytesIO
from typing import Any

import pytest
from fastapi import FastAPI
from python_calamine import load_workbook

from mandate.access.permissions import Role
from mandate.api import adoption
from mandate.platform.errors import conflict
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.plan_pairs import FIRST, SECOND, adopt_here, read_here
from tests.support.plans import draft_address, if_match
from tests.support.succession import Desk
from tests.support.zones import make_zone

PEOPLE = {"responsible_leader": "分管领导", "responsible_section": "综合科", "responsible_officer": "经办人"}


async def test_the_earlier_plan_is_proposed_and_confirmed_by_a_person(desk: Desk) -> None:
    found = await desk.get(f"{desk.at}/succession")
    assert [(one["plan"]["id"], one["kind"]) for one in found["proposals"]] == [(desk.first, "renewal")]
    assert found["predecessor"] is None
    assert found["actions"] == ["follow"]
    confirmed = await desk.follow()
    assert (confirmed["predecessor"]["id"], confirmed["removed_tasks"]) == (desk.first, "keep")
    assert confirmed["carries_tasks"]
    assert confirmed["actions"] == ["follow", "unfollow", "match"]
    stale = await desk.browser.delete(f"{desk.at}/predecessor", headers=if_match(found))
    assert stale.status_code == 412
    removed = await desk.browser.delete(f"{desk.at}/predecessor", headers=if_match(confirmed))
    assert removed.json()["predecessor"] is None
    assert removed.json()["version"] == confirmed["version"] + 1


async def test_every_change_between_the_plans_is_named(desk: Desk) -> None:
    await desk.follow()
    found = await desk.get(f"{desk.at}/comparison")
    changes = {(pair["after"] or pair["before"])["title"]: set(pair["changes"]) for pair in found["pairs"]}
    assert changes["企业登记提速"] >= {"tightened", "loosened", "reworded"}
    assert changes["用电接入更快更省"] == {"renamed"}
    assert changes["政策直达企业"] == {"moved"}
    assert changes["清理涉企收费"] == {"units"}
    assert changes["建立企业服务专员制度"] == {"added"}
    assert changes["办好迎春招聘会"] == {"removed"}
    assert found["counts"]["added"] == 1
    registration = (await desk.pairs())["企业登记提速"]
    by_movement = {target["movement"]: target for target in registration["targets"]}
    assert by_movement["tightened"]["before"]["reading"].endswith("3个工作日")
    assert by_movement["tightened"]["after"]["reading"].endswith("2个工作日")
    assert by_movement["tightened"]["reason_zh"] == "按同一方向的限值比较"


async def test_a_person_corrects_a_pair_and_takes_it_back(desk: Desk) -> None:
    version = await desk.follow()
    pairs = await desk.pairs()
    new, gone = pairs["建立企业服务专员制度"]["after"]["id"], pairs["办好迎春招聘会"]["before"]["id"]
    answer = await desk.browser.put(f"{desk.at}/matches/{new}", json={"earlier": gone}, headers=if_match(version))
    assert answer.status_code == 204
    joined = (await desk.pairs())["建立企业服务专员制度"]
    assert (joined["way"], joined["before"]["id"]) == ("person", gone)
    tag = {"If-Match": answer.headers["etag"]}
    apart = await desk.browser.put(f"{desk.at}/matches/{new}", json={"earlier": None}, headers=tag)
    assert (await desk.pairs())["建立企业服务专员制度"]["before"] is None
    late = await desk.browser.delete(f"{desk.at}/matches/{new}", headers=tag)
    assert late.status_code == 412
    back = await desk.browser.delete(f"{desk.at}/matches/{new}", headers={"If-Match": apart.headers["etag"]})
    assert back.status_code == 204
    again = await desk.browser.delete(f"{desk.at}/matches/{new}", headers={"If-Match": back.headers["etag"]})
    assert again.json()["code"] == "not_corrected"


async def staff(desk: Desk, task: dict[str, Any]) -> None:
    detail = await desk.get(desk.task(task))
    for unit in detail["units"]:
        if unit["accountable"]:
            answer = await desk.browser.patch(
                desk.task(task, f"/units/{unit['id']}"), json=PEOPLE, headers=if_match(detail)
            )
            detail = answer.json()
    done = await desk.browser.post(desk.task(task, "/activation"), headers=if_match(detail))
    assert done.status_code == 200, done.text


async def test_a_year_later_tasks_keep_id_people_state_and_history(desk: Desk) -> None:
    before = await desk.tasks()
    for title in ("企业登记提速", "清理涉企收费", "办好迎春招聘会"):
        await staff(desk, before[title])
    await desk.follow()
    summary = await desk.adopt()
    assert (summary["tasks"], summary["carried"], summary["kept"], summary["withdrawn"]) == (5, 4, 1, 0)
    after = await desk.tasks(summary["plan_id"])
    assert after["用电接入更快更省"]["id"] == before["用电接入省时"]["id"]
    for title in ("企业登记提速", "政策直达企业", "清理涉企收费"):
        assert after[title]["id"] == before[title]["id"]
    assert after["建立企业服务专员制度"]["id"] not in {task["id"] for task in before.values()}
    # People stay where their unit stays; a new lead unit has to name its own first.
    registration = await desk.get(desk.task(after["企业登记提速"]))
    assert registration["state"] == "active"
    assert [unit["responsible_officer"] for unit in registration["units"] if unit["accountable"]] == ["经办人"]
    assert after["清理涉企收费"]["state"] == "unstaffed"
    old_lead = next(unit["id"] for unit in before["清理涉企收费"]["units"] if unit["relation"] == "lead")
    kept = {unit["id"]: unit for unit in (await desk.get(desk.task(after["清理涉企收费"])))["units"]}
    assert (kept[old_lead]["relation"], kept[old_lead]["responsible_officer"]) == ("responsible", "经办人")
    assert (before["政策直达企业"]["number"], after["政策直达企业"]["number"]) == (3, 1)
    # So do its duties, which the new plan says anew.
    duties = (await desk.get(f"/api/v1/zones/{desk.zone.code}/duties"))["items"]
    of_charges = [
        (duty["plan"]["id"], duty["state"])
        for duty in duties
        if (duty["task"] or {}).get("id") == after["清理涉企收费"]["id"]
    ]
    assert sorted(of_charges) == sorted([(desk.first, "ended"), (summary["plan_id"], "active")])
    # What the new plan does not name goes on under the old one.
    left = await desk.tasks(desk.first)
    assert {title: task["state"] for title, task in left.items()} == {"办好迎春招聘会": "active"}


async def test_history_and_earlier_targets_are_whole(desk: Desk) -> None:
    before = await desk.tasks()
    task = before["企业登记提速"]
    await staff(desk, task)
    await desk.follow()
    await desk.adopt()
    tags = [event["tag"] for event in (await desk.get(desk.task(task, "/history")))["items"]]
    assert tags == ["plans:plan:adopt", "tasks:task:activate", "tasks:task:staff", "plans:plan:adopt"]
    [origin] = (await desk.get(desk.task(task, "/origins")))["items"]
    assert (origin["outcome"], origin["earlier_plan"]["id"], origin["state"]) == ("carried", desk.first, "active")
    assert origin["body"].startswith("企业登记提速") or "3个工作日" in origin["body"]
    assert [unit["responsible_officer"] for unit in origin["units"] if unit["relation"] == "lead"] == ["经办人"]
    now = (await desk.get(desk.task(task, "/targets")))["items"]
    then = (await desk.get(desk.task(task, "/targets"), plan=desk.first))["items"]
    assert {target["value"] for target in now} >= {"2", "85"}
    assert {target["value"] for target in then} >= {"3", "90"}
    assert {target["plan_id"] for target in then} == {desk.first}
    assert len((await desk.get(f"{desk.plans}/{desk.first}/targets"))["items"]) >= len(then)


async def test_a_newer_version_withdraws_what_it_leaves_out(desk: Desk) -> None:
    task = (await desk.tasks())["办好迎春招聘会"]
    await desk.follow("revision")
    summary = await desk.adopt()
    assert (summary["carried"], summary["kept"], summary["withdrawn"]) == (4, 0, 1)
    assert (await desk.get(desk.task(task)))["state"] == "withdrawn"
    [origin] = (await desk.get(desk.task(task, "/origins")))["items"]
    assert (origin["outcome"], origin["plan"]["id"]) == ("withdrawn", summary["plan_id"])
    history = (await desk.get(desk.task(task, "/history")))["items"]
    assert history[0]["after"]["withdrawn"] == 1


async def test_adopting_twice_carries_over_once_and_settles_the_pairs(desk: Desk) -> None:
    version = await desk.follow()
    await desk.adopt()
    assert (await desk.get(f"{desk.plans}/{desk.first}/succession"))["successor"]["id"] == desk.second["id"]
    answers = await asyncio.gather(*(desk.browser.post(f"{desk.at}/adoption") for _ in range(3)))
    assert [answer.json()["already_adopted"] for answer in answers] == [True] * 3
    assert {answer.json()["carried"] for answer in answers} == {4}
    found = await desk.get(f"{desk.at}/comparison")
    assert {pair["way"] for pair in found["pairs"] if pair["before"] and pair["after"]} == {"adoption"}
    state = await desk.get(f"{desk.at}/succession")
    assert state["carried"]
    assert state["actions"] == []
    refused = await desk.browser.delete(f"{desk.at}/predecessor", headers=if_match(state))
    assert refused.json()["code"] == "tasks_carried_over"
    assert version["version"] < state["version"]


async def test_a_third_plan_carries_the_same_task_on(desk: Desk) -> None:
    task = (await desk.tasks())["企业登记提速"]
    await desk.follow()
    second = (await desk.adopt())["plan_id"]
    third = SECOND.replace("二〇二六", "二〇二七").replace("不超过2个", "不超过1个")
    desk.second = await read_here(desk.browser, desk.operator, desk.zone, third, "2027.txt")
    desk.first, first = second, desk.first
    found = await desk.get(f"{desk.at}/succession")
    assert [one["plan"]["id"] for one in found["proposals"]] == [second]
    taken = await desk.browser.put(
        f"{desk.at}/predecessor", json={"predecessor": first, "kind": "renewal"}, headers=if_match(found)
    )
    assert taken.json()["code"] == "followed_already"
    await desk.follow()
    summary = await desk.adopt()
    assert summary["carried"] == 5
    origins = (await desk.get(desk.task(task, "/origins")))["items"]
    assert [origin["earlier_plan"]["id"] for origin in origins] == [second, first]
    assert {target["value"] for target in (await desk.get(desk.task(task, "/targets")))["items"]} >= {"1"}


async def test_a_consultation_draft_becomes_binding_in_place(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    draft = FIRST.replace("行动计划\n", "行动计划\n（征求意见稿）\n", 1)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        first = await read_here(browser, operator, zone, draft, "征求意见.txt")
        await adopt_here(browser, zone, first)
        second = await read_here(browser, operator, zone, FIRST, "正式.txt")
        desk = Desk(zone, operator, browser, first["id"], second)
        before = await desk.tasks()
        assert all(task["provisional"] for task in before.values())
        [proposal] = (await desk.get(f"{desk.at}/succession"))["proposals"]
        assert proposal["kind"] == "revision"
        await desk.follow("revision")
        assert (await desk.adopt())["carried"] == 5
        after = await desk.tasks()
    assert {title: task["id"] for title, task in after.items()} == {title: task["id"] for title, task in before.items()}
    assert not any(task["provisional"] for task in after.values())


async def test_a_consultation_draft_never_touches_what_is_binding(desk: Desk) -> None:
    draft = SECOND.replace("行动计划\n", "行动计划\n（征求意见稿）\n", 1)
    desk.second = await read_here(desk.browser, desk.operator, desk.zone, draft, "征求意见.txt")
    before = await desk.tasks()
    assert not (await desk.follow())["carries_tasks"]
    summary = await desk.adopt()
    assert (summary["carried"], summary["tasks"]) == (0, 5)
    bound = await desk.tasks(desk.first)
    assert {task["id"] for task in bound.values()} == {task["id"] for task in before.values()}
    assert not any(task["provisional"] for task in bound.values())


async def test_only_an_adopted_plan_can_be_followed_and_never_itself(desk: Desk) -> None:
    found = await desk.get(f"{desk.at}/succession")
    itself = await desk.browser.put(
        f"{desk.at}/predecessor", json={"predecessor": desk.second["id"], "kind": "revision"}, headers=if_match(found)
    )
    assert itself.json()["code"] == "predecessor_not_adopted"
    await desk.follow()
    circle = await desk.browser.put(
        f"{desk.plans}/{desk.first}/predecessor",
        json={"predecessor": desk.first, "kind": "revision"},
        headers=if_match(await desk.get(f"{desk.plans}/{desk.first}/succession")),
    )
    assert circle.json()["code"] == "follows_itself"
    unmatched = await desk.browser.put(
        f"{desk.plans}/{desk.first}/matches/{desk.second['id']}", json={"earlier": None}, headers=if_match(found)
    )
    assert unmatched.status_code == 404


async def test_two_adopted_plans_are_compared_by_those_who_read(app: FastAPI, desk: Desk) -> None:
    await desk.adopt()
    leader = await make_person(desk.operator, desk.zone, Role.LEADER)
    async with browser_of(app, leader) as browser:
        answer = await browser.get(f"{desk.at}/comparison", params={"other": desk.first})
        alone = await browser.get(f"{desk.at}/comparison")
        missing = await browser.get(f"{desk.at}/comparison", params={"other": desk.at.rpartition("/")[2][::-1]})
    found = answer.json()
    assert (found["other"]["id"], found["actions"], found["kind"]) == (desk.first, [], None)
    assert found["counts"]["removed"] == 1
    assert (alone.json()["other"], alone.json()["pairs"]) == (None, [])
    assert missing.status_code in {404, 422}


async def test_the_comparison_is_taken_away_as_a_workbook(desk: Desk) -> None:
    await desk.follow()
    answer = await desk.browser.get(f"{desk.at}/comparison.xlsx")
    assert answer.status_code == 200
    titles, *rows = load_workbook(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert titles[0] == "变动"
    assert len(rows) == 6
    assert any("收紧：按同一方向的限值比较" in str(row[-1]) for row in rows)
    english = await desk.browser.get(f"{desk.at}/comparison.xlsx", params={"language": "en"})
    assert english.status_code == 200


async def test_an_adoption_that_fails_halfway_leaves_everything_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.follow()
    before = await desk.tasks()
    with monkeypatch.context() as patch:
        patch.setattr(adoption, "settle_others", refuse)
        spoken = (await desk.get(f"{desk.at}/spoken-units"))["items"]
        missing = [unit["text"] for unit in spoken if unit["unit_id"] is None]
        assert not missing or (await desk.browser.post(f"{desk.at}/new-units", json={"texts": missing})).is_success
        assert (await desk.browser.post(f"{desk.at}/adoption")).status_code == 409
    assert await desk.tasks() == before
    assert not (await desk.get(f"{desk.at}/succession"))["carried"]
    assert (await desk.adopt())["carried"] == 4


async def refuse(*_arguments: object, **_options: object) -> None:
    raise conflict("halfway", "中途停止。", "Stopped halfway.")


async def test_two_plans_cannot_both_take_the_same_tasks_over(desk: Desk) -> None:
    second = desk.second
    await desk.follow()
    third = SECOND.replace("二〇二六", "二〇二七")
    desk.second = await read_here(desk.browser, desk.operator, desk.zone, third, "2027.txt")
    await desk.follow()
    spoken = (await desk.get(f"{desk.at}/spoken-units"))["items"]
    missing = [unit["text"] for unit in spoken if unit["unit_id"] is None]
    if missing:
        await desk.browser.post(f"{desk.at}/new-units", json={"texts": missing})
    places = [draft_address(desk.zone, plan) for plan in (second, desk.second)]
    for text in missing:
        found = (await desk.get(f"{places[0]}/spoken-units"))["items"]
        if any(unit["text"] == text and unit["unit_id"] is None for unit in found):
            unit = next(one for one in (await desk.get(f"{desk.at}/spoken-units"))["items"] if one["text"] == text)
            body = {"text": text, "unit_id": unit["unit_id"]}
            assert (await desk.browser.post(f"{places[0]}/unit-resolutions", json=body)).is_success
    answers = await asyncio.gather(*(desk.browser.post(f"{at}/adoption") for at in places))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert {answer.json().get("code") for answer in answers} == {None, "followed_already"}
    assert sum(answer.json().get("carried", 0) for answer in answers) == 4
