"""What the hostile files are made of."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.compiler.making import word_file

PLAN = [
    "青岚区2024年服务企业工作方案",
    "一、重点任务",
    "（一）登记更快。企业登记1个工作日办结。（牵头单位：区市场监管局，责任单位：区税务局）",
    "（二）融资更易。新增首贷户200户。（牵头单位：区金融办，责任单位：区财政局、各镇街）",
]
WORD_NAMESPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET_NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = b"".join(
    [b'<!DOCTYPE x [<!ENTITY l0 "ha">']
    + [b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 12)]
    + [b"]>"]
)
SECRET = b'<!DOCTYPE x [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>'


@dataclass(frozen=True)
class Hostile:
    """A file and what may be said of it: "draft" or the code of a refusal."""

    name: str
    make: Callable[[], bytes]
    answers: frozenset[str] = field(default_factory=frozenset)


def hostile(name: str, make: Callable[[], bytes], *answers: str) -> Hostile:
    return Hostile(name, make, frozenset(answers or {"draft"}))


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    """An archive, packed fast rather than small."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def word_with(document: bytes, **others: bytes) -> bytes:
    """A docx whose main part (and others, by name) are replaced."""
    members = members_of(word_file(["占位"]))
    members["word/document.xml"] = document
    members.update({name.replace("__", "/"): content for name, content in others.items()})
    return packed(members)


def word_body(inner: bytes, head: bytes = b"") -> bytes:
    return b'<?xml version="1.0"?>%s<w:document %s><w:body>%s</w:body></w:document>' % (head, WORD_NAMESPACE, inner)


def word_lines(lines: list[str]) -> bytes:
    return b"".join(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % line.encode() for line in lines)


def workbook_with(sheet: bytes, strings: bytes = b"<sst/>", styles: bytes = b"") -> bytes:
    """An xlsx of one sheet, its parts written by hand."""
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    members = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": b'<workbook %s xmlns:r="%s"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
        % (SHEET_NAMESPACE, relation),
        "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/></Relationships>' % relation,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings,
    }
    if styles:
        members["xl/styles.xml"] = styles
    return packed(members)


def sheet_of(rows: str, head: bytes = b"", tail: str = "", dimension: str = "A1:F9") -> bytes:
    return b'%s<worksheet %s><dimension ref="%s"/><sheetData>%s</sheetData>%s</worksheet>' % (
        head, SHEET_NAMESPACE, dimension.encode(), rows.encode(), tail.encode(),
    )  # fmt: skip


def written_row(number: int, cells: list[str], columns: str = "ABCDEF") -> str:
    inner = "".join(
        f'<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in zip(columns, cells, strict=False)
    )
    return f'<row r="{number}">{inner}</row>'


HEADINGS = ["序号", "任务", "牵头单位", "责任单位", "完成时限"]
TASK_ROWS = [
    ["1", "登记更快，企业登记1个工作日办结", "区市场监管局", "区税务局", "2024年底"],
    ["2", "融资更易，新增首贷户200户", "区金融办", "区财政局、各镇街", "2024年底"],
]


def plan_rows() -> str:
    return "".join(written_row(number, cells) for number, cells in enumerate([HEADINGS, *TASK_ROWS], 1))
