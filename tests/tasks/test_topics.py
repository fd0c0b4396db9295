"""What tasks are about: suggested with the words that say so, confirmed by a person, the same codes in every zone."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from mandate.platform.database import transaction
from mandate.platform.ids import new_id
from mandate.tasks.tables import Task
from mandate.tasks.topic_suggestions import suggest_topic
from mandate.tasks.topic_words import WORDS
from mandate.tasks.topics import suggest_topics
from tests.support.tasks import make_plan, make_task
from tests.tasks.conftest import Office

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "tasks.csv"

# (heading, title, text) -> topic, and the strongest word with its place
CASES = [
    ("（二）办理建筑许可", "压减全流程时限", "", "construction_permits", ("办理建筑许可", "section")),
    ("三、提供企业服务", "工程建设项目限时办结", "", "construction_permits", ("工程建设项目", "title")),
    ("三、提供企业服务", "办事更快", "竣工验收合并，推行联合验收。", None, None),
    ("", "用能更便利", "", "water_and_gas", ("用能", "title")),
    ("", "用电报装提速", "供电可靠性提高", "electricity", ("用电报装", "title")),
    ("", "破产案件简易审理", "由法院办理", "insolvency", ("破产", "title")),
    ("", "完善中小投资者保护", "", "minority_investors", ("中小投资者", "title")),
    ("（十一）科技创新环境", "加大信用贷款投放", "", "inclusive_innovation", ("科技创新", "section")),
    # A unit is no matter: the words in its name do not count.
    ("", "牵头事项", "由市场监管局、政务服务办、税务局和政务服务和公共事务中心负责。", None, None),
    # Two matters side by side, neither of them ahead.
    ("", "知识产权与政府采购", "", None, None),
    ("", "", "", None, None),
]


@pytest.mark.parametrize(("section", "title", "body", "topic", "strongest"), CASES)
def test_words_point_to_a_topic(
    section: str, title: str, body: str, topic: str | None, strongest: tuple[str, str] | None
) -> None:
    found = suggest_topic(section, title, body)
    assert (found and found.topic) == topic
    if found and strongest:
        assert (found.reason[0].word, found.reason[0].where) == strongest
        assert all(one.word in {"section": section, "title": title, "body": body}[one.where] for one in found.reason)


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled documents are not beside the repository")
def test_the_same_matter_meets_under_one_code_in_two_zones() -> None:
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {(row["doc"], int(row["number"])): suggest_topic(row["section"], row["title"], "") for row in rows}
    codes = {key: one.topic for key, one in found.items() if one}
    assert {codes[("002", number)] for number in range(9, 17)} == {"construction_permits"}
    assert codes[("003", 2)] == "construction_permits"
    # The crosswalk of the two plans where both speak of the same: taxes, trade, property, intellectual property.
    for here, there in ((41, 5), (38, 6), (17, 4), (60, 24), (1, 1), (78, 22), (19, 3)):
        assert codes[("002", here)] == codes[("003", there)]
    for number in (11, 16, 28, 29, 30, 31, 32):
        assert ("003", number) not in codes
    assert len(codes) >= 0.8 * len(rows)


async def test_every_zone_has_the_same_topics(office: Office) -> None:
    answer = await office.lead.get(f"/api/v1/zones/{office.zone.code}/topics")
    items = answer.json()["items"]
    assert len(items) == 18
    assert {item["code"] for item in items} == set(WORDS)
    by_code = {item["code"]: item for item in items}
    assert by_code["construction_permits"]["name"] == "办理建筑许可"
    assert by_code["insolvency"]["b_ready"] == {
        "code": "business_insolvency", "name": "企业破产", "name_en": "Business Insolvency", "extent": "same",
    }  # fmt: skip
    assert by_code["government_services"]["b_ready"] is None
    assert len({item["b_ready"]["code"] for item in items if item["b_ready"]}) == 10


async def suggested(office: Office, task: Task) -> dict[str, Any]:
    async with transaction(office.within.operator.engine, office.within.scope) as session:
        await suggest_topics(session, task.plan_id)
    return await read(office, task)


async def read(office: Office, task: Task) -> dict[str, Any]:
    answer = await office.supervisor.get(f"{office.tasks}/{task.id}")
    found: dict[str, Any] = answer.json()
    return found


async def put_topic(office: Office, by: httpx.AsyncClient, task: Mapping[str, Any], **body: Any) -> httpx.Response:
    return await by.put(f"{office.tasks}/{task['id']}/topic", json=body, headers={"If-Match": f'"v{task["version"]}"'})


async def test_the_supervisor_confirms_changes_and_clears(office: Office) -> None:
    made = await make_task(office.within, office.plan, "施工许可分段办理", {office.units[0].id: "lead"})
    task = await suggested(office, made)
    assert (task["topic"], task["topic_state"], task["version"]) == ("construction_permits", "suggested", 1)
    assert task["topic_reason"] == [{"word": "施工许可", "where": "title"}]

    refused = await put_topic(office, office.lead, task, topic="construction_permits")
    assert refused.status_code == 403
    confirmed = await put_topic(office, office.supervisor, task, topic="construction_permits", further=["tendering"])
    after = confirmed.json()
    assert (after["topic_state"], after["further_topics"], after["version"]) == ("confirmed", ["tendering"], 2)
    assert after["topic_reason"] == task["topic_reason"]
    # Suggesting again leaves alone what a person has said.
    assert (await suggested(office, made))["topic_state"] == "confirmed"

    changed = (await put_topic(office, office.supervisor, after, topic="taxes")).json()
    assert (changed["topic"], changed["topic_reason"], changed["further_topics"]) == ("taxes", [], [])
    cleared = (await put_topic(office, office.supervisor, changed, topic=None)).json()
    assert (cleared["topic"], cleared["topic_state"]) == (None, "none")
    history = (await office.supervisor.get(f"{office.tasks}/{made.id}/history")).json()["items"]
    assert [event["tag"] for event in history] == ["tasks:task:confirm-topic"] * 3
    assert history[1]["before"] == {"topic": "construction_permits", "further_topics": ["tendering"]}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"topic": "weather"}, "unknown_topic"),
        ({"topic": "taxes", "further": ["weather"]}, "unknown_topic"),
        ({"topic": "taxes", "further": ["taxes"]}, "topics_unclear"),
        ({"topic": None, "further": ["taxes"]}, "topics_unclear"),
    ],
)
async def test_only_known_topics_and_each_once(office: Office, body: dict[str, Any], code: str) -> None:
    made = await make_task(office.within, office.plan, "办事更快")
    answer = await put_topic(office, office.supervisor, await read(office, made), **body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_the_list_is_filtered_by_main_and_further_topics(office: Office) -> None:
    made = [await make_task(office.within, office.plan, title) for title in ("纳税更便利", "施工许可", "照常工作")]
    tasks = [await suggested(office, one) for one in made]
    await put_topic(office, office.supervisor, tasks[1], topic="construction_permits", further=["taxes"])

    async def titles(query: str) -> list[str]:
        answer = await office.supervisor.get(f"{office.tasks}?{query}")
        return sorted(item["title"] for item in answer.json()["items"])

    assert await titles("topic=taxes") == ["施工许可", "纳税更便利"]
    assert await titles("topic=taxes&topic_state=suggested") == ["纳税更便利"]
    assert await titles("topic_state=none") == ["照常工作"]
    assert await titles("topic=weather") == []
    file = await office.supervisor.get(f"{office.tasks}/export.csv?column=title&column=topic&column=topic_state")
    assert "施工许可,办理建筑许可,已确认" in file.text


async def test_many_suggestions_are_accepted_at_once(office: Office) -> None:
    made = [
        await make_task(office.within, office.plan, title) for title in ("纳税更便利", "跨境贸易更便利", "照常工作")
    ]
    tasks = [await suggested(office, one) for one in made]
    address = f"{office.tasks}/bulk-edits"
    change = {"kind": "topic"}
    preview = await office.supervisor.post(
        f"{address}/preview", json={"change": change, "filter": {"plan": str(office.plan.id)}}
    )
    shown = preview.json()
    assert (shown["changing"], shown["refused"]) == (2, 1)
    named = [{"task": item["id"], "version": item["version"]} for item in shown["items"]]
    done = await office.supervisor.post(address, json={"change": change, "tasks": named})
    assert [one["id"] for one in done.json()["changed"]] == [task["id"] for task in tasks[:2]]
    assert done.json()["refused"][0]["refusal"]["code"] == "nothing_suggested"
    assert (await read(office, made[0]))["topic_state"] == "confirmed"
    unknown = await office.supervisor.post(
        f"{address}/preview", json={"change": {"kind": "topic", "topic": "weather"}, "tasks": [tasks[2]["id"]]}
    )
    assert (unknown.status_code, unknown.json()["code"]) == (422, "unknown_topic")


async def test_a_plan_is_suggested_for_again_on_request(office: Office) -> None:
    await make_task(office.within, office.plan, "纳税更便利", {office.units[0].id: "lead"}, section="一、服务")
    await make_task(office.within, office.plan, "照常工作")
    address = f"/api/v1/zones/{office.zone.code}/topics/suggestions"
    asked = await office.supervisor.post(address, json={"plan": str(office.plan.id)})
    assert asked.json() == {"looked_at": 2, "suggested": 1, "changed": 1}
    assert (await office.lead.post(address, json={"plan": str(office.plan.id)})).status_code == 403
    draft = await make_plan(office.within, office.account.id, state="in_review")
    assert (await office.supervisor.post(address, json={"plan": str(draft.id)})).json()["looked_at"] == 0
    assert (await office.supervisor.post(address, json={"plan": str(new_id())})).status_code == 404

    (plan,) = (await office.supervisor.get(address)).json()["items"]
    assert (plan["suggested"], plan["confirmed"], plan["none"]) == (1, 0, 1)
    assert [(item["title"], item["topic"], item["section"]) for item in plan["items"]] == [
        ("纳税更便利", "taxes", "一、服务")
    ]
    # The row rule: officers see the suggestions of what they may read.
    (own,) = (await office.lead.get(address)).json()["items"]
    assert (own["suggested"], own["none"]) == (1, 0)
    assert (await office.bystander.get(address)).json()["items"] == []
