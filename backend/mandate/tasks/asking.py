"""From what a person asks to the parameters of the statements."""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

import orjson

from mandate.access.actor import Actor
from mandate.access.permissions import Permission, Role
from mandate.tasks.breakdown_rules import part_actions
from mandate.tasks.queries import PARTIES, Shape
from mandate.tasks.rules import MINE, STATES, Move, Party, actions_of, today
from mandate.tasks.schemas import TaskFilter
from mandate.tasks.tables import TASK_STATES

PASSED_ON = ("overdue", "deadline_from", "deadline_to", "plan", "precondition", "provisional", "topic", "topic_state")


def filters_of(query: TaskFilter) -> dict[str, Any]:
    """The filters in use, by parameter name; they are also what a cursor is good for."""
    found = {name: value for name in PASSED_ON if (value := getattr(query, name)) is not None}
    if query.unit is not None:
        found["unit"] = [query.unit]
    if query.relation == "mine":
        found |= {"mine": True, "relations": list(MINE)}
    elif query.relation is not None:
        found["relations"] = [query.relation]
    if query.state:
        found["state"] = sorted(query.state)
    if query.q:
        found |= {"q": query.q, "patterns": [like(word) for word in query.q.split()]}
        if query.q.lower() == query.q.upper():
            found["caseless"] = True
    return found


def like(text: str) -> str:
    """A pattern that finds the text itself, whatever signs are in it."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def shape_of(sort: str, filters: Collection[str], actor: Actor) -> Shape:
    return Shape(sort, frozenset(filters), actor.reads_whole_zone, bool(actor.unit_ids))


def parameters_of(actor: Actor) -> dict[str, Any]:
    """What every task statement may need to know about the caller and the day."""
    supervises = Role.SUPERVISOR in actor.roles
    actions, unit_actions = action_tables(actor.permissions, supervises=supervises)
    return {
        "unit_ids": list(actor.unit_ids),
        "today": today(),
        "actions": actions,
        "action_texts": action_texts(actor.permissions, supervises=supervises),
        "unit_actions": unit_actions,
        "supervises": supervises,
        "part_actions": part_actions(actor.permissions, supervises=supervises),
    }


def _moves(permissions: frozenset[Permission], *, supervises: bool) -> dict[str, dict[str, tuple[Move, ...]]]:
    return {
        party: {
            state: actions_of(state, Party.SUPERVISOR if supervises else Party[party.upper()], permissions)
            for state in TASK_STATES
        }
        for party in PARTIES
    }


@lru_cache(maxsize=64)
def action_texts(permissions: frozenset[Permission], *, supervises: bool) -> list[str]:
    """`["staff"]` and so on as JSON, party by party and state by state, in the order of PARTIES and TASK_STATES."""
    table = _moves(permissions, supervises=supervises)
    return [orjson.dumps(moves).decode() for states in table.values() for moves in states.values()]


@lru_cache(maxsize=64)
def action_tables(permissions: frozenset[Permission], *, supervises: bool) -> tuple[str, str]:
    """`{party: {state: [move]}}` for tasks and `{state: ["staff"]}` for a unit's slots, as JSON."""
    parties = _moves(permissions, supervises=supervises)
    staffing = {
        state: [move for move in actions_of(state, Party.INVOLVED, permissions) if move is Move.STAFF]
        for state in STATES
    }
    return orjson.dumps(parties).decode(), orjson.dumps(staffing).decode()
