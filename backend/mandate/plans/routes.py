"""Plans: upload, progress, the document and its clauses, and the moves between states."""

from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, File, Request, Response, UploadFile

from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow, house_of
from mandate.access.permissions import Permission
from mandate.plans import draft_queries, queries, review, rules, uploads
from mandate.plans.schemas import ClauseList, MetadataForm, PlanDetail, PlanList, PlanTextBody, SpokenUnitList
from mandate.plans.tables import PLAN_STATES, Plan
from mandate.platform.errors import not_found
from mandate.platform.paging import PageCursor, PageLimit, read_page
from mandate.platform.reading import Reader, Statement
from mandate.units.kinds import guess_kind

router = APIRouter(prefix="/api/v1/zones/{zone}/plans", tags=["plans"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.PLAN_READ))]
Uploading = Annotated[Actor, Depends(allow(Permission.PLAN_UPLOAD))]
Reviewing = Annotated[Actor, Depends(allow(Permission.PLAN_REVIEW))]


def actions_by_state(actor: Actor) -> str:
    return orjson.dumps({state: rules.actions_of(state, actor) for state in PLAN_STATES}).decode()


def json_answer(content: bytes | str, *, version: int | None = None, status: int = 200) -> Response:
    headers = {} if version is None else {"ETag": etag(version)}
    return Response(content, status, headers, "application/json")


async def plan_part(reader: Reader, statement: Statement, plan_id: UUID, unread: str = "[]") -> str:
    """A part of a plan, `unread` while the document has not been read, or 404 where there is no such plan."""
    if await reader.row(queries.PLAN_EXISTS, plan_id=plan_id) is None:
        raise not_found()
    return await reader.text(statement, plan_id=plan_id) or unread


@router.get("", response_model=PlanList)
async def list_plans(actor: Reading, reader: Read, limit: PageLimit = 50, cursor: PageCursor = None) -> Response:
    """Documents of the zone, newest first."""
    page = await read_page(reader, queries.PLANS, {}, limit=limit, cursor=cursor, actions=actions_by_state(actor))
    return json_answer(page)


@router.post("", status_code=201, response_model=PlanDetail, responses={200: {"model": PlanDetail}})
async def upload_plan(
    request: Request,
    actor: Uploading,
    session: Tx,
    file: Annotated[UploadFile, File(description="docx, xlsx, csv, html, mht, pdf or txt")],
) -> Response:
    """Takes a document in and starts reading it; the same file again answers 200 with the plan it already is."""
    settings = house_of(request).settings
    content = await file.read(settings.upload_limit_bytes + 1)
    plan, new = await uploads.upload_plan(session, settings, actor, file.filename or "document", content)
    return await written(session, actor, plan, status=201 if new else 200)


async def written(session: Tx, actor: Actor, plan: Plan, status: int = 200) -> Response:
    """The plan as the detail route shows it, from the transaction that changed it."""
    await session.flush()
    values = {"plan_id": plan.id, "actions": actions_by_state(actor)}
    found = await session.scalar(queries.PLAN_DETAIL.select, values)
    return json_answer(str(found), version=plan.version, status=status)


@router.get("/{plan_id}", response_model=PlanDetail)
async def read_plan(plan_id: UUID, actor: Reading, reader: Read) -> Response:
    """A document: its metadata, state, progress, doubts, and how much of the draft still needs a person."""
    found = await reader.text(queries.PLAN_DETAIL, plan_id=plan_id, actions=actions_by_state(actor))
    version = await reader.row(queries.PLAN_VERSION, plan_id=plan_id)
    if found is None or version is None:
        raise not_found()
    return json_answer(found, version=version[0])


@router.patch("/{plan_id}", response_model=PlanDetail)
async def change_plan(plan_id: UUID, form: MetadataForm, expected: Expected, actor: Reviewing, session: Tx) -> Response:
    """Corrects what was read of the document itself; `consultation` makes its tasks provisional."""
    return await written(session, actor, await review.change_metadata(session, plan_id, form, expected))


@router.post("/{plan_id}/cancellation", response_model=PlanDetail)
async def cancel_plan(plan_id: UUID, actor: Uploading, session: Tx) -> Response:
    """Stops the reading of a document, or closes its review; nothing is deleted."""
    return await written(session, actor, await uploads.cancel_plan(session, plan_id))


@router.post("/{plan_id}/recompilation", response_model=PlanDetail)
async def recompile_plan(plan_id: UUID, actor: Uploading, session: Tx) -> Response:
    """Reads a failed or cancelled document again from the kept file."""
    return await written(session, actor, await uploads.recompile_plan(session, plan_id))


@router.get("/{plan_id}/text", response_model=PlanTextBody)
async def read_plan_text(plan_id: UUID, actor: Reading, reader: Read) -> Response:
    """The kept text of the document, empty until it is read; every offset counts its Unicode characters."""
    return json_answer(await plan_part(reader, queries.PLAN_TEXT, plan_id, '{"body":""}'))


@router.get("/{plan_id}/clauses", response_model=ClauseList)
async def list_clauses(plan_id: UUID, actor: Reading, reader: Read) -> Response:
    """Headings and paragraphs in document order, and what became of each."""
    return json_answer(f'{{"items":{await plan_part(reader, queries.PLAN_CLAUSES, plan_id)}}}')


@router.get("/{plan_id}/spoken-units", response_model=SpokenUnitList)
async def list_spoken_units(plan_id: UUID, actor: Reviewing, reader: Read) -> Response:
    """Unit strings as the document writes them, those without a unit first, with the kind that a new one would have."""
    spoken = orjson.loads(await plan_part(reader, draft_queries.SPOKEN_UNITS, plan_id))
    for unit in spoken:
        unit["kind"] = guess_kind(unit["text"]) if unit["unit_id"] is None else None
    return json_answer(orjson.dumps({"items": spoken}))
