"""What hangs on units and people, hand-overs, and reports by unit."""

import asyncio
from typing import Annotated, Any, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from mandate.access.actor import Actor
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.platform import days
from mandate.platform.errors import not_found
from mandate.platform.text import Name
from mandate.platform.workbooks import MEDIA_TYPE, write_workbook
from mandate.tasks import handover, handover_queries
from mandate.tasks.handover_schemas import (
    MOST_TASKS,
    HandedOver,
    HandOverPersonForm,
    HeldTask,
    PeopleAtWork,
    UnitHoldings,
    UnitReport,
    Workload,
)
from mandate.tasks.rules import RELATION_WORDS, STATES
from mandate.tasks.unit_report import readable_task_count, report_rows, sole_heirs, unit_report
from mandate.units.schemas import Day
from mandate.units.time_queries import SUCCESSIONS, succession_of

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["units"], route_class=GatedRoute)

Structure = Literal["then", "now"]
Asked = Annotated[
    Structure, Query(description="`then`: as adopted; `now`: as it stands, successors counting for predecessors.")
]
OnDay = Annotated[Day | None, Query(description="For `now`: the structure of this day instead of today's.")]
Counting = Annotated[Actor, Depends(allow(Permission.TASK_READ))]
Staffing = Annotated[Actor, Depends(allow(Permission.TASK_STAFF))]


@router.get("/units/report")
async def report_by_unit(actor: Counting, reader: Read, structure: Asked = "now", on: OnDay = None) -> UnitReport:
    """Tasks by unit: how many it leads or answers for, by state, and how many are overdue (Asia/Shanghai).

    In the structure of `then` every task counts with the units that the plan named, as they were called when it
    was adopted; in that of `now` it counts with those that have it, and a unit that is gone counts with its heir.
    """
    return await _report(actor, reader, structure, on)


@router.get(
    "/units/report.xlsx",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_report_by_unit(actor: Counting, reader: Read, structure: Asked = "now", on: OnDay = None) -> Response:
    """The same as a workbook."""
    content = await asyncio.to_thread(report_workbook, await _report(actor, reader, structure, on))
    disposition = f"attachment; filename*=UTF-8''{quote('单位任务统计.xlsx')}"
    return Response(content, media_type=MEDIA_TYPE, headers={"Content-Disposition": disposition})


async def _report(actor: Actor, reader: Read, structure: Structure, on: Any) -> UnitReport:
    day = on or days.today()
    whole_zone = actor.reads_whole_zone
    asked = {"unit_ids": list(actor.unit_ids), "today": days.today()}
    if structure == "now":
        successions = [succession_of(row) for row in await reader.rows(SUCCESSIONS)]
        gone, heirs = sole_heirs(successions, day)
        asked |= {"on": day, "gone": gone, "heirs": heirs}
    rows = await reader.rows(unit_report(then=structure == "then", whole_zone=whole_zone), **asked)
    counted = await reader.row(readable_task_count(whole_zone=whole_zone), unit_ids=list(actor.unit_ids))
    return UnitReport(structure=structure, on=day, items=report_rows(rows), tasks=counted[0] if counted else 0)


def report_workbook(report: UnitReport) -> bytes:
    states = [(name, zh) for name, (zh, _) in STATES.items()]
    headers = [("单位", 32), ("现名称", 32)]
    for zh, _ in RELATION_WORDS.values():
        headers += [(f"{zh}：{words}", 14) for words in ("合计", *(one for _, one in states), "逾期")]
    rows = []
    for row in report.items:
        cells: list[str | int] = [row.name, row.name_now]
        for relation in RELATION_WORDS:
            counts = getattr(row, relation)
            cells += [counts.total, *(getattr(counts, name) for name, _ in states), counts.overdue]
        rows.append(cells)
    return write_workbook("单位任务统计", headers, rows)


@router.get("/units/{unit}/holdings", dependencies=[Depends(allow(Permission.UNIT_EDIT))])
async def read_holdings(unit: UUID, reader: Read) -> UnitHoldings:
    """Open tasks and officers of a unit: what a merge or split hands on."""
    if await reader.row(handover_queries.UNIT_NAME, unit=unit) is None:
        raise not_found()
    rows = await reader.rows(handover_queries.HOLDINGS, unit=unit)
    officers = await reader.rows(handover_queries.OFFICERS, unit=unit)
    counts = {relation: sum(row["relation"] == relation for row in rows) for relation in RELATION_WORDS}
    tasks = [HeldTask(**dict(row)) for row in rows[:MOST_TASKS]]
    return UnitHoldings(**counts, tasks=tasks, officers=[dict(row) for row in officers])


@router.get("/units/{unit}/people-at-work")
async def list_people_at_work(unit: UUID, actor: Staffing, reader: Read) -> PeopleAtWork:
    """Names that stand on open tasks of the unit, with the number of tasks, the busiest first."""
    if await reader.row(handover_queries.UNIT_NAME, unit=unit) is None:
        raise not_found()
    statement = handover_queries.people_at_work(whole_zone=actor.reads_whole_zone)
    rows = await reader.rows(statement, unit=unit, unit_ids=list(actor.unit_ids))
    return PeopleAtWork(items=[dict(row) for row in rows])


@router.get("/units/{unit}/workload")
async def read_workload(
    unit: UUID, person: Annotated[Name, Query(description="As written on the tasks.")], actor: Staffing, reader: Read
) -> Workload:
    """Everything that hangs on a person of the unit: open tasks with the places where they stand, and accounts."""
    name = await reader.row(handover_queries.UNIT_NAME, unit=unit)
    if name is None:
        raise not_found()
    statement = handover_queries.workload(whole_zone=actor.reads_whole_zone)
    rows = await reader.rows(statement, unit=unit, person=person, unit_ids=list(actor.unit_ids))
    officers = await reader.rows(handover_queries.OFFICERS_NAMED, unit=unit, person=person)
    return Workload(
        unit=name[0],
        person=person,
        tasks=[dict(row) for row in rows[:MOST_TASKS]],
        officers=[dict(row) for row in officers],
    )


@router.post("/units/{unit}/handovers")
async def hand_person_over(unit: UUID, form: HandOverPersonForm, actor: Staffing, session: Tx) -> HandedOver:
    """Hands a person's open work in the unit to a colleague (调岗交接), wholly or for the tasks named.

    One event in the history of every task, all in one transaction; closed tasks keep their names. Officers do so
    for their own unit, the supervisor for any. 409 `nothing_to_hand_over` when the person stands on no open task.
    """
    return await handover.hand_person_over(session, actor, unit, form)
