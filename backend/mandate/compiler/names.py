"""Unit names: telling one from the next, and a unit from other words."""

import re
from dataclasses import dataclass, replace

from mandate.compiler.collectives import one_collective
from mandate.compiler.roles import Role, role_of_tail

_SUFFIX = re.compile(
    r"(?:局|委|办|院|部|厅|署|处|科|室|站|所|会|团|队|中心|公司|集团|银行|支行|分行|人行|政府|街道|镇|乡|镇街|街镇|乡镇|街|县|区|市|州|旗|盟"
    r"|部门|单位|机构|企业|学校|工商联|残联|妇联|科协|文联|社|厂|电网|供电|燃气|水务|烟草|海关|专班|小组|会议|平台|馆|校|大学|学会|协会|商会"
    r"|办公厅|园|港|机场|台|党工委|市直|区直|县直|运营商|主体|法人|政委|关|电力|移动|联通|电信|铁塔|基地|总部|矿|场|库|组|庭|窗口|邮政|热力|公证处|联社|分部|支部|社区|村居|村|铁路|航空|保险|担保|基金|仲裁委|会所|律所|大厅|联盟|工委|军|警|台办|侨办|医院|研究院|自治区|省|所在地)$"
)
_COLLECTIVE = re.compile(r"^(?:各|有关|相关|其他|其它|市级|区级|县级|省级|市直|区直|县直|全市|全区|全县|驻)")
_OPENERS, _CLOSERS = "([（“‘「《【<", ")]）”’」》】>"
_SEPARATORS = set("、，,；;|\n\t/。")
_CONJUNCTION = re.compile(r"以及|会同|及其他|及|和|与|暨")
_TOGETHER = {"党委和政府", "党工委和管委会", "党委及政府"}
# 全国工商联及各地区: nobody's own name goes on with 各 or 有关.
_GROUP = re.compile(r"各|有关|相关|其他|其它")
_PARTNER = re.compile(r"(?<=牵头)(?:会同|协同|联合|商)")
_ETC = re.compile(r"等(?P<rest>(?:\d+|[一二三四五六七八九十]+)?[个家]?[\u4e00-\u9fff（）()“”、]{0,30})?$")
_ETC_EMPTY = re.compile(r"^(?:\d+|[一二三四五六七八九十]+)?[个家]?(?:单位|部门|成员单位)?$")
_BRACKET_END = re.compile(r"[(（\[](?P<inside>[^()（）\[\]]*)[)）\]]$")
_LEADING = re.compile(r"^(?:由|请|以及|及|和|与|会同|其中|分别由|并由|具体由|[-:：.·]+|\d{1,2}[.、)])\s*")
_DATE_AHEAD = re.compile(r"20\d{2}年|\d{1,2}月|长期|持续|年底")
_LONGEST = 40
_NOBODY = {"无", "暂无", "没有", "空", "略"}
_MARKS = "*★☆△▲※#●◎■□◆"


@dataclass(frozen=True, slots=True)
class Name:
    """One unit name with its offsets in the text that was split.

    `role` stands in brackets beside it, `spoken` is the role of the verb after 等部门, `marks` are signs such as ★.
    """

    text: str
    start: int
    end: int
    open_ended: bool = False
    role: Role | None = None
    marks: str = ""
    after: str = ""
    spoken: Role | None = None


def looks_like_unit(text: str) -> bool:
    """Whether words may name a unit or a group of units."""
    plain = _BRACKET_END.sub("", text.strip())
    if not 1 < len(plain) <= _LONGEST or re.search(r"[。：:；;!？?%]|\d{3}", plain):
        return False
    return bool(_SUFFIX.search(plain))


def split_names(text: str, start: int = 0, end: int | None = None) -> list[Name]:
    """The unit names of a list, in order, with offsets; 、 inside brackets or quotation marks does not separate."""
    stop = len(text) if end is None else end
    names: list[Name] = []
    for piece_start, piece_end, separator in _pieces(text, start, stop):
        names.extend(one for one in _names_of_piece(text, piece_start, piece_end) if _names_somebody(one.text))
        if names:
            names[-1] = replace(names[-1], after=separator)
    return names


def _names_somebody(words: str) -> bool:
    """A number, a dash or 无 in the place of a unit names nobody."""
    return re.search(r"[^\W\d_]", words) is not None and words not in _NOBODY


def _pieces(text: str, start: int, stop: int) -> list[tuple[int, int, str]]:
    pieces: list[tuple[int, int, str]] = []
    depth, begin = 0, start
    for index in range(start, stop):
        sign = text[index]
        if sign in _OPENERS:
            depth += 1
        elif sign in _CLOSERS:
            depth = max(0, depth - 1)
        elif sign == "、" and one_collective(text[begin:index], text[index + 1 : min(stop, index + 40)]):
            continue
        elif depth == 0 and _PARTNER.match(text, index, stop):
            pieces.append((begin, index, ""))
            begin = index
        elif depth == 0 and (sign in _SEPARATORS or (sign.isspace() and _space_separates(text, begin, index, stop))):
            pieces.append((begin, index, sign))
            begin = index + 1
    pieces.append((begin, stop, ""))
    return pieces


def _space_separates(text: str, begin: int, index: int, stop: int) -> bool:
    before = text[begin:index].strip()
    following = re.split(r"[\s、，,；;。]", text[index:stop].strip(), maxsplit=1)[0]
    if looks_like_unit(before) and _DATE_AHEAD.match(following):
        return True
    if not (looks_like_unit(before) and looks_like_unit(following)):
        return False
    wide = text[index : index + 2].isspace() and index + 1 < stop
    return wide or not re.search(r"[省市区县州]$", before)


def _names_of_piece(text: str, start: int, end: int) -> list[Name]:
    start, end = _stripped(text, start, end)
    opening = _LEADING.match(text[start:end])
    if opening is not None:
        start, end = _stripped(text, start + opening.end(), end)
    if start >= end:
        return []
    while end > start and text[end - 1] in _CLOSERS and _depth(text[start:end]) < 0:
        end -= 1
    marks = "".join(sign for sign in text[start:end] if sign in _MARKS)
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    role, start, end = _own_role(text, start, end)
    return [replace(name, marks=marks, role=role or name.role) for name in _divided(text, start, end)]


def _own_role(text: str, start: int, end: int) -> tuple[Role | None, int, int]:
    """市发展改革委（牵头）: a role in brackets beside the name; other bracketed remarks stay part of it."""
    bracket = _BRACKET_END.search(text[start:end])
    if bracket is None:
        return None, start, end
    inside = bracket["inside"].strip()
    found = role_of_tail(inside)
    if (found is not None and found[1] == 0) or inside in {"牵头", "牵头单位", "责任单位", "配合单位"}:
        new_start, new_end = _stripped(text, start, start + bracket.start())
        return (Role.LEAD if inside.startswith("牵头") else found[0] if found else None), new_start, new_end
    if inside.startswith(("责任人", "联系", "列第一", "第一", "排名", "排第一", "逗号", "按", "下同", "以下", "注")):
        return None, *_stripped(text, start, start + bracket.start())
    return None, start, end


def _divided(text: str, start: int, end: int) -> list[Name]:
    etc = _ETC.search(text[start:end])
    if etc is not None and etc.start() > 1 and not text[start:end].startswith("等"):
        head_end = start + etc.start()
        rest = etc["rest"] or ""
        tail = role_of_tail(rest)
        if tail is not None and _ETC_EMPTY.match(rest[: tail[1]]):
            return [replace(name, open_ended=True, spoken=tail[0]) for name in _joined(text, start, head_end)]
        head = [replace(name, open_ended=True) for name in _joined(text, start, head_end)]
        if not rest or _ETC_EMPTY.match(rest):
            return head
        return head + _joined(text, end - len(rest), end)
    if text[start:end].startswith("等"):
        return _joined(text, start + 1, end) if looks_like_unit(text[start + 1 : end]) and end - start > 3 else []
    return _joined(text, start, end)


def _joined(text: str, start: int, end: int) -> list[Name]:
    """市财政局和市税务局 is two; 文化和旅游局 and 党委和政府 are one."""
    start, end = _stripped(text, start, end)
    for match in _CONJUNCTION.finditer(text, start + 2, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if _depth(left) or any(text.find(word, start, end) >= 0 for word in _TOGETHER):
            continue
        certain = match.group() == "会同" or _strong(left) or _GROUP.match(right) is not None
        if looks_like_unit(left) and certain and looks_like_unit(right) and (len(right) > 2 or match.group() == "会同"):
            return [_name(text, start, match.start()), *_joined(text, match.end(), end)]
    return [_name(text, start, end)] if end > start else []


def _strong(left: str) -> bool:
    return (
        bool(
            re.search(
                r"(?:局|委|办|厅|院|部|中心|公司|会|政府|部门|单位|队|行|集团|街道|法院|办公室|乡镇|镇街|室|署|团|区|市|县|关|专班|组|庭|所|站)$",
                _BRACKET_END.sub("", left),
            )
        )
        and len(left) > 2
    )


def _depth(text: str) -> int:
    return sum(text.count(sign) for sign in _OPENERS) - sum(text.count(sign) for sign in _CLOSERS)


def _name(text: str, start: int, end: int) -> Name:
    start, end = _stripped(text, start, end)
    return Name(text[start:end], start, end)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "、，,；;。."):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "、，,；;。."):
        end -= 1
    return start, end


def is_collective(text: str) -> bool:
    """Whether a name stands for several units (各镇街, 市级有关部门)."""
    return bool(_COLLECTIVE.match(text)) or text.endswith(("部门", "成员单位", "有关单位", "相关单位"))
