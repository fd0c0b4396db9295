"""Who signs in to the demo: every role in every zone, named by their post."""

from dataclasses import dataclass

from mandate.access.permissions import Role
from mandate.api.demo.places import PLACES


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
            f"{code}.{login}", f"{name}{unit.removeprefix('区')}经办人", "officer", (Post(code, Role.OFFICER, unit),)
        )
        for login, unit in OFFICERS[code]
    )
    return [supervisor, *officers, *rest]


ACCOUNTS: tuple[DemoAccount, ...] = (
    *(account for place in PLACES for account in _of_zone(place.code, place.name)),
    DemoAccount(
        "tax.officer",
        "税务经办人（渝中区、成都高新区）",
        "officer in two zones",
        (Post("yuzhong", Role.OFFICER, "区税务局"), Post("chengdu-hi-tech", Role.OFFICER, "税务局")),
    ),
    DemoAccount("chongqing.overseer", "重庆市营商环境观察员", "overseer", jurisdiction="chongqing"),
    DemoAccount("chengdu-chongqing.overseer", "成渝地区营商环境观察员", "overseer", jurisdiction="chengdu-chongqing"),
)
