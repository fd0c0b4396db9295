"""Words that say what a unit does in a task: it leads, it is responsible, it supports."""

import re
from enum import StrEnum


class Role(StrEnum):
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"
    DEADLINE = "deadline"
    NO_UNIT = "no_unit"


_BODY = r"(?:单位|部门|处室|科室|股室|机构|主体|局委|局办)"
_LEVELS = "(?:[省市区县州]级|本级|共同|联合|第一|总)?"
_TIME = "时限|时间|期限|时间节点|时间进度|时间要求|时限要求|时间安排|进度安排|进度要求|完成时限"
_LABELS: tuple[tuple[Role, str], ...] = (
    (
        Role.LEAD,
        rf"{_LEVELS}(?:责任)?牵头(?:责任|负责|主责)?{_BODY}?|主办{_BODY}?"
        rf"|(?:主责|主要责任|第一责任|首席?责任|主管|组织){_BODY}",
    ),
    (Role.SUPPORTING, rf"(?:主要|{_LEVELS})?(?:配合|协办|协同|协助|参与|参加|联动|支持|协作)(?:责任)?(?:{_BODY})?"),
    (
        Role.RESPONSIBLE,
        rf"(?:具体|相关|其他|其它|{_LEVELS})?责任{_BODY}(?:及责任人)?|(?:责任|职责|任务|工作)分工|责任"
        rf"|(?:落实|实施|承办|承担|执行|推进|完成){_BODY}|(?:分工|负责){_BODY}?",
    ),
    (
        Role.DEADLINE,
        rf"(?:完成|办结|推进|落实|实施|整改|工作|目标|计划|预计|达标)?(?:{_TIME})(?:要求)?|完成节点",
    ),
    (
        Role.NO_UNIT,
        r"(?:牵头|责任|分管|包保|联系|挂联|包抓)(?:区|市|县)?领导|(?:牵头|责任|联系|联络|负责)人(?:员)?"
        r"|联系电话|电话|邮箱|责任科室|备注|(?:督导|督办|考核)单位|政策依据|依据",
    ),
)

LABEL_WORDS = "|".join(words for _, words in _LABELS)
_STRICT_AHEAD = r"(?=(?:牵头|责任|配合|主办|协办|参与|主责)(?:单位|部门)\s*[:：])"
ROLE_LABEL = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])|{_STRICT_AHEAD})(?:"
    + "|".join(f"(?P<{role.value}>{words})" for role, words in _LABELS)
    + r")(?:\s*[:：]\s*"
    r"|(?<=单位|部门)(?:为|是)?\s*(?=[省市区县州][\u4e00-\u9fff]{1,12}(?:局|委|办|院|厅|部|中心|政府)(?:[、，,；;。)\]\s]|$)))"
)

_DUTY = r"(?:负责|落实|实施|组织实施|推进|组织推进|承办|执行|抓落实|具体负责|抓好落实)"
_BY_DUTY = r"(?:按|依|依据|根据|结合)照?(?:各自)?(?:职责|职能|工作)(?:分工|职责|范围|权限)?"
_TAILS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.LEAD,
        re.compile(
            rf"(?:{_BY_DUTY})?(?:共同|分别|联合|双|为|作为)?(?:牵头(?:{_DUTY}|抓总|协调|单位|部门|组织|推动|统筹)*|负责(?:牵头|统筹)(?:协调|推进|抓总)*|总牵头|主办|主责"
            r"|统筹(?:协调|推进|负责)?)$"
        ),
    ),
    (
        Role.SUPPORTING,
        re.compile(
            r"(?:密切|积极|共同|协同|协助|按照?(?:各自)?职[责能]分?工?)?"
            r"(?:配合|参与|协办|参加|协同|支持|协助|协作|联动)(?:落实|实施|推进|单位|部门)?$"
        ),
    ),
    (
        Role.RESPONSIBLE,
        re.compile(
            rf"(?:等)?{_BY_DUTY}(?:分别|共同|各自|抓好|做好)?(?:{_DUTY}){{0,2}}$"
            r"|(?:分工|分别|共同|具体|各自|各负其责|分头|联合|结合(?:各自|本地|本部门)?(?:实际|职责)(?:抓好|做好)?)?"
            rf"(?:{_DUTY}){{1,2}}$|(?:为|作为)责任(?:单位|部门)$|分工$"
            r"|(?<=局|委|办|厅|区|县|府|门|会|院|队|司)负责[\u4e00-\u9fff]{2,8}$"
        ),
    ),
)
_GROUP_BY_ROLE = re.compile(
    r"各(?:有关|相关)?(?:项目|任务|工作|专项|行动|指标|事项|领域)?(?:牵头|责任|配合|主责|承办)(?:单位|部门)$"
)


def role_of_label(match: re.Match[str]) -> Role:
    """The role of a matched label."""
    return next(role for role, _ in _LABELS if match.groupdict().get(role.value))


def role_of_tail(text: str) -> tuple[Role, int] | None:
    """The role that the verb at the end of a phrase gives (…牵头, …按职责分工负责), and where the verb starts.

    各项目牵头单位 is the name of a group: whoever leads there has the part here that the list gives.
    """
    if _GROUP_BY_ROLE.search(text):
        return None
    for role, pattern in _TAILS:
        match = pattern.search(text)
        if match is not None:
            return role, match.start()
    return None
