"""Web pages, saved or printed to a file: paragraphs, lists and tables, without the furniture of the site."""

import re
from email import message_from_bytes
from email.message import Message

from lxml import etree, html

from mandate.compiler.errors import unreadable
from mandate.compiler.reading.furniture import without_furniture
from mandate.compiler.reading.page_walk import PageWalk
from mandate.compiler.reading.text_files import BYTE_MARKS, read_text

_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.IGNORECASE
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_NATIONAL = {"gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "hz-gb-2312", "cp936"}
_LOOKED_AT = 4096
_MOST_PARTS = 200


def is_web_page(content: bytes) -> bool:
    """Whether bytes begin as a page or as a page saved with its pictures (MHTML)."""
    head = content[:_LOOKED_AT].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    return _is_saved(head) or (head.startswith(b"<?xml") and b"<html" in head)


def _is_saved(head: bytes) -> bool:
    return b"multipart/related" in head and b"mime-version:" in head


def read_web_page(content: bytes) -> str:
    """The text of a page; table rows have tabs between cells. Raises DocumentUnreadable."""
    if _is_saved(content[:_LOOKED_AT].lower()):
        content = _page_of(message_from_bytes(content))
    text = _DECLARATION.sub("", _decoded(content)).replace("\x00", "")
    text = text.encode("utf-8", errors="ignore").decode("utf-8")
    if not text.strip():
        raise unreadable("empty")
    try:
        page = html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise unreadable("empty") from error
    body = page.find("body")
    return "\n".join(without_furniture(PageWalk().lines_of(body if body is not None else page)))


def _page_of(message: Message) -> bytes:
    for place, part in enumerate(message.walk()):
        if place > _MOST_PARTS:
            break
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                charset = (part.get_content_charset() or "").encode("ascii", errors="ignore")
                return (
                    b'<meta charset="%s">' % charset + page if charset and not _META.search(page[:_LOOKED_AT]) else page
                )
    raise unreadable("damaged")


def _decoded(content: bytes) -> str:
    if content.startswith(tuple(mark for mark, _ in BYTE_MARKS)):
        return read_text(content)
    declared = _META.search(content[:_LOOKED_AT])
    name = declared.group(1).decode("ascii").lower() if declared else ""
    encoding = "gb18030" if name in _NATIONAL else name
    try:
        return content.decode(encoding) if encoding and not encoding.startswith("utf-16") else read_text(content)
    except (LookupError, UnicodeError):
        return read_text(content)
