"""Tables as people keep them in Excel: written safely, read with suspicion."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

import python_calamine

from mandate.platform.errors import Refusal, invalid
from mandate.platform.workbook_scan import ReadLimits, ensure_shape, scan_workbook, unreadable

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | date | Decimal | None

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Stands in a cell whose formula failed; no file can hold this text.
FAILED_FORMULA = "\x00failed formula"
EXCEL_CELL_CHARACTERS = 32_767
EXCEL_EXACT_DIGITS = 15
TITLE_CHARACTERS = 31
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
DEFAULT_LIMITS = ReadLimits()


def write_workbook(
    sheet_title: str,
    headers: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Cell]],
    *,
    choices: Mapping[int, Sequence[str]] | None = None,
) -> bytes:
    """An xlsx file of one sheet: `headers` are titles with widths (characters), then the rows.

    Text is always written as text, so nothing typed by a person becomes a formula. `choices`
    gives a column (from 0) a drop-down list. CPU-bound: run it off the event loop. Raises
    Refusal `cell_too_long` where Excel would lose text.
    """
    # Late: a seventh of a second and some memory that only exports need.
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as workbook:
        sheet = workbook.add_worksheet(sheet_title.translate(NOT_IN_TITLES).strip()[:TITLE_CHARACTERS] or "Sheet1")
        bold = workbook.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "valign": "vcenter"})
        day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(headers):
            sheet.set_column(column, column, width, wrapped)
            sheet.write_string(0, column, title, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write_cell(sheet, last, column, value, day)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), max(len(headers) - 1, 0))
        for column, allowed in (choices or {}).items():
            sheet.data_validation(1, column, last + 1000, column, {"validate": "list", "source": list(allowed)})
    return target.getvalue()


def _write_cell(sheet: "Worksheet", row: int, column: int, value: Cell, day: object) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_string(row, column, value.strftime("%Y-%m-%d %H:%M"))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, time()), day)
    elif isinstance(value, (int, Decimal)) and _is_exact(value):
        sheet.write_number(row, column, float(value))
    else:
        text = str(value)
        if len(text.encode("utf-16-le", "surrogatepass")) // 2 > EXCEL_CELL_CHARACTERS:
            raise invalid(
                "cell_too_long",
                f"第 {row + 1} 行第 {column + 1} 列的内容超过 Excel 一格 32767 字的上限，无法导出。请缩短后重试。",
                f"Row {row + 1}, column {column + 1} holds more than Excel's 32,767 characters. Shorten it and try again.",
            )
        sheet.write_string(row, column, text)


def _is_exact(value: int | Decimal) -> bool:
    """Whether Excel's doubles show every digit; otherwise the number is written as text."""
    number = Decimal(value)
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= EXCEL_EXACT_DIGITS


def read_table(content: bytes, file_name: str, limits: ReadLimits = DEFAULT_LIMITS) -> list[list[str]]:
    """The first visible sheet of an xlsx file, or a csv file (UTF-8, UTF-16, GB18030), as text.

    Row 1 of the file is row 0 here, empty rows included; a formula without a result reads as
    FAILED_FORMULA. Checks member names, counts and
    unpacked sizes before anything is parsed. CPU-bound and for untrusted input: in a request,
    use `workbook_process.read_table_apart`. Raises Refusal; never drops a row or a cell.
    """
    ending = file_name.rpartition(".")[2].lower()
    if len(content) > limits.file_bytes:
        raise Refusal(
            413,
            "file_too_large",
            f"文件超过 {limits.file_bytes // 1024**2} MB。请只保留需要导入的工作表后重试。",
            f"The file is larger than {limits.file_bytes // 1024**2} MB. Keep only the sheet to import.",
        )
    if content.startswith(OLE):
        raise invalid(
            "old_or_encrypted_workbook",
            "这是旧版（.xls）或加了密码的文件。请取消密码，另存为 .xlsx 后重试。",
            "This is an old .xls or a password-protected file. Remove the password and save it as .xlsx.",
        )
    if ending == "xlsx" and content.startswith(ZIP):
        return _read_workbook(content, limits)
    if ending == "csv" and not content.startswith(ZIP):
        return _read_csv(content, limits)
    raise invalid(
        "not_a_table",
        "这不是可以读取的表格文件。请上传 .xlsx 或 .csv 文件（不要只改扩展名）。",
        "This is not a table that can be read. Upload an .xlsx or .csv file.",
    )


def _read_workbook(content: bytes, limits: ReadLimits) -> list[list[str]]:
    sheet = scan_workbook(content, limits)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        values = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise unreadable() from error
    # Counted independently of the reader: a row lost in silence is the one unforgivable error.
    if len(values) < sheet.rows or (values and len(values[0]) < sheet.columns):
        raise unreadable()
    table = [[_as_text(value) for value in row] for row in values]
    for row, column in sheet.error_cells:
        table[row - 1][column - 1] = FAILED_FORMULA
    return table


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**EXCEL_EXACT_DIGITS:
        return str(int(value))
    if isinstance(value, (date, time)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def _read_csv(content: bytes, limits: ReadLimits) -> list[list[str]]:
    text = _decode(content)
    head = text.partition("\n")[0]
    delimiter = "\t" if "\t" in head and "," not in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table = list(islice(reader, limits.rows + 1))
    except csv.Error as error:
        raise invalid(
            "csv_unreadable",
            f"第 {reader.line_num} 行附近的引号或换行不完整。请用 Excel 打开后另存为 .xlsx 再上传。",
            f"Quotes or line breaks near line {reader.line_num} are broken. Save the file as .xlsx and upload that.",
        ) from error
    ensure_shape(len(table), max(map(len, table), default=0), limits)
    return table


def _decode(content: bytes) -> str:
    found = next((name for mark, name in BOMS if content.startswith(mark)), None)
    for encoding in (found,) if found else ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise invalid(
        "unknown_encoding",
        "无法识别文件的文字编码。请用 Excel 打开后另存为 .xlsx 再上传。",
        "The text encoding is not known. Save the file as .xlsx and upload that.",
    )
