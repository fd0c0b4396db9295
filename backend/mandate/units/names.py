"""Names of units as people write them: cleaned, compared, and listed in one cell."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator

from mandate.platform.text import Name

NEVER_IN_A_WORKBOOK = frozenset("\ufffe\uffff")
FOLDED = {
    **dict.fromkeys(map(ord, "〔【[{〖〈"), "("),
    **dict.fromkeys(map(ord, "〕】]}〗〉"), ")"),
    **dict.fromkeys(map(ord, "“”„‟「」『』‘’‛'"), '"'),
    **dict.fromkeys(map(ord, "·•・‧"), "."),
    **dict.fromkeys(map(ord, "—–―‐−"), "-"),
}
PAIRS = {"（": "）", "(": ")", "“": "”", "《": "》", "【": "】", "〔": "〕", "「": "」"}
SEPARATORS = frozenset("、；;\n")
SPECIAL = re.compile("([" + re.escape("\\" + "".join(SEPARATORS) + "".join(PAIRS)) + "])")


def fold(name: str) -> str:
    """What spellings of one name have in common: width, case, spaces, bracket and quote styles do not count."""
    plain = unicodedata.normalize("NFKC", name).translate(FOLDED)
    kept = (c for c in plain if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc"})
    return unicodedata.normalize("NFKC", "".join(kept).casefold())


def one_line(name: str) -> str:
    """Line breaks and runs of spaces are accidents of copying."""
    joined = " ".join(name.split())
    if not fold(joined):
        raise ValueError("must not be blank")
    if NEVER_IN_A_WORKBOOK & set(joined):
        raise ValueError("has a character that no workbook can hold")
    return joined


UnitName = Annotated[Name, AfterValidator(one_line)]


def split_names(cell: str) -> list[str]:
    """Names listed with 、 ； or line breaks; none of these separates inside brackets or quotation marks.

    A backslash takes the next character literally, so every list of names can be written.
    """
    names, name = [], ""
    open_pairs: list[str] = []
    last_closer = {closer: cell.rfind(closer) for closer in PAIRS.values()}
    rest = iter(range(len(cell)))
    for place in rest:
        character = cell[place]
        if character == "\\" and place + 1 < len(cell):
            name += cell[next(rest)]
            continue
        if character in SEPARATORS and not open_pairs:
            names.append(name)
            name = ""
            continue
        if open_pairs and character == open_pairs[-1]:
            open_pairs.pop()
        elif character in PAIRS and last_closer[PAIRS[character]] > place:
            open_pairs.append(PAIRS[character])
        name += character
    names.append(name)
    return [stripped for one in names if (stripped := " ".join(one.split()))]


def join_names(names: Iterable[str]) -> str:
    """One cell that `split_names` reads back; escaped only where a name would otherwise fall apart."""
    listed = list(names)
    plain = "、".join(listed)
    return plain if split_names(plain) == listed else "、".join(SPECIAL.sub(r"\\\1", name) for name in listed)


def sort_key(name: str) -> str:
    """Pinyin with tones, read by phrase (重庆 is chong2 qing4), so that plain text order is dictionary order."""
    # Late: the phrase dictionary takes memory that only a change of the directory needs.
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True)).casefold()[:400]
