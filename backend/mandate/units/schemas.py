"""What the unit routes take and give."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from mandate.platform.text import CleanText
from mandate.units.kinds import UnitKind
from mandate.units.names import UnitName
from mandate.units.periods import EARLIEST, LATEST

MOST_ALIASES = 50
MOST_MEMBERS = 200
NOTE_CHARACTERS = 1000


def within_reason(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"must be between {EARLIEST} and {LATEST}")
    return day


Day = Annotated[date, AfterValidator(within_reason)]
Note = Annotated[CleanText, StringConstraints(max_length=NOTE_CHARACTERS)]
Aliases = Annotated[list[UnitName], Field(max_length=MOST_ALIASES)]
Members = Annotated[list[UUID], Field(max_length=MOST_MEMBERS)]
Action = Literal["edit", "deactivate", "activate", "delete"]
TERM = "Of a leading group or task force."


class Form(BaseModel):
    """A request body: unknown fields are refused, not ignored."""

    model_config = ConfigDict(extra="forbid")


class UnitForm(Form):
    """A new unit; without `kind` it is guessed from the name."""

    name: UnitName = Field(examples=["区发展改革委"])
    kind: UnitKind | None = None
    note: Note = ""
    aliases: Aliases = []
    members: Members = Field(default=[], description="Units behind a collective name; for kind `collective` only.")
    term_from_date: Day | None = Field(default=None, description=TERM)
    term_to_date: Day | None = Field(default=None, description=f"{TERM} Its last day.")
    convenor_id: UUID | None = Field(default=None, description=f"{TERM} The unit that convenes it.")


class UnitChange(Form):
    """What to change; a field left out stays as it is, and so does one that is null, apart from term and convenor.

    A name changed here is a correction of its spelling; a unit that is renamed from a day on keeps the old name
    in its history (`POST …/names`).
    """

    name: UnitName | None = None
    kind: UnitKind | None = None
    note: Note | None = None
    active: bool | None = None
    aliases: Aliases | None = None
    members: Members | None = None
    term_from_date: Day | None = Field(default=None, description=TERM)
    term_to_date: Day | None = Field(default=None, description=TERM)
    convenor_id: UUID | None = Field(default=None, description=TERM)


class MemberName(BaseModel):
    id: UUID
    name: str = Field(max_length=120)


class UnitRow(BaseModel):
    """A unit with its other names, the units behind it, and what the caller may do with it."""

    id: UUID
    name: str = Field(max_length=120)
    kind: UnitKind
    note: str = Field(max_length=NOTE_CHARACTERS)
    active: bool
    aliases: list[str] = Field(max_length=MOST_ALIASES)
    members: list[MemberName] = Field(max_length=MOST_MEMBERS)
    member_count: int = Field(ge=0)
    term_from_date: date | None
    term_to_date: date | None
    convenor: MemberName | None
    actions: list[Action] = Field(max_length=4)
    version: int = Field(ge=1, description="Send it back as If-Match.")
    updated_at: datetime


class UnitList(BaseModel):
    """A page of the directory in pinyin order."""

    items: list[UnitRow] = Field(max_length=200)
    next_cursor: str | None = Field(max_length=4000)


class KindRow(BaseModel):
    kind: UnitKind
    name: str = Field(max_length=40)
    name_en: str = Field(max_length=40)


class KindList(BaseModel):
    items: list[KindRow] = Field(max_length=20)


class RowError(BaseModel):
    """What is wrong in one cell of an imported table, and what to do."""

    row: int = Field(ge=1, description="Row of the sheet, counted from 1 as Excel does.")
    column: str = Field(max_length=80, description="Title of the column.")
    code: str = Field(max_length=80)
    message_zh: str = Field(max_length=1000)
    message_en: str = Field(max_length=1000)


class FieldChange(BaseModel):
    column: str = Field(max_length=80)
    before: str = Field(max_length=100_000)
    after: str = Field(max_length=100_000)


class ImportedRow(BaseModel):
    row: int = Field(ge=1)
    name: str = Field(max_length=120)
    outcome: Literal["added", "changed", "unchanged"]
    changes: list[FieldChange] = Field(max_length=10)


class ImportCounts(BaseModel):
    """`rows` = added + changed + unchanged + with_errors; blank rows are counted apart."""

    rows: int = Field(ge=0)
    added: int = Field(ge=0)
    changed: int = Field(ge=0)
    unchanged: int = Field(ge=0)
    with_errors: int = Field(ge=0)
    blank: int = Field(ge=0)


class ImportReport(BaseModel):
    """What an import does, or would do; with errors nothing is written."""

    written: bool
    counts: ImportCounts
    rows: list[ImportedRow] = Field(max_length=5000)
    errors: list[RowError] = Field(max_length=100_000)
