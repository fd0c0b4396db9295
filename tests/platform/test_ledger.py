from collections import Counter

import httpx

from mandate.access.permissions import Role
from mandate.platform.house import House
from tests.support.ledger import CALLS, UNSAFE, complaints
from tests.support.people import PASSWORD, make_person
from tests.support.zones import make_zone

ONCE, TWICE, NEVER = Counter({1: 3, 0: 1}), Counter({1: 9, 2: 1}), Counter({0: 2})


def test_the_ledger_complains_of_what_it_should() -> None:
    calls = {"POST once": ONCE, "POST twice": TWICE, "POST never": NEVER}
    unsafe = {*calls, "DELETE untried"}
    assert complaints(calls, unsafe, whole=False) == ["POST never left no event", "POST twice left 2 events"]
    assert "DELETE untried is tried by no test that succeeds" in complaints(calls, unsafe, whole=True)
    assert complaints({"POST once": ONCE}, {"POST once"}, whole=True) == []


async def test_the_ledger_sees_what_a_request_leaves(client: httpx.AsyncClient, operator: House) -> None:
    account = await make_person(operator, await make_zone(operator), Role.LEADER)
    before = CALLS.get("POST sign_in", Counter[int]())[1]
    answer = await client.post("/api/v1/sessions", json={"login": account.login, "password": PASSWORD})
    assert answer.status_code == 201
    assert CALLS["POST sign_in"][1] == before + 1
    assert "POST sign_in" in UNSAFE
