"""Plain text in the encodings that government offices use."""

import codecs

from mandate.compiler.errors import unreadable

BYTE_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5")
_ENOUGH = 0.7
_COMMON_ENOUGH = 0.75


def read_text(content: bytes) -> str:
    """The text of a txt file. Raises DocumentUnreadable when no encoding gives readable text."""
    for mark, encoding in BYTE_MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding) or _lenient(content, encoding)
    best, best_share = "", 0.0
    for encoding in _CANDIDATES:
        text = _decoded(content, encoding)
        share = _readable_share(text) if text else 0.0
        if share > best_share:
            best, best_share = text or "", share
        if best_share > 0.98:
            break
    if best_share >= _ENOUGH:
        return best
    return _lenient(content, "utf-8")


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _lenient(content: bytes, encoding: str) -> str:
    """Mixed encodings: keep what can be read, if that is most of it."""
    choices = [content.decode(one, errors="replace") for one in (encoding, "gb18030")]
    choices.append(
        "\n".join(_decoded(line, "utf-8") or line.decode("gb18030", "replace") for line in content.split(b"\n"))
    )
    text = max(choices, key=_readable_share)
    if _readable_share(text) < _ENOUGH:
        raise unreadable("not_text")
    return text


def _readable_share(text: str) -> float:
    """Share of characters that people write: bytes in a wrong encoding give rare characters, not common ones."""
    sample = text[:4000]
    if not sample:
        return 0.0
    chinese = [character for character in sample if "\u4e00" <= character <= "\u9fff"]
    common = sum(_is_common(character) for character in chinese) / len(chinese) if chinese else 1.0
    return min(1.0, common / _COMMON_ENOUGH) * sum(_is_readable(character) for character in sample) / len(sample)


def _is_common(character: str) -> bool:
    """The 3,755 characters of the first level of GB 2312, and whatever that standard does not know (traditional ones)."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return (
            character.encode("big5", errors="ignore")[:1] < b"\xc9"
            if character.encode("big5", errors="ignore")
            else False
        )


def _is_readable(character: str) -> bool:
    code = ord(character)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x20 <= code < 0x7F
        or character in "\n\r\t\u3000\u00a0\ufeff"
        # Marks without width, left over from copying out of web pages.
        or 0x200B <= code <= 0x200F
        or 0x202A <= code <= 0x202E
        or 0x2060 <= code <= 0x2069
        or 0x3000 <= code <= 0x303F
        or 0xFF00 <= code <= 0xFFEF
        or 0x2010 <= code <= 0x2044
        or 0x2460 <= code <= 0x24FF
        or 0x3400 <= code <= 0x4DBF
    )
