"""What may happen to a task, when, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Protocol
from uuid import UUID

from mandate.access.actor import Actor
from mandate.access.permissions import Permission, Role
from mandate.platform.errors import FieldError, Refusal, conflict, forbidden

# No daylight saving: the offset of Asia/Shanghai is constant.
CHINA = timezone(timedelta(hours=8))
DUE_SOON_DAYS = 30
# What a unit has to act on: it leads or it is responsible; supporting waits to be asked.
MINE = ("lead", "responsible")


class Move(StrEnum):
    STAFF = "staff"
    ACTIVATE = "activate"
    EDIT = "edit"
    SUSPEND = "suspend"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


class Party(IntEnum):
    """What a person is to a task; each may do what those below may."""

    READER = 0
    INVOLVED = 1
    ACCOUNTABLE = 2
    SUPERVISOR = 3


@dataclass(frozen=True, slots=True)
class Step:
    to: str
    permission: Permission
    party: Party
    needs: str = ""


# (state, move) -> (state, who may, what it needs): the command, the tests, `actions` and the docs read this.
MOVES: dict[tuple[str, Move], Step] = {
    ("unstaffed", Move.STAFF): Step("unstaffed", Permission.TASK_STAFF, Party.INVOLVED),
    ("unstaffed", Move.ACTIVATE): Step("active", Permission.TASK_ACTIVATE, Party.ACCOUNTABLE, "slots"),
    ("unstaffed", Move.EDIT): Step("unstaffed", Permission.TASK_EDIT, Party.SUPERVISOR),
    ("unstaffed", Move.SUSPEND): Step("suspended", Permission.TASK_EDIT, Party.SUPERVISOR, "reason"),
    ("unstaffed", Move.WITHDRAW): Step("withdrawn", Permission.TASK_EDIT, Party.SUPERVISOR, "reason"),
    ("active", Move.STAFF): Step("active", Permission.TASK_STAFF, Party.INVOLVED, "slots"),
    ("active", Move.EDIT): Step("active", Permission.TASK_EDIT, Party.SUPERVISOR),
    ("active", Move.SUSPEND): Step("suspended", Permission.TASK_EDIT, Party.SUPERVISOR, "reason"),
    ("active", Move.WITHDRAW): Step("withdrawn", Permission.TASK_EDIT, Party.SUPERVISOR, "reason"),
    ("suspended", Move.STAFF): Step("suspended", Permission.TASK_STAFF, Party.INVOLVED),
    ("suspended", Move.ACTIVATE): Step("active", Permission.TASK_ACTIVATE, Party.SUPERVISOR, "slots"),
    ("suspended", Move.EDIT): Step("suspended", Permission.TASK_EDIT, Party.SUPERVISOR),
    ("suspended", Move.WITHDRAW): Step("withdrawn", Permission.TASK_EDIT, Party.SUPERVISOR, "reason"),
    ("withdrawn", Move.RESTORE): Step("unstaffed", Permission.TASK_EDIT, Party.SUPERVISOR, "reason"),
}

STATES = {
    "unstaffed": ("待落实责任人", "to be staffed"),
    "active": ("推进中", "active"),
    "suspended": ("已暂停", "suspended"),
    "withdrawn": ("已撤销", "withdrawn"),
}
MOVE_WORDS = {
    Move.STAFF: ("填写责任人", "staff"),
    Move.ACTIVATE: ("启动", "activate"),
    Move.EDIT: ("修改", "edit"),
    Move.SUSPEND: ("暂停", "suspend"),
    Move.WITHDRAW: ("撤销", "withdraw"),
    Move.RESTORE: ("恢复", "restore"),
}
PARTY_WORDS = {
    Party.READER: ("任何能看到该任务的人", "anybody who reads the task"),
    Party.INVOLVED: ("本单位经办人或营商办", "an officer of that unit, or the supervisor"),
    Party.ACCOUNTABLE: (
        "牵头单位（无牵头时为责任单位）经办人或营商办",
        "an officer of an accountable unit, or the supervisor",
    ),
    Party.SUPERVISOR: ("营商办", "the supervisor"),
}
NEEDS_WORDS = {"": "-", "slots": "every accountable unit has all three slots filled", "reason": "a reason"}
RELATION_WORDS = {
    "lead": ("牵头单位", "lead unit"),
    "responsible": ("责任单位", "responsible unit"),
    "supporting": ("配合单位", "supporting unit"),
}
SLOTS = {
    "responsible_leader": ("责任领导", "responsible leader"),
    "responsible_section": ("责任科室", "responsible section"),
    "responsible_officer": ("责任人员", "responsible officer"),
}


def moves_as_markdown() -> str:
    """The table of moves, for the documentation of the API."""
    rows = ["| state | move | becomes | who | needs |", "|---|---|---|---|---|"]
    for (state, move), step in MOVES.items():
        who = f"{PARTY_WORDS[step.party][1]} (`{step.permission}`)"
        rows.append(f"| `{state}` {STATES[state][0]} | {move} | `{step.to}` | {who} | {NEEDS_WORDS[step.needs]} |")
    return "\n".join(rows)


def today() -> date:
    """Deadlines end with the day in China."""
    return datetime.now(UTC).astimezone(CHINA).date()


class UnitOfTask(Protocol):
    """A unit's relation to a task, with its slots."""

    unit_id: UUID
    relation: str
    responsible_leader: str
    responsible_section: str
    responsible_officer: str


def is_accountable(relation: str, *, has_lead: bool) -> bool:
    """Lead units answer for a task; where there is none, every responsible unit does."""
    return relation == ("lead" if has_lead else "responsible")


def accountable(units: Sequence[UnitOfTask]) -> list[UnitOfTask]:
    has_lead = any(unit.relation == "lead" for unit in units)
    return [unit for unit in units if is_accountable(unit.relation, has_lead=has_lead)]


def party_of(actor: Actor, units: Sequence[UnitOfTask]) -> Party:
    if Role.SUPERVISOR in actor.roles:
        return Party.SUPERVISOR
    if any(unit.unit_id in actor.unit_ids for unit in accountable(units)):
        return Party.ACCOUNTABLE
    return Party.INVOLVED if any(unit.unit_id in actor.unit_ids for unit in units) else Party.READER


@lru_cache(maxsize=256)
def actions_of(state: str, party: Party, permissions: frozenset[Permission]) -> tuple[Move, ...]:
    """The moves open to such a person now: the SPA shows buttons from it."""
    return tuple(
        move
        for (from_state, move), step in MOVES.items()
        if from_state == state and step.permission in permissions and party >= step.party
    )


def ensure_move(state: str, move: Move, actor: Actor, party: Party) -> Step:
    """The step. Raises 403 when the person may not, 409 when the state does not allow it."""
    step = MOVES.get((state, move))
    if step is None:
        zh, en = STATES[state]
        raise conflict(
            "wrong_state",
            f"该任务目前“{zh}”，不能{MOVE_WORDS[move][0]}。请刷新页面，查看最新状态。",
            f"The task is {en} and cannot be changed this way ({move}). Reload the page.",
        )
    if not actor.may(step.permission) or party < step.party:
        zh, en = PARTY_WORDS[step.party]
        raise forbidden(
            f"只有{zh}可以{MOVE_WORDS[move][0]}这项任务。如需办理，请与其联系。",
            f"Only {en} may do this ({move}). Ask them to.",
            "not_your_task",
        )
    return step


def missing_slots(units: Sequence[UnitOfTask], names: dict[UUID, str]) -> list[FieldError]:
    """What keeps a task from being active: one entry for each empty slot of an accountable unit."""
    found = []
    for unit in accountable(units):
        for slot, (zh, en) in SLOTS.items():
            if not getattr(unit, slot):
                name = names[unit.unit_id]
                pointer = f"/units/{unit.unit_id}/{slot}"
                found.append(FieldError(pointer, "slot_empty", f"{name}：未填写{zh}。", f"{name}: no {en}."))
    return found


def ensure_staffed(units: Sequence[UnitOfTask], names: dict[UUID, str]) -> None:
    """Raises 409 `not_staffed` with one error for each empty slot, or where no unit answers for the task."""
    if not accountable(units):
        raise conflict(
            "no_accountable_unit",
            "该任务还没有牵头单位或责任单位，不能启动。请营商办先确定责任单位。",
            "No lead or responsible unit answers for this task. The supervisor has to name one first.",
        )
    missing = missing_slots(units, names)
    if missing:
        raise Refusal(
            409,
            "not_staffed",
            f"还有 {len(missing)} 处责任领导、责任科室或责任人员没有填写。请填齐后再启动。",
            f"{len(missing)} slots are still empty. Fill them, then activate the task.",
            tuple(missing),
        )
