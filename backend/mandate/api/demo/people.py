"""The demo's people: every role in every zone, named by their post."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor, Identity
from mandate.access.commands import create_account, grant_oversight, grant_role
from mandate.access.permissions import Role, permissions_of
from mandate.access.tables import Account, Membership
from mandate.api.demo.places import PLACES
from mandate.platform.rows import now
from mandate.platform.scope import NOWHERE
from mandate.units.commands import create_units
from mandate.zones.commands import jurisdiction_by_code
from mandate.zones.tables import Zone

OPERATOR = "演示数据"
REQUEST = "demo"


@dataclass(frozen=True, slots=True)
class Post:
    zone: str
    role: Role
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A sign-in of the demo; an overseer has a jurisdiction instead of posts."""

    login: str
    name: str
    role: str
    posts: tuple[Post, ...] = ()
    jurisdiction: str = ""

    @property
    def home(self) -> str:
        return self.posts[0].zone if self.posts else ""


OFFICERS = {
    "yuzhong": (("market", "区市场监管局"), ("housing", "区住房城市建委")),
    "chongqing-hi-tech": (("reform", "改革发展局"), ("service", "政务服务和社会事务中心")),
    "chengdu-hi-tech": (("market", "市场监管局"), ("online", "网络理政办")),
}
OTHERS = (
    (Role.SUPERVISOR, "supervisor", "营商办督办员", "supervisor"),
    (Role.LEADER, "leader", "分管领导", "leader, reads all"),
    (Role.SYSTEM_ADMINISTRATOR, "system", "系统管理员", "system administrator"),
    (Role.SECURITY_ADMINISTRATOR, "security", "安全管理员", "security administrator"),
    (Role.AUDIT_ADMINISTRATOR, "audit", "审计管理员", "audit administrator"),
)


def _of_zone(code: str, name: str) -> list[DemoAccount]:
    supervisor, *rest = (
        DemoAccount(f"{code}.{login}", f"{name}{title}", role_en, (Post(code, role),))
        for role, login, title, role_en in OTHERS
    )
    officers = (
        DemoAccount(
            f"{code}.{login}", f"{name}{unit.removeprefix('区')}经办员", "officer", (Post(code, Role.OFFICER, unit),)
        )
        for login, unit in OFFICERS[code]
    )
    return [supervisor, *officers, *rest]


ACCOUNTS: tuple[DemoAccount, ...] = (
    *(account for place in PLACES for account in _of_zone(place.code, place.name)),
    DemoAccount(
        "tax.officer",
        "税务经办员（渝中区、成都高新区）",
        "officer in two zones",
        (Post("yuzhong", Role.OFFICER, "区税务局"), Post("chengdu-hi-tech", Role.OFFICER, "税务局")),
    ),
    DemoAccount("chongqing.overseer", "重庆市营商环境观察员", "overseer", jurisdiction="chongqing"),
    DemoAccount("chengdu-chongqing.overseer", "成渝地区营商环境观察员", "overseer", jurisdiction="chengdu-chongqing"),
)


async def known_people(session: AsyncSession) -> dict[str, Account]:
    wanted = [one.login for one in ACCOUNTS]
    found = await session.execute(select(Account).where(col(Account.login).in_(wanted)))
    return {account.login: account for account in found.scalars()}


async def add_people(session: AsyncSession, home: str, password: str, accounts: dict[str, Account]) -> None:
    """The missing accounts of a home zone, in its scope; of no zone (""): the overseers."""
    for one in ACCOUNTS:
        if one.home != home or one.login in accounts:
            continue
        account = await create_account(session, one.login, one.name, password, must_change_password=False)
        accounts[one.login] = account
        jurisdiction = await jurisdiction_by_code(session, one.jurisdiction) if one.jurisdiction else None
        if jurisdiction is not None:
            await grant_oversight(session, account.id, jurisdiction.id)


async def give_posts(session: AsyncSession, zone: str, accounts: Mapping[str, Account]) -> None:
    """Grants the zone's roles to those of the demo who hold none there yet."""
    held = set((await session.execute(select(col(Membership.account_id)))).scalars())
    here = [(accounts[one.login], post) for one in ACCOUNTS for post in one.posts if post.zone == zone]
    for account, post in here:
        if account.id not in held:
            unit = (await create_units(session, [post.unit]))[0] if post.unit else None
            await grant_role(session, account.id, post.role, unit.id if unit else None)


def acting(account: Account, zone: Zone, role: Role) -> Actor:
    """The person at work in the zone without a session: for commands that ask who acts."""
    identity = Identity(
        session_id=NOWHERE,
        kind="unattended",
        account_id=account.id,
        login=account.login,
        name=account.name,
        epoch=account.epoch,
        must_change_password=False,
        last_seen_at=now(),
        posts=(),
        jurisdictions=(),
    )
    roles = frozenset({role})
    return Actor(identity, zone.id, zone.code, roles, (), permissions_of(roles), REQUEST)
