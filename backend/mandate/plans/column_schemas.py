"""What the columns of a sheet give and take."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from mandate.access.schemas import Form

SheetField = Literal[
    "number", "section", "title", "body", "lead", "responsible", "supporting", "deadline", "target", "measure", "ignore"
]


class SheetColumnRow(BaseModel):
    """A column of an uploaded sheet; sheet and index count from 0. `doubtful`: heading and contents do not settle it."""

    sheet: int
    sheet_name: str = Field(max_length=80)
    index: int
    header: str = Field(max_length=80)
    samples: list[str] = Field(max_length=3)
    field: SheetField
    doubtful: bool


class ColumnMeaning(Form):
    """`body` is what is to be done in detail, `target` what is to be reached, `measure` what that is counted in.

    `ignore` is not read.
    """

    sheet: Annotated[int, Field(ge=0, le=100)]
    index: Annotated[int, Field(ge=0, le=1000)]
    field: SheetField


class ColumnsForm(Form):
    """The meaning of every column. `discard_edits`: read again even where the draft has been worked on."""

    columns: Annotated[list[ColumnMeaning], Field(min_length=1, max_length=300)]
    discard_edits: bool = False
