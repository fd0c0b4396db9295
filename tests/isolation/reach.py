"""What reaches further than a zone's fence holds: officers in their own zone, and cursors that travel."""

from collections.abc import Sequence

import httpx

from mandate.access.permissions import Role
from mandate.platform.ids import new_id
from tests.isolation.operations import Operation
from tests.isolation.requests import differences, named_ids, request_for
from tests.isolation.subjects import missing, present, subject_of
from tests.isolation.world import Place, World


async def officer_findings(world: World, operations: Sequence[Operation]) -> list[str]:
    """A task of other units in the officer's own zone: seen in no answer, and answered as a missing one."""
    place = world.places[0]
    filler, officer = place.filler, place.people[Role.OFFICER]
    mark = f"hidden{new_id().hex[-12:]}"
    task = await filler.add(world.connection, "task", title=mark, body=mark)
    unit = await filler.add(world.connection, "unit")
    await filler.add(world.connection, "task_unit", task_id=task["id"], unit_id=unit["id"], responsible_leader=mark)
    found = []
    for operation in operations:
        if not (operation.in_zone and operation.allows(Role.OFFICER)):
            continue
        hidden, none = present(operation.ids, filler), missing(operation.ids)
        own_task = [name for name in operation.ids if subject_of(name).table == "task"]
        hidden |= dict.fromkeys(own_task, str(task["id"]))
        body_ids = [str(new_id()) for _ in named_ids(operation)]
        answers = [
            await officer.request(**request_for(operation, place.zone.code, ids, body_ids, "isolation-reach"))
            for ids in ((hidden, none) if own_task else (hidden,))
        ]
        if mark in answers[0].text:
            found.append(f"{operation} shows an officer a task of other units")
        if own_task and differences(*answers):
            found.append(f"{operation} tells an officer of a task of other units: {differences(*answers)}")
    return found


async def cursor_findings(world: World, operations: Sequence[Operation]) -> list[str]:
    """A cursor is good in its own zone and list only; a changed one nowhere."""
    own, foreign = world.places[0], world.places[1]
    found, proved = [], 0
    for operation in operations:
        if not operation.in_zone or all(parameter["name"] != "cursor" for parameter in operation.parameters):
            continue
        role = next(role for role in Role if role != Role.OFFICER and operation.allows(role))

        async def page(
            place: Place, cursor: str | None, role: Role = role, of: Operation = operation
        ) -> httpx.Response:
            request = request_for(of, place.zone.code, present(of.ids, place.filler), [])
            request["params"] |= {"limit": 1} if cursor is None else {"limit": 1, "cursor": cursor}
            answer: httpx.Response = await place.people[role].request(**request)
            return answer

        first = await page(foreign, None)
        if not first.is_success:
            found.append(f"{operation} answers {first.status_code} to its first page")
            continue
        cursor = first.json()["next_cursor"]
        if cursor is None:
            continue
        proved += 1
        if not (await page(foreign, cursor)).is_success:
            found.append(f"{operation} refuses its own cursor")
        middle = len(cursor) // 2
        changed = cursor[:middle] + ("A" if cursor[middle] != "A" else "B") + cursor[middle + 1 :]
        for what, place, given in (("foreign", own, cursor), ("changed", foreign, changed)):
            answer = await page(place, given)
            if answer.status_code != 410:
                found.append(f"{operation} answers {answer.status_code} to a {what} cursor")
    return found if proved else ["no list has a second page: nothing was proved"]
