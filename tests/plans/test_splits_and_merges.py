"""Tasks that a new plan splits or merges: a person says so, and each shows the others."""

from io import BytesIO
from typing import Any

import httpx
from fastapi import FastAPI
from python_calamine import load_workbook

from mandate.access.permissions import Role
from tests.support.people import browser_of, make_person
from tests.support.plans import if_match
from tests.support.succession import Desk

SPLIT_OFF, WENT_ON, MERGED, POWER = "建立企业服务专员制度", "清理涉企收费", "办好迎春招聘会", "用电接入省时"


async def say(desk: Desk, version: str, new: str, *earlier: str) -> httpx.Response:
    body = {"earlier": list(earlier)}
    return await desk.browser.put(f"{desk.at}/origins/{new}", json=body, headers={"If-Match": version})


async def decide(desk: Desk) -> str:
    """The new task is a part of one that goes on, which has taken in another; the tag of the succession."""
    state = await desk.follow()
    pairs = await desk.pairs()
    part, whole, gone = pairs[SPLIT_OFF]["after"]["id"], pairs[WENT_ON], pairs[MERGED]["before"]["id"]
    split = await say(desk, f'"v{state["version"]}"', part, whole["before"]["id"])
    assert split.status_code == 204, split.text
    merge = await say(desk, split.headers["etag"], whole["after"]["id"], gone)
    assert merge.status_code == 204, merge.text
    return str(merge.headers["etag"])


def titles(tasks: list[dict[str, Any]]) -> list[str]:
    return [task["title"] for task in tasks]


async def test_the_comparison_shows_what_was_said_and_takes_it_back(desk: Desk) -> None:
    tag = await decide(desk)
    pairs = await desk.pairs()
    assert titles(pairs[SPLIT_OFF]["origins"]) == [WENT_ON]
    assert (titles(pairs[WENT_ON]["origins"]), titles(pairs[WENT_ON]["parts"])) == ([MERGED], [SPLIT_OFF])
    assert titles(pairs[MERGED]["parts"]) == [WENT_ON]
    workbook = await desk.browser.get(f"{desk.at}/comparison.xlsx")
    head, *rows = load_workbook(BytesIO(workbook.content)).get_sheet_by_index(0).to_python()
    kin = [str(row[head.index("拆分与合并")]) for row in rows if WENT_ON in row]
    assert [(MERGED in told, SPLIT_OFF in told) for told in kin] == [(True, True)]
    new = pairs[SPLIT_OFF]["after"]["id"]
    assert (await say(desk, '"v1"', new)).status_code == 412
    assert (await say(desk, tag, new, new)).status_code == 404
    assert (await say(desk, tag, new)).status_code == 204
    assert (await desk.pairs())[SPLIT_OFF]["origins"] == []
    state = await desk.get(f"{desk.at}/succession")
    dropped = await desk.browser.delete(f"{desk.at}/predecessor", headers=if_match(state))
    assert dropped.status_code == 200
    await desk.follow()
    assert (await desk.pairs())[WENT_ON]["origins"] == []


async def test_adoption_links_the_parts_and_ends_what_went_into_others(app: FastAPI, desk: Desk) -> None:
    before = await desk.tasks()
    await decide(desk)
    summary = await desk.adopt()
    assert (summary["carried"], summary["kept"], summary["withdrawn"]) == (4, 0, 1)
    after = await desk.tasks(summary["plan_id"])
    assert after[WENT_ON]["id"] == before[WENT_ON]["id"]
    kin = {
        title: await desk.get(desk.task(task, "/origins"))
        for title, task in ((SPLIT_OFF, after[SPLIT_OFF]), (WENT_ON, after[WENT_ON]), (MERGED, before[MERGED]))
    }
    told = {title: (titles(found["stems_from"]), titles(found["went_into"])) for title, found in kin.items()}
    assert told == {SPLIT_OFF: ([WENT_ON], []), WENT_ON: ([MERGED], [SPLIT_OFF]), MERGED: ([], [WENT_ON])}
    assert kin[WENT_ON]["stems_from"][0]["id"] == before[MERGED]["id"]
    assert [one["outcome"] for one in kin[MERGED]["items"]] == ["withdrawn"]
    assert (await desk.get(desk.task(before[MERGED])))["state"] == "withdrawn"
    assert (await desk.get(desk.task(before[MERGED], "/history")))["items"]
    # An officer is told of the tasks that they may read, and of no others.
    lead = next(unit["id"] for unit in after[SPLIT_OFF]["units"] if unit["relation"] == "lead")
    officer = await make_person(desk.operator, desk.zone, Role.OFFICER, lead)
    async with browser_of(app, officer) as browser:
        seen = await browser.get(desk.task(after[SPLIT_OFF], "/origins"))
    assert seen.json()["stems_from"] == []
    late = await say(desk, '"v9"', after[SPLIT_OFF]["id"])
    assert late.json()["code"] == "tasks_carried_over"


async def test_who_answered_for_a_task_answers_for_what_was_split_off_it(desk: Desk) -> None:
    """Its own unit finds the people filled in; a unit that had no part in it names its own."""
    before = (await desk.tasks())[POWER]
    unit = next(unit for unit in before["units"] if unit["relation"] == "lead")
    people = {"responsible_leader": "分管领导", "responsible_section": "综合科", "responsible_officer": "经办人"}
    headers = if_match(await desk.get(desk.task(before)))
    named = await desk.browser.patch(desk.task(before, f"/units/{unit['id']}"), json=people, headers=headers)
    assert named.status_code == 200, named.text
    state = await desk.follow()
    pairs = await desk.pairs()
    new, earlier = pairs[SPLIT_OFF]["after"]["id"], before["id"]
    assert (await say(desk, f'"v{state["version"]}"', new, earlier)).status_code == 204
    summary = await desk.adopt()
    part = (await desk.tasks(summary["plan_id"]))[SPLIT_OFF]
    found = await desk.get(desk.task(part))
    told = {unit["name"]: {slot: unit[slot] for slot in people} for unit in found["units"]}
    assert told == {"区经信局": people, "各镇街": dict.fromkeys(people, "")}
    assert (found["state"], found["id"]) == ("unstaffed", new)
