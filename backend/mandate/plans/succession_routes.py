"""Which plan a document follows, and both side by side."""

import asyncio
from typing import Annotated, Any, Literal, Protocol
from urllib.parse import quote
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Query, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.plans import succession
from mandate.plans.alignment import Change
from mandate.plans.comparison import compared
from mandate.plans.comparison_file import write_comparison
from mandate.plans.events import PlanEvent
from mandate.plans.routes import json_answer
from mandate.plans.succession_queries import CANDIDATES, COMPARED_REST, COMPARED_TASKS, HEAD
from mandate.plans.succession_rules import actions_of, carries, proposals
from mandate.plans.succession_schemas import (
    MatchForm,
    OriginsForm,
    PlanComparison,
    PredecessorForm,
    Succession,
)
from mandate.platform import workbooks
from mandate.platform.errors import not_found
from mandate.platform.events import record
from mandate.platform.reading import Statement

router = APIRouter(prefix="/api/v1/zones/{zone}/plans/{plan_id}", tags=["plans"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.PLAN_READ))]
Reviewing = Annotated[Actor, Depends(allow(Permission.PLAN_REVIEW))]
Row = dict[str, Any]


def shown(head: Row, candidates: list[Row], actor: Actor) -> Row:
    """The succession as pages show it; `candidates` hold the plan itself and those that it might follow."""
    plan, other = head["plan"], head["other"]
    followed = head["predecessor_id"] is not None
    carrying = followed and other and carries(plan["document_status"], other["document_status"])
    return {
        "predecessor": other if followed else None,
        "successor": head["successor"],
        "kind": head["kind"] if followed else None,
        "removed_tasks": head["removed_tasks"] if followed else None,
        "carries_tasks": bool(head["carried"] or (carrying and plan["state"] == "in_review")),
        "carried": head["carried"],
        "proposals": [] if followed else proposals(plan["id"], candidates),
        "version": head["version"],
        "actions": actions_of(plan["state"], actor, followed=followed, carried=head["carried"]),
    }


@router.get("/succession", response_model=Succession)
async def read_succession(plan_id: UUID, actor: Reading, reader: Read) -> Response:
    """Which plan this document follows, or which it seems to follow: a person confirms it."""
    head = await reader.text(HEAD, plan_id=plan_id, other=None)
    if head is None:
        raise not_found()
    candidates = orjson.loads(await reader.text(CANDIDATES, plan_id=plan_id) or "[]")
    return answer(shown(orjson.loads(head), candidates, actor))


def answer(body: Row) -> Response:
    return json_answer(orjson.dumps(body), version=body["version"])


async def written(session: Tx, actor: Actor, plan_id: UUID) -> Response:
    """The same, from the transaction that changed it."""
    await session.flush()
    head = orjson.loads(await session.scalar(HEAD.select, {"plan_id": plan_id, "other": None}) or "null")
    candidates = orjson.loads(await session.scalar(CANDIDATES.select, {"plan_id": plan_id}) or "[]")
    return answer(shown(head, candidates, actor))


@router.put("/predecessor", response_model=Succession)
async def follow_plan(
    plan_id: UUID, form: PredecessorForm, expected: Expected, actor: Reviewing, session: Tx
) -> Response:
    """This document follows that plan: a newer version of it, or the plan of the next period.

    `If-Match` is the version of the succession. Its adoption then carries the earlier plan's tasks over.
    """
    await succession.follow(session, plan_id, form, expected)
    return await written(session, actor, plan_id)


@router.delete("/predecessor", response_model=Succession)
async def unfollow_plan(plan_id: UUID, expected: Expected, actor: Reviewing, session: Tx) -> Response:
    """This document follows no other plan; corrections of pairs are forgotten."""
    await succession.unfollow(session, plan_id, expected)
    return await written(session, actor, plan_id)


@router.put("/matches/{draft_task_id}", status_code=204)
async def match_draft_task(
    plan_id: UUID, draft_task_id: UUID, form: MatchForm, expected: Expected, actor: Reviewing, session: Tx
) -> Response:
    """This task continues that one of the earlier plan, or is new; a task that had it before gives it up."""
    version = await succession.match(session, plan_id, draft_task_id, form, expected)
    return Response(status_code=204, headers={"ETag": etag(version)})


@router.delete("/matches/{draft_task_id}", status_code=204)
async def unmatch_draft_task(
    plan_id: UUID, draft_task_id: UUID, expected: Expected, actor: Reviewing, session: Tx
) -> Response:
    """Forgets what a person said of this task: the proposed counterpart counts again."""
    version = await succession.unmatch(session, plan_id, draft_task_id, expected)
    return Response(status_code=204, headers={"ETag": etag(version)})


@router.put("/origins/{draft_task_id}", status_code=204)
async def say_origins_of_draft_task(
    plan_id: UUID, draft_task_id: UUID, form: OriginsForm, expected: Expected, actor: Reviewing, session: Tx
) -> Response:
    """Which earlier tasks this one stems from besides the one that it continues: a split or a merge.

    All at once, replacing what was said before. Adoption links them for good; an earlier task that only went into
    others ends with it.
    """
    version = await succession.say_origins(session, plan_id, draft_task_id, form, expected)
    return Response(status_code=204, headers={"ETag": etag(version)})


Beside = Annotated[UUID | None, Query(description="An adopted plan to stand beside; its predecessor when left out.")]


@router.get("/comparison", response_model=PlanComparison)
async def compare_plan(plan_id: UUID, actor: Reading, reader: Read, other: Beside = None) -> Response:
    """Every task and target of both documents once: added, removed, tightened, loosened, moved, renamed.

    Targets are compared by value; each verdict comes with its reason and with what was assumed.
    """
    head, body = await comparison_of(reader, plan_id, other)
    state = shown(head, [], actor)
    own = other is None or str(other) == head["predecessor_id"]
    body |= {
        "plan": head["plan"],
        "other": head["other"],
        "kind": state["kind"] if own else None,
        "version": head["version"],
        "actions": state["actions"] if own else [],
    }
    return answer(body)


# A GET, so that a plain link downloads it; in a writing transaction, since every export leaves an event.
@router.get(
    "/comparison.xlsx",
    response_class=Response,
    responses={200: {"description": "A workbook.", "content": {workbooks.MEDIA_TYPE: {}}}},
)
async def export_comparison(
    plan_id: UUID, actor: Reading, session: Tx, other: Beside = None, language: Literal["zh", "en"] = "zh"
) -> Response:
    """The comparison as an Excel workbook, a row for each task; noted in the audit."""
    head, body = await comparison_of(SessionReader(session), plan_id, other)
    content = await asyncio.to_thread(write_comparison, body, 1 if language == "en" else 0)
    beside = head["other"]["title"] if head["other"] else None
    what = {"format": "xlsx", "rows": len(body["pairs"]), "other": beside}
    record(session, PlanEvent.COMPARISON_EXPORT, "plan", plan_id, head["plan"]["title"], after=what)
    disposition = f"attachment; filename=\"comparison.xlsx\"; filename*=UTF-8''{quote('新旧对照.xlsx')}"
    return Response(content, media_type=workbooks.MEDIA_TYPE, headers={"Content-Disposition": disposition})


class SessionReader:
    """The same statements inside a writing transaction."""

    def __init__(self, session: Tx) -> None:
        self.session = session

    async def text(self, statement: Statement, **given: Any) -> str | None:
        found: str | None = await self.session.scalar(statement.select, given)
        return found


class TextReader(Protocol):
    async def text(self, statement: Statement, **given: Any) -> str | None: ...


async def comparison_of(reader: TextReader, plan_id: UUID, other: UUID | None) -> tuple[Row, Row]:
    found = await reader.text(HEAD, plan_id=plan_id, other=other)
    head: Row = orjson.loads(found) if found else {}
    if not head or (other is not None and not head["other"]):
        raise not_found()
    beside = head["other"]
    if beside is None:
        return head, {"counts": dict.fromkeys([change.value for change in Change], 0), "pairs": [], "targets": []}
    plans = {"plan_id": plan_id, "plans": [plan_id, UUID(beside["id"])]}
    rows = orjson.loads(await reader.text(COMPARED_TASKS, **plans) or "[]")
    rest = orjson.loads(await reader.text(COMPARED_REST, **plans) or "{}")
    if beside["id"] != head["predecessor_id"]:
        rest["matches"] = rest["origins"] = []
    # Half a second for the largest plans: the loop serves others meanwhile.
    return head, await asyncio.to_thread(compared, rows, rest, str(plan_id), beside["id"])
