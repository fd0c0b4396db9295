"""What may happen to the parts of a task and to its precondition, and by whom."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

import orjson

from mandate.access.actor import Actor
from mandate.access.permissions import Permission
from mandate.platform.errors import conflict, forbidden
from mandate.tasks.rules import PARTY_WORDS, STATES, Party, Step

MOST_STEPS = 100
DUE_STEPS_DAYS = 14


class PartMove(StrEnum):
    ADD = "add"
    ARRANGE = "arrange"
    EDIT = "edit"
    FINISH = "finish"
    REOPEN = "reopen"
    CANCEL = "cancel"
    REMOVE = "remove"


class WaitMove(StrEnum):
    WAIT = "wait"
    REVISE = "revise"
    RELEASE = "release"
    DISMISS = "dismiss"


Moves = Mapping[tuple[str, StrEnum], Step]
_BREAK_DOWN, _EDIT = Permission.TASK_BREAK_DOWN, Permission.TASK_EDIT

# (state, move) -> (state, who may, what it needs). INVOLVED is an officer of the sub-task's own unit.
# The breakdown itself has one state only, that of the task: nothing moves in a withdrawn task.
BREAKDOWN_MOVES: Moves = {
    ("open", PartMove.ADD): Step("open", _BREAK_DOWN, Party.ACCOUNTABLE),
    ("open", PartMove.ARRANGE): Step("open", _BREAK_DOWN, Party.ACCOUNTABLE),
}
SUB_TASK_MOVES: Moves = {
    ("open", PartMove.EDIT): Step("open", _BREAK_DOWN, Party.INVOLVED),
    ("open", PartMove.FINISH): Step("done", _BREAK_DOWN, Party.INVOLVED),
    ("open", PartMove.CANCEL): Step("cancelled", _BREAK_DOWN, Party.ACCOUNTABLE, "reason"),
    ("done", PartMove.REOPEN): Step("open", _BREAK_DOWN, Party.INVOLVED, "reason"),
    ("cancelled", PartMove.REOPEN): Step("open", _BREAK_DOWN, Party.ACCOUNTABLE, "reason"),
}
MILESTONE_MOVES: Moves = {
    ("open", PartMove.EDIT): Step("open", _BREAK_DOWN, Party.ACCOUNTABLE),
    ("open", PartMove.FINISH): Step("done", _BREAK_DOWN, Party.ACCOUNTABLE),
    ("open", PartMove.REMOVE): Step("", _BREAK_DOWN, Party.ACCOUNTABLE),
    ("done", PartMove.REOPEN): Step("open", _BREAK_DOWN, Party.ACCOUNTABLE, "reason"),
}
PRECONDITION_MOVES: Moves = {
    ("none", WaitMove.WAIT): Step("waiting", _EDIT, Party.SUPERVISOR),
    ("undecided", WaitMove.WAIT): Step("waiting", _EDIT, Party.SUPERVISOR),
    ("undecided", WaitMove.DISMISS): Step("dismissed", _EDIT, Party.SUPERVISOR, "reason"),
    ("waiting", WaitMove.REVISE): Step("waiting", _EDIT, Party.SUPERVISOR),
    ("waiting", WaitMove.RELEASE): Step("met", _EDIT, Party.SUPERVISOR, "reason"),
    ("met", WaitMove.WAIT): Step("waiting", _EDIT, Party.SUPERVISOR),
    ("dismissed", WaitMove.WAIT): Step("waiting", _EDIT, Party.SUPERVISOR),
}
TABLES: dict[str, Moves] = {
    "breakdown": BREAKDOWN_MOVES,
    "sub_task": SUB_TASK_MOVES,
    "milestone": MILESTONE_MOVES,
    "precondition": PRECONDITION_MOVES,
}
PART_STATES = {
    "open": ("未完成", "open"),
    "done": ("已完成", "done"),
    "cancelled": ("已取消", "cancelled"),
    "none": ("没有前置条件", "without a precondition"),
    "undecided": ("待确认前置条件", "not decided upon"),
    "waiting": ("待上级条件", "waiting on its precondition"),
    "met": ("条件已具备", "released"),
    "dismissed": ("已确认无前置条件", "found to have no precondition"),
}
MOVE_WORDS = {
    PartMove.ADD: "添加",
    PartMove.ARRANGE: "调整顺序",
    PartMove.EDIT: "修改",
    PartMove.FINISH: "标为完成",
    PartMove.REOPEN: "恢复",
    PartMove.CANCEL: "取消",
    PartMove.REMOVE: "删除",
    WaitMove.WAIT: "列为待上级条件",
    WaitMove.REVISE: "修改等待事项",
    WaitMove.RELEASE: "解除等待",
    WaitMove.DISMISS: "确认无前置条件",
}


def party_to_sub_task(actor: Actor, party: Party, unit_id: UUID) -> Party:
    """Whoever answers for the task may change all its parts; another unit only its own."""
    if party >= Party.ACCOUNTABLE:
        return party
    return Party.INVOLVED if unit_id in actor.unit_ids else Party.READER


def ensure_part_move(table: str, state: str, move: StrEnum, actor: Actor, party: Party, *, task_state: str) -> Step:
    """The step. Raises 403 when the person may not, 409 when the state of the part or of its task forbids it."""
    step = TABLES[table].get((state, move))
    if step is None or task_state == "withdrawn":
        zh, en = PART_STATES[state] if step is None else STATES[task_state]
        raise conflict(
            "wrong_state",
            f"目前“{zh}”，不能{MOVE_WORDS[move]}。请刷新页面，查看最新状态。",
            f"It is {en} and cannot be changed this way ({move}). Reload the page.",
        )
    if not actor.may(step.permission) or party < step.party:
        zh, en = PARTY_WORDS[step.party]
        raise forbidden(
            f"只有{zh}可以{MOVE_WORDS[move]}。如需办理，请与其联系。",
            f"Only {en} may do this ({move}). Ask them to.",
            "not_your_task",
        )
    return step


@lru_cache(maxsize=64)
def part_actions(permissions: frozenset[Permission], *, supervises: bool) -> str:
    """`{table: {party: {state: [move]}}}` as JSON: SQL looks the answer up for each row."""
    found: dict[str, dict[str, dict[str, list[str]]]] = {}
    for name, moves in TABLES.items():
        parties = found.setdefault(name, {})
        for party in (Party.READER, Party.INVOLVED, Party.ACCOUNTABLE):
            own = Party.SUPERVISOR if supervises else party
            states: dict[str, list[str]] = {state: [] for state in PART_STATES}
            for (state, move), step in moves.items():
                if step.permission in permissions and own >= step.party:
                    states[state].append(move)
            parties[party.name.lower()] = states
    return orjson.dumps(found).decode()


def moves_as_markdown(table: str) -> str:
    """One table of moves, for the documentation of the API."""
    rows = ["| state | move | becomes | who | needs |", "|---|---|---|---|---|"]
    for (state, move), step in TABLES[table].items():
        who = f"{PARTY_WORDS[step.party][1]} (`{step.permission}`)"
        rows.append(f"| `{state}` | {move} | `{step.to or 'gone'}` | {who} | {step.needs or '-'} |")
    return "\n".join(rows)
