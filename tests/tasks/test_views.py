"""Searches of the task list kept under a name."""

from typing import Any

import httpx
import pytest
from sqlalchemy import update
from sqlmodel import col

from mandate.platform.database import transaction
from mandate.tasks.view_tables import SavedView
from tests.tasks.conftest import Office


def address(office: Office) -> str:
    return f"/api/v1/zones/{office.zone.code}/task-views"


async def save(office: Office, by: httpx.AsyncClient, name: str, **more: Any) -> dict[str, Any]:
    body = {"name": name, "search": {"state": ["active"], "sort": "-deadline"}, **more}
    answer = await by.post(address(office), json=body)
    assert answer.status_code == 201, answer.text
    return next(view for view in await views(office, by) if view["id"] == answer.json()["id"])


async def views(office: Office, by: httpx.AsyncClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await by.get(address(office))).json()["items"]
    return items


def at(view: dict[str, Any]) -> dict[str, str]:
    return {"If-Match": f'"v{view["version"]}"'}


async def test_own_views_are_nobody_elses(office: Office) -> None:
    own = await save(office, office.lead, "我牵头的")
    assert (own["search"]["state"], own["search"]["sort"], own["unknown"]) == (["active"], "-deadline", [])
    assert own["actions"] == ["edit", "delete"]
    assert await views(office, office.supervisor) == []
    for answer in (
        await office.supervisor.patch(f"{address(office)}/{own['id']}", json={"name": "别的"}, headers=at(own)),
        await office.supervisor.delete(f"{address(office)}/{own['id']}", headers=at(own)),
        await office.supervisor.put(f"{address(office)}/default", json={"view": own["id"]}),
    ):
        assert answer.status_code == 404


async def test_the_zones_views_are_the_supervisors_to_keep(office: Office) -> None:
    refused = await office.lead.post(address(office), json={"name": "全区", "search": {}, "shared": True})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_view")
    view = await save(office, office.supervisor, "全区逾期", shared=True)
    (seen,) = await views(office, office.lead)
    assert (seen["id"], seen["actions"]) == (view["id"], [])
    place = f"{address(office)}/{view['id']}"
    assert (await office.lead.patch(place, json={"name": "改"}, headers=at(seen))).status_code == 403
    assert (await office.lead.put(f"{address(office)}/default", json={"view": view["id"]})).status_code == 204
    assert [one["is_default"] for one in await views(office, office.lead)] == [True]
    assert [one["is_default"] for one in await views(office, office.supervisor)] == [False]

    own = await office.supervisor.patch(place, json={"shared": False, "name": "我的逾期"}, headers=at(view))
    assert own.status_code == 204
    assert await views(office, office.lead) == []
    assert (await office.supervisor.patch(place, json={"name": "再改"}, headers=at(view))).status_code == 412
    assert (await office.supervisor.patch(place, json={"name": "再改"})).status_code == 428


async def test_a_view_is_overwritten_and_deleted(office: Office) -> None:
    view = await save(office, office.lead, "待落实")
    place = f"{address(office)}/{view['id']}"
    changed = await office.lead.patch(place, json={"search": {"overdue": True, "column": ["lead"]}}, headers=at(view))
    assert changed.headers["etag"] == '"v2"'
    (now,) = await views(office, office.lead)
    assert (now["search"]["overdue"], now["search"]["column"], now["search"]["state"]) == (True, ["lead"], [])
    await office.lead.put(f"{address(office)}/default", json={"view": view["id"]})
    assert (await office.lead.delete(place, headers=at(now))).status_code == 204
    assert await views(office, office.lead) == []
    assert (await office.lead.put(f"{address(office)}/default", json={"view": None})).status_code == 204


async def test_views_stand_in_the_order_chosen(office: Office) -> None:
    made = [await save(office, office.lead, name) for name in "甲乙丙"]
    ids = [view["id"] for view in made]
    order = [ids[2], ids[0], ids[1]]
    assert (await office.lead.put(f"{address(office)}/order", json={"views": order})).status_code == 204
    assert [view["id"] for view in await views(office, office.lead)] == order
    for wrong in (ids[:2], [*ids, ids[0]]):
        answer = await office.lead.put(f"{address(office)}/order", json={"views": wrong})
        assert (answer.status_code, answer.json()["code"]) == (422, "views_incomplete")
    refused = await office.lead.put(f"{address(office)}/order", json={"views": [], "shared": True})
    assert refused.status_code == 403


@pytest.mark.parametrize(
    "search",
    [
        {"colour": "red"},
        {"state": ["done"]},
        {"sort": "size"},
        {"unit": "1"},
        {"column": ["<script>"]},
        {"limit": 50},
        {"deadline_from": "soon"},
        [],
    ],
)
async def test_only_what_the_list_understands_is_kept(office: Office, search: Any) -> None:
    answer = await office.lead.post(address(office), json={"name": "视图", "search": search})
    assert answer.status_code == 422


async def test_what_the_list_no_longer_understands_is_named_and_left_out(office: Office) -> None:
    view = await save(office, office.lead, "旧视图")
    old = {"state": ["active"], "colour": "red", "sort": "size"}
    async with transaction(office.within.operator.engine, office.within.scope) as session:
        await session.execute(update(SavedView).where(col(SavedView.name) == view["name"]).values(search=old))
    (seen,) = await views(office, office.lead)
    assert sorted(seen["unknown"]) == ["colour", "sort"]
    assert (seen["search"]["state"], seen["search"]["sort"]) == (["active"], "plan")


async def test_there_are_no_more_views_than_anybody_reads(office: Office) -> None:
    rows = [
        SavedView(account_id=office.account.id, name=f"视图{place}", ordinal=place, search={}) for place in range(50)
    ]
    async with transaction(office.within.operator.engine, office.within.scope) as session:
        session.add_all(rows)
    answer = await office.supervisor.post(address(office), json={"name": "又一个", "search": {}})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_views")
