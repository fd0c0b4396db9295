import csv
import io

import pytest

from mandate.platform.workbooks import read_table
from tests.support.tasks import SLOTS, make_task
from tests.tasks.conftest import Office

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
async def test_a_file_has_the_rows_and_columns_asked_for(office: Office, kind: str) -> None:
    first, second, third = (unit.id for unit in office.units)
    await make_task(office.within, office.plan, "甲牵头", {first: "lead", second: "responsible"}, SLOTS, number=1)
    await make_task(office.within, office.plan, "丙牵头", {third: "lead"}, number=2)
    asked = {"column": ["number", "title", "lead_units", "people", "state"], "sort": "title"}

    answer = await office.lead.get(f"{office.tasks}/export.{kind}", params=asked)

    assert answer.status_code == 200, answer.text
    assert f"tasks.{kind}" in answer.headers["content-disposition"]
    assert read_table(answer.content, f"x.{kind}") == [
        ["序号", "任务", "牵头单位", "责任领导/科室/人员", "状态"],
        ["1", "甲牵头", "甲局", "甲局：分管领导/综合科/经办人；乙局：分管领导/综合科/经办人", "待落实责任人"],
    ]


async def test_all_columns_in_english(office: Office) -> None:
    await make_task(office.within, office.plan, "甲牵头", {office.units[0].id: "lead"})
    answer = await office.supervisor.get(f"{office.tasks}/export.csv", params={"language": "en"})
    head, row = read_table(answer.content, "x.csv")
    assert (head[0], len(head)) == ("Plan", 19)
    assert row[head.index("State")] == "to be staffed"


async def test_nothing_becomes_a_formula(office: Office) -> None:
    for place, title in enumerate(DANGEROUS):
        await make_task(office.within, office.plan, title, ordinal=place)
    answer = await office.supervisor.get(f"{office.tasks}/export.csv", params={"column": "title"})
    assert answer.content.startswith(b"\xef\xbb\xbf")
    cells = [row[0] for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))][1:]
    assert cells == [f"'{title}" for title in DANGEROUS]
    workbook = await office.supervisor.get(f"{office.tasks}/export.xlsx", params={"column": "title"})
    assert [row[0] for row in read_table(workbook.content, "x.xlsx")][1:] == list(DANGEROUS)


async def test_an_export_leaves_one_event(office: Office) -> None:
    await make_task(office.within, office.plan, "甲牵头", {office.units[0].id: "lead"})
    await office.lead.get(f"{office.tasks}/export.csv", params={"q": "甲", "column": "title"})
    async with office.within.operator.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"SELECT app.enter_unattended('{office.zone.id}')")
        event = await connection.fetchrow("SELECT account_name, after FROM event WHERE tag = 'tasks:task-list:export'")
    assert event is not None
    assert '"rows": 1' in event["after"]
    assert '"q": "甲"' in event["after"]
