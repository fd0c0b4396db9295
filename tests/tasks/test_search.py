"""Search by words: every way of finding them gives what a look at each text gives."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mandate.platform import paging
from mandate.platform.reading import Statement
from mandate.tasks import search
from mandate.tasks.rules import today
from tests.support.tasks import make_plan, make_task
from tests.tasks.conftest import Office
from tests.tasks.test_task_list import SORTS, STATES, titles, walk

PARTS = ("企业", "开办", "用水", "水", "E-Seal", "é", "100%", "甲_乙", "\\", "7", "台账", " ")
WORDS = (
    "企业", "企业开办", "办企", "企业 开办", "水", "用水 台账", "e-SEAL", "É", "100%", "%", "_", "\\", "7", "1", "12", "台账企业", "没有",
)  # fmt: skip
# Rows looked at, at first and with hope; rows that give it; and tasks that are fetched by the index at most.
WAYS = {"near": (300, 2000, 5, 1000), "index": (1, 1, 1, 1000), "walk": (1, 1, 1, 0), "mixed": (5, 24, 2, 3)}
Texts = dict[str, tuple[int, str]]


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> Iterator[str]:
    yield from going(request.param)


def going(way: str) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        sample, near, hopeful, at_most = WAYS[way]
        for name, number in {"SAMPLE": sample, "NEAR": near, "HOPEFUL": hopeful}.items():
            patch.setattr(paging, name, number)
        patch.setattr(search, "CANDIDATES_AT_MOST", at_most)
        patch.setattr(search, "CANDIDATES", Statement(search._candidates))
        forget()
        yield way
    forget()


def forget() -> None:
    for pages in (search.near_page, search.indexed_page):
        pages.cache_clear()


@pytest.fixture(scope="module")
async def texts(shared_office: Office) -> Texts:
    """Some ninety tasks; of each, its number and all its text."""
    chance, found = random.Random(11), {}
    plans = [shared_office.plan, await make_plan(shared_office.within, shared_office.account.id, "第二份方案")]
    units = [unit.id for unit in shared_office.units[:2]]
    for number in range(1, 91):
        title, section, body = ("".join(chance.choices(PARTS, k=size)).strip() for size in (2, 1, 4))
        # The first unit takes part in few tasks, the third in none: their words may all be elsewhere.
        held = {unit: "lead" for unit, share in zip(units, (0.2, 0.6), strict=True) if chance.random() < share}
        task = await make_task(
            shared_office.within,
            chance.choice(plans),
            title,
            held,
            section=section,
            body=body,
            ordinal=chance.randint(0, 30),
            number=number,
            state=chance.choice(STATES),
            deadline_date=chance.choice((None, today() + timedelta(days=chance.randint(-9, 9)))),
        )
        found[str(task.id)] = number, f"{title} {section} {body}"
    return found


ASKED = st.fixed_dictionaries(
    {"sort": st.sampled_from(SORTS), "limit": st.sampled_from((4, 11, 50)), "q": st.sampled_from(WORDS)},
    optional={
        "state": st.lists(st.sampled_from(STATES), min_size=1, max_size=2, unique=True),
        "overdue": st.booleans(),
        "relation": st.just("mine"),
    },
)


@given(asked=ASKED, who=st.sampled_from(("supervisor", "lead", "responsible", "bystander")))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_way_finds_what_a_look_at_each_text_finds(
    way: str, shared_office: Office, texts: Texts, asked: dict[str, Any], who: str
) -> None:
    browser = shared_office.everybody[who]
    everything = await walk(browser, shared_office.tasks, **{**asked, "q": "", "limit": 200})
    words = asked["q"].lower().split()

    rows = await walk(browser, shared_office.tasks, **asked)

    expected = [
        row
        for row in everything
        for number, text in (texts[row["id"]],)
        if str(number) == asked["q"] or all(word in text.lower() for word in words)
    ]
    assert rows == expected, way


async def test_signs_of_a_pattern_are_searched_as_they_are(office: Office) -> None:
    for place, title in enumerate(("提高到100%", "提高到1000", "甲_乙", "甲丙乙", "斜线\\")):
        await make_task(office.within, office.plan, title, ordinal=place, number=place + 1, body="正文")
    for words, found in (("100%", 1), ("甲_乙", 1), ("\\", 1), ("正文", 5), ("3", 1), ("没有", 0)):
        assert len(await titles(office.supervisor, office.tasks, q=words)) == found, words


async def test_every_word_is_found_wherever_it_stands(way: str, office: Office) -> None:
    texts = (("企业开办提速", "当日领取 E-Seal 印章"), ("开办费用", "企业不再付费"), ("用水报装", "压减环节"))
    for place, (title, body) in enumerate(texts):
        await make_task(office.within, office.plan, title, ordinal=place, number=41 + place, section="便利", body=body)
    for words, found in (
        ("企业 开办", 2), ("企业开办", 1), ("e-seal", 1), ("便利  用水", 1), ("水", 1), ("办企", 0), ("42", 1), ("  ", 3)
    ):  # fmt: skip
        assert len(await titles(office.supervisor, office.tasks, q=words)) == found, (way, words)


@pytest.mark.parametrize(
    ("sizes", "words", "sort", "limit", "asked"),
    [
        ("near", "开办", "plan", 2, []),
        ("near", "开办", "plan", 50, []),
        ("index", "没有", "plan", 50, []),
        ("index", "开办", "plan", 50, ["index"]),
        ("index", "开办", "title", 50, ["index"]),
        ("walk", "开办", "plan", 50, ["walk"]),
        ("walk", "开办", "state", 50, ["walk"]),
    ],
)
async def test_a_search_asks_no_more_than_it_must(
    office: Office, monkeypatch: pytest.MonkeyPatch, sizes: str, words: str, sort: str, limit: int, asked: list[str]
) -> None:
    for place in range(4):
        await make_task(office.within, office.plan, f"企业开办{place}", ordinal=place)
    sent: list[str] = []
    found: list[str] = []
    plain = paging.read_page

    async def noted(reader: Any, page: paging.Page, *given: Any, **named: Any) -> bytes:
        sent.append("index" if "candidates" in page.first.names else "walk")
        return await plain(reader, page, *given, **named)

    for _ in going(sizes):
        monkeypatch.setattr(search, "read_page", noted)
        found = await titles(office.supervisor, office.tasks, q=words, sort=sort, limit=limit)
    assert (len(found), sent) == (0 if words == "没有" else min(limit, 4), asked)
