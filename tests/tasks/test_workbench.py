from datetime import timedelta
from typing import Any

from mandate.tasks.rules import today
from tests.support.tasks import SLOTS, make_plan, make_task
from tests.tasks.conftest import Office


def counts(found: dict[str, Any]) -> dict[str, int]:
    return {name: part["count"] for name, part in found.items() if isinstance(part, dict)}


async def test_each_person_sees_what_waits_for_them(office: Office) -> None:
    first, second, third = (unit.id for unit in office.units)
    for days, state in ((-1, "active"), (0, "active"), (30, "unstaffed"), (31, "unstaffed"), (-9, "suspended")):
        relations = {first: "lead", second: "supporting"}
        await make_task(
            office.within, office.plan, f"任务{days}", relations, SLOTS,
            state=state, deadline_date=today() + timedelta(days=days),
        )  # fmt: skip
    await make_task(office.within, office.plan, "征求意见", {third: "responsible"}, provisional=True)
    await make_plan(office.within, office.account.id, "待核对方案", state="in_review")
    address = office.tasks.replace("/tasks", "/workbench")

    own = (await office.lead.get(address)).json()
    assert counts(own) == {"unstaffed": 2, "provisional": 0, "overdue": 1, "due_soon": 2, "steps_due": 0}
    assert own["plans_in_review"] is None
    assert [task["title"] for task in own["due_soon"]["items"]] == ["任务0", "任务30"]
    assert own["due_soon"]["items"][0]["staffed"] == {"filled": 3, "needed": 3}
    assert counts((await office.responsible.get(address)).json()) == dict.fromkeys(counts(own), 0)
    everything = (await office.supervisor.get(address)).json()
    assert counts(everything) == {
        "plans_in_review": 1, "unstaffed": 3, "provisional": 1, "overdue": 1, "due_soon": 2,
        "steps_due": 0, "preconditions": 0,
    }  # fmt: skip
    assert everything["plans_in_review"]["items"][0]["title"] == "待核对方案"
