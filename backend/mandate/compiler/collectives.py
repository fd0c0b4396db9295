"""Collective units whose name holds a 、 of its own: 各市、县（市、区）人民政府, 市直有关部门、单位, 各县（市、区）党委、政府."""

import re

_LEVEL = "县级市|(?:自治|民族)?[省市区县旗州盟镇乡场]|街道|特区|园区|开发区|功能区"
_BRACKET = r"(?:[(\[][^()\[\]]{1,24}[)\]])?"
_END = (
    r"(?=$|[，,；;、。)\]\s]|[按依等]|负责|牵头|配合|落实|组织|共同|分工|分别|会同|参与|具体|协办|协同|支持|做好|抓好)"
)
_SEAT = "(?:人民)?政府|行政公署|办事处|管委会?|党委|党工委|委员会"

# (end of the words before 、, beginning of the words after it); words after are read up to the next separator.
_PAIRS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(rf"(?:^|[^\u4e00-\u9fff]|会同|[和及与由])各(?:有关|相关)?(?:(?:{_LEVEL}){_BRACKET}、?){{1,5}}$"),
        re.compile(rf"(?:(?:{_LEVEL}){_BRACKET}){{1,3}}(?:{_SEAT}|委|{_END})"),
    ),
    (re.compile(r"(?:部门|委办局)$"), re.compile(rf"(?:企事业)?(?:单位|企业|机构){_END}")),
    (re.compile(r"各.{0,12}(?:党委|党工委|党组|委)$"), re.compile(rf"(?:(?:人民)?政府|管委会?){_END}")),
    (re.compile(r"(?:^|[市区县省州直])各?[部委办厅局]$"), re.compile(rf"[部委办厅局]{_END}")),
)  # fmt: skip


def one_collective(before: str, after: str) -> bool:
    """Whether the 、 between two stretches stands inside the name of one group of units."""
    head, rest = before.strip(), after.strip()
    return any(left.search(head) and right.match(rest) for left, right in _PAIRS)
