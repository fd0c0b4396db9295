"""The unit directory as a workbook: out, and back in."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile

from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.platform.errors import conflict
from mandate.platform.workbook_process import mark_workbook_apart, read_table_apart
from mandate.platform.workbooks import MEDIA_TYPE
from mandate.units.imports import import_directory
from mandate.units.queries import DIRECTORY, directory_row
from mandate.units.schemas import ImportReport
from mandate.units.sheet_changes import SheetChanges
from mandate.units.sheets import DirectoryRow, Sheet, directory_workbook, read_sheet

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
    return await workbook_answer(rows, "单位名录.xlsx")


@router.get(
    "/unit-template.xlsx",
    response_class=WorkbookResponse,
    responses=WORKBOOK,
    dependencies=[Depends(allow(Permission.UNIT_READ))],
)
async def unit_template(reader: Read) -> Response:
    """An empty workbook with the header and the lists to choose from."""
    await reader.ensure_entered()
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


@router.post(
    "/unit-imports/marked",
    response_class=WorkbookResponse,
    responses=WORKBOOK,
    dependencies=[Depends(allow(Permission.UNIT_EDIT))],
)
async def mark_unit_import(
    reader: Read,
    file: Annotated[UploadFile, File(description="The .xlsx or .csv file that an import found errors in.")],
) -> Response:
    """Your own workbook with its errors marked: cells coloured and commented, and a last column 问题 in words.

    Nothing else in it changes (formulas, styles and further sheets stay); a .csv comes back as a workbook. Correct it
    and import it as it is. 409 `nothing_to_mark` when the sheet has no errors.
    """
    await file.seek(0)
    file_name = (file.filename or "")[-FILE_NAME_CHARACTERS:]
    content = await file.read()
    table = await read_table_apart(content, file_name)
    directory = [directory_row(row) for row in await reader.rows(DIRECTORY)]
    sheet = await asyncio.to_thread(checked_sheet, table, directory)
    if not sheet.errors:
        raise conflict(
            "nothing_to_mark",
            "表格没有错误，可以直接导入。",
            "The sheet has no errors. Import it as it is.",
        )
    marked = await mark_workbook_apart(content, file_name, sheet.marks(), sheet.header)
    name = file_name.rpartition(".")[0] or "单位名录"
    disposition = f"attachment; filename*=UTF-8''{quote(f'{name}-标出问题.xlsx')}"
    return WorkbookResponse(marked, headers={"Content-Disposition": disposition})


def checked_sheet(table: Sequence[Sequence[str]], directory: Sequence[DirectoryRow]) -> Sheet:
    """The sheet with every error that it has and that it would make in the directory."""
    return SheetChanges(read_sheet(table), directory).sheet
