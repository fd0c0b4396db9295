"""Who may do what to whom among the people of a zone."""

from uuid import UUID

from mandate.access.password_policy import Fault
from mandate.access.permissions import ADMINISTRATORS, Permission, Role
from mandate.platform.errors import FieldError, Refusal, conflict, forbidden, invalid

# (state, move) -> (state afterwards, permission). A person is closed when their home zone ended the account.
MOVES: dict[tuple[str, str], tuple[str, Permission]] = {
    ("active", "disable"): ("disabled", Permission.PERSON_DISABLE),
    ("active", "reset-password"): ("active", Permission.PERSON_CREATE),
    ("active", "grant-role"): ("active", Permission.ROLE_GRANT),
    ("active", "withdraw-role"): ("active", Permission.ROLE_GRANT),
    ("disabled", "enable"): ("active", Permission.PERSON_DISABLE),
    ("disabled", "withdraw-role"): ("disabled", Permission.ROLE_GRANT),
    ("closed", "withdraw-role"): ("closed", Permission.ROLE_GRANT),
}
# Only the zone that made the account may do these, and only to people who administer nothing there.
HOME_MOVES = frozenset({"reset-password"})

ROLE_NAMES: dict[Role, tuple[str, str]] = {
    Role.OFFICER: ("经办人员", "officer"),
    Role.SUPERVISOR: ("营商办督办人员", "supervisor"),
    Role.LEADER: ("区领导", "leader"),
    Role.SYSTEM_ADMINISTRATOR: ("系统管理员", "system administrator"),
    Role.SECURITY_ADMINISTRATOR: ("安全管理员", "security administrator"),
    Role.AUDIT_ADMINISTRATOR: ("审计管理员", "audit administrator"),
}

FAULTS: dict[Fault, tuple[str, str]] = {
    Fault.TOO_SHORT: ("密码太短，请至少使用{shortest}个字符。", "Too short: use at least {shortest} characters."),
    Fault.TOO_LONG: ("密码太长，请不超过128个字符。", "Too long: use at most 128 characters."),
    Fault.TOO_FEW_CLASSES: (
        "请使用小写字母、大写字母、数字、其他符号中的至少{classes}类。",
        "Use at least {classes} of: lower case, capitals, digits, other characters.",
    ),
    Fault.GUESSABLE: (
        "密码太容易猜到，请避开姓名、单位、年份、常用词和连续按键。",
        "Too easy to guess: avoid names, units, years, common words and rows of keys.",
    ),
    Fault.USED_BEFORE: ("最近用过这个密码，请换一个。", "This password was used recently. Choose another."),
}


def moves_of(permissions: frozenset[Permission], *, home: bool) -> dict[str, list[str]]:
    """What the caller may do, by state."""
    found: dict[str, list[str]] = {"active": [], "disabled": [], "closed": []}
    for (state, move), (_, permission) in MOVES.items():
        if permission in permissions and (home or move not in HOME_MOVES):
            found[state].append(move)
    return found


def next_state(state: str, move: str) -> str:
    if (state, move) not in MOVES:
        raise conflict(
            "wrong_person_state",
            "该人员目前的状态不允许这项操作。请刷新列表后重试。",
            "The person's state does not allow this. Reload the list and try again.",
        )
    return MOVES[state, move][0]


def ensure_other_person(actor_account_id: UUID, account_id: UUID) -> None:
    if actor_account_id == account_id:
        raise forbidden(
            "不能对自己进行这项操作，请由另一位管理员办理。",
            "You cannot do this to yourself. Ask another administrator.",
            "own_account",
        )


def ensure_home(*, home: bool) -> None:
    if not home:
        raise forbidden(
            "该账号不是由本区建立的，不能在这里重置密码。请本人联系建立账号的单位办理。",
            "This account was not made by your zone. Its person has to ask the unit that made it.",
            "not_home_zone",
        )


def ensure_no_administrator(roles: set[Role]) -> None:
    """Whoever resets a password can act as that person: the three administrators stay out of each other's reach."""
    if roles & ADMINISTRATORS:
        raise forbidden(
            "管理员的密码不能在这里重置。请运维人员在服务器上用命令行重置。",
            "An administrator's password is reset on the server's command line only.",
            "administrator_account",
        )


def ensure_unit_fits(role: Role, unit_id: UUID | None) -> None:
    if (role is Role.OFFICER) == (unit_id is not None):
        return
    zh, en = ("经办人员须选择所在单位。", "Choose the officer's unit.")
    if unit_id is not None:
        zh, en = ("只有经办人员需要选择单位，请清空单位。", "Only officers have a unit. Remove it.")
    raise invalid("unit_of_role", zh, en, FieldError("/unit_id", "unit_of_role", zh, en))


def ensure_unit_signs_in(kind: str | None) -> None:
    """External partners lead and answer for tasks, but the supervisor fills in for them."""
    if kind == "external_partner":
        zh = "外部合作单位没有登录账号，其任务由营商办代为填写。请选择其他单位。"
        en = "External partners do not sign in; the supervisor fills in for them. Choose another unit."
        raise invalid("external_partner", zh, en, FieldError("/unit_id", "external_partner", zh, en))


def ensure_roles_apart(held: set[Role], role: Role) -> None:
    """GB/T 22239-2019 8.1.5: an administrator is nothing else in the same zone."""
    others = held - {role}
    if not others or not (ADMINISTRATORS & (others | {role})):
        return
    zh = "、".join(sorted(ROLE_NAMES[one][0] for one in others))
    en = ", ".join(sorted(ROLE_NAMES[one][1] for one in others))
    wanted_zh, wanted_en = ROLE_NAMES[role]
    raise conflict(
        "roles_exclude_each_other",
        f"该人员已是本区的{zh}，不能再担任{wanted_zh}：系统、安全、审计三类管理员须分设，也不得兼任业务角色。"
        "请先撤销原有角色，或选择其他人员。",
        f"This person is already {en} here and cannot also be {wanted_en}: the three administrators are separate"
        " people without business roles. Withdraw the other role first, or choose somebody else.",
    )


def own_prefix(zone: str) -> str:
    """Logins that a zone makes start with its code, so that making one tells nothing about other zones."""
    return f"{zone}."


def person_not_matched(zone: str) -> Refusal:
    """The same answer whether the login is free, belongs to somebody else, or the name does not fit."""
    prefix = own_prefix(zone)
    return invalid(
        "person_not_matched",
        f"没有添加。新建账号的登录名须以“{prefix}”开头；如添加其他单位已有的账号，请向本人核对登录名和姓名，两者须完全一致。",
        f"Nobody was added. A new login starts with '{prefix}'; to add an account that exists elsewhere, ask the person"
        " for the exact login and name.",
        FieldError("/login", "person_not_matched", "请核对登录名和姓名。", "Check the login and the name."),
    )


def weak_password(found: list[Fault], shortest: int, classes: int) -> Refusal:
    errors = []
    for fault in found:
        zh, en = (words.format(shortest=shortest, classes=classes) for words in FAULTS[fault])
        errors.append(FieldError("/new_password", fault.value, zh, en))
    return invalid(
        "weak_password",
        "新密码不符合要求，请按提示修改。",
        "The new password is not acceptable. Change it as described.",
        *errors,
    )


def wrong_password() -> Refusal:
    zh = "当前密码不正确，或尝试次数过多。请检查后重试，多次失败请15分钟后再试。"
    en = "The current password is wrong, or there were too many tries. Try again, after 15 minutes if it failed often."
    return Refusal(403, "wrong_password", zh, en, (FieldError("/current_password", "wrong_password", zh, en),))
