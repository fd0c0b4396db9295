"""What the matrix routes take and give."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from mandate.tasks.schemas import Relation, TaskConditions

MOST_ROWS = 500
MOST_COLUMNS = 200
Columns = Literal["topic", "plan", "state"]


class MatrixQuery(TaskConditions):
    by: Columns = Field("topic", description="What the columns are.")
    relation: Relation | None = Field(None, description="How the unit takes part; any relation when left out.")


class MatrixExportQuery(MatrixQuery):
    language: Literal["zh", "en"] = "zh"


class Counted(BaseModel):
    count: int = Field(ge=0)
    overdue: int = Field(ge=0, description="those of them past their deadline")


class MatrixColumn(Counted):
    key: str = Field(
        max_length=40, description="a topic's code, a plan's id, a state; `none` for tasks without a topic"
    )
    name: str
    name_en: str


class MatrixCell(Counted):
    key: str = Field(max_length=40)


class MatrixRow(Counted):
    """A unit with what it takes part in, itself or behind a collective name; a task counts once in its total."""

    unit: UUID
    name: str
    cells: list[MatrixCell] = Field(max_length=MOST_COLUMNS, description="only those that are not empty")


class Matrix(BaseModel):
    columns: list[MatrixColumn] = Field(max_length=MOST_COLUMNS)
    rows: list[MatrixRow] = Field(max_length=MOST_ROWS)
    total: Counted
