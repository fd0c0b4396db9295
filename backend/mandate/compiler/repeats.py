"""Tasks written twice, once in the text and once in the table attached to it: one of the two is kept."""

import re

from mandate.compiler.draft import ClauseKind
from mandate.compiler.roles import Role
from mandate.compiler.tasks import Found, units_of
from mandate.compiler.view import View

_KEY = 4
_SEVERAL = 2
_LOOKED_AT = 200


def without_repeats(view: View, found: list[Found]) -> list[Found]:
    """The tasks without repetition; of two with the same words the one that says who leads is kept, else the one in the text."""
    rows = [one for one in found if one.node.kind is ClauseKind.ROW]
    if not rows or len(rows) == len(found):
        return found
    written: dict[str, list[tuple[str, Found]]] = {}
    for one in found:
        if one.node.kind is not ClauseKind.ROW:
            title = _plain(view, one)
            written.setdefault(title[:_KEY], []).append((title, one))
    pairs = [(row, twin) for row in rows if (twin := _twin(_plain(view, row), written)) is not None]
    if len(pairs) < min(_SEVERAL, len(rows)):
        return found
    dropped = {id(twin if _leads(row) and not _leads(twin) else row) for row, twin in pairs}
    return [one for one in found if id(one) not in dropped]


def _plain(view: View, one: Found) -> str:
    return re.sub(r"[\s，,。;；:：、“”\"‘’()（）]+", "", view.folded[slice(*one.node.title)])


def _twin(title: str, written: dict[str, list[tuple[str, Found]]]) -> Found | None:
    """The task of the text with the same title, or with one of which the other is the beginning."""
    for other, one in written.get(title[:_KEY], [])[:_LOOKED_AT]:
        short = min(len(title), len(other))
        if title == other or (short > _KEY and title[:short] == other[:short]):
            return one
    return None


def _leads(one: Found) -> bool:
    return any(role is Role.LEAD for role, _, _, _ in units_of(one))
