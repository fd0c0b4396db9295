"""Hostile workbooks and csv files."""

from tests.compiler.hostile.parts import (
    HEADINGS,
    LAUGHS,
    SECRET,
    SHEET_NAMESPACE,
    TASK_ROWS,
    Hostile,
    hostile,
    plan_rows,
    sheet_of,
    workbook_with,
    written_row,
)


def million_rows() -> bytes:
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 400_000))
    return workbook_with(sheet_of(cells))


def million_empty_rows() -> bytes:
    """Formats down to the last row, as people leave them behind."""
    styled = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(5, 300_000))
    return workbook_with(sheet_of(plan_rows() + styled))


def wide_row() -> bytes:
    cells = "".join(f'<c t="inlineStr"><is><t>{place}</t></is></c>' for place in range(100_000))
    return workbook_with(sheet_of(f'{plan_rows()}<row r="9">{cells}</row>'))


def lying_dimension() -> bytes:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    return workbook_with(sheet_of(plan_rows() + far, dimension="A1:XFD1048576"))


def far_rows() -> bytes:
    far = '<row r="1048576"><c r="B1048576" t="inlineStr"><is><t>注：到此为止</t></is></c></row>'
    return workbook_with(sheet_of(plan_rows() + far, dimension="A1:B1048576"))


def overlapping_merges() -> bytes:
    merges = "".join('<mergeCell ref="A1:XFD1048576"/>' for _ in range(100_000))
    return workbook_with(sheet_of(plan_rows(), tail=f"<mergeCells>{merges}</mergeCells>"))


def string_bomb() -> bytes:
    """One long string, named by every cell."""
    strings = b"<sst %s><si><t>%s</t></si></sst>" % (SHEET_NAMESPACE, ("甲" * 32_000).encode())
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_001))
    return workbook_with(sheet_of(cells), strings)


def formulas() -> bytes:
    rows = [
        HEADINGS,
        ["1", "=cmd|' /C calc'!A0", "区财政局", "区税务局", "2024年底"],
        ["2", "+HYPERLINK(1)", "@SUM(A1)", "-2+3", "2024年底"],
    ]
    made = "".join(written_row(number, cells) for number, cells in enumerate(rows, 1))
    return workbook_with(sheet_of(made + '<row r="9"><c r="B9"><f>WEBSERVICE("x")</f><v>1</v></c></row>'))


def wild_values() -> bytes:
    cells = (
        '<row r="x"><c r="??" t="s"><v>99999999999</v></c><c r="A0" t="s"><v>-1</v></c><c t="n"><v>1e999</v></c>'
        '<c t="n" s="99999"><v>nan</v></c><c t="d"><v>x</v></c><c r="ZZZZZ1"><v>1</v></c><c t="e"><v>#REF!</v></c></row>'
    )
    styles = b'<styleSheet %s><cellXfs><xf numFmtId="999999999999"/></cellXfs></styleSheet>' % SHEET_NAMESPACE
    return workbook_with(sheet_of(plan_rows() + cells), styles=styles)


def entities(head: bytes) -> bytes:
    strings = head + b"<sst %s><si><t>&l11;</t></si></sst>" % SHEET_NAMESPACE
    return workbook_with(sheet_of('<row r="9"><c r="B9" t="s"><v>0</v></c></row>' + plan_rows()), strings)


def table_text(separator: str = ",") -> str:
    return "\n".join(separator.join(row) for row in [HEADINGS, *TASK_ROWS])


def unbalanced() -> bytes:
    return (f'{table_text()}\n3,"未完,区财政局\n' + "4,任务,区财政局,区税务局,长期\n" * 300).encode()


def wide_text() -> bytes:
    return (table_text() + "\n" + "x," * 100_000).encode()


SHEETS: list[Hostile] = [
    hostile("四十万行.xlsx", million_rows, "sheet_too_large", "too_large"),
    hostile("空白格式行.xlsx", million_empty_rows, "draft", "too_large"),
    hostile("十万列.xlsx", wide_row, "sheet_too_large"),
    hostile("谎报范围.xlsx", lying_dimension, "sheet_too_large"),
    hostile("远处一行.xlsx", far_rows),
    hostile("十万个合并.xlsx", overlapping_merges, "draft", "too_large"),
    hostile("共享字符串膨胀.xlsx", string_bomb, "too_long"),
    hostile("公式注入.xlsx", formulas),
    hostile("离奇数值.xlsx", wild_values),
    hostile("实体膨胀.xlsx", lambda: entities(LAUGHS), "draft", "damaged"),
    hostile("外部实体.xlsx", lambda: entities(SECRET), "draft", "damaged"),
    hostile("旧版.xls", lambda: b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "old_sheet_file"),
    hostile("公式注入.csv", lambda: f"{table_text()}\n3,=1+1,@区财政局,+区税务局,-1\n".encode("gb18030")),
    hostile(
        "引号不成对.csv",
        unbalanced,
    ),
    hostile("只有逗号.csv", lambda: b"," * 1_000_000, "empty", "sheet_too_large"),
    hostile("十万列.csv", wide_text, "sheet_too_large"),
]
