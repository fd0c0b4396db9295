from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from fastapi import FastAPI

from mandate.access.permissions import ADMINISTRATORS, GRANTED, Permission, Role
from mandate.api.gating import ensure_gated
from mandate.platform.house import House
from tests.support.people import browser_of, make_person
from tests.support.tasks import make_unit
from tests.support.zones import Within, make_zone

BUSINESS = {"duty", "indicator", "plan", "rule", "task", "unit", "view", "workbench"}
# An officer's role is granted for a unit: whoever grants it has to see the directory.
DIRECTORY = (Permission.UNIT_READ, {Role.SECURITY_ADMINISTRATOR})


async def events_of(auditor: httpx.AsyncClient, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = await auditor.get(path, params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_the_auditor_reads_who_did_what(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    auditor = await make_person(operator, zone, Role.AUDIT_ADMINISTRATOR)
    system = await make_person(operator, zone, Role.SYSTEM_ADMINISTRATOR)
    path = f"/api/v1/zones/{zone.code}/events"
    async with browser_of(app, auditor) as reads, browser_of(app, system) as acts:
        people = f"/api/v1/zones/{zone.code}/people"
        login = f"{zone.code}.new-one"
        headers = {"X-Request-Id": "audit-test-1"}
        added = await acts.post(people, json={"login": login, "name": "周五"}, headers=headers)
        assert added.status_code == 201
        newest, *older = await events_of(reads, path)
        assert (newest["tag"], newest["subject_title"]) == ("access:account:create", login)
        assert newest["account_id"] == str(system.id)
        assert newest["account_name"] == system.name
        assert newest["after"] == {"login": login, "name": "周五"}
        assert newest["request_id"] == "audit-test-1"
        sequences = [event["sequence"] for event in (newest, *older)]
        assert sequences == sorted(sequences, reverse=True)
        assert await events_of(reads, path, tag="access:account:create") == [newest]
        assert await events_of(reads, path, account_id=str(system.id)) == [newest]
        assert await events_of(reads, path, subject_kind="account", subject_id=newest["subject_id"]) == [newest]
        later = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()
        assert await events_of(reads, path, from_at=later) == []
        assert len(await events_of(reads, path, to_at=later)) == len(sequences)
        page = (await reads.get(path, params={"limit": 1})).json()
        rest = await events_of(reads, path, cursor=page["next_cursor"], limit=1)
        assert rest[0]["sequence"] == page["items"][0]["sequence"] - 1
        for wrong in ({"from_at": "0001-01-01T00:00:00+14:00"}, {"from_at": "2026-01-01T00:00:00"}, {"tag": "x"}):
            assert (await reads.get(path, params=wrong)).status_code == 422
        tags = (await reads.get(f"/api/v1/zones/{zone.code}/event-tags")).json()["items"]
        assert {"tag": "access:account:create", "zh": "新建账号", "en": "Made an account"} in tags
        assert (await acts.get(path)).status_code == 403


async def test_the_people_and_units_that_an_event_keeps_by_id_are_named(app: FastAPI, operator: House) -> None:
    zone = await make_zone(operator)
    auditor, security, clerk = [
        await make_person(operator, zone, role)
        for role in (Role.AUDIT_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.LEADER)
    ]
    unit = await make_unit(Within(operator, zone.id), "区财政局")
    async with browser_of(app, security) as acts, browser_of(app, auditor) as reads:
        form = {"role": Role.OFFICER, "unit_id": str(unit.id)}
        granted = await acts.post(f"/api/v1/zones/{zone.code}/people/{clerk.id}/roles", json=form)
        assert granted.status_code == 201, granted.text
        newest, *older = await events_of(reads, f"/api/v1/zones/{zone.code}/events")
        assert newest["names"] == {str(clerk.id): f"{clerk.name}（{clerk.login}）", str(unit.id): "区财政局"}
        assert all(event["before"] or event["after"] or event["names"] == {} for event in older)


async def test_events_of_another_zone_are_out_of_sight(app: FastAPI, operator: House) -> None:
    zone, other = await make_zone(operator), await make_zone(operator)
    auditor = await make_person(operator, zone, Role.AUDIT_ADMINISTRATOR)
    await make_person(operator, other, Role.LEADER)
    async with browser_of(app, auditor) as reads:
        assert len(await events_of(reads, f"/api/v1/zones/{zone.code}/events")) == 1
        assert (await reads.get(f"/api/v1/zones/{other.code}/events")).status_code == 404


def test_administrators_reach_no_business_route(app: FastAPI) -> None:
    """Every route in a zone, by its permission: two tables that have to agree."""
    gates = [gate for gate in ensure_gated(app) if "{zone}" in gate.path]
    assert gates
    for gate in gates:
        for permission in gate.permissions:
            subject = permission.partition(":")[0]
            holders = {role for role in Role if Permission(permission) in GRANTED[role]}
            if permission == DIRECTORY[0]:
                assert holders & ADMINISTRATORS <= DIRECTORY[1]
                continue
            assert holders, f"{gate.path} asks for {permission}, which nobody has"
            if subject in BUSINESS:
                assert not holders & ADMINISTRATORS, gate.path
            else:
                assert subject in {"audit", "person", "role"}, f"say whether {subject} is business"
                assert holders <= ADMINISTRATORS, gate.path


def test_no_two_administrators_share_a_power() -> None:
    powers = [GRANTED[role] - {Permission.PERSON_READ} for role in sorted(ADMINISTRATORS)]
    assert not powers[0] & powers[1]
    assert not powers[0] & powers[2]
    assert not powers[1] & powers[2]
    assert frozenset[Permission]().union(*powers) & GRANTED[Role.SUPERVISOR] <= {DIRECTORY[0]}
