"""The door to the readers: looks at the bytes first and at the file's name second."""

from mandate.compiler.errors import unreadable
from mandate.compiler.reading.pdf_files import read_pdf
from mandate.compiler.reading.text_files import read_text
from mandate.compiler.reading.word_files import read_word

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_TEXT_SUFFIXES = {"txt", "text", "md", "csv", ""}


def read_document(content: bytes, file_name: str) -> str:
    """The text of a document, newlines as \\n, without NUL and lone surrogates. Raises DocumentUnreadable."""
    suffix = file_name.rsplit(".", 1)[-1].lower() if "." in file_name else ""
    if not content:
        raise unreadable("empty")
    text = _read(content, suffix)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = text.encode("utf-8", errors="ignore").decode("utf-8")
    if not text.strip("\ufeff \n\t\u3000"):
        raise unreadable("empty")
    return text


def _read(content: bytes, suffix: str) -> str:
    if content.lstrip()[:5] == b"%PDF-":
        return read_pdf(content)
    if content.startswith((b"PK\x03\x04", _OLD_OFFICE)) or suffix == "docx":
        return read_word(content)
    if suffix == "doc":
        raise unreadable("old_word_file")
    if suffix == "pdf":
        raise unreadable("damaged")
    if suffix not in _TEXT_SUFFIXES:
        raise unreadable("unknown_type")
    return read_text(content)
