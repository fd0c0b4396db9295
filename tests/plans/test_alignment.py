"""Two plans side by side, without a database: who continues whom, what changed, and what no order may change."""

import itertools
import random
import time
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandate.plans.aims import Aim
from mandate.plans.alignment import Change, Pair, Settled, Side, Way, align
from mandate.plans.likeness import FULL, best_assignment
from mandate.quantities.expressions import parse_expression


def side(
    number: int, title: str, body: str = "", section: str = "一、审批", place: int | None = None, **more: object
) -> Side:
    key = UUID(int=random.Random(f"{number}{title}{body}{more}").getrandbits(128))
    return Side(key, number if place is None else place, section, number, title, body, **more)  # type: ignore[arg-type]


def aim(indicator: str, printed: str, kind: str = "T") -> Aim:
    return Aim(
        UUID(int=random.Random(indicator + printed).getrandbits(128)), indicator, kind, parse_expression(printed)
    )


def only(pairs: list[Pair]) -> Pair:
    assert len(pairs) == 1
    return pairs[0]


OLD = side(
    3, "压缩用电接入环节", "低压小微企业用电接入压缩到三个环节，由供电公司在窗口一次收齐材料。",
    units=frozenset({("供电公司", "lead")}), aims=(aim("用电接入环节", "<= 3 个"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (OLD, {Change.UNCHANGED}),
        ({"number": 4, "place": 4}, {Change.UNCHANGED}),
        ({"section": "二、公用服务"}, {Change.MOVED}),
        ({"title": "用电接入环节再压缩"}, {Change.RENAMED}),
        ({"units": frozenset({("供电公司", "lead"), ("区经信局", "responsible")})}, {Change.UNITS}),
        ({"units": frozenset({("供电公司", "responsible")})}, {Change.UNITS}),
        ({"deadline_text": "2026年底前"}, {Change.DEADLINE}),
        ({"body": "低压小微企业用电接入压缩到两个环节，由供电公司在窗口一次收齐材料。"}, {Change.REWORDED}),
        ({"aims": (aim("用电接入环节", "<= 2 个"),)}, {Change.TIGHTENED}),
        ({"aims": (aim("用电接入环节", "<= 4 个"),)}, {Change.LOOSENED}),
        ({"aims": ()}, {Change.TARGET_DROPPED}),
        ({"aims": (*OLD.aims, aim("停电时间", "<= 2 小时"))}, {Change.TARGET_ADDED}),
        ({"aims": (aim("用电接入环节", ">= 3 个"),)}, {Change.TARGET_OTHER}),
    ],
)
def test_each_change_has_its_name(after: Side | dict[str, Any], changes: set[Change]) -> None:
    facts = {name: getattr(OLD, name) for name in Side.__dataclass_fields__}
    new = after if isinstance(after, Side) else Side(**(facts | {"key": UUID(int=7)} | after))
    pair = only(align([OLD], [new]))
    assert set(pair.changes) == changes


def test_other_work_is_new_work_and_old_work_is_named_as_gone() -> None:
    pairs = align([OLD], [side(1, "建设企业服务专员队伍", "为重点企业各配一名服务专员，按月走访并回应诉求。")])
    assert [set(pair.changes) for pair in pairs] == [{Change.ADDED}, {Change.REMOVED}]


def test_an_inserted_task_moves_nobody() -> None:
    before = [side(n, f"第{name}件事") for n, name in enumerate("甲乙丙丁", 1)]
    after = [side(1, "插在最前面的一件新事情")] + [side(n + 1, f"第{name}件事") for n, name in enumerate("甲乙丙丁", 1)]
    changes = [set(pair.changes) for pair in align(before, after)]
    assert changes == [{Change.ADDED}, *[{Change.UNCHANGED}] * 4]


def test_a_task_taken_to_the_front_has_moved_alone() -> None:
    before = [side(n, f"第{name}件事") for n, name in enumerate("甲乙丙丁", 1)]
    after = [side(n, f"第{name}件事") for n, name in enumerate("丁甲乙丙", 1)]
    moved = [pair.after.title for pair in align(before, after) if pair.after and Change.MOVED in pair.changes]
    assert moved == ["第丁件事"]


def test_a_split_task_is_pointed_out() -> None:
    words = "对用水用气报装实行线上受理，压减踏勘次数，推行红线外工程零投资，公开收费标准和服务承诺"
    old = side(1, "改进用水用气报装", words + "。")
    one = side(1, "改进用水用气报装", words[:24] + "。")
    other = side(2, "红线外工程零投资", words[24:] + "。")
    found = {pair.after.title: pair for pair in align([old], [one, other]) if pair.after}
    assert found["改进用水用气报装"].before == old
    assert found["红线外工程零投资"].kin == (old.key,)


def test_a_person_has_the_last_word() -> None:
    new = side(1, "建设企业服务专员队伍", "为重点企业各配一名服务专员。")
    pair = only(align([OLD], [new], {new.key: Settled(OLD.key)}))
    assert (pair.before, pair.way) == (OLD, Way.PERSON)
    apart = align([OLD], [Side(**{**facts_of(OLD), "key": UUID(int=9)})], {UUID(int=9): Settled(None)})
    assert [set(pair.changes) for pair in apart] == [{Change.ADDED}, {Change.REMOVED}]


def facts_of(one: Side) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Side.__dataclass_fields__}


WORDS = [
    "压缩办理环节",
    "推行告知承诺",
    "开展银企对接",
    "清理涉企收费",
    "建设服务专区",
    "公开办事指南",
    "完善信用修复",
    "培育龙头企业",
]
SIDES = st.lists(
    st.builds(
        lambda n, a, b, s: (n, a + b, f"{a}，{b}，到年底见成效。", s),
        st.integers(1, 9),
        st.sampled_from(WORDS),
        st.sampled_from(WORDS),
        st.sampled_from(["一、政务", "二、市场"]),
    ),
    max_size=9,
).map(lambda rows: [side(n, title, body, section, place=at, units=frozenset({(str(at), "lead")})) for at, (n, title, body, section) in enumerate(rows)])  # fmt: skip


@given(SIDES)
@settings(max_examples=60)
def test_a_plan_beside_itself_is_unchanged(sides: list[Side]) -> None:
    pairs = align(sides, sides)
    assert len(pairs) == len(sides)
    alike = [pair for pair in pairs if pair.before is not None and pair.after is not None]
    assert len(alike) == len(sides)
    # Two tasks of the very same words may stand for each other; everything else is unchanged.
    repeated = len({(one.number, one.title, one.section) for one in sides}) < len(sides)
    assert repeated or all(set(pair.changes) == {Change.UNCHANGED} for pair in pairs)


@given(SIDES, SIDES, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_the_tasks_never_changes_the_pairs(
    old: list[Side], new: list[Side], chance: random.Random
) -> None:
    first = align(old, new)
    chance.shuffle(old)
    chance.shuffle(new)
    assert align(old, new) == first
    assert sum(pair.before is not None for pair in first) == len(old)
    assert sum(pair.after is not None for pair in first) == len(new)


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(0, FULL), max_size=16))
@settings(max_examples=150)
def test_the_assignment_is_the_best_one(scores: dict[tuple[int, int], int]) -> None:
    least = 300

    def worth(pairs: list[tuple[int, int]]) -> int:
        return sum(scores[pair] - least + 1 for pair in pairs)

    useful = [pair for pair, score in scores.items() if score >= least]
    best = 0
    for places in itertools.permutations(range(5)):
        best = max(best, worth([(x, y) for x, y in enumerate(places) if (x, y) in useful]))
    assert worth(best_assignment(scores, least)) == best


def many(chance: random.Random, count: int, year: int) -> list[Side]:
    made = []
    for n in range(1, count + 1):
        words = [chance.choice(WORDS) for _ in range(8)]
        made.append(
            side(
                n, f"{words[0]}{n % 7}号事项", f"{year}年，" + "，".join(words) + f"，覆盖{n}个点位。", f"专题{n % 12}"
            )
        )
    return made


def test_three_hundred_tasks_each_take_less_than_a_second() -> None:
    chance = random.Random(20261122)
    old, new = many(chance, 300, 2025), many(chance, 300, 2026)
    began = time.process_time()
    pairs = align(old, new)
    spent = time.process_time() - began
    print(f"\n300 x 300 tasks: {spent:.2f} s, {sum(bool(pair.before and pair.after) for pair in pairs)} pairs")
    assert spent < 1
