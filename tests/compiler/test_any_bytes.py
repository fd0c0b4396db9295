"""Whatever bytes come in: read or refused in words, nothing else raised, and what is read quotes itself."""

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mandate.compiler.compile import compile_document
from mandate.compiler.errors import DocumentUnreadable
from tests.compiler.hostile.parts import PLAN, plan_rows, sheet_of, workbook_with
from tests.compiler.hostile.sheets import table_text
from tests.compiler.making import pdf_file, word_file
from tests.compiler.test_properties import ensure_anchored

NAMES = "a.docx a.xlsx a.pdf a.html a.mht a.csv a.txt a.doc a.xls a.rtf a".split()
_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def whole(kind: str) -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in PLAN)
    page = f"<html><body>{paragraphs}<table><tr><td>1<td>2</table></body></html>"
    made: dict[str, Callable[[], bytes]] = {
        "docx": lambda: word_file(
            PLAN, [["序号", "任务", "责任单位"], ["1", "甲", "区财政局"], ["2", "乙", "区税务局"]]
        ),
        "xlsx": lambda: workbook_with(sheet_of(plan_rows())),
        "pdf": lambda: pdf_file([PLAN]),
        "html": page.encode,
        "csv": lambda: table_text().encode("gb18030"),
        "txt": lambda: "\n".join(PLAN).encode("utf-16"),
    }
    return made[kind]()


def read_or_refused(content: bytes, name: str) -> None:
    try:
        draft = compile_document(content, name)
    except DocumentUnreadable as refused:
        assert refused.code
        assert refused.message_zh
        assert refused.message_en
    else:
        ensure_anchored(draft)


@_SETTINGS
@given(st.binary(max_size=300), st.sampled_from(NAMES))
def test_random_bytes(content: bytes, name: str) -> None:
    read_or_refused(content, name)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "html", "csv", "txt"])
@_SETTINGS
@given(data=st.data())
def test_files_with_bytes_changed_lost_and_doubled(kind: str, data: st.DataObject) -> None:
    content = bytearray(whole(kind))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 12))
        content[place : place + length] = data.draw(st.binary(max_size=12))
        if not content:
            break
    read_or_refused(bytes(content), data.draw(st.sampled_from([f"a.{kind}", *NAMES])))


@_SETTINGS
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=12), st.sampled_from([",", "\t", ";"]))
def test_any_table_is_read_and_quoted(rows: list[list[str]], separator: str) -> None:
    content = "\n".join(separator.join(row) for row in rows).encode("utf-8", "surrogatepass")
    read_or_refused(content, "a.csv")
