"""Units beside topics, plans and states: what a cell counts, the list shows."""

import io
from datetime import date
from typing import Any

import python_calamine

from mandate.platform.database import transaction
from mandate.tasks.topics import suggest_topics
from tests.support.tasks import make_plan, make_task, make_unit
from tests.tasks.conftest import Office

PAST = date(2020, 1, 1)


async def furnish(office: Office) -> str:
    """Tasks of three topics, units by themselves and behind a collective one; the collective's id."""
    first, second, third = (unit.id for unit in office.units)
    together = await make_unit(office.within, "各有关部门", members=office.units[1:])
    other = await make_plan(office.within, office.account.id, "另一方案")
    await make_task(
        office.within, office.plan, "纳税更便利", {first: "lead", second: "responsible"}, deadline_date=PAST
    )
    await make_task(office.within, office.plan, "施工许可提速", {first: "lead", together.id: "responsible"})
    await make_task(office.within, office.plan, "照常工作", {second: "lead", together.id: "responsible"})
    await make_task(office.within, other, "税费争议调解", {third: "lead"}, state="suspended", deadline_date=PAST)
    async with transaction(office.within.operator.engine, office.within.scope) as session:
        for plan in (office.plan, other):
            await suggest_topics(session, plan.id)
    return str(together.id)


async def matrix(office: Office, query: str = "", by: str = "supervisor") -> dict[str, Any]:
    answer = await office.everybody[by].get(f"/api/v1/zones/{office.zone.code}/task-matrix?{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def cells(found: dict[str, Any]) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (row["name"], cell["key"]): (cell["count"], cell["overdue"]) for row in found["rows"] for cell in row["cells"]
    }


async def test_every_cell_says_what_the_list_shows(office: Office) -> None:
    await furnish(office)
    for by in ("topic", "plan", "state"):
        for relation in ("", "&relation=responsible"):
            found = await matrix(office, f"by={by}{relation}")
            for row in found["rows"]:
                assert row["count"] == await listed(office, f"unit={row['unit']}{relation}")
                for cell in row["cells"]:
                    column = "topic_state=none" if cell["key"] == "none" else f"{by}={cell['key']}"
                    query = f"unit={row['unit']}&{column}{relation}"
                    assert cell["count"] == await listed(office, query), query
                    assert cell["overdue"] == await listed(office, f"{query}&overdue=true")
            assert found["total"]["count"] == 4 if not relation else found["total"]["count"] <= 4


async def listed(office: Office, query: str) -> int:
    return len((await office.supervisor.get(f"{office.tasks}?{query}")).json()["items"])


async def test_columns_rows_and_totals(office: Office) -> None:
    await furnish(office)
    found = await matrix(office, "by=topic&relation=lead")
    assert len(found["columns"]) == 19
    assert cells(found) == {
        ("甲局", "taxes"): (1, 1),
        ("甲局", "construction_permits"): (1, 0),
        ("乙局", "none"): (1, 0),
        ("丙局", "taxes"): (1, 0),
    }
    taxes = next(column for column in found["columns"] if column["key"] == "taxes")
    assert (taxes["name"], taxes["count"], taxes["overdue"]) == ("纳税", 2, 1)
    plans = await matrix(office, "by=plan")
    assert [column["name"] for column in plans["columns"]] == ["另一方案", "优化营商环境行动方案"]
    states = await matrix(office, "by=state&state=suspended")
    assert [(row["name"], row["count"]) for row in states["rows"]] == [("丙局", 1)]
    # A unit both itself and behind a collective name takes part once.
    everything = await matrix(office, "by=topic")
    assert cells(everything)[("乙局", "none")] == (1, 0)


async def test_officers_count_what_they_may_read(office: Office) -> None:
    await furnish(office)
    assert (await matrix(office, "by=topic", by="lead"))["total"]["count"] == 2
    assert (await matrix(office, "by=topic", by="leader"))["total"]["count"] == 4


async def test_the_matrix_is_taken_away_as_a_workbook(office: Office) -> None:
    await furnish(office)
    address = f"/api/v1/zones/{office.zone.code}/task-matrix/export.xlsx"
    answer = await office.supervisor.get(f"{address}?by=topic&relation=lead")
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    lines = sheet.to_python()
    assert lines[0][:3] == ["单位", "合计", "开办企业"]
    assert lines[1][:2] == ["合计", "4（逾期1）"]
    assert (await office.supervisor.get(f"{address}?by=colour")).status_code == 422


async def test_an_empty_zone_has_an_empty_matrix(office: Office) -> None:
    found = await matrix(office)
    assert (found["rows"], found["total"]) == ([], {"count": 0, "overdue": 0})
