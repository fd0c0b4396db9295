"""Lines of their own that name units without a label of role: 单位：市商务局, or 以上工作由市商务局牵头 below several items."""

import re

from mandate.compiler.attribution import read_units
from mandate.compiler.blocks import ABOVE, Block
from mandate.compiler.bodies import are_units
from mandate.compiler.notation import Rule
from mandate.compiler.roles import Role
from mandate.compiler.view import Paragraph

_FIELD = re.compile(r"\s*(?:单位|部门|主体)\s*:\s*")
_ABOVE = re.compile(
    r"\s*(?:[(\[]\s*)?(?:以上|上述|本(?:节|章|部分|项))(?:各|所有)?(?:[一二三四五六七八九十\d]+)?[项条]?(?:重点|主要|改革)?"
    r"(?:工作任务|工作|任务|措施|事项|举措|内容|项目)?(?:均|都|统一)?由"
)
_END = " 。;；，,)]"
_LONGEST = 200


def plain_line(text: str, paragraph: Paragraph, rule: Rule) -> Block | None:
    """The attribution that fills a whole paragraph of folded text, or None."""
    field, above = (one.match(text, paragraph.start, paragraph.end) for one in (_FIELD, _ABOVE))
    start = field or above
    end = paragraph.end
    while end > paragraph.start and text[end - 1] in _END and not _opened(text, paragraph.start, end):
        end -= 1
    if start is None or end - start.end() > _LONGEST:
        return None
    block = Block(paragraph.start, paragraph.end, "labelled" if field else ABOVE)
    said = read_units(block, text, start.end(), end, Role.RESPONSIBLE, rule)
    names = [text[unit.start : unit.end] for unit in block.units]
    known = are_units(names, sure=bool(field)) and not any(unit.odd for unit in block.units)
    return block if known and (said or field) else None


def _opened(text: str, start: int, end: int) -> bool:
    """Whether the bracket that ends there was opened inside a name: 各县（市、区）."""
    return text[end - 1] in ")]" and text[start:end].lstrip()[:1] not in "([" and text.count("(", start, end) > 0
