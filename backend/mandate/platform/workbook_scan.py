"""A look into an xlsx file before any library parses it: what it unpacks to, and how far its cells reach."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from mandate.platform.errors import Refusal, invalid

CHUNK = 64 * 1024
MEMBERS = 200
RATIO = 100
RATIO_FROM_BYTES = 8 * 1024**2
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 0x1
XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b" ", b"\n", b"\r", b"\t")


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much of a file may be read; `rows` counts the header."""

    rows: int = 5_001
    columns: int = 64
    file_bytes: int = 10 * 1024**2
    unpacked_bytes: int = 64 * 1024**2


@dataclass
class SheetExtent:
    """The last row and column that hold anything, counted from 1."""

    name: str = ""
    rows: int = 0
    columns: int = 0
    error_cells: list[tuple[int, int]] = field(default_factory=list)


def ensure_shape(rows: int, columns: int, limits: ReadLimits) -> None:
    if rows > limits.rows:
        raise invalid(
            "too_many_rows",
            f"表格超过 {limits.rows - 1} 行数据。请拆成几个文件分别导入，并删除表格下方多余的内容。",
            f"The table has more than {limits.rows - 1} rows. Split it, and delete anything left far below it.",
        )
    if columns > limits.columns:
        raise invalid(
            "too_many_columns",
            f"表格超过 {limits.columns} 列。请删除右侧多余的列后重试。",
            f"The table has more than {limits.columns} columns. Delete the surplus columns on the right.",
        )


def scan_workbook(content: bytes, limits: ReadLimits) -> SheetExtent:
    """The first visible sheet and its extent. Every member is unpacked in chunks and counted.

    Raises Refusal for bombs, macros, encryption, document types (entities), unusual members and
    cells beyond the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _ensure_plain(archive)
            scanned = _scan_members(archive, limits)
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise unreadable() from error
    if WORKBOOK not in scanned or RELATIONS not in scanned:
        raise unreadable()
    targets = scanned[RELATIONS].targets
    for name, relation in scanned[WORKBOOK].visible_sheets:
        found = scanned.get(targets.get(relation, ""))
        if found is not None and found.is_sheet:
            ensure_shape(found.extent.rows, found.extent.columns, limits)
            found.extent.name = name
            return found.extent
    raise unreadable()


def unreadable() -> Refusal:
    return invalid(
        "workbook_unreadable",
        "文件已损坏或不是标准的 .xlsx。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。",
        "The file is damaged or not a standard .xlsx. Open it, save it as .xlsx, and upload that.",
    )


def _ensure_plain(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MEMBERS or len({name.lower() for name in names}) != len(names):
        raise ValueError("too many members, or one twice")
    for member in members:
        safe = not member.filename.startswith("/") and ".." not in member.filename.split("/")
        if not safe or "\\" in member.orig_filename or member.flag_bits & ENCRYPTED:
            raise ValueError("an unusual member")
        if member.compress_type not in METHODS:
            raise ValueError("an unusual compression")
        if member.filename.lower().endswith("vbaproject.bin"):
            raise invalid(
                "workbook_has_macros",
                "文件里有宏。请另存为不含宏的 .xlsx 后重试。",
                "The file has macros. Save it as .xlsx without macros and try again.",
            )


def _scan_members(archive: zipfile.ZipFile, limits: ReadLimits) -> dict[str, "_MemberScan"]:
    scanned = {}
    unpacked = 0
    for member in archive.infolist():
        scan: _MemberScan | None = None
        seen = 0
        for chunk in _chunks(archive, member):
            if seen == 0 and chunk.startswith(XML_STARTS):
                scan = scanned[member.filename] = _MemberScan(limits)
            seen += len(chunk)
            unpacked += len(chunk)
            if unpacked > limits.unpacked_bytes or (seen > RATIO_FROM_BYTES and seen > RATIO * member.compress_size):
                raise too_large_unpacked(limits)
            if scan is not None:
                scan.feed(chunk)
        if scan is not None:
            scan.close()
    return scanned


def too_large_unpacked(limits: ReadLimits) -> Refusal:
    return Refusal(
        413,
        "unpacked_too_large",
        f"文件解压后超过 {limits.unpacked_bytes // 1024**2} MB 或压缩异常，已拒绝读取。请只保留需要导入的内容。",
        f"Unpacked, the file exceeds {limits.unpacked_bytes // 1024**2} MB or is packed suspiciously. Keep only the table.",
    )


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


class _MemberScan:
    """One XML member, read as a stream: cells when it is a sheet, sheets and targets otherwise."""

    def __init__(self, limits: ReadLimits) -> None:
        self.limits = limits
        self.extent = SheetExtent()
        self.is_sheet = False
        self.visible_sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}
        self._row = self._column = 0
        self._is_error = self._in_value = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = _no_doctype

    def feed(self, chunk: bytes) -> None:
        self._parser.Parse(chunk, False)

    def close(self) -> None:
        self._parser.Parse(b"", True)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._column = _column_of(given["r"]) if "r" in given else self._column + 1
            self._is_error = given.get("t") == "e"
        elif name == "row":
            self._row = int(given["r"]) if "r" in given else self._row + 1
            self._column = 0
        elif name in {"v", "t"}:
            self._in_value = True
        elif name == "worksheet":
            self.is_sheet = True
        elif name == "sheet" and given.get("state", "visible") == "visible":
            relation = next((value for key, value in given.items() if key.rpartition(":")[2] == "id"), "")
            self.visible_sheets.append((given.get("name", ""), relation))
        elif name == "Relationship":
            target = given.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            self.targets[given.get("Id", "")] = posixpath.normpath(path)

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] in {"v", "t"}:
            self._in_value = False

    def _text(self, text: str) -> None:
        if not self._in_value or not self.is_sheet or not text.strip():
            return
        extent = self.extent
        extent.rows, extent.columns = max(extent.rows, self._row), max(extent.columns, self._column)
        # Checked while counting: memory and time end where the limits do.
        ensure_shape(extent.rows, extent.columns, self.limits)
        if self._is_error:
            extent.error_cells.append((self._row, self._column))
            self._is_error = False


def _column_of(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789").upper():
        if not "A" <= letter <= "Z":
            raise ValueError("not a cell reference")
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _no_doctype(*_: object) -> NoReturn:
    raise ValueError("a document type declares entities")
