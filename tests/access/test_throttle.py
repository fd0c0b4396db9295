import asyncio
import time
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import httpx
import pytest
from fastapi import FastAPI, Request
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlmodel import col

from mandate.access import passwords
from mandate.access.passwords import HASHER
from mandate.access.permissions import Role
from mandate.access.source import neighbourhood, source_address
from mandate.access.tables import Account, SignInThrottle
from mandate.access.throttle import bucket
from mandate.access.throttle_rules import PAIR, SOURCE, Tally, block_end, counted, forgiven, is_blocked
from mandate.platform.database import transaction
from mandate.platform.events import ControlEvent
from mandate.platform.house import House
from mandate.platform.ids import new_id
from mandate.platform.scope import Scope
from tests.support.people import PASSWORD, browser_of, make_person
from tests.support.zones import make_zone

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def new_address() -> str:
    """An address that no other test calls from."""
    return str(ip_address(int.from_bytes(b"\x0a" + new_id().bytes[-3:], "big")))


def calling_from(app: FastAPI, address: str) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(address, 40000))
    return httpx.AsyncClient(transport=transport, base_url="http://mandate.test")


async def sign_in(caller: httpx.AsyncClient, login: str, password: str = PASSWORD) -> httpx.Response:
    return await caller.post("/api/v1/sessions", json={"login": login, "password": password})


def without_id(answer: httpx.Response) -> tuple[int, dict[str, object]]:
    return answer.status_code, {**answer.json(), "request_id": ""}


@pytest.fixture
async def account(operator: House) -> Account:
    return await make_person(operator, await make_zone(operator), Role.SUPERVISOR)


async def test_five_failures_make_a_source_wait_but_nobody_else(app: FastAPI, account: Account) -> None:
    elsewhere = new_address()
    async with browser_of(app, account) as live, calling_from(app, elsewhere) as owner:
        async with calling_from(app, new_address()) as guesser:
            wrong = [await sign_in(guesser, account.login, f"wrong {number}") for number in range(5)]
            right = await sign_in(guesser, account.login)
            unknown = await sign_in(guesser, "nobody.at.all", "wrong")
        assert {answer.status_code for answer in wrong} == {401}
        assert without_id(right) == without_id(wrong[0]) == without_id(unknown)
        assert (await sign_in(owner, account.login)).status_code == 201
        assert (await live.get("/api/v1/me")).status_code == 200


async def test_a_browser_that_signed_in_before_counts_for_itself(app: FastAPI, account: Account) -> None:
    office = new_address()
    async with calling_from(app, office) as owner, calling_from(app, office) as stranger:
        assert (await sign_in(owner, account.login)).status_code == 201
        for number in range(6):
            await sign_in(stranger, account.login, f"wrong {number}")
        assert (await sign_in(stranger, account.login)).status_code == 401
        assert (await sign_in(owner, account.login)).status_code == 201


async def test_a_device_cookie_is_good_for_its_own_login_only(app: FastAPI, operator: House, account: Account) -> None:
    other = await make_person(operator, await make_zone(operator), Role.LEADER)
    office = new_address()
    async with calling_from(app, office) as owner, calling_from(app, office) as stranger:
        await sign_in(owner, other.login)
        for number in range(6):
            await sign_in(stranger, account.login, f"wrong {number}")
        assert (await sign_in(owner, account.login)).status_code == 401


async def test_parallel_guesses_count_too(app: FastAPI, house: House, account: Account) -> None:
    async with calling_from(app, new_address()) as guesser:
        answers = await asyncio.gather(*(sign_in(guesser, account.login, f"wrong {number}") for number in range(12)))
        assert {answer.status_code for answer in answers} == {401}
        assert (await sign_in(guesser, account.login)).status_code == 401
    assert await refusals_of(house, account) == 5, "guesses beyond the limit were not even looked at"


async def refusals_of(house: House, account: Account) -> int:
    async with transaction(house.engine, Scope(None)) as session:
        statement = select(func.count()).where(
            col(ControlEvent.tag) == "access:session:refuse", col(ControlEvent.subject_id) == account.id
        )
        return int((await session.execute(statement)).scalar_one())


async def test_waiting_ends(app: FastAPI, house: House, account: Account) -> None:
    async with calling_from(app, new_address()) as guesser:
        for number in range(5):
            await sign_in(guesser, account.login, f"wrong {number}")
        assert (await sign_in(guesser, account.login)).status_code == 401
        async with transaction(house.engine, Scope(None)) as session:
            await session.execute(
                update(SignInThrottle)
                .where(col(SignInThrottle.blocked_until).is_not(None))
                .values(blocked_until=func.now())
            )
        assert (await sign_in(guesser, account.login)).status_code == 201
        assert (await sign_in(guesser, account.login, "wrong")).status_code == 401
        assert (await sign_in(guesser, account.login)).status_code == 201, "success starts a new count"


async def test_a_source_that_tries_many_people_waits(app: FastAPI, house: House, account: Account) -> None:
    address = new_address()
    async with transaction(house.engine, Scope(None)) as session:
        end = datetime.now(UTC) + MINUTE
        key = bucket(SOURCE, "source", address).key
        session.add(SignInThrottle(key=key, failures=60, last_failure_at=end, blocked_until=end))
    async with calling_from(app, address) as office, calling_from(app, new_address()) as owner:
        assert (await sign_in(office, account.login)).status_code == 401
        assert (await sign_in(owner, account.login)).status_code == 201


async def test_unknown_and_blocked_people_cost_the_same_work(
    app: FastAPI, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = []

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            hashed.append(stored[:40])
            return HASHER.verify(stored, password)

    monkeypatch.setattr(passwords, "HASHER", Counting())
    async with calling_from(app, new_address()) as blocked, calling_from(app, new_address()) as fresh:
        for number in range(5):
            await sign_in(blocked, account.login, f"wrong {number}")
        hashed.clear()
        known, unknown, waiting = [], [], []
        for number in range(5):
            async with calling_from(app, new_address()) as caller:
                known.append(await seconds(caller, account.login))
            unknown.append(await seconds(fresh, f"nobody{number}"))
            waiting.append(await seconds(blocked, account.login))
    assert len(hashed) == 15, "every try costs one check"
    assert len({text.rpartition("$")[0] for text in hashed}) == 1, "equal parameters, equal cost"
    # The shortest of each, because the machine has other work.
    shortest = [min(times) for times in (known, unknown, waiting)]
    assert max(shortest) < 3 * min(shortest), shortest


async def seconds(caller: httpx.AsyncClient, login: str) -> float:
    began = time.perf_counter()
    assert (await sign_in(caller, login, "wrong password")).status_code == 401
    return time.perf_counter() - began


@pytest.mark.parametrize(
    ("failures", "minutes"),
    [(1, None), (4, None), (5, 15), (6, 30), (7, 60), (8, 120), (9, 240), (10, 480), (11, 720), (12, 720), (5000, 720)],
)
def test_waiting_doubles_up_to_half_a_day(failures: int, minutes: int | None) -> None:
    assert block_end(failures, AT, PAIR) == (None if minutes is None else AT + minutes * MINUTE)


@pytest.mark.parametrize(
    ("failures", "minutes_later", "expected"),
    [(4, 15, 5), (4, 16, 1), (5, 16, 6), (5, 24 * 60, 6), (5, 24 * 60 + 1, 1)],
)
def test_old_failures_are_forgotten(failures: int, minutes_later: int, expected: int) -> None:
    tally = Tally(failures, AT, None)
    assert counted(tally, AT + minutes_later * MINUTE, PAIR).failures == expected


@given(st.integers(0, 200))
def test_forgiving_undoes_counting(failures: int) -> None:
    before = Tally(failures, AT, block_end(failures, AT, SOURCE)) if failures else None
    after = forgiven(counted(before, AT, SOURCE), SOURCE)
    assert after.failures == failures
    assert is_blocked(after, AT) == (failures >= SOURCE.failures)


@pytest.mark.parametrize(
    ("trusted", "client", "forwarded", "expected"),
    [
        ("", "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1,10.0.0.0/8", "127.0.0.1", "6.6.6.6, 198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "rubbish", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "rubbish, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1", "1.1.1.1," * 400, "127.0.0.1"),
        ("fd00::/8", "fd00::1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_a_source_is_believed_as_far_as_our_proxies(
    house: House, trusted: str, client: str, forwarded: str, expected: str
) -> None:
    request = Request(
        {"type": "http", "client": (client, 1), "headers": [(b"x-forwarded-for", forwarded.encode())], "path": "/"}
    )
    assert source_address(request, house.settings.model_copy(update={"trusted_proxies": trusted})) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [("198.51.100.7", "198.51.100.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("testclient", "testclient")],
)
def test_a_neighbourhood_is_one_source(address: str, expected: str) -> None:
    assert neighbourhood(address) == expected
