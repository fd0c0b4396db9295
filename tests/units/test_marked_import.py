"""Every error of an import in the user's own workbook: marked there, corrected there, uploaded again."""

import io
import zipfile
from typing import Any

import httpx
import python_calamine
import xlsxwriter
from lxml import etree

from mandate.platform.workbook_scan import ReadLimits
from tests.support.units import Desk

ROWS = [
    ["关于报送单位目录的说明"],
    ["单位名称", "类别", "别名", "备注"],
    ["区税务局", "工作部门", "区税局", "=1+1"],
    ["区财政局", "没有这种", "区税局", ""],
    ["", "企业", "", "只有备注"],
]


def workbook(rows: list[list[str]], *, comment: bool = False) -> bytes:
    """A sheet as people make it: a title line, styles, a formula, a second sheet, a comment of their own."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet, other = book.add_worksheet("目录"), book.add_worksheet("说明")
        bold = book.add_format({"bold": True, "font_color": "#123456"})
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                if text.startswith("="):
                    sheet.write_formula(place, column, text, None, 2)
                else:
                    sheet.write_string(place, column, text, bold if place == 1 else None)
        if comment:
            sheet.write_comment(3, 1, "我自己的批注")
        other.write_string(0, 0, "第二张表")
    return target.getvalue()


async def send(
    here: Desk, content: bytes, name: str = "目录.xlsx", path: str = "unit-imports/marked"
) -> httpx.Response:
    return await here.supervisor.post(f"{here.address}/{path}", files={"file": (name, content)})


def cells(content: bytes, sheet: int = 0) -> list[list[str]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_index(sheet).to_python(skip_empty_area=False)
    return [[str(value) for value in row] for row in rows]


def part(content: bytes, ending: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith(ending))
        return etree.fromstring(archive.read(name))


async def test_the_same_workbook_comes_back_marked(here: Desk) -> None:
    answer = await send(here, workbook(ROWS))
    assert answer.status_code == 200, answer.text
    marked = cells(answer.content)
    assert [row[:4] for row in marked] == [row[:4] for row in cells(workbook(ROWS))]
    assert marked[1][4] == "问题"
    assert marked[2][4] == ""
    assert "没有“没有这种”这个类别" in marked[3][4]
    assert "区税局" in marked[3][4]
    assert "没有填写名称" in marked[4][4]
    assert cells(answer.content, 1) == [["第二张表"]]
    sheet = part(answer.content, "sheet1.xml")
    assert [one.text for one in sheet.iter("{*}f")] == ["1+1"]
    styles = part(answer.content, "styles.xml")
    formats = list(styles.find("{*}cellXfs"))
    fills = list(styles.find("{*}fills"))
    red = {
        one.get("r")
        for one in sheet.iter("{*}c")
        if fills[int(formats[int(one.get("s", "0"))].get("fillId"))].find(".//{*}fgColor[@rgb='FFFFD5CC']") is not None
    }
    assert red == {"B4", "C4", "A5"}
    notes = part(answer.content, "omments.xml")
    assert {one.get("ref") for one in notes.iter("{*}comment")} == red


async def test_what_was_corrected_is_no_longer_marked_and_imports(here: Desk) -> None:
    first = (await send(here, workbook(ROWS))).content
    twice = await send(here, first)
    assert cells(twice.content) == cells(first)
    right = cells(first)
    right[3][1:3] = ["工作部门", "区财局"]
    right[4][0] = "区招商集团"
    again = await send(here, workbook(right))
    assert again.json()["code"] == "nothing_to_mark"
    done = await send(here, workbook(right), path="unit-imports")
    assert (done.status_code, done.json()["counts"]["added"]) == (200, 3)


async def test_own_comments_stay_and_a_csv_becomes_a_workbook(here: Desk) -> None:
    answer = await send(here, workbook(ROWS, comment=True))
    notes = {
        one.get("ref"): "".join(one.itertext()) for one in part(answer.content, "comments1.xml").iter("{*}comment")
    }
    assert "我自己的批注" in notes["B4"]
    assert notes.keys() == {"B4", "C4", "A5"}
    text = "\n".join(",".join(row) for row in ROWS).encode("gb18030")
    answer = await send(here, text, "目录.csv")
    assert answer.status_code == 200, answer.text
    assert cells(answer.content)[1][4] == "问题"
    assert cells(answer.content)[2][3] == "=1+1"


async def test_strangers_files_are_refused_as_in_an_import(here: Desk) -> None:
    for content, name in (
        (b"x", "a.xls"),
        (b"PK\x03\x04garbage", "a.xlsx"),
        (b"", "a.csv"),
        (workbook([["x"]]), "a.xlsx"),
    ):
        answer = await send(here, content, name)
        assert answer.status_code in {200, 422}, answer.text
    assert ReadLimits().rows == 5001
    assert (
        await here.officer.post(f"{here.address}/unit-imports/marked", files={"file": ("a.csv", b"x")})
    ).status_code == 403


async def test_sections_and_earlier_names_travel_in_the_sheet(here: Desk) -> None:
    rows = [
        ["名称", "科室", "曾用名"],
        ["政务服务和社会事务中心", "审批科、综合科", "政务服务和公共事务中心（至2022-06-30）、政务中心(至2019-12-31)"],
    ]
    done = await send(here, workbook(rows), path="unit-imports")
    assert (done.status_code, done.json()["counts"]["added"]) == (200, 1), done.text
    exported = (await here.supervisor.get(f"{here.address}/units.xlsx")).content
    again = await send(here, exported, path="unit-imports")
    assert again.json()["counts"]["unchanged"] == 2
    (unit,) = await here.listed(search="政务")
    history = (await here.supervisor.get(f"{here.units}/{unit['id']}/history")).json()
    assert [(one["name"], one["from_date"]) for one in history["names"]] == [
        ("政务中心", None), ("政务服务和公共事务中心", "2020-01-01"), ("政务服务和社会事务中心", "2022-07-01"),
    ]  # fmt: skip
    rows[1][2] = "政务中心（至2019-12-31）"
    lost = await send(here, workbook(rows), path="unit-imports?dry_run=true")
    assert [error["code"] for error in lost.json()["errors"]] == ["earlier_name_missing"]
    rows[1][2] = "政务中心（2019年以前）"
    wrong = await send(here, workbook(rows), path="unit-imports?dry_run=true")
    assert "bad_earlier_name" in [error["code"] for error in wrong.json()["errors"]]
