"""The directory as a workbook: everything comes back, every error at once, nothing by halves."""

import csv
import io
import json
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from mandate.access.commands import renew_rights
from mandate.access.tables import Account
from mandate.platform.database import transaction
from mandate.platform.events import Event
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.platform.scope import Scope
from mandate.platform.workbooks import read_table, write_workbook
from mandate.units.kinds import UnitKind
from mandate.units.names import fold
from mandate.units.sheet_changes import SheetChanges
from mandate.units.sheets import DirectoryRow, directory_workbook, read_sheet
from tests.support.units import Desk, desk
from tests.support.workbooks import handmade, inline
from tests.units.test_matching import is_name

HEADER = ["名称", "类别", "别名", "成员", "启用", "备注", "科室", "曾用名", "编号"]


def csv_of(*rows: list[str]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target).writerows(rows)
    return target.getvalue().encode()


async def send(
    at: Desk, content: bytes, name: str = "单位.csv", browser: httpx.AsyncClient | None = None, **query: Any
) -> httpx.Response:
    files = {"file": (name, content)}
    return await (browser or at.supervisor).post(f"{at.address}/unit-imports", files=files, params=query)


async def imports(at: Desk) -> list[Event]:
    async with transaction(at.within.operator.engine, at.within.scope) as session:
        rows = select(Event).where(col(Event.tag) == "units:directory:import")
        return list((await session.execute(rows)).scalars())


async def exported(at: Desk) -> bytes:
    answer = await at.officer.get(f"{at.address}/units.xlsx")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats")
    return answer.content


async def test_the_directory_goes_out_and_comes_back_unchanged(here: Desk) -> None:
    street = await here.add("=1+1街道", aliases=["+街", "@镇、“乡"], note="第一行\n=2")
    await here.add("各镇街", aliases=["“镇、街”联席会议成员单位", "各县（市、区）"], members=[street["id"]])
    closed = await here.add("😀重庆、办 公室")
    await here.change(closed, active=False)
    before = await here.listed()

    content = await exported(here)
    preview = await send(here, content, "单位.xlsx", dry_run=True)
    written = await send(here, content, "单位.xlsx")

    counts = {"rows": 4, "added": 0, "changed": 0, "unchanged": 4, "with_errors": 0, "blank": 0}
    assert preview.json()["counts"] == written.json()["counts"] == counts, preview.text
    assert (preview.json()["written"], written.json()["written"]) == (False, True)
    assert await here.listed() == before
    table = read_table(content, "a.xlsx")
    assert table[0] == HEADER
    assert table[[row[0] for row in table].index("各镇街")][:5] == [
        "各镇街",
        "集合单位",
        "“镇、街”联席会议成员单位、各县（市、区）",
        "=1+1街道",
        "是",
    ]


async def test_an_import_adds_changes_and_leaves_one_event(here: Desk) -> None:
    kept = await here.add("财政局", aliases=["财局"])
    rows = read_table(await exported(here), "a.xlsx")
    renamed = [["财政金融局", *row[1:]] if row[0] == "财政局" else row for row in rows]
    added = [["各镇街", "", "", "甲街道、乙镇"], ["甲街道"], [], ["乙镇", "街道、乡镇", "", "", "否"]]
    content = write_workbook("单位", [(title, 9) for title in renamed[0]], [*renamed[1:], *added])

    preview = (await send(here, content, "单位.xlsx", dry_run=True)).json()
    assert await imports(here) == []
    written = (await send(here, content, "单位.xlsx")).json()

    assert {**preview, "written": True} == written
    assert written["counts"] == {"rows": 5, "added": 3, "changed": 1, "unchanged": 1, "with_errors": 0, "blank": 1}
    changed = next(row for row in written["rows"] if row["outcome"] == "changed")
    assert changed["changes"] == [{"column": "名称", "before": "财政局", "after": "财政金融局"}]
    units = {unit["name"]: unit for unit in await here.listed()}
    assert units["财政金融局"]["id"] == kept["id"]
    assert units["财政金融局"]["version"] == 2
    assert units["财政金融局"]["aliases"] == ["财局"]
    assert {member["name"] for member in units["各镇街"]["members"]} == {"甲街道", "乙镇"}
    assert (units["甲街道"]["kind"], units["乙镇"]["active"]) == ("street_or_town", False)
    (event,) = await imports(here)
    assert event.after is not None
    assert event.after["counts"] == written["counts"]
    assert sorted(event.after["added"]) == sorted(["各镇街", "甲街道", "乙镇"])


async def test_names_may_be_swapped_and_aliases_may_move(here: Desk) -> None:
    one, other = await here.add("甲局", aliases=["老甲"]), await here.add("乙局", aliases=["老乙"])
    rows = [["乙局", "老乙", one["id"]], ["甲局", "老甲", other["id"]]]
    answer = await send(here, csv_of(["名称", "别名", "编号"], *rows))
    assert answer.status_code == 200, answer.text
    units = {unit["id"]: (unit["name"], unit["aliases"]) for unit in await here.listed()}
    assert (units[one["id"]], units[other["id"]]) == (("乙局", ["老乙"]), ("甲局", ["老甲"]))


async def test_missing_columns_leave_units_as_they_are(here: Desk) -> None:
    await here.add("财政局", aliases=["财局"], note="旧", kind="committee")
    answer = await send(here, csv_of(["单位目录"], ["名称", "备注"], ["财政局", "新"], ["审计局", ""]), dry_run=False)
    assert answer.status_code == 200, answer.text
    units = {unit["name"]: unit for unit in await here.listed()}
    assert (units["财政局"]["aliases"], units["财政局"]["note"], units["财政局"]["kind"]) == (
        ["财局"],
        "新",
        "committee",
    )
    assert units["审计局"]["kind"] == "department"


async def test_five_hundred_rows_show_all_errors_at_once(here: Desk) -> None:
    taken = await here.add("老单位", aliases=["老别名"])
    bad = {
        3: (["", "工作部门"], "name_missing", "名称"),
        10: (["单位11", "奇怪"], "unknown_kind", "类别"),
        20: (["单位2"], "name_taken", "名称"),
        30: (["老别名"], "name_taken", "名称"),
        40: (["单位41", "", "老单位"], "name_taken", "别名"),
        50: (["单位51", "", "单位51"], "name_repeated", "别名"),
        60: (["单位61", "工作部门", "", "单位2"], "members_of_single_unit", "成员"),
        70: (["各单位", "集合单位", "", "没有的单位"], "unknown_member", "成员"),
        80: (["单位81", "", "", "", "也许"], "not_yes_or_no", "启用"),
        90: (["单位91", "", "", "", "", "长" * 1001], "bad_note", "备注"),
        100: (["单位101", "", "", "", "", "", "", "", "不是编号"], "bad_id", "编号"),
        110: (["单位111", "", "", "", "", "", "", "", str(new_id())], "unknown_id", "编号"),
        120: (["名" * 121], "bad_name", "名称"),
        130: (["单位131", "", "甲、甲"], "name_repeated", "别名"),
        140: (["各自", "集合单位", "", "各自"], "member_of_itself", "成员"),
    }
    rows = [bad[n][0] if n in bad else [] if n % 97 == 0 else [f"单位{n + 1}"] for n in range(500)]
    content = csv_of(HEADER, *rows)
    blank = sum(not row for row in rows)

    preview = await send(here, content, dry_run=True)
    refused = await send(here, content)

    report = preview.json()
    assert preview.status_code == 200
    assert report["counts"] == {
        "rows": 500 - blank,
        "added": 500 - blank - len(bad),
        "changed": 0,
        "unchanged": 0,
        "with_errors": len(bad),
        "blank": blank,
    }
    assert len(report["rows"]) == 500 - blank - len(bad)
    found = {(error["row"], error["column"]) for error in report["errors"]}
    # Row 1 is the header.
    assert found == {(n + 2, column) for n, (_, _, column) in bad.items()}
    assert all(error["message_zh"] and error["message_en"] for error in report["errors"])
    assert (refused.status_code, refused.json()["code"]) == (422, "import_has_errors")
    codes = {(error["row"], error["code"]) for error in report["errors"]}
    assert codes >= {(n + 2, code) for n, (_, code, _) in bad.items()}
    assert {error["pointer"] for error in refused.json()["errors"]} == {f"/rows/{row}/{name}" for row, name in found}
    assert sorted(unit["name"] for unit in await here.listed()) == sorted(["老单位", "办事处"])
    assert (await here.supervisor.get(f"{here.units}/{taken['id']}")).json()["version"] == 1
    assert await imports(here) == []


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([["姓名", "电话"], ["甲", "1"]], "no_header"),
        ([["名称", "名称"], ["甲", "乙"]], "column_twice"),
        ([["名称", "电话"], ["甲", "1"]], "unknown_column"),
        ([["名称"], ["甲", "1"]], "untitled_column"),
    ],
)
async def test_no_column_is_dropped_in_silence(here: Desk, table: list[list[str]], code: str) -> None:
    report = (await send(here, csv_of(*table), dry_run=True)).json()
    assert code in [error["code"] for error in report["errors"]]


async def test_hostile_files_are_refused_and_change_nothing(here: Desk) -> None:
    far = handmade(f'<row r="1048576">{inline("XFD1048576", "x")}</row>')
    cases = {
        ("a.xlsx", b""): (422, "not_a_table"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n"): (422, "not_a_table"),
        ("a.xlsm", handmade("")): (422, "not_a_table"),
        ("a.xlsx", handmade("", extra={"xl/vbaProject.bin": b"x"})): (422, "workbook_has_macros"),
        ("a.xlsx", far): (422, "too_many_rows"),
        ("a.xlsx", handmade(f'<row r="1">{inline("A1", "a" * 90_000_000)}</row>')): (413, "unpacked_too_large"),
        ("a.csv", b"a" * (11 * 1024**2)): (413, "file_too_large"),
        ("", b"x"): (422, "invalid_fields"),
    }
    for (name, content), expected in cases.items():
        answer = await send(here, content, name)
        assert (answer.status_code, answer.json()["code"]) == expected, (name, answer.text)
    assert [unit["name"] for unit in await here.listed()] == ["办事处"]


async def test_a_sheet_without_dimension_and_a_gbk_csv_are_read_whole(here: Desk) -> None:
    rows = "".join(f"<row>{inline(f'A{n}', f'单位{n}' if n > 1 else '名称')}</row>" for n in range(1, 502))
    assert (await send(here, handmade(rows), "a.xlsx", dry_run=True)).json()["counts"]["added"] == 500
    content = csv_of(["名称"], *([f"单位{n}"] for n in range(500))).decode().encode("gbk")
    assert (await send(here, content, "a.csv", dry_run=True)).json()["counts"]["added"] == 500


async def test_only_supervisors_import_and_only_into_their_zone(app: FastAPI, operator: House, here: Desk) -> None:
    content = csv_of(["名称"], ["甲局"])
    assert (await send(here, content, browser=here.officer)).json()["code"] == "forbidden"
    foreign = await here.add("财政局")
    async with desk(app, operator) as other:
        assert (await send(here, content, browser=other.supervisor)).status_code == 404
        assert (await other.supervisor.get(f"{here.address}/units.xlsx")).status_code == 404
        report = await send(other, csv_of(["名称", "编号"], ["财政局", foreign["id"]]), dry_run=True)
        assert [error["code"] for error in report.json()["errors"]] == ["unknown_id"]


async def test_an_import_survives_rights_that_changed_meanwhile(here: Desk) -> None:
    me = (await here.supervisor.get("/api/v1/me")).json()
    async with transaction(here.within.operator.engine, Scope(None)) as session:
        account = await session.get(Account, UUID(me["account"]["id"]))
        assert account is not None
        await renew_rights(session, account.id)
    answer = await send(here, csv_of(["名称"], ["甲局"]))
    assert (answer.status_code, answer.json()["counts"]["added"]) == (200, 1)


async def test_the_template_is_read_as_an_empty_table(here: Desk) -> None:
    answer = await here.officer.get(f"{here.address}/unit-template.xlsx")
    assert read_table(answer.content, "a.xlsx") == [HEADER]
    assert "filename*=UTF-8''%E5" in answer.headers["content-disposition"]
    report = await send(here, answer.content, "a.xlsx")
    assert report.json()["counts"]["rows"] == 0


NAMES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20),
    st.text(st.sampled_from("甲乙、；;\\（）()“”=+-@\"', \U0001f600_x0041"), min_size=1, max_size=10),
).filter(is_name)
DIRECTORIES = st.lists(
    st.tuples(NAMES, st.lists(NAMES, max_size=3), st.booleans(), st.sampled_from(UnitKind)),
    max_size=8,
    unique_by=lambda unit: fold(unit[0]),
)


@given(DIRECTORIES, st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_directory_round_trips(drawn: list[tuple[str, list[str], bool, UnitKind]], choose: st.DataObject) -> None:
    taken = {fold(name) for name, *_ in drawn}
    units = []
    singles = tuple(name for name, _, _, kind in drawn if kind is not UnitKind.COLLECTIVE)
    for name, aliases, active, kind in drawn:
        free = {fold(alias): alias for alias in aliases if fold(alias) not in taken}
        taken |= set(free)
        collective = kind is UnitKind.COLLECTIVE and singles
        members = choose.draw(st.lists(st.sampled_from(singles), unique=True)) if collective else []
        note = name if active else ""
        units.append(DirectoryRow(new_id(), name, kind, active, note, tuple(free.values()), tuple(members)))

    sheet = read_sheet(read_table(directory_workbook(units), "a.xlsx"))
    report = SheetChanges(sheet, units).report(written=False)

    assert report.errors == []
    assert report.counts.unchanged == report.counts.rows == len(units), json.dumps(report.model_dump(), default=str)
