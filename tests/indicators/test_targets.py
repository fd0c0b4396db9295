"""Targets: read by those who read their tasks, decimals as text, with a reading in Chinese."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from decimal import Decimal
from typing import Any

import pytest
from fastapi import FastAPI

from mandate.indicators.rules import chinese_reading
from mandate.indicators.tables import Target
from mandate.platform.database import transaction
from mandate.platform.house import House
from mandate.tasks.tables import Task
from tests.support.tasks import make_task
from tests.tasks.conftest import Office, open_office


@pytest.fixture
async def office(app: FastAPI, operator: House) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack:
        yield await open_office(stack, app, operator)


async def make_target(office: Office, task: Task | None, indicator: str, **values: Any) -> Target:
    facts = {"operator": "<=", "value": Decimal("45.50"), "unit": "工作日", "quote": "原文", "ordinal": 1, **values}
    target = Target(plan_id=office.plan.id, task_id=task.id if task else None, indicator=indicator, **facts)
    async with transaction(office.within.operator.engine, office.within.scope) as session:
        session.add(target)
    return target


async def test_a_target_is_given_whole(office: Office) -> None:
    task = await make_task(office.within, office.plan, "压减时限", {office.units[0].id: "lead"})
    target = await make_target(
        office, task, "办理时限", baseline=Decimal(50), condition="不含外线施工", start_offset=3, end_offset=9
    )
    answer = await office.lead.get(f"{office.tasks}/{task.id}/targets")
    assert answer.json() == {
        "items": [
            {
                "id": str(target.id),
                "plan_id": str(office.plan.id),
                "task_id": str(task.id),
                "clause_id": None,
                "kind": "T",
                "indicator": "办理时限",
                "operator": "<=",
                "value": "45.5",
                "value_high": None,
                "value_text": "",
                "unit": "工作日",
                "baseline": "50",
                "condition": "不含外线施工",
                "deadline_text": "",
                "deadline_date": None,
                "quote": "原文",
                "start": 3,
                "end": 9,
                "reading": "办理时限由50个工作日压减至45.5个工作日（不含外线施工）",
            }
        ],
        "next_cursor": None,
    }


async def test_officers_read_the_targets_of_the_tasks_they_read(office: Office) -> None:
    own = await make_task(office.within, office.plan, "甲牵头", {office.units[0].id: "lead"})
    other = await make_task(office.within, office.plan, "丙牵头", {office.units[2].id: "lead"})
    for place, (task, indicator) in enumerate(((None, "总目标"), (own, "甲的"), (other, "丙的"))):
        await make_target(office, task, indicator, ordinal=place)
    of_plan = office.tasks.replace("/tasks", f"/plans/{office.plan.id}/targets")

    async def indicators(who: str, address: str) -> list[str]:
        return [row["indicator"] for row in (await office.everybody[who].get(address)).json()["items"]]

    assert await indicators("supervisor", of_plan) == ["总目标", "甲的", "丙的"]
    assert await indicators("lead", of_plan) == ["总目标", "甲的"]
    assert await indicators("lead", f"{office.tasks}/{own.id}/targets") == ["甲的"]
    for hidden in (f"{office.tasks}/{other.id}/targets", of_plan.replace(str(office.plan.id), str(own.id))):
        answer = await office.lead.get(hidden)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_targets_come_page_by_page(office: Office) -> None:
    for place in range(5):
        await make_target(office, None, f"指标{place}", ordinal=place)
    address = office.tasks.replace("/tasks", f"/plans/{office.plan.id}/targets")
    seen, cursor = [], None
    while True:
        page = (await office.leader.get(address, params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [row["indicator"] for row in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == [f"指标{place}" for place in range(5)]


EMPTY = {"value": None, "value_high": None, "value_text": "", "unit": "", "baseline": None, "condition": ""}


@pytest.mark.parametrize(
    ("fields", "reading"),
    [
        ({"operator": ">=", "value": "0", "unit": "个"}, "指标不低于0个"),
        ({"operator": "range", "value": "1", "value_high": "2", "unit": "个"}, "指标1—2个"),
        ({"operator": "decrease_by>=", "value": "30", "unit": "%"}, "指标压减30%以上"),
        ({"operator": "=", "value_text": "即时"}, "指标等于即时"),
        ({"operator": "<=", "value_text": "全市平均水平"}, "指标不超过全市平均水平"),
        ({"operator": "range", "value": "2", "value_high": "1", "unit": "个"}, "原文"),
        ({"operator": "range", "value": "2", "unit": "个"}, "原文"),
    ],
)
def test_a_target_is_read_aloud(fields: dict[str, Any], reading: str) -> None:
    assert chinese_reading({**EMPTY, "indicator": "指标", "quote": "原文", **fields}) == reading
