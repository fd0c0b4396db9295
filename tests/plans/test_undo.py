"""Every step of a review can be taken back and made again, by its author, until somebody changes the same rows."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.plans import SMALL_PLAN, compiled_plan, draft_address, if_match
from tests.support.zones import make_zone


class Table:
    """Two reviewers of one draft."""

    def __init__(self, at: str, mine: httpx.AsyncClient, theirs: httpx.AsyncClient) -> None:
        self.at, self.mine, self.theirs = at, mine, theirs

    async def draft(self) -> dict[str, Any]:
        """The draft without what every change moves: versions, and ids of units that were written again."""
        found: dict[str, Any] = (await self.mine.get(f"{self.at}/draft")).json()
        for task in found["tasks"]:
            del task["version"]
            for quantity in task["quantities"]:
                del quantity["version"]
        return found

    async def tasks(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.mine.get(f"{self.at}/draft")).json()["tasks"]
        return found

    async def state(self, who: httpx.AsyncClient | None = None) -> dict[str, Any]:
        found: dict[str, Any] = (await (who or self.mine).get(f"{self.at}/review-state")).json()
        return found

    async def undo(self) -> httpx.Response:
        change = (await self.state())["undo"]
        return await self.mine.post(f"{self.at}/changes/{change['id']}/reversal")

    async def redo(self) -> httpx.Response:
        change = (await self.state())["redo"]
        return await self.mine.post(f"{self.at}/changes/{change['id']}/repetition")

    async def change(self, who: httpx.AsyncClient, task: dict[str, Any], **fields: Any) -> httpx.Response:
        return await who.patch(f"{self.at}/draft-tasks/{task['id']}", json=fields, headers=if_match(task))


@pytest.fixture
async def table(app: FastAPI, operator: House) -> AsyncIterator[Table]:
    zone = await make_zone(operator)
    async with AsyncExitStack() as stack:
        people = [await make_person(operator, zone, Role.SUPERVISOR) for _ in range(2)]
        mine, theirs = [await stack.enter_async_context(browser_of(app, person)) for person in people]
        plan = await compiled_plan(mine, operator, zone)
        yield Table(draft_address(zone, plan), mine, theirs)


async def confirm(table: Table) -> httpx.Response:
    return await table.change(table.mine, (await table.tasks())[0], state="confirmed")


async def set_units(table: Table) -> httpx.Response:
    task = (await table.tasks())[0]
    units = [{"relation": "lead", "text": "区税务局"}, {"relation": "responsible", "text": "区新设局"}]
    return await table.mine.put(
        f"{table.at}/draft-tasks/{task['id']}/units", json={"units": units}, headers=if_match(task)
    )


async def merge(table: Table) -> httpx.Response:
    first, second, _ = await table.tasks()
    return await table.mine.post(f"{table.at}/draft-tasks/merge", json={"tasks": [first["id"], second["id"]]})


async def split(table: Table) -> httpx.Response:
    task = (await table.tasks())[0]
    titles = {"titles": ["登记", "变更", "注销"]}
    return await table.mine.post(f"{table.at}/draft-tasks/{task['id']}/split", json=titles, headers=if_match(task))


async def add(table: Table) -> httpx.Response:
    return await table.mine.post(f"{table.at}/draft-tasks", json={"title": "新增的任务"})


async def add_number(table: Table) -> httpx.Response:
    task = (await table.tasks())[0]
    number = {"draft_task_id": task["id"], "indicator": "跑动次数", "operator": "=", "value": "0", "unit": "次"}
    return await table.mine.post(f"{table.at}/draft-quantities", json=number)


async def change_number(table: Table) -> httpx.Response:
    number = (await table.tasks())[0]["quantities"][0]
    return await table.mine.patch(
        f"{table.at}/draft-quantities/{number['id']}", json={"value": "1.50", "settled": True}, headers=if_match(number)
    )


async def new_units(table: Table) -> httpx.Response:
    return await table.mine.post(f"{table.at}/new-units", json={"texts": ["区市场局", "区税务局"]})


async def swap(table: Table) -> httpx.Response:
    return await table.mine.post(f"{table.at}/fixes", json={"kind": "swap"})


STEPS: list[Callable[[Table], Awaitable[httpx.Response]]] = [
    confirm, set_units, merge, split, add, add_number, change_number, new_units, swap,
]  # fmt: skip


async def test_every_step_is_taken_back_and_made_again(table: Table) -> None:
    before = await table.draft()
    for step in STEPS:
        made = await step(table)
        assert made.status_code < 300, made.text
        after = await table.draft()
        assert after != before, step.__name__
        undone = await table.undo()
        assert undone.status_code == 200, undone.text
        assert await table.draft() == before, step.__name__
        again = await table.redo()
        assert again.status_code == 200, again.text
        # Units that are made again have new ids.
        if step is not new_units:
            assert await table.draft() == after, step.__name__
        assert (await table.undo()).status_code == 200
        assert await table.draft() == before, step.__name__
    assert (await table.state())["undo"] is None


async def test_many_steps_go_back_one_by_one_and_forward_again(table: Table) -> None:
    seen = [await table.draft()]
    for step in (new_units, set_units, split, merge_first_two, confirm):
        assert (await step(table)).status_code < 300
        seen.append(await table.draft())
    for expected in reversed(seen[:-1]):
        answer = await table.undo()
        assert answer.status_code == 200, answer.text
        assert await table.draft() == expected
    units = (await table.mine.get(f"{table.at.partition('/plans')[0]}/units")).json()["items"]
    assert units == [], "units that the review made are gone from the directory"
    for expected in seen[1:]:
        answer = await table.redo()
        assert answer.status_code == 200, answer.text
        assert titles(await table.draft()) == titles(expected)


async def merge_first_two(table: Table) -> httpx.Response:
    first, second, *_ = await table.tasks()
    return await table.mine.post(f"{table.at}/draft-tasks/merge", json={"tasks": [first["id"], second["id"]]})


def titles(draft: dict[str, Any]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (task["title"], task["state"], [(unit["relation"], unit["text"]) for unit in task["units"]])
        for task in draft["tasks"]
    ]


async def test_what_a_colleague_has_changed_since_is_not_taken_back(table: Table) -> None:
    task = (await table.tasks())[0]
    mine = (await table.change(table.mine, task, title="我的标题")).json()
    await table.change(table.theirs, mine, title="同事的标题")
    refused = await table.undo()
    assert (refused.status_code, refused.json()["code"]) == (409, "changed_since")
    assert "测试员" in refused.json()["title"]
    assert (await table.tasks())[0]["title"] == "同事的标题"


async def test_a_colleagues_change_elsewhere_in_the_task_does_not_stand_in_the_way(table: Table) -> None:
    task = (await table.tasks())[0]
    mine = (await table.change(table.mine, task, title="我的标题")).json()
    await table.change(table.theirs, mine, deadline_text="年底前")
    assert (await table.undo()).status_code == 200
    now = (await table.tasks())[0]
    assert (now["title"], now["deadline_text"]) == (task["title"], "年底前")


async def test_only_the_author_takes_a_change_back_and_only_once(table: Table) -> None:
    await confirm(table)
    change = (await table.state())["undo"]
    foreign = await table.theirs.post(f"{table.at}/changes/{change['id']}/reversal")
    assert (foreign.status_code, foreign.json()["code"]) == (409, "change_of_another")
    assert (await table.state(table.theirs))["undo"] is None
    assert (await table.undo()).status_code == 200
    twice = await table.mine.post(f"{table.at}/changes/{change['id']}/reversal")
    assert (twice.status_code, twice.json()["code"]) == (409, "nothing_to_move")
    await table.change(table.mine, (await table.tasks())[1], title="别的修改")
    assert (await table.state())["redo"] is None


async def test_who_was_overtaken_is_told_by_whom_and_by_what(table: Table) -> None:
    task = (await table.tasks())[0]
    await table.change(table.theirs, task, title="同事的标题")
    stale = await table.change(table.mine, task, title="我的标题")
    assert stale.status_code == 412
    told = stale.json()["errors"][0]
    assert told["code"] == "changed_by"
    assert "测试员" in told["message"]
    assert "标题" in told["message"]


async def test_every_change_gives_the_review_a_new_revision(table: Table) -> None:
    seen = {(await table.state())["revision"]}
    await confirm(table)
    seen.add((await table.state())["revision"])
    await table.undo()
    state = await table.state(table.theirs)
    seen.add(state["revision"])
    assert len(seen) == 3
    assert [(one["who"], one["mine"]) for one in state["recent"]] == [("测试员", False)]


async def test_doubts_of_the_document_are_answered_and_asked_again(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    text = SMALL_PLAN.replace("行动计划\n", "行动计划\n（征求意见稿）\n", 1)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as mine:
        plan = await compiled_plan(mine, operator, zone, text)
        at = draft_address(zone, plan)
        assert plan["doubts"]
        answered = await mine.patch(at, json={"settled": True}, headers=if_match(plan))
        assert answered.status_code == 200, answered.text
        assert all(doubt["settled"] for doubt in answered.json()["doubts"])
        assert (await Table(at, mine, mine).undo()).status_code == 200
        assert not any(doubt.get("settled") for doubt in (await mine.get(at)).json()["doubts"])
