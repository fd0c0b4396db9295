"""The unit directory as a workbook: out, and back in."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile

from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.platform.workbook_process import read_table_apart
from mandate.platform.workbooks import MEDIA_TYPE
from mandate.units.imports import import_directory
from mandate.units.queries import DIRECTORY, directory_row
from mandate.units.schemas import ImportReport
from mandate.units.sheets import DirectoryRow, directory_workbook

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["units"], route_class=GatedRoute)

WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {"description": "A workbook.", "content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}
FILE_NAME_CHARACTERS = 200


class WorkbookResponse(Response):
    media_type = MEDIA_TYPE


async def workbook_answer(rows: Sequence[DirectoryRow], file_name: str) -> WorkbookResponse:
    content = await asyncio.to_thread(directory_workbook, rows)
    disposition = f"attachment; filename*=UTF-8''{quote(file_name)}"
    return WorkbookResponse(content, headers={"Content-Disposition": disposition})


@router.get(
    "/units.xlsx",
    response_class=WorkbookResponse,
    responses=WORKBOOK,
    dependencies=[Depends(allow(Permission.UNIT_READ))],
)
async def export_units(reader: Read) -> Response:
    """The whole directory as a workbook, ready to be corrected and imported again.

    The column 编号 holds each unit's id, so that a renamed row is still the same unit.
    """
    rows = [directory_row(row) for row in await reader.rows(DIRECTORY)]
    return await workbook_answer(rows, "单位目录.xlsx")


@router.get(
    "/unit-template.xlsx",
    response_class=WorkbookResponse,
    responses=WORKBOOK,
    dependencies=[Depends(allow(Permission.UNIT_READ))],
)
async def unit_template(_live: Read) -> Response:
    """An empty workbook with the header and the lists to choose from."""
    return await workbook_answer((), "单位导入模板.xlsx")


@router.post("/unit-imports", dependencies=[Depends(allow(Permission.UNIT_EDIT))])
async def import_units(
    session: Tx,
    file: Annotated[UploadFile, File(description="An .xlsx or .csv file of at most 10 MB and 5,000 rows.")],
    dry_run: Annotated[bool, Query(description="Only show what would change, with all errors.")] = False,
) -> ImportReport:
    """Imports a workbook into the directory: adds and changes units, never removes one.

    Rows are matched by 编号, else by name. With `dry_run` the answer is a preview that lists every
    error; without it, 422 `import_has_errors` lists them (`/rows/{row}/{column}`) and nothing is written.
    """
    # The gate may run a request twice when rights have just changed.
    await file.seek(0)
    file_name = (file.filename or "")[-FILE_NAME_CHARACTERS:]
    table = await read_table_apart(await file.read(), file_name)
    return await import_directory(session, table, file_name, dry_run=dry_run)
