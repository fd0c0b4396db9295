"""What a password must be: 'djbh3' follows GB/T 22239-2019 8.1.4.1 a, 'nist' follows SP 800-63B and ASVS 6.2."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

LONGEST = 128
# What must remain after everything guessable is taken away.
UNGUESSABLE_CHARACTERS = 6
DIFFERENT_CHARACTERS = 6
SHORTEST_WORD = 3


class Fault(StrEnum):
    TOO_SHORT = "password_too_short"
    TOO_LONG = "password_too_long"
    TOO_FEW_CLASSES = "password_too_simple"
    GUESSABLE = "password_guessable"
    USED_BEFORE = "password_used_before"


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """`classes` of lower case, capitals, digits and others; no rotation when the days are None."""

    shortest: int
    classes: int
    remembered: int
    days: int | None
    administrator_days: int | None

    def lasts(self, *, administrator: bool) -> timedelta | None:
        days = self.administrator_days if administrator else self.days
        return None if days is None else timedelta(days=days)


POLICIES: dict[Literal["djbh3", "nist"], PasswordPolicy] = {
    "djbh3": PasswordPolicy(shortest=12, classes=3, remembered=5, days=180, administrator_days=90),
    "nist": PasswordPolicy(shortest=15, classes=1, remembered=1, days=None, administrator_days=None),
}

COMMON = frozenset(
    """
    admin administrator password passwd pass word welcome letmein login master root user guest test testing demo
    qwerty qwertyuiop qwer asdf asdfgh zxcv zxcvbn 1qaz 2wsx 3edc qaz wsx abc abcd iloveyou woaini monkey dragon
    superman princess sunshine football baseball shadow michael charlie hello secret default changeme change
    temp temporary system office server oracle huawei xiaomi alibaba taobao weixin wechat china zhongguo beijing
    chongqing chengdu sichuan yuzhong gaoxin gaoxinqu yingshang yingshangban huanjing duban zhengfu zhengwu
    mima guanliyuan nihao mandate
    """.split()
) | frozenset(
    {"营商", "营商办", "营商环境", "督办", "政府", "政务", "高新区", "高新", "管理员", "密码", "重庆", "成都"}
)
LOOK_ALIKES = str.maketrans("@4831!05$7", "aabellosst")
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "!@#$%^&*()_+")
SHORTEST_RUN = 4
YEAR = re.compile(r"(19|20)\d\d([01]?\d[0-3]?\d)?")
REPEATED = re.compile(r"(.)\1{2,}")


def faults(policy: PasswordPolicy, password: str, context: Iterable[str] = (), used: Sequence[str] = ()) -> list[Fault]:
    """What is wrong, worst first. `context`: words of the person and the zone; `used`: earlier passwords, if known."""
    found = []
    if len(password) < policy.shortest:
        found.append(Fault.TOO_SHORT)
    if len(password) > LONGEST:
        found.append(Fault.TOO_LONG)
    if classes_of(password) < policy.classes:
        found.append(Fault.TOO_FEW_CLASSES)
    if is_guessable(password, context):
        found.append(Fault.GUESSABLE)
    if password in used:
        found.append(Fault.USED_BEFORE)
    return found


def classes_of(password: str) -> int:
    kinds = {
        "lower" if "a" <= c <= "z" else "capital" if "A" <= c <= "Z" else "digit" if "0" <= c <= "9" else "other"
        for c in password
    }
    return len(kinds)


def is_guessable(password: str, context: Iterable[str] = ()) -> bool:
    """Too little is left once known words, years, rows of keys and repetitions are taken away."""
    folded = unicodedata.normalize("NFKC", password).lower()
    if len(set(folded)) < DIFFERENT_CHARACTERS:
        return True
    words = COMMON.union(*(words_of(text) for text in context))
    return len(residue(folded, words)) < UNGUESSABLE_CHARACTERS


def words_of(text: str) -> set[str]:
    """A name, login or zone, whole and in its parts."""
    folded = unicodedata.normalize("NFKC", text).lower()
    parts = re.split(r"[\s._-]+", folded)
    return {part for part in (folded, *parts) if len(part) >= SHORTEST_WORD or not part.isascii()} - {""}


def residue(text: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        # A look-alike stands for one letter, so places are the same in both spellings.
        while (place := text.translate(LOOK_ALIKES).find(word.translate(LOOK_ALIKES))) >= 0:
            text = text[:place] + text[place + len(word) :]
    text = YEAR.sub("", text)
    text = REPEATED.sub("", text)
    return without_runs(text)


def without_runs(text: str) -> str:
    """Takes away neighbours in the alphabet or on the keyboard, forwards and backwards, from four on."""
    kept, place = [], 0
    while place < len(text):
        length = run_length(text, place)
        if length < SHORTEST_RUN:
            kept.append(text[place])
            length = 1
        place += length
    return "".join(kept)


def run_length(text: str, place: int) -> int:
    longest = 1
    for row in ROWS:
        for line in (row, row[::-1]):
            start = line.find(text[place])
            length = 1
            while start >= 0 and text[place + length : place + length + 1] == line[start + length : start + length + 1]:
                if place + length >= len(text):
                    break
                length += 1
            longest = max(longest, length)
    return longest


def is_expired(policy: PasswordPolicy, changed_at: datetime, at: datetime, *, administrator: bool) -> bool:
    lasts = policy.lasts(administrator=administrator)
    return lasts is not None and at - changed_at > lasts
