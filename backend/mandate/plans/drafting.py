"""Turns the compiler's draft into rows that people can review."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans.duties import duty_rows, spoken_by
from mandate.plans.duty_tables import DraftDuty
from mandate.plans.review_tables import ReviewChange
from mandate.plans.tables import Clause, DraftAttribution, DraftQuantity, DraftTask, Plan, PlanText
from mandate.platform.ids import new_id
from mandate.units.resolution import resolve_all

FACTS = ("document_number", "issuer", "issued_date", "title", "first_year", "last_year")


async def store_draft(session: AsyncSession, plan: Plan, draft: dict[str, Any]) -> dict[str, int]:
    """Replaces whatever an earlier reading left; answers what was read, by count."""
    for table in (PlanText, Clause, DraftTask, DraftAttribution, DraftQuantity, DraftDuty, ReviewChange):
        await session.execute(delete(table).where(col(table.plan_id) == plan.id))
    apply_metadata(plan, draft)
    session.add(PlanText(plan_id=plan.id, body=draft["text"]))
    clauses = clause_rows(plan.id, draft["clauses"])
    session.add_all(clauses)
    await session.flush()
    ids = {clause["id"]: row.id for clause, row in zip(draft["clauses"], clauses, strict=True)}
    tasks = [task_row(plan.id, ids, position, task) for position, task in enumerate(draft["tasks"])]
    session.add_all(tasks)
    await session.flush()
    spoken = {unit["text"] for task in draft["tasks"] for unit in task["lead_units"] + task["responsible_units"]}
    spoken |= {spoken_by(duty) for duty in draft["duties"] if duty["who"]}
    units = await resolve_all(session, sorted(spoken), on=plan.issued_date)
    for row, task in zip(tasks, draft["tasks"], strict=True):
        session.add_all(attribution_rows(row, task, units))
    task_ids = [row.id for row in tasks]
    session.add_all(
        quantity_row(plan.id, ids, task_ids, position, quantity)
        for position, quantity in enumerate(draft["quantities"])
    )
    session.add_all(duty_rows(plan.id, ids, task_ids, draft["duties"], units))
    await session.flush()
    return {"clauses": len(clauses), **{kind: len(draft[kind]) for kind in ("tasks", "quantities", "duties")}}


def apply_metadata(plan: Plan, draft: dict[str, Any]) -> None:
    found = {name: draft["metadata"].get(name) for name in FACTS}
    value = {name: fact["value"] if fact else "" for name, fact in found.items()}
    plan.title = value["title"][:200] or plan.title
    plan.document_number = value["document_number"]
    plan.issuer = value["issuer"]
    plan.issued_date = date.fromisoformat(value["issued_date"]) if value["issued_date"] else None
    plan.first_year = int(value["first_year"]) if value["first_year"] else None
    plan.last_year = int(value["last_year"]) if value["last_year"] else None
    plan.document_status = draft["metadata"]["status"]["value"]
    plan.notation = draft["notation"]["readable_zh"]
    plan.notation_en = draft["notation"]["readable_en"]
    plan.anchors = {
        name: [fact["anchor"]["start"], fact["anchor"]["end"]]
        for name, fact in (*found.items(), ("notation", draft["notation"]))
        if fact and fact["anchor"]
    }
    plan.doubts = draft["doubts"]


def clause_rows(plan_id: UUID, clauses: list[dict[str, Any]]) -> list[Clause]:
    ids = [new_id() for _ in clauses]
    place = {clause["id"]: position for position, clause in enumerate(clauses)}
    return [
        Clause(
            id=ids[position],
            plan_id=plan_id,
            parent_id=None if clause["parent_id"] is None else ids[place[clause["parent_id"]]],
            ordinal=position,
            kind=clause["kind"],
            label=clause["label"],
            number=clause["number"],
            title=clause["title"],
            start_offset=clause["start"],
            end_offset=clause["end"],
            became=clause["use"],
        )
        for position, clause in enumerate(clauses)
    ]


def task_row(plan_id: UUID, clauses: dict[int, UUID], position: int, task: dict[str, Any]) -> DraftTask:
    deadline = task["deadline"] or {}
    return DraftTask(
        plan_id=plan_id,
        clause_id=clauses[task["clause_id"]],
        ordinal=position * 1000,
        section=task["section"],
        number=task["number"],
        title=task["title"],
        body=task["text"],
        start_offset=task["start"],
        end_offset=task["end"],
        deadline_text=deadline.get("text", ""),
        deadline_date=date.fromisoformat(deadline["date"]) if deadline.get("date") else None,
        deadline_start=deadline.get("start"),
        deadline_end=deadline.get("end"),
        precondition=(task["precondition"] or {}).get("text", ""),
        doubts=task["doubts"],
    )


def attribution_rows(row: DraftTask, task: dict[str, Any], units: dict[str, UUID | None]) -> list[DraftAttribution]:
    spoken = task["lead_units"] + task["responsible_units"]
    return [
        DraftAttribution(
            plan_id=row.plan_id,
            draft_task_id=row.id,
            ordinal=position,
            relation=unit["role"],
            text=unit["text"],
            start_offset=unit["start"],
            end_offset=unit["end"],
            inherited=unit["inherited"],
            open_ended=unit["open_ended"],
            unit_id=units.get(unit["text"]),
        )
        for position, unit in enumerate(spoken)
    ]


def decimal_of(text: str | None) -> Decimal | None:
    """None for grades and references (II类, 当年…增长幅度), which stay words."""
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def stated(deadline: str) -> str:
    """The compiler marks a period that it concluded from the plan's years with brackets: nobody wrote it."""
    return "" if deadline.startswith("[") else deadline


def quantity_row(
    plan_id: UUID, clauses: dict[int, UUID], tasks: list[UUID], position: int, quantity: dict[str, Any]
) -> DraftQuantity:
    value = decimal_of(quantity["value"])
    return DraftQuantity(
        plan_id=plan_id,
        draft_task_id=None if quantity["task_index"] is None else tasks[quantity["task_index"]],
        clause_id=clauses[quantity["clause_id"]],
        ordinal=position * 1000,
        indicator=quantity["indicator"],
        operator=quantity["operator"],
        value=value,
        value_high=decimal_of(quantity["value_high"]),
        value_text="" if value is not None else quantity["value"],
        unit=quantity["unit"],
        baseline=decimal_of(quantity["baseline"]),
        condition=quantity["condition"],
        kind=quantity["kind"],
        deadline_text=stated(quantity["deadline"]),
        quote=quantity["quote"],
        start_offset=quantity["start"],
        end_offset=quantity["end"],
        doubts=quantity["doubts"],
    )
