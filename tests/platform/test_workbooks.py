"""Tables written for people and read from strangers."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandate.platform.errors import Refusal
from mandate.platform.workbook_process import read_table_apart
from mandate.platform.workbook_scan import ReadLimits
from mandate.platform.workbooks import FAILED_FORMULA, read_table, write_workbook
from tests.support.workbooks import handmade, inline, packed

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A0", "\t=1", "http://a.b", "'x", "001", "_x0041_", "1e5"]


def test_what_is_written_is_what_is_read() -> None:
    content = write_workbook(
        "台账/一",
        [("名称", 20), ("数", 8), ("日期", 12)],
        [["=1+1", 3, date(2026, 3, 5)], [None, Decimal("0.50"), None]],
    )
    assert read_table(content, "a.XLSX") == [["名称", "数", "日期"], ["=1+1", "3", "2026-03-05"], ["", "0.5", ""]]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_never_a_formula(text: str) -> None:
    content = write_workbook("S", [("名称", 20)], [[text]])
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert read_table(content, "a.xlsx")[1] == [text]


@given(st.lists(st.tuples(TEXT, TEXT), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back(rows: list[tuple[str, str]]) -> None:
    table = read_table(write_workbook("S", [("甲", 9), ("乙", 9)], rows), "a.xlsx")
    read = [tuple(row) for row in table[1:]]
    assert read == list(rows)[: len(read)]
    assert all(row == ("", "") for row in rows[len(read) :])


def test_exact_numbers_stay_exact() -> None:
    content = write_workbook("S", [("数", 9)], [[12345678901234567], [Decimal("0.12345678901234567890")]])
    assert [row[0] for row in read_table(content, "a.xlsx")[1:]] == ["12345678901234567", "0.12345678901234567890"]


def test_a_cell_that_excel_would_cut_is_refused() -> None:
    with pytest.raises(Refusal, match="cell_too_long"):
        write_workbook("S", [("甲", 9)], [["字" * 32_768]])


def test_a_missing_dimension_and_missing_references_lose_nothing() -> None:
    rows = "".join(f'<row><c t="inlineStr"><is><t>r{n}</t></is></c></row>' for n in range(500))
    assert [row[0] for row in read_table(handmade(rows), "a.xlsx")] == [f"r{n}" for n in range(500)]


def test_a_failed_formula_is_shown_as_an_error() -> None:
    rows = f'<row r="1">{inline("A1", "x")}<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    assert read_table(handmade(rows), "a.xlsx") == [["x", FAILED_FORMULA]]


def test_empty_rows_keep_their_place() -> None:
    assert read_table(handmade(f'<row r="3">{inline("B3", "x")}</row>'), "a.xlsx") == [["", ""], ["", ""], ["", "x"]]


def test_a_styled_empty_cell_far_away_is_ignored() -> None:
    rows = f'<row r="1">{inline("A1", "x")}</row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read_table(handmade(rows), "a.xlsx") == [["x"]]


def bomb() -> bytes:
    return handmade(f'<row r="1">{inline("A1", "a" * 100_000_000)}</row>')


def lying_sizes() -> bytes:
    content = bytearray(handmade(f'<row r="1">{inline("A1", "a" * 1_000_000)}</row>'))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        true_size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    return bytes(content).replace(true_size, (100).to_bytes(4, "little"))


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty file": (lambda: b"", "a.xlsx", "not_a_table"),
    "renamed picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a.xlsx", "not_a_table"),
    "text named xlsx": (lambda: b"a\n", "a.xlsx", "not_a_table"),
    "workbook named csv": (lambda: handmade(""), "a.csv", "not_a_table"),
    "macro file": (lambda: handmade("", extra={"xl/vbaProject.bin": b"\xd0"}), "a.xlsx", "workbook_has_macros"),
    "xlsm": (lambda: handmade(""), "a.xlsm", "not_a_table"),
    "old or encrypted": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 99, "a.xlsx", "old_or_encrypted_workbook"),
    "cut off": (lambda: handmade("")[:300], "a.xlsx", "workbook_unreadable"),
    "any zip": (lambda: packed({"a.txt": b"a"}), "a.xlsx", "workbook_unreadable"),
    "no sheet": (lambda: handmade("", state="hidden"), "a.xlsx", "workbook_unreadable"),
    "broken xml": (lambda: handmade("<row>"), "a.xlsx", "workbook_unreadable"),
    "entities": (lambda: handmade("", before=ENTITIES), "a.xlsx", "workbook_unreadable"),
    "climbing member": (lambda: handmade("", extra={"../x": b"x"}), "a.xlsx", "workbook_unreadable"),
    "many members": (lambda: handmade("", extra={f"x{n}": b"" for n in range(300)}), "a.xlsx", "workbook_unreadable"),
    "two of one name": (lambda: handmade("", extra={"XL/WORKBOOK.xml": b"x"}), "a.xlsx", "workbook_unreadable"),
    "bomb": (bomb, "a.xlsx", "unpacked_too_large"),
    "lying sizes": (lying_sizes, "a.xlsx", "workbook_unreadable"),
    "far row": (lambda: handmade(f'<row r="1048576">{inline("A1048576", "x")}</row>'), "a.xlsx", "too_many_rows"),
    "far corner": (lambda: handmade(f'<row r="1">{inline("XFD1", "x")}</row>'), "a.xlsx", "too_many_columns"),
    "not a reference": (lambda: handmade(f'<row r="1">{inline("?1", "x")}</row>'), "a.xlsx", "workbook_unreadable"),
    "row nine trillion": (lambda: handmade(f'<row r="{9**13}">{inline("A1", "x")}</row>'), "a.xlsx", "too_many_rows"),
    "open quote": (lambda: b'a\n"b', "a.csv", "csv_unreadable"),
    "long csv field": (lambda: b"a" * 200_000, "a.csv", "csv_unreadable"),
    "many columns": (lambda: b"," * 100, "a.csv", "too_many_columns"),
    "many lines": (lambda: b"a\n" * 6_000, "a.csv", "too_many_rows"),
    "no encoding": (lambda: b"\xff\xff\xff\xff", "a.csv", "unknown_encoding"),
    "binary": (lambda: b"a\0b", "a.csv", "unknown_encoding"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_advice(name: str) -> None:
    make, file_name, code = HOSTILE[name]
    content = make()
    started = time.perf_counter()
    with pytest.raises(Refusal) as refused:
        read_table(content, file_name)
    assert refused.value.code == code
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_encoding_that_excel_writes(encoding: str) -> None:
    text = '名称,别名\r\n区发展改革委,"区发改委,发改委"\r\n,\r\n区财政局,区财局\r\n'
    table = [["名称", "别名"], ["区发展改革委", "区发改委,发改委"], ["", ""], ["区财政局", "区财局"]]
    assert read_table(text.encode(encoding), "a.csv") == table


async def test_a_process_of_its_own_reads_the_same() -> None:
    content = write_workbook("S", [("名称", 20)], [["甲"], ["乙"]])
    assert await read_table_apart(content, "a.xlsx") == [["名称"], ["甲"], ["乙"]]


async def test_a_process_of_its_own_passes_the_refusal_on() -> None:
    with pytest.raises(Refusal, match="too_many_rows"):
        await read_table_apart(b"a\n" * 9, "a.csv", ReadLimits(rows=5))
