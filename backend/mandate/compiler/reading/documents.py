"""The door to the readers: looks at the bytes first and at the file's name second."""

from dataclasses import replace

from mandate.compiler.columns import Fields
from mandate.compiler.errors import unreadable
from mandate.compiler.reading.csv_files import read_csv
from mandate.compiler.reading.kept import Kept, Progress
from mandate.compiler.reading.packages import OLD_OFFICE, is_workbook
from mandate.compiler.reading.pdf_files import read_pdf
from mandate.compiler.reading.sheet_files import read_workbook
from mandate.compiler.reading.sheet_text import keep_sheets
from mandate.compiler.reading.text_files import read_text
from mandate.compiler.reading.web_pages import is_web_page, read_web_page
from mandate.compiler.reading.word_files import read_word

MOST_CHARACTERS = 600_000
MOST_LINES = 40_000
_TEXT_SUFFIXES = {"txt", "text", "md", ""}
_WEB_SUFFIXES = {"html", "htm", "mht", "mhtml", "xhtml"}
_OLD_SUFFIXES = {
    "doc": "old_word_file", "wps": "old_word_file", "dot": "old_word_file", "rtf": "rich_text",
    "xls": "old_sheet_file", "et": "old_sheet_file", "docm": "macros", "xlsm": "macros",
}  # fmt: skip
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")


def read_document(
    content: bytes, file_name: str, fields: Fields | None = None, progress: Progress | None = None
) -> Kept:
    """What is kept of a document: newlines as \\n, no NUL, no lone surrogate. Raises DocumentUnreadable.

    `fields` are what a person said the columns of a workbook mean; `progress` hears of the recognition of scans.
    """
    suffix = file_name.rsplit(".", 1)[-1].lower() if "." in file_name else ""
    if not content.strip(b"\x00"):
        raise unreadable("empty")
    kept = _read(content, suffix, fields, progress)
    if kept.table is None and not kept.recognised:
        # Places in a table and in recognised text are known already: those readers leave nothing to clean.
        kept = replace(kept, text=_cleaned(kept.text))
    if not kept.text.strip("\ufeff \n\t\u3000"):
        raise unreadable("empty")
    if len(kept.text) > MOST_CHARACTERS or kept.text.count("\n") > MOST_LINES:
        raise unreadable("too_long")
    return kept


def _cleaned(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.encode("utf-8", errors="ignore").decode("utf-8")


def _read(content: bytes, suffix: str, fields: Fields | None, progress: Progress | None) -> Kept:
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return read_pdf(content, progress)
    if content.startswith(b"PK\x03\x04") and (suffix in {"xlsx", "xlsm", "csv"} or is_workbook(content)):
        return keep_sheets(read_workbook(content), fields)
    if content.startswith((b"PK\x03\x04", OLD_OFFICE)):
        return Kept(read_word(content))
    _refuse_by_kind(content, suffix)
    if suffix == "csv":
        return keep_sheets(read_csv(content), fields)
    if suffix in _WEB_SUFFIXES or is_web_page(content):
        return Kept(read_web_page(content))
    return Kept(read_text(content))


def _refuse_by_kind(content: bytes, suffix: str) -> None:
    """Files that are no text, told apart so that the person knows what to do with each."""
    if content.startswith(b"{\\rtf"):
        raise unreadable("rich_text")
    if content.startswith(_PROGRAMS):
        raise unreadable("program")
    if content.startswith(_PICTURES):
        raise unreadable("picture")
    if suffix in _OLD_SUFFIXES:
        raise unreadable(_OLD_SUFFIXES[suffix])
    by_name = {"docx": "not_a_word_file", "xlsx": "not_a_sheet_file", "pdf": "damaged"}
    if suffix in by_name:
        raise unreadable(by_name[suffix])
    if suffix not in _TEXT_SUFFIXES | _WEB_SUFFIXES | {"csv"}:
        raise unreadable("unknown_type")
