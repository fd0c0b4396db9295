"""Which plan a document seems to follow, what may be done about it, and when adoption carries tasks over."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal

from mandate.access.actor import Actor
from mandate.access.permissions import Permission
from mandate.plans.likeness import bare, bigrams
from mandate.platform.errors import conflict

Move = Literal["follow", "unfollow", "match"]
LIKELY = 70
SHOWN = 3
# (state of the plan, move) -> who may. Once tasks are carried over, nothing of it can be changed.
MOVES: dict[tuple[str, Move], Permission] = {
    ("in_review", "follow"): Permission.PLAN_REVIEW,
    ("in_review", "unfollow"): Permission.PLAN_REVIEW,
    ("in_review", "match"): Permission.PLAN_REVIEW,
    ("adopted", "follow"): Permission.PLAN_REVIEW,
    ("adopted", "unfollow"): Permission.PLAN_REVIEW,
}
_YEAR = re.compile(r"(?:19|20)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2}(?=年|—|-|至)")
_STATUS = re.compile(
    "征求意见稿|送审稿|修订版|修订稿|修订|试行|正式稿|公开征求意见|版|年度?|[一二三四五六七八九十]+次|工作要点的?通知|的通知|关于印发"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def actions_of(state: str, actor: Actor, *, followed: bool, carried: bool) -> list[str]:
    """The moves that this person may make now."""
    found = [move for (when, move), needed in MOVES.items() if when == state and actor.may(needed)]
    hidden = {"follow", "unfollow", "match"} if carried else set() if followed else {"unfollow", "match"}
    return [move for move in found if move not in hidden]


def ensure_move(state: str, move: Move, *, followed: bool, carried: bool) -> None:
    if carried:
        raise conflict(
            "tasks_carried_over",
            "采纳时已按对照结果承接任务，前后文件的关系不能再改。如承接有误，请在任务页逐项处理。",
            "Adoption has carried the tasks over; which plan this one follows can no longer change.",
        )
    if (state, move) not in MOVES:
        raise conflict(
            "wrong_state",
            "这份文件目前的状态不能进行这项操作。请刷新页面查看最新状态。",
            "The state of this document does not allow this. Reload the page.",
        )
    if move != "follow" and not followed:
        raise conflict(
            "no_predecessor",
            "还没有指定这份文件接续哪一份文件。请先选择上一版文件。",
            "This document does not follow another one yet. Choose the earlier one first.",
        )


def ensure_may_precede(plan: Any, predecessor: Any, chain: dict[Any, Any], *, taken: bool) -> None:
    """`chain` maps plans of the zone to their predecessors; `taken`: another plan has its tasks already."""
    if predecessor.state != "adopted":
        raise conflict(
            "predecessor_not_adopted",
            "只能接续已采纳的文件。请先采纳上一版文件，或另选一份。",
            "Only an adopted plan can be followed. Adopt it first, or choose another.",
        )
    seen, earlier = {plan.id}, predecessor.id
    while earlier is not None and earlier not in seen:
        seen.add(earlier)
        earlier = chain.get(earlier)
    if earlier is not None:
        raise conflict(
            "follows_itself",
            "文件不能接续自己，也不能首尾相接。请另选一份更早的文件。",
            "A plan cannot follow itself, not even through others. Choose an earlier one.",
        )
    if taken:
        raise conflict(
            "followed_already",
            "那份文件的任务已由另一份文件承接。请改选承接它的那份文件。",
            "Another plan has carried that plan's tasks over already. Choose that one instead.",
        )


def carries(plan_status: str, predecessor_status: str) -> bool:
    """A consultation draft never touches what is binding."""
    return not (plan_status == "consultation" and predecessor_status == "issued")


def default_removed(kind: str) -> str:
    """A newer version replaces the old one; next year's plan does not always end last year's tasks."""
    return "withdraw" if kind == "revision" else "keep"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a proposal looks at; `topics` are the section titles in one text."""

    title: str
    issuer: str
    document_status: str
    first_year: int | None
    last_year: int | None
    topics: str


@dataclass(frozen=True, slots=True)
class Guess:
    kind: Literal["revision", "renewal"]
    likeness: int
    reason_zh: str
    reason_en: str


def core(title: str) -> str:
    """The title without years, edition and status: what stays from one year to the next."""
    return bare(_STATUS.sub("", _YEAR.sub("", title)))


def year_of(facts: Facts) -> int | None:
    found = _YEAR.search(facts.title)
    if found is not None:
        return int(found[0].translate(_DIGITS))
    return facts.first_year


def guess(plan: Facts, earlier: Facts) -> Guess | None:
    """Whether `plan` seems to follow `earlier`: by title, then issuer, then topics. None when it does not."""
    years = year_of(plan), year_of(earlier)
    if years[0] and years[1] and years[0] < years[1]:
        return None
    by_title = _dice(core(plan.title), core(earlier.title))
    same_issuer = bool(plan.issuer) and bare(plan.issuer) == bare(earlier.issuer)
    by_topic = _dice(plan.topics, earlier.topics)
    score = min(100, (75 * by_title + 25 * by_topic) // 100 + 10 * same_issuer)
    if score < LIKELY or by_title < 40:
        return None
    later = bool(years[0] and years[1] and years[0] > years[1])
    zh = [f"标题相近（{by_title}%）"] + ["发文单位相同"] * same_issuer + [f"专题相近（{by_topic}%）"] * (by_topic >= 50)
    en = [f"similar title ({by_title}%)"] + ["same issuer"] * same_issuer
    en += [f"similar sections ({by_topic}%)"] * (by_topic >= 50)
    zh.append("年份更晚" if later else "同一期文件")
    en.append("a later year" if later else "the same period")
    return Guess("renewal" if later else "revision", score, "，".join(zh), ", ".join(en))


def _dice(first: str, second: str) -> int:
    one, other = bigrams(first), bigrams(second)
    return 200 * len(one & other) // (len(one) + len(other)) if one or other else 0


FACTS = ("title", "issuer", "document_status", "first_year", "last_year", "topics")


def proposals(plan_id: str, candidates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The likeliest predecessors, best first; `candidates` hold the plan itself too."""
    facts = {row["id"]: Facts(**{name: row[name] for name in FACTS}) for row in candidates}
    if plan_id not in facts:
        return []
    found = []
    for row in candidates:
        made = None if row["id"] == plan_id else guess(facts[plan_id], facts[row["id"]])
        if made is not None:
            plan = {name: value for name, value in row.items() if name != "topics"}
            found.append({"plan": plan} | asdict(made))
    return sorted(found, key=lambda one: (-one["likeness"], one["plan"]["id"]))[:SHOWN]
