"""The demo's accounts as the command line shows them."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from mandate.api.demo.accounts import DemoAccount
from mandate.api.demo.places import PLACES

ZONES = {place.code: f"{place.name} {place.name_en}" for place in PLACES}
BEYOND = "多区、上级 Beyond one zone"


def accounts_as_text(accounts: Sequence[DemoAccount], password: str | None) -> str:
    """One line for each sign-in, by zone; `password` is None when its file is gone."""
    told = password or "（口令文件已不在，请用原口令登录，或用 --fresh 重建 the password file is gone）"
    lines = [f"演示账号 Demo accounts, 口令 password: {told}"]
    for heading, group in groupby(accounts, heading_of):
        members = list(group)
        lines.append(f"  {heading}")
        lines += [f"    {padded(one.login, 30)}{padded(one.name, 36)}{one.role}" for one in members]
    return "\n".join(lines)


def heading_of(account: DemoAccount) -> str:
    zones = {post.zone for post in account.posts}
    return ZONES[zones.pop()] if len(zones) == 1 else BEYOND


def padded(text: str, width: int) -> str:
    """A Chinese character is two columns wide on a terminal."""
    shown = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    return text + " " * max(1, width - shown)
