"""The list of tasks as a file to take away."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Response

from mandate.access.actor import Actor
from mandate.access.gate import GatedRoute, Tx, allow
from mandate.access.permissions import Permission
from mandate.platform import csv_files, workbooks
from mandate.tasks.exports import export_tasks
from mandate.tasks.rules import today
from mandate.tasks.schemas import ExportQuery

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["tasks"], route_class=GatedRoute)

Exporting = Annotated[Actor, Depends(allow(Permission.TASK_EXPORT))]
Asked = Annotated[ExportQuery, Query()]


# A GET, so that a plain link downloads it; in a writing transaction, since every export leaves an event.
@router.get(
    "/tasks/export.xlsx",
    response_class=Response,
    responses={200: {"description": "A workbook.", "content": {workbooks.MEDIA_TYPE: {}}}},
)
async def export_tasks_as_workbook(query: Asked, actor: Exporting, session: Tx) -> Response:
    """The tasks that the list would show with the same filters, as an Excel workbook; 20,000 rows at most.

    Text is written as text, so that nothing becomes a formula. The export is noted in the audit.
    """
    return attachment(await export_tasks(session, actor, query, "xlsx"), workbooks.MEDIA_TYPE, "xlsx")


@router.get(
    "/tasks/export.csv",
    response_class=Response,
    responses={200: {"description": "A CSV file.", "content": {"text/csv": {}}}},
)
async def export_tasks_as_csv(query: Asked, actor: Exporting, session: Tx) -> Response:
    """The same as CSV (RFC 4180, UTF-8 with byte order mark); an apostrophe stands before what could be a formula."""
    return attachment(await export_tasks(session, actor, query, "csv"), csv_files.MEDIA_TYPE, "csv")


def attachment(content: bytes, media_type: str, suffix: str) -> Response:
    name = quote(f"任务清单-{today():%Y%m%d}.{suffix}")
    disposition = f"attachment; filename=\"tasks.{suffix}\"; filename*=UTF-8''{name}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
