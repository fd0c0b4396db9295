"""The matrix of tasks over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from mandate.access.gate import GatedRoute, Read, Tx
from mandate.platform import workbooks
from mandate.tasks.export_routes import Exporting, attachment
from mandate.tasks.matrix import export_matrix, read_matrix
from mandate.tasks.matrix_schemas import Matrix, MatrixExportQuery, MatrixQuery
from mandate.tasks.routes import Reading

router = APIRouter(prefix="/api/v1/zones/{zone}/task-matrix", tags=["tasks"], route_class=GatedRoute)


@router.get("")
async def read_task_matrix(query: Annotated[MatrixQuery, Query()], actor: Reading, reader: Read) -> Matrix:
    """How many of the tasks that you may read each unit takes part in, by topic, plan or state.

    Each cell says what the list shows for that unit, relation and column with the same filters. A task with further
    topics stands in each of their columns, and once in every total. At most 500 units, in the order of the directory.
    """
    return await read_matrix(reader, actor, query)


@router.get(
    "/export.xlsx",
    response_class=Response,
    responses={200: {"description": "A workbook.", "content": {workbooks.MEDIA_TYPE: {}}}},
)
async def export_task_matrix(
    query: Annotated[MatrixExportQuery, Query()], actor: Exporting, session: Tx, reader: Read
) -> Response:
    """The same as an Excel workbook. The export is noted in the audit."""
    return attachment(await export_matrix(session, reader, actor, query), workbooks.MEDIA_TYPE, "xlsx")
