"""Labels of roles in their plain spelling: 【牵头单位】 and 责 任 单 位： become 牵头单位: and 责任单位:, each as long as before."""

import re

from mandate.compiler.roles import LABEL_WORDS

# In round brackets after a name (市商务局（牵头）) the word speaks of that name.
_BRACKETED = re.compile(
    rf"(?:\[|(?<![\u4e00-\u9fff)\]])\()(?P<space>\s*)(?P<word>{LABEL_WORDS})(?P<after>\s*)[)\]](?=(?P<colon>\s*:)?\s*\S)"
)
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])[总牵责配主协参落实承完办](?:[ ]+[\u4e00-\u9fff]){3,5}(?=\s*:)")


# ｛市商务局牵头｝, ＜责任单位：市商务局＞
_ODD_BRACKETS = re.compile(r"[<{｛〈『](?P<words>[^<>{}｛｝〈〉『』\n]{4,300})[>}｝〉』]")
_ROLE = re.compile(rf"(?:{LABEL_WORDS})\s*:|(?:牵头|配合|负责|落实|参与)(?:$|[，,；;])")


def with_plain_labels(folded: str) -> str:
    """Folded text with every label of a role, and brackets around one, spelt plainly; same length, so that offsets stay valid."""
    folded = _ODD_BRACKETS.sub(_with_square_brackets, folded)
    return _SPACED.sub(_closed_up, _BRACKETED.sub(_with_colon, folded))


def _with_colon(match: re.Match[str]) -> str:
    if match.group()[0] == "[" and match.string[match.end() : match.end() + 1] in {"、", "，", "]", ")"}:
        return match.group()
    return f" {match['space']}{match['word']}{match['after']}{' ' if match['colon'] else ':'}"


def _with_square_brackets(match: re.Match[str]) -> str:
    return f"[{match['words']}]" if _ROLE.search(match["words"]) else match.group()


def _closed_up(match: re.Match[str]) -> str:
    word = match.group().replace(" ", "")
    return word.rjust(len(match.group())) if re.fullmatch(LABEL_WORDS, word) else match.group()
