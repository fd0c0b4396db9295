"""The unit directory as a sheet: its columns, written and read back with every error at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from mandate.platform.workbook_marks import TITLE as MARKS_TITLE
from mandate.platform.workbook_marks import Mark
from mandate.platform.workbooks import FAILED_FORMULA, write_workbook
from mandate.units.earlier_names import EarlierName, read_earlier, write_earlier
from mandate.units.kinds import LABELS, UnitKind, kind_of_label
from mandate.units.names import UnitName, fold, join_names, split_names
from mandate.units.schemas import MOST_ALIASES, MOST_MEMBERS, NOTE_CHARACTERS, Note, RowError

SHEET_TITLE = "单位"
# field -> title with width, and the other titles that a reader accepts
COLUMNS: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "name": ("名称", 32, ("单位名称", "单位", "name", "unit")),
    "kind": ("类别", 14, ("单位类别", "类型", "kind", "type")),
    "aliases": ("别名", 32, ("简称", "aliases", "alias")),
    "members": ("成员", 40, ("成员单位", "members")),
    "active": ("启用", 8, ("是否启用", "状态", "active")),
    "note": ("备注", 32, ("说明", "note", "notes")),
    "sections": ("科室", 28, ("内设科室", "sections")),
    "earlier": ("曾用名", 40, ("原名称", "earlier names")),
    "id": ("编号", 38, ("id",)),
}
TITLES = {field: title for field, (title, _, _) in COLUMNS.items()}
YES, NO = "是", "否"
ACTIVE_WORDS = {
    **dict.fromkeys(("是", "启用", "在用", "true", "yes", "y", "1"), True),
    **dict.fromkeys(("否", "停用", "撤销", "false", "no", "n", "0"), False),
}
HEADER_WITHIN_ROWS = 10
MOST_SECTIONS = 100

_NAME: TypeAdapter[str] = TypeAdapter(UnitName)
_NOTE: TypeAdapter[str] = TypeAdapter(Note)


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A unit as the sheet shows it; members by name."""

    id: UUID
    name: str
    kind: str
    active: bool
    note: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    earlier: tuple[EarlierName, ...] = ()


@dataclass
class SheetRow:
    """One row of an imported sheet; None is a column or cell that says nothing."""

    number: int
    name: str = ""
    kind: UnitKind | None = None
    aliases: tuple[str, ...] | None = None
    members: tuple[str, ...] | None = None
    active: bool | None = None
    note: str | None = None
    sections: tuple[str, ...] | None = None
    earlier: tuple[EarlierName, ...] | None = None
    id: UUID | None = None


@dataclass
class Sheet:
    """What was read: every row that is not blank is in `rows`, also those with errors."""

    rows: list[SheetRow] = field(default_factory=list)
    blank: int = 0
    errors: list[RowError] = field(default_factory=list)
    # Where the header stands (row from 1) and which column (from 1) each title means.
    header: int = 1
    places: dict[str, int] = field(default_factory=dict)

    def marks(self) -> list[Mark]:
        """Every error at its cell, in Chinese as the sheet is."""
        found = []
        for error in self.errors:
            place = self.places.get(error.column, 0)
            if not place and error.column.isdigit():
                place = int(error.column)
            told = error.message_zh if error.column.isdigit() else f"{error.column}：{error.message_zh}"
            found.append(Mark(error.row, place, told))
        return sorted(found, key=lambda mark: (mark.row, mark.column))

    def refuse(self, row: int, column: str, code: str, zh: str, en: str) -> None:
        self.errors.append(RowError(row=row, column=column[:80], code=code, message_zh=zh, message_en=en))


def directory_workbook(rows: Iterable[DirectoryRow]) -> bytes:
    """The sheet of the directory, or without rows the template to fill in."""
    headers = [(title, width) for title, width, _ in COLUMNS.values()]
    place = {name: number for number, name in enumerate(COLUMNS)}
    choices = {place["kind"]: [zh for zh, _ in LABELS.values()], place["active"]: [YES, NO]}
    return write_workbook(SHEET_TITLE, headers, (_cells(row) for row in rows), choices=choices)


def _cells(row: DirectoryRow) -> Sequence[str]:
    kind, _ = LABELS[UnitKind(row.kind)]
    active = YES if row.active else NO
    extra = (join_names(row.sections), write_earlier(row.earlier))
    return (row.name, kind, join_names(row.aliases), join_names(row.members), active, row.note, *extra, str(row.id))


def read_sheet(table: Sequence[Sequence[str]]) -> Sheet:
    """The rows below the header, which may itself stand below a title. Never drops a row or a cell."""
    sheet = Sheet()
    header = next((n for n, row in enumerate(table[:HEADER_WITHIN_ROWS]) if "name" in map(_field, row)), None)
    if header is None:
        title = TITLES["name"]
        zh = f"前 {HEADER_WITHIN_ROWS} 行里没有“{title}”列。请下载模板，按模板的表头填写。"
        en = f"No column '{title}' in the first {HEADER_WITHIN_ROWS} rows. Download the template and keep its header."
        sheet.refuse(1, title, "no_header", zh, en)
        return sheet
    columns = _columns(sheet, table, header)
    sheet.header = header + 1
    written = {title.strip(): place for place, title in reversed(list(enumerate(table[header], start=1)))}
    sheet.places = written | {TITLES[name]: place + 1 for name, place in columns.items()}
    for number, cells in enumerate(table[header + 1 :], start=header + 2):
        if any(cell.strip() for cell in cells):
            given = {name: _line_breaks(cells[place]).strip() for name, place in columns.items() if place < len(cells)}
            sheet.rows.append(_read_row(sheet, number, {name: given.get(name, "") for name in columns}))
        else:
            sheet.blank += 1
    return sheet


def _line_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _field(title: str) -> str | None:
    wanted = fold(title)
    return next((name for name, (zh, _, others) in COLUMNS.items() if wanted in {fold(zh), *map(fold, others)}), None)


def _columns(sheet: Sheet, table: Sequence[Sequence[str]], header: int) -> dict[str, int]:
    columns: dict[str, int] = {}
    width = max(map(len, table))
    for place in range(width):
        title = table[header][place].strip() if place < len(table[header]) else ""
        name = _field(title) if title else None
        if title == MARKS_TITLE:
            # Our own words of an earlier round.
            continue
        if name is not None and name not in columns:
            columns[name] = place
        elif name is not None:
            zh = f"“{title}”列出现了两次。请只保留一列。"
            sheet.refuse(header + 1, title, "column_twice", zh, f"The column '{title}' appears twice. Keep one.")
        elif title:
            known = "、".join(TITLES.values())
            zh = f"不认识“{title}”列。请删除该列；可用的列有：{known}。"
            sheet.refuse(
                header + 1, title, "unknown_column", zh, f"Unknown column '{title}'. Delete it; known are: {known}."
            )
        else:
            _refuse_untitled(sheet, table, header, place)
    return columns


def _refuse_untitled(sheet: Sheet, table: Sequence[Sequence[str]], header: int, place: int) -> None:
    filled = [n for n, row in enumerate(table[header + 1 :], header + 2) if place < len(row) and row[place].strip()]
    if filled:
        zh = f"第 {place + 1} 列没有标题，但第 {filled[0]} 行有内容。请补上标题，或清空该列。"
        en = f"Column {place + 1} has no title but row {filled[0]} has content. Give it a title or clear it."
        sheet.refuse(filled[0], f"{place + 1}", "untitled_column", zh, en)


def _read_row(sheet: Sheet, number: int, given: Mapping[str, str]) -> SheetRow:
    row = SheetRow(number)
    for name, text in given.items():
        if text == FAILED_FORMULA:
            zh, en = "公式出错，没有结果。请改为直接填写文字。", "The formula failed. Type the text instead."
            sheet.refuse(number, TITLES[name], "failed_formula", zh, en)
        else:
            _READERS[name](sheet, row, text)
    return row


def _read_name(sheet: Sheet, row: SheetRow, text: str) -> None:
    if not text:
        zh = "没有填写名称。请填写单位名称，或删除整行。"
        sheet.refuse(
            row.number, TITLES["name"], "name_missing", zh, "The name is missing. Fill it in or delete the row."
        )
        return
    row.name = _name(sheet, row.number, "name", text) or ""


def _name(sheet: Sheet, number: int, column: str, text: str) -> str | None:
    try:
        return _NAME.validate_python(text)
    except ValidationError:
        shown = text if len(text) <= 20 else text[:20] + "…"
        zh = f"“{shown}”不能作为名称：请控制在 120 字以内，并去掉看不见的特殊字符。"
        en = f"'{shown}' cannot be a name: use at most 120 characters, none of them invisible."
        sheet.refuse(number, TITLES[column], "bad_name", zh, en)
        return None


def _read_kind(sheet: Sheet, row: SheetRow, text: str) -> None:
    row.kind = kind_of_label(text) if text else None
    if text and row.kind is None:
        known = "、".join(zh for zh, _ in LABELS.values())
        zh = f"没有“{text[:20]}”这个类别。请从下拉框中选择：{known}；留空则按名称判断。"
        en = f"No kind '{text[:20]}'. Choose one of: {known}; or leave it empty to go by the name."
        sheet.refuse(row.number, TITLES["kind"], "unknown_kind", zh, en)


def _names(sheet: Sheet, row: SheetRow, column: str, text: str, most: int) -> tuple[str, ...]:
    names = split_names(text)
    if len(names) > most:
        zh, en = f"一个单位最多 {most} 个，这里有 {len(names)} 个。请删减。", f"At most {most}; here are {len(names)}."
        sheet.refuse(row.number, TITLES[column], "too_many_names", zh, en)
    read = [name for text in names[:most] if (name := _name(sheet, row.number, column, text)) is not None]
    keys = [fold(name) for name in read]
    for place, name in enumerate(read):
        if keys[place] in keys[:place]:
            zh, en = f"“{name}”重复填写。请只保留一个。", f"'{name}' is listed twice. Keep one."
            sheet.refuse(row.number, TITLES[column], "name_repeated", zh, en)
    return tuple(read)


def _read_aliases(sheet: Sheet, row: SheetRow, text: str) -> None:
    row.aliases = _names(sheet, row, "aliases", text, MOST_ALIASES)


def _read_members(sheet: Sheet, row: SheetRow, text: str) -> None:
    row.members = _names(sheet, row, "members", text, MOST_MEMBERS)


def _read_sections(sheet: Sheet, row: SheetRow, text: str) -> None:
    row.sections = _names(sheet, row, "sections", text, MOST_SECTIONS)


def _read_earlier(sheet: Sheet, row: SheetRow, text: str) -> None:
    try:
        row.earlier = read_earlier(text)
    except ValueError as error:
        zh = f"“{str(error)[:40]}”看不懂。请按“名称（至2022-06-30）”填写，括号里是最后一天，多个用“、”隔开，日期不能相同。"
        en = f"'{str(error)[:40]}' is not like 'name（至2022-06-30）'. Give each name its last day, all different."
        sheet.refuse(row.number, TITLES["earlier"], "bad_earlier_name", zh, en)


def _read_active(sheet: Sheet, row: SheetRow, text: str) -> None:
    row.active = ACTIVE_WORDS.get(text.lower())
    if text and row.active is None:
        zh = f"“{text[:20]}”看不懂。请填“{YES}”或“{NO}”。"
        sheet.refuse(row.number, TITLES["active"], "not_yes_or_no", zh, f"'{text[:20]}' is neither {YES} nor {NO}.")


def _read_note(sheet: Sheet, row: SheetRow, text: str) -> None:
    try:
        row.note = _NOTE.validate_python(text)
    except ValidationError:
        zh = f"备注请控制在 {NOTE_CHARACTERS} 字以内，并去掉看不见的特殊字符。"
        en = f"At most {NOTE_CHARACTERS} characters, none of them invisible."
        sheet.refuse(row.number, TITLES["note"], "bad_note", zh, en)


def _read_id(sheet: Sheet, row: SheetRow, text: str) -> None:
    try:
        row.id = UUID(text) if text else None
    except ValueError:
        zh = "编号被改动过。请保留导出时的编号；新增单位请把编号留空。"
        en = "The id was altered. Keep it as exported, or leave it empty for a new unit."
        sheet.refuse(row.number, TITLES["id"], "bad_id", zh, en)


_READERS = {
    "name": _read_name,
    "kind": _read_kind,
    "aliases": _read_aliases,
    "members": _read_members,
    "active": _read_active,
    "note": _read_note,
    "sections": _read_sections,
    "earlier": _read_earlier,
    "id": _read_id,
}
