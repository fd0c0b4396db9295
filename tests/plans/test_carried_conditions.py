"""What was decided about a task's precondition, when another plan carries the task on."""

import pytest
from fastapi import FastAPI

from mandate.access.permissions import Role
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.plan_pairs import FIRST, SECOND, adopt_here, read_here
from tests.support.plans import if_match
from tests.support.succession import Desk
from tests.support.zones import make_zone

UNTIL = "待市级细则出台后，公布收费目录"


@pytest.mark.parametrize(
    ("decision", "state", "reworded"),
    [("wait", "waiting", True), ("wait", "waiting", False), ("dismiss", "dismissed", True)],
)
async def test_a_condition_in_new_words_is_asked_anew_and_in_the_same_words_stays_decided(
    app: FastAPI, operator: House, decision: str, state: str, reworded: bool
) -> None:
    zone = await make_zone(operator)
    old = FIRST.replace("公布收费目录", UNTIL)
    new = SECOND.replace("公布收费目录", UNTIL.replace("市级", "省级") if reworded else UNTIL)
    async with browser_of(app, await make_person(operator, zone, Role.SUPERVISOR)) as browser:
        first = await read_here(browser, operator, zone, old, "2025.txt")
        await adopt_here(browser, zone, first)
        desk = Desk(zone, operator, browser, first["id"], await read_here(browser, operator, zone, new, "2026.txt"))
        task = (await desk.tasks())["清理涉企收费"]
        said = "市里的细则" if decision == "wait" else "待市级细则出台后"
        bodies = {
            "wait": ("waiting", {"text": said, "since_date": "2026-01-05"}),
            "dismiss": ("dismissal", {"reason": "已出台"}),
        }
        part, body = bodies[decision]
        decided = await browser.post(desk.task(task, f"/precondition/{part}"), json=body, headers=if_match(task))
        assert decided.json()["precondition_state"] == state, decided.text
        await desk.follow()
        await desk.adopt()
        found = await desk.get(desk.task(task))
    assert found["plan"]["id"] == desk.second["id"]
    expected = ("undecided", "待省级细则出台后") if reworded else (state, said)
    assert (found["precondition_state"], found["precondition"]) == expected
    if decision == "wait":
        assert (found["wait"]["released_date"] is not None) == reworded
