"""What a number measures, in the words around it."""

import re

from mandate.compiler.segments import Segment

_OPERATOR_WORDS = re.compile(
    r"(?:(?:进一步|分别|全部|整体|总体|平均|年均|一律|再|也|均|都|要|应|须|将|需|不得|原则上?|有望|可|能|普遍|总数|力争|争取|确保|已经?|仅需|只需|实现|预计|每年)*"
    r"(?:不低于|不超|不少于|不小于|小于|不高于|不超过|不多于|不大于|低于|少于|高于|超过|大于|至少|至多|最多|最高|最低|达到|达|为|突破|超|保持在|保持|稳定在|控制在|限定在|控制"
    r"|(?:压减|压缩|缩短|缩减|减少|降低|下降|精简|压降|削减|提高|提升|增加|增长|扩大|扩展|拓展|上升|优化|缩|压|减|降|增|升|合并|延长|推广|发展)(?:至|到|为|了|在)?(?:每[户家个人年])?"
    r"|[≥≤<>=→]+|由(?:原来|法定|现行|目前|承诺|最初|上年)?的?(?:平均)?|从|到|至|近|约|大约|以内|分别为|给予|提供|新增|共|累计|约为|内|第)\s*)+$"
)
_LEADING = re.compile(
    r"^(?:\s|[、，,;；:：\-的…]|(?:到|在|于|自|截至)?20\d\d年(?:\d{1,2}月)?(?:年)?(?:底|末|初)?(?:之?前|以前)?|(?:年|月)底前|[今当]年|全年|其中|同时|并|且|以及|和|或|进一步|不断|即(?![时办可])|逐步|全面|积极|切实|努力|大力|持续|最终|着力|加快|深入"
    r"|我[省市区县州]要?|力争|争取|确保|实现|推动|推进|促进|保证(?![金书人期])|使|将|把|对于?|让|要|做到|有效(?!期)|力求|稳步|原则上|首先|现(?![场代有行金状])|目标是|一是|二是|三是|四是|五是|\(?\d{1,2}\)|[①-⑳]"
    r")+"
)
_TRAILING = re.compile(r"(?:[\s、，,;；:：。的等或和及与]|以上|以下|左右|及以上)+$")
_GENERIC = re.compile(
    r"^(?:其中|平均|总|全部|全流程|整体|累计|年度)?(?:办理|审批|办结|受理|登记|申报|接入|报装)?(?:总)?(?:时限|时间|用时|时长|周期|环节|材料|次数|费用|成本|比例|比率|占比|增速|效率)?(?:压减|压缩|缩短)?$"
    r"|^(?:同比|环比|年均?|较上年|比上年)?(?:增长|下降|提高|增幅|增速)?$"
    r"|^(?:每|单)[个家户项][\u4e00-\u9fff]{1,2}(?:每年)?(?:奖励|补贴|补助|奖补)?(?:金额|总额|额度)?$|^占[^，,]{1,16}?(?:的?比[重例])?$"
    r"|^(?:一次性|资金|运营|最高|的)*(?:奖励|奖补|补贴|补助|资助|扶持|支持|奖金)(?:资金)?$|^前?[一二三四五六七八九十\d]*[名位]?的?$"
)
_RIGHT_END = re.compile(
    r"(?:[\s、，,;；:：。的等或和及与且并]|以上|以下|左右|及以上|给予|最高|最低|不超过|不低于|不少于|达到|大关|每[家个户][\u4e00-\u9fff]{0,2}|每年)+$"
)
_HOLLOW = re.compile(
    r"其中|平均|总量|总数|全部|全流程|整体|累计|年度|全年|年内|当年|每(?:年|季度?|个?月|周|人|户|家|个|旬|半年|次)|首批|分别|同比|环比|年均"
    r"|较?比?(?:20\d\d年|上年|去年)|[市县区镇省]级?|两级|办理|审批|办结|受理|登记|申报|接入|报装|公告|走访|联系|调度|通报|反馈|核发|新建|建成|完成"
    r"|交付|发放|实现|组织|开展|召开|举办|举行|开行|至少|提供|支持|推出|达到|设立|增长|下降|提高|压缩|压减|双电源|单电源"
    r"|时限|时间|用时|时长|周期|环节|材料|次数|费用|成本|比例|比率|占比|增速|效率|(?:覆盖|适用|开放|使用|达标|办理|办结|占有|合格)率|面积|规模|数量|样本量?|金额"
    r"|额度|总额|事项|频次|奖励|奖补|补贴|补助|资助|一次性|最[高长低]|给予|资金|单位|第|[的数率人、·于在由内“”（）()\s]"
)
_CASE = re.compile(r"^(?:无|有|不含|含|涉及)[^，,]{1,8}?工程")
_QUOTED = re.compile("“[^”]*”")
_PROMISE = re.compile(r"^(?:内)?(?:即可)?(?:办结|办好|办完|办成|完成办理|完成|办理完毕|办理|办毕|办)$")
_ASIDE = re.compile(r"\((?:其中|累计|同比|环比|较|比|[^()]{0,12}\d)")
_LONGEST = 60
_FEWEST = 2
_BRIEF = 5
_REACH = 160


def indicator_of(
    folded: str, text: str, left: tuple[int, int], right: tuple[int, int], *, duration: bool
) -> tuple[str, str]:
    """(subject, indicator) from the words left and right of a number (offsets of the stretches in the view)."""
    before = _cleaned(folded, text, *left)
    after = right_words(folded, text, *right)
    if duration and (_PROMISE.match(after) or not after):
        suffix = (
            f"{after.removeprefix('内')[:2]}时限"
            if after and not re.search(r"时限|时间|用时|时长|周期", before)
            else ""
        )
        return before, _short(f"{before}{suffix}")
    return before, _short(before + after)


def _cleaned(folded: str, text: str, start: int, end: int) -> str:
    start = max(start, end - _REACH)
    stretch = folded[start:end]
    opening = _LEADING.match(stretch)
    begin = start + (opening.end() if opening else 0)
    closing = _OPERATOR_WORDS.search(folded[begin:end])
    stop = begin + closing.start() if closing else end
    trailing = _TRAILING.search(folded[begin:stop])
    if trailing:
        stop = begin + trailing.start()
    return _balanced(re.sub(r"\s+", "", text[begin:stop]))


def _balanced(words: str) -> str:
    """The words without a bracket that only opens or only closes in them."""
    opened = max(words.rfind("（"), words.rfind("("))
    if opened > max(words.rfind("）"), words.rfind(")")):
        words = words[:opened] or words[opened + 1 :]
    closed = [words.find(sign) for sign in "）)" if sign in words]
    if closed and not any(sign in words[: min(closed)] for sign in "（("):
        words = words[: min(closed)] or words[min(closed) + 1 :]
    return words


def right_words(folded: str, text: str, start: int, end: int) -> str:
    """The words after a number that tell what it counts, from its end to the end of its stretch."""
    end = min(end, start + _REACH)
    aside = _ASIDE.search(folded, start, end + 1)
    end = min(end, aside.start()) if aside else end
    stretch = folded[start:end]
    opening = re.match(
        r"(?:\s|\((?:不含|含)[^)]*\)|以上|以下|及以上|以内|之内|内(?!容|部|资)|左右|的|个(?![人体性税案别]))+", stretch
    )
    begin = start + (opening.end() if opening else 0)
    trailing = _RIGHT_END.search(folded[begin:end])
    stop = begin + trailing.start() if trailing else end
    return _balanced(re.sub(r"\s+", "", text[begin:stop]))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST]


def raw_words(text: str, start: int, end: int) -> str:
    """The words of a stretch as they stand, for 年均增长 and 同比下降, which are indicators themselves."""
    return re.sub(r"[\s、，,；;：:]+", "", text[start:end])


def is_generic(words: str) -> bool:
    """Whether an indicator such as 办理时间 says nothing without what stands before it."""
    return bool(_GENERIC.fullmatch(words)) or len(words) < _FEWEST or is_hollow(words)


def is_hollow(words: str) -> bool:
    """Whether only measures and verbs are left of an indicator (平均办理时间, 每季度通报, 覆盖率)."""
    bare = _CASE.sub("", _QUOTED.sub("", words))
    return len(_HOLLOW.sub("", bare)) < _FEWEST


def is_brief(words: str) -> bool:
    """Whether so little is said that a reader may not know what is meant (服务站, 开工率, 平均办理时间)."""
    left = len(_HOLLOW.sub("", words))
    return left < _FEWEST or (left == _FEWEST and len(words) <= _BRIEF)


def subject_of(folded: str, text: str, segment: Segment) -> str:
    """The words of a whole segment, as a subject for a number in the next one."""
    return _short(_cleaned(folded, text, segment.start, segment.end))
