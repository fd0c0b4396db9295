"""What each path parameter and each id in a body stands for. A new one fails the suite until it has a line here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from mandate.platform.ids import new_id
from tests.isolation.rows import Filler, Row


@dataclass(frozen=True)
class Subject:
    """A row of a table of zones, known by one of its columns."""

    table: str
    column: str = "id"


SUBJECTS = {
    "account": Subject("zone_account", "account_id"),
    "change": Subject("review_change"),
    "after_milestone": Subject("milestone"),
    "clause": Subject("clause"),
    "dated_name": Subject("dated_unit_name"),
    "draft_duty": Subject("draft_duty"),
    "draft_task": Subject("draft_task"),
    "duty": Subject("duty"),
    "earlier": Subject("draft_task"),
    "habit": Subject("reading_habit"),
    "membership": Subject("membership"),
    "milestone": Subject("milestone"),
    "other": Subject("plan"),
    "plan": Subject("plan"),
    "planned_reorganisation": Subject("planned_reorganisation"),
    "predecessor": Subject("plan"),
    "predecessors": Subject("unit"),
    "quantity": Subject("draft_quantity"),
    "reorganisation": Subject("reorganisation"),
    "sub_task": Subject("sub_task"),
    "sub_tasks": Subject("sub_task"),
    "subject": Subject("task"),
    "task": Subject("task"),
    "tasks": Subject("draft_task"),
    "unit": Subject("unit"),
    "unit_person": Subject("unit_person"),
    "view": Subject("saved_view"),
    "views": Subject("saved_view"),
}
# A parameter that means another row below this one: the unit of a task.
NESTED: dict[tuple[str, ...], Subject] = {("task", "unit"): Subject("task_unit", "unit_id")}
# Ids outside any zone: whose they are is asked for in `test_personal`.
PERSONAL = frozenset({"jurisdiction", "session_id"})


class UnknownSubject(AssertionError):
    """A path parameter that the suite cannot fill: say in SUBJECTS what it stands for."""


def innermost(parameters: Sequence[str]) -> Subject:
    return NESTED.get(tuple(parameters[-2:])) or subject_of(parameters[-1])


def subject_of(parameter: str) -> Subject:
    stem = parameter.removesuffix("_ids").removesuffix("_id")
    if stem not in SUBJECTS:
        raise UnknownSubject(f"{parameter!r} is not in tests/isolation/subjects.py")
    return SUBJECTS[stem]


def missing(parameters: Sequence[str]) -> dict[str, str]:
    """Ids that no row has."""
    return {parameter: str(new_id()) for parameter in parameters}


def present(parameters: Sequence[str], filler: Filler) -> dict[str, str]:
    """Ids of rows that were there from the start, each inside the one before it."""
    if not parameters:
        return {}
    subject = innermost(parameters)
    return within(parameters, filler.known[subject.table][0], filler)


async def fresh(
    parameters: Sequence[str], filler: Filler, connection: asyncpg.Connection, inside: Mapping[str, str]
) -> dict[str, str]:
    """Ids of a row made just now, which a write may use up, and of the rows it stands in.

    `inside` are ids of the rows that it should stand in, by parameter.
    """
    if not parameters:
        return {}
    subject = innermost(parameters)
    table = filler.tables[subject.table]
    columns = {column.name for column in table.columns}
    for key in table.foreign_keys:
        if key.target in filler.tables and table.once_only(key):
            # The API may have used the newest since.
            await filler.add(connection, key.target)
    outer = {column_of(parameter): UUID(value) for parameter, value in inside.items()}
    # Not its own id: who takes over from a person is another person.
    given = {name: value for name, value in outer.items() if name in columns and name != subject.column}
    row = await filler.add(connection, subject.table, **given)
    return within(parameters, row, filler)


def within(parameters: Sequence[str], row: Row, filler: Filler) -> dict[str, str]:
    *outer, last = parameters
    found = {last: str(row[innermost(parameters).column])}
    for parameter in outer:
        column, subject = column_of(parameter), subject_of(parameter)
        found[parameter] = str(row[column] if column in row else filler.known[subject.table][0][subject.column])
    return found


def column_of(parameter: str) -> str:
    return parameter.removesuffix("_id") + "_id"
