"""Office files are zip archives: looked at before anything in them is unpacked."""

import io
import zipfile

from mandate.compiler.errors import unreadable

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MAXIMUM_MEMBERS = 2000
_MAXIMUM_UNPACKED = 100 * 1024 * 1024
_MAXIMUM_RATIO = 200
_SMALL_MEMBER = 1024 * 1024
_MACROS = ("vbaproject.bin", "vbadata.xml")


def open_package(content: bytes, otherwise: str) -> zipfile.ZipFile:
    """The archive, when its directory promises nothing dangerous; `otherwise` is the error of a file that is none."""
    if content.startswith(OLD_OFFICE):
        locked = b"E\x00n\x00c\x00r\x00y\x00p\x00t" in content
        raise unreadable("encrypted" if locked else _old_kind(content))
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise unreadable(otherwise) from error
    if any(member.flag_bits & 1 for member in members):
        raise unreadable("encrypted")
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MAXIMUM_MEMBERS or unpacked > _MAXIMUM_UNPACKED or any(map(_is_bomb, members)):
        raise unreadable("too_large")
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names:
        raise unreadable(otherwise)
    if any(name.lower().endswith(_MACROS) for name in names):
        raise unreadable("macros")
    return archive


def _old_kind(content: bytes) -> str:
    return "old_sheet_file" if b"W\x00o\x00r\x00k\x00b\x00o\x00o\x00k" in content else "old_word_file"


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _SMALL_MEMBER and member.file_size > _MAXIMUM_RATIO * max(member.compress_size, 1)


def is_workbook(content: bytes) -> bool:
    """Whether an archive says that it holds sheets."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(name.lower() == "xl/workbook.xml" for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return False
