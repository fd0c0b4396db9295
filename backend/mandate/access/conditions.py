"""Conditional writes (RFC 9110 13.1.1): a change names the version that it was made from."""

import re
from typing import Annotated

from fastapi import Depends, Header

from mandate.platform.errors import Refusal

LARGEST_VERSION = 2**31 - 1
STRONG_TAG = re.compile(r'"v([1-9][0-9]{0,9})"', re.ASCII)


def etag(version: int) -> str:
    """The strong entity tag of a row's version, as answers carry it and `If-Match` returns it."""
    return f'"v{version}"'


def version_of(tag: str) -> int | None:
    found = STRONG_TAG.fullmatch(tag.strip())
    version = int(found[1]) if found else None
    return version if version is not None and version <= LARGEST_VERSION else None


async def expected_version(
    if_match: Annotated[
        str | None,
        Header(description='The ETag of the version that was read, for example "v3".', max_length=40),
    ] = None,
) -> int:
    """The version a write was made from; 428 without one, 412 with one that no row can have."""
    if if_match is None:
        raise Refusal(
            428,
            "precondition_required",
            "提交时缺少版本号（If-Match）。请刷新页面，核对最新内容后再保存。",
            "The version (If-Match) is missing. Read the record again and send its ETag.",
        )
    version = version_of(if_match)
    if version is None:
        raise Refusal(
            412,
            "unreadable_version",
            '版本号（If-Match）的格式应为 "v3"，且不接受 *。请使用读取时返回的 ETag。',
            'If-Match must be one strong tag like "v3", as the ETag of the read; * is not accepted.',
        )
    return version


Expected = Annotated[int, Depends(expected_version)]
