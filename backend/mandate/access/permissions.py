"""Who may do what: one permission on each route, one table from roles to permissions."""

from enum import StrEnum


class Permission(StrEnum):
    """`resource:action`. Keep the list in alphabetical order."""

    AUDIT_READ = "audit:read"
    DUTY_EDIT = "duty:edit"
    DUTY_READ = "duty:read"
    INDICATOR_READ = "indicator:read"
    PERSON_CREATE = "person:create"
    PERSON_DISABLE = "person:disable"
    PERSON_READ = "person:read"
    PLAN_ADOPT = "plan:adopt"
    PLAN_READ = "plan:read"
    PLAN_REVIEW = "plan:review"
    PLAN_UPLOAD = "plan:upload"
    ROLE_GRANT = "role:grant"
    RULE_EDIT = "rule:edit"
    TASK_ACTIVATE = "task:activate"
    TASK_BREAK_DOWN = "task:break_down"
    TASK_EDIT = "task:edit"
    TASK_EXPORT = "task:export"
    TASK_READ = "task:read"
    TASK_STAFF = "task:staff"
    UNIT_EDIT = "unit:edit"
    UNIT_READ = "unit:read"
    VIEW_SAVE = "view:save"
    WORKBENCH_READ = "workbench:read"


class Role(StrEnum):
    """A role in a zone. 系统, 安全 and 审计 administrators read no business rows."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    AUDIT_ADMINISTRATOR = "audit_administrator"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})

_READS = {
    Permission.DUTY_READ,
    Permission.INDICATOR_READ,
    Permission.PLAN_READ,
    Permission.TASK_EXPORT,
    Permission.TASK_READ,
    Permission.UNIT_READ,
    Permission.VIEW_SAVE,
    Permission.WORKBENCH_READ,
}

GRANTED: dict[Role, frozenset[Permission]] = {
    # An officer reads and staffs only what the row rules of `tasks` let through.
    Role.OFFICER: frozenset(
        {
            Permission.DUTY_READ,
            Permission.INDICATOR_READ,
            Permission.PLAN_READ,
            Permission.TASK_ACTIVATE,
            Permission.TASK_BREAK_DOWN,
            Permission.TASK_EXPORT,
            Permission.TASK_READ,
            Permission.TASK_STAFF,
            Permission.UNIT_READ,
            Permission.VIEW_SAVE,
            Permission.WORKBENCH_READ,
        }
    ),
    Role.SUPERVISOR: frozenset(
        _READS
        | {
            Permission.DUTY_EDIT,
            Permission.PLAN_ADOPT,
            Permission.PLAN_REVIEW,
            Permission.PLAN_UPLOAD,
            Permission.RULE_EDIT,
            Permission.TASK_ACTIVATE,
            Permission.TASK_BREAK_DOWN,
            Permission.TASK_EDIT,
            Permission.TASK_STAFF,
            Permission.UNIT_EDIT,
        }
    ),
    Role.LEADER: frozenset(_READS),
    Role.SYSTEM_ADMINISTRATOR: frozenset({Permission.PERSON_CREATE, Permission.PERSON_DISABLE, Permission.PERSON_READ}),
    # Whoever makes somebody an officer chooses the unit from the directory, which holds no business rows.
    Role.SECURITY_ADMINISTRATOR: frozenset({Permission.PERSON_READ, Permission.ROLE_GRANT, Permission.UNIT_READ}),
    Role.AUDIT_ADMINISTRATOR: frozenset({Permission.AUDIT_READ, Permission.PERSON_READ}),
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    return frozenset().union(*(GRANTED[role] for role in roles))
