"""Sign-in: one answer for every failure, the same work for unknown people, and waiting that hits only the guesser."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.events import AccessEvent
from mandate.access.passwords import password_matches
from mandate.access.source import neighbourhood
from mandate.access.tables import Account
from mandate.access.throttle import Bucket, admit, bucket, forgive
from mandate.access.throttle_rules import PAIR, SOURCE
from mandate.platform.database import transaction
from mandate.platform.errors import Refusal
from mandate.platform.events import record
from mandate.platform.house import House
from mandate.platform.scope import Scope

DEVICE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Caller:
    """What a caller says it is, where it calls from, and the device cookie it holds."""

    client: str
    address: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The buckets one sign-in counts in: the person's own, and that of the source they share."""

    own: Bucket
    shared: tuple[Bucket, ...]


def refused() -> Refusal:
    return Refusal(
        401,
        "sign_in_refused",
        "登录名或密码不正确，或尝试次数过多。请检查后重试，多次失败请15分钟后再试；忘记密码请联系本区的系统管理员重置。",
        "The login or the password is wrong, or there were too many tries. Check both and try again,"
        " after 15 minutes if it failed several times, or ask your zone's system administrator to reset it.",
    )


async def account_by_login(session: AsyncSession, login: str) -> Account | None:
    statement = select(Account).where(col(Account.login) == login)
    return (await session.execute(statement)).scalar_one_or_none()


def device_cookie(house: House, login: str) -> str:
    """Given to a browser after a sign-in: its later failures count for itself, not for its whole address."""
    nonce = secrets.token_hex(DEVICE_BYTES)
    return f"{nonce}.{device_mac(house, login, nonce)}"


def device_mac(house: House, login: str, nonce: str) -> str:
    key = house.settings.derived_key("device")
    return hmac.new(key, f"{nonce}.{login}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def known_device(house: House, login: str, cookie: str) -> str | None:
    nonce, _, mac = cookie.partition(".")
    expected = device_mac(house, login, nonce)
    return nonce if hmac.compare_digest(mac.encode("utf-8", "surrogatepass"), expected.encode()) else None


def attempt_of(house: House, login: str, account: Account | None, caller: Caller) -> Attempt:
    """A new password starts a new count: a person who was given one need not wait."""
    password_age = account.password_changed_at.isoformat() if account else ""
    device = known_device(house, login, caller.device)
    if device is not None:
        return Attempt(bucket(PAIR, "device", login, password_age, device), ())
    source = neighbourhood(caller.address)
    return Attempt(bucket(PAIR, "pair", login, password_age, source), (bucket(SOURCE, "source", source),))


async def check_sign_in(
    house: House, login: str, password: str, caller: Caller, request_id: str
) -> tuple[Account, Attempt]:
    """The account behind the right password. The attempt is counted before and stays counted on failure.

    Raises `refused` for an unknown login, a wrong password, a disabled account and too many tries alike.
    """
    login = login.strip().lower()
    async with transaction(house.engine, Scope(None, request_id=request_id)) as session:
        account = await account_by_login(session, login)
        attempt = attempt_of(house, login, account, caller)
        admitted = await admit(session, (attempt.own, *attempt.shared))
    matches = await password_matches(account.password_hash if account else None, password)
    if account is not None and matches and admitted and account.disabled_at is None:
        return account, attempt
    if admitted:
        await record_refusal(house, account, caller, request_id)
    raise refused()


async def record_refusal(house: House, account: Account | None, caller: Caller, request_id: str) -> None:
    """In a transaction of its own: the refusal that follows rolls back the request's."""
    async with transaction(house.engine, Scope(None, request_id=request_id)) as session:
        # An unknown login may be a password typed into the wrong field: it is not kept.
        record(
            session,
            AccessEvent.SIGN_IN_REFUSE,
            "account",
            account.id if account else None,
            account.login if account else "",
            after={"address": caller.address, "client": caller.client},
        )


async def forgive_attempt(session: AsyncSession, attempt: Attempt) -> None:
    await forgive(session, attempt.own, attempt.shared)
