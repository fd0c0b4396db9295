"""Sign-in: one answer for every failure, the same work for unknown people."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.passwords import password_matches
from mandate.access.tables import Account
from mandate.platform.errors import Refusal


def refused() -> Refusal:
    return Refusal(
        401,
        "sign_in_refused",
        "用户名或密码不正确。请检查后重试；忘记密码请联系本区的系统管理员重置。",
        "The login or the password is wrong. Try again, or ask your zone's system administrator to reset it.",
    )


async def account_by_login(session: AsyncSession, login: str) -> Account | None:
    statement = select(Account).where(col(Account.login) == login)
    return (await session.execute(statement)).scalar_one_or_none()


async def check_sign_in(session: AsyncSession, login: str, password: str) -> Account:
    account = await account_by_login(session, login.strip().lower())
    matches = await password_matches(account.password_hash if account else None, password)
    if account is None or not matches or account.disabled_at is not None:
        raise refused()
    return account
