"""How a document says who leads: by a sentence of its own, by labels, by verbs, or not at all."""

import re
from dataclasses import dataclass

from mandate.compiler.draft import Notation
from mandate.compiler.names import looks_like_unit, split_names
from mandate.compiler.view import View
from mandate.compiler.wording import with_plain_labels

_BODY = r"(?:的)?(?:责任)?(?:单位|部门|者)?"
_LEADS = (
    r"(?:分别|均|都|即|则)?(?:"
    r"(?:为|是|系|作为)(?:该项|本项|各项|此项)?(?:工作|任务|事项)?的?(?:总)?(?:牵头|主办|主责|主要责任)"
    r"|(?:负责)?(?:牵头|主办)(?:负责|抓总|协调)?(?=[。；;，,)）\]】\s]|$))"
)
_PLACE = (
    r"(?:名?列|排|位|排名|排序|排列|位列|位居|列在|排在|位于)(?:在)?(?:第一(?:位|名|个|顺位)?|首位|最前面?|前面|首)"
    r"|第一(?:位|名|个|家|顺位)?|首(?:位|个|家)"
)
_POSITION = re.compile(
    rf"[“\"‘']?(?P<sign>逗号|分号|顿号|空格|斜杠|斜线|冒号|破折号|(?<=[“\"‘'])[，,；;、](?=[”\"’']))[”\"’']?(?:之)?前(?:面|边)?{_BODY}{_LEADS}"
)
_FIRST = re.compile(
    rf"(?:{_PLACE}){_BODY}{_LEADS}|牵头(?:单位|部门)(?:为|是|即)?(?:各项)?(?:任务|工作)?(?:责任单位)?(?:中)?(?:的)?(?:{_PLACE})"
)
_MARK = re.compile(
    r"(?:有|带|标|标注|标有|标记|加|加注|注|注明|后附|打|划|画)(?:有|了|记为)?[“\"「‘']?(?P<sign>[*★☆△▲※#●◎■□◆])[”\"」’']?(?:号|标记|标识|标志|符号)?"
    rf"{_BODY}{_LEADS}"
)
_OTHER = re.compile(rf"(?:加粗|黑体|粗体|下划线|斜体|前者|红色|标红)(?:字体?|显示|标注|标识)?{_BODY}{_LEADS}")
_SIGNS = {
    "逗号": "，,",
    "分号": "；;",
    "顿号": "、",
    "空格": " \u3000",
    "斜杠": "/／",
    "斜线": "/／",
    "冒号": ":：",
    "破折号": "-—",
    "，": "，,",
    "；": "；;",
}
_EDGES_BEFORE = "。；;(（[【\n"
_EDGES_AFTER = "。；;)）]】\n"
_LONGEST_NOTE = 60
_DUTY_END = re.compile(r"(?:局|委|办|部门|单位|政府)(?:按职责分工)?(?:负责|落实)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is comma (any position sign), first, mark or none; `signs` are the signs that part leads from the others."""

    name: str
    signs: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class StatedRule:
    """The rule a document states and the folded text in which that sentence is blanked, so that it is read as no unit."""

    rule: Rule
    masked: str


def stated_rule(view: View) -> StatedRule:
    """Find the sentence that says which unit leads. It holds for this document only."""
    rule, masked = Rule("none"), with_plain_labels(view.folded)
    for name, pattern in (("comma", _POSITION), ("mark", _MARK), ("first", _FIRST), ("none", _OTHER)):
        for match in pattern.finditer(view.folded):
            start, end = _sentence(view.folded, match.start(), match.end())
            masked = masked[:start] + " " * (end - start) + masked[end:]
            if rule.name == "none":
                sign = match.groupdict().get("sign") or ""
                signs = _SIGNS.get(sign, sign)
                rule = Rule(name, signs, start, end)
    return StatedRule(rule, masked)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = start
    while first > 0 and text[first - 1] not in _EDGES_BEFORE and start - first < _LONGEST_NOTE:
        first -= 1
    label = re.match(r"[^:]{0,12}(?:单位|部门)\s*:", text[first:start])
    if label or start - first >= _LONGEST_NOTE:
        first = start
    comma = max(text.rfind("，", first, start), text.rfind(",", first, start))
    if comma >= 0 and _names_units(text[first:comma]):
        first = comma + 1
    last = end
    while last < len(text) and text[last] not in _EDGES_AFTER and last - end < _LONGEST_NOTE:
        last += 1
    opened = first > 0 and text[first - 1] in "(（[【"
    closed = last < len(text) and text[last] in ")）]】"
    return (first - 1, last + 1) if opened and closed else (first, last)


def _names_units(words: str) -> bool:
    """Whether units stand in the words before a rule: 市商务局、市财政局负责，排第一位的为牵头单位."""
    return any(looks_like_unit(name.text) or name.spoken for name in split_names(words)) or bool(
        _DUTY_END.search(words)
    )


def notation_of(view: View, rule: Rule, *, labelled_lead: bool, spoken_lead: bool, any_units: bool) -> Notation:
    """The notation in words: stated by the document, or implied by how it writes its units."""
    if rule.name != "none":
        zh, en = _STATED[rule.name]
        quote = view.text[rule.start : rule.end].strip("（）() ")
        return Notation(
            rule.name, zh.format(quote), en, stated=True, anchor=view.anchor(*view.trimmed(rule.start, rule.end))
        )
    if labelled_lead:
        key = "labels"
    elif spoken_lead:
        key = "verbs"
    else:
        key = "no_lead" if any_units else "no_units"
    zh, en = _IMPLIED[key]
    return Notation(key, zh, en, stated=False, anchor=None)


_STATED = {
    "comma": (
        "文件写明“{}”：标点之前为牵头单位，其余为责任单位。",
        "The document states a rule: units before the sign lead, the others are responsible.",
    ),
    "first": (
        "文件写明“{}”：列第一位的为牵头单位，其余为责任单位。",
        "The document states a rule: the unit named first leads, the others are responsible.",
    ),
    "mark": (
        "文件写明“{}”：带标记的为牵头单位，其余为责任单位。",
        "The document states a rule: units with the mark lead, the others are responsible.",
    ),
}
_IMPLIED = {
    "labels": (
        "文件逐项注明牵头单位和责任单位。",
        "The document labels lead units and responsible units item by item.",
    ),
    "verbs": (
        "文件以“某单位牵头、某单位配合或负责”的方式写明分工。",
        "The document says in words who leads and who supports or is responsible.",
    ),
    "no_lead": ("文件只列责任单位，没有写明谁牵头。", "The document lists responsible units only and names no lead."),
    "no_units": ("文件没有写明任何任务的责任单位。", "The document names no unit for any task."),
}
