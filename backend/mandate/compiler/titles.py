"""What a clause is called: its first sentence, or the short name that stands apart from the sentence."""

import re
from collections import Counter

from mandate.compiler.draft import ClauseKind
from mandate.compiler.labels import label_at
from mandate.compiler.view import View

_SENTENCE_END = "。"
_OPENERS, _CLOSERS = "(“‘「《[", ")”’」》]"
_LONGEST_TITLE = 120
# Signs that flag an item, such as those that are assessed: no part of its name.
_FLAGS = "★☆▲△◆◇■□●○◎※*"
_USUAL = 0.6
_SEVERAL = 3
# 第四条 【政务服务】…: the words in brackets are the title.
_NAMED = re.compile(r"\s*\[(?P<title>[^\[\]。]{2,30})\](?=\s*\S)")
# 1.融资对接：搭建平台…, 2.审批流程再造 对企业投资备案…
_SHORT = re.compile(
    r"\s*(?P<title>[^\s，,。；;：:、()\[\]]{2,14}(?:\([^()\s]{1,4}\)[^\s，,。；;：:、()\[\]]{0,8})?)(?::\s*|\s+)"
    r"(?=[\u4e00-\u9fff“《][^\n]{3,}?[，,。；;])"
)
# 一、开办企业（责任领导：分管副县长）: who looks after a section is no part of its name.
_WHO = re.compile(r"[(\[]\s*(?:牵头|责任|分管|包保|联系|挂联|包抓|负责)[\u4e00-\u9fff]{0,3}(?:领导|人)\s*:")


def kinds_with_short_names(view: View) -> frozenset[ClauseKind]:
    """The kinds of clauses that mostly begin with a short name, so that a space or colon after it is no accident."""
    seen: Counter[ClauseKind] = Counter()
    short: Counter[ClauseKind] = Counter()
    for paragraph in view.paragraphs:
        label = None if paragraph.row else label_at(view.folded, paragraph.start)
        if label is not None and _SENTENCE_END in view.folded[label.end : paragraph.end]:
            seen[label.kind] += 1
            short[label.kind] += _SHORT.match(view.folded, label.end, paragraph.end) is not None
    return frozenset(kind for kind, count in short.items() if count >= max(_SEVERAL, seen[kind] * _USUAL))


def title_of(view: View, start: int, limit: int, *, short: bool) -> tuple[int, int]:
    """Up to the first full stop outside quotation marks and brackets; `short` where the clauses have short names."""
    while start < limit and view.folded[start] in _FLAGS:
        start += 1
    named = _NAMED.match(view.folded, start, limit) or (_SHORT.match(view.folded, start, limit) if short else None)
    if named is not None:
        return view.trimmed(named.start("title"), named.end("title"))
    remark = _WHO.search(view.folded, start, limit)
    if remark is not None and remark.start() - start > 1:
        limit = remark.start()
    depth, stop = 0, limit
    for index in range(start, limit):
        sign = view.folded[index]
        if sign in _OPENERS:
            depth += 1
        elif sign in _CLOSERS:
            depth = max(0, depth - 1)
        elif sign == _SENTENCE_END and (depth == 0 or index - start > _LONGEST_TITLE):
            stop = index
            break
    while stop > start and view.folded[stop - 1] in " 。;:，,、.-\n\t":
        stop -= 1
    return view.trimmed(start, stop)
