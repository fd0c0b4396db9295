"""What compiling a document yields. Every offset counts characters of `Draft.text`; `end` is exclusive."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from mandate.quantities.expressions import plain


class ClauseKind(StrEnum):
    CHAPTER = "chapter"
    ARTICLE = "article"
    SECTION = "section"
    ITEM = "item"
    POINT = "point"
    SUBPOINT = "subpoint"
    DETAIL = "detail"
    ROW = "row"
    PARAGRAPH = "paragraph"


class ClauseUse(StrEnum):
    """What became of a clause, so that no paragraph disappears in silence."""

    TASK = "task"
    PART_OF_TASK = "part_of_task"
    HEADING = "heading"
    METADATA = "metadata"
    TARGET = "target"
    DUTY = "duty"
    UNUSED = "unused"


class QuantityKind(StrEnum):
    """T target, O observation, L limit or award, R rule threshold, C cadence, S slogan, B baseline, F forecast."""

    TARGET = "T"
    OBSERVATION = "O"
    LIMIT = "L"
    RULE = "R"
    CADENCE = "C"
    SLOGAN = "S"
    BASELINE = "B"
    FORECAST = "F"


class ColumnField(StrEnum):
    """What a column holds; `body` is what is to be done in detail, `target` what is to be reached, `measure` counted in what."""

    NUMBER = "number"
    SECTION = "section"
    TITLE = "title"
    BODY = "body"
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"
    DEADLINE = "deadline"
    TARGET = "target"
    MEASURE = "measure"
    IGNORE = "ignore"


class DutyKind(StrEnum):
    """A rhythm, something to make public, a mechanism by name, or what has to come first."""

    CADENCE = "cadence"
    PUBLICATION = "publication"
    MECHANISM = "mechanism"
    PRECONDITION = "precondition"


class Cadence(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    REGULAR = "regular"
    ON_EVENT = "on_event"


@dataclass(frozen=True, slots=True)
class Anchor:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that a person should look at, in words a clerk understands.

    `field` names the field of the draft that may be wrong (`units` stands for both unit sets); empty: the whole draft.
    """

    code: str
    message_zh: str
    message_en: str
    start: int
    end: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A value read from the document and where it stands; `anchor` is None when it was concluded, not read."""

    value: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """`status` is issued or consultation; years bound the plan's horizon."""

    document_number: Fact | None
    issuer: Fact | None
    issued_date: Fact | None
    title: Fact | None
    first_year: Fact | None
    last_year: Fact | None
    status: Fact


@dataclass(frozen=True, slots=True)
class Notation:
    """How the document says who leads. `stated` tells that a sentence of its own (the anchor) says so."""

    rule: str
    readable_zh: str
    readable_en: str
    stated: bool
    anchor: Anchor | None


@dataclass(frozen=True, slots=True)
class Clause:
    id: int
    parent_id: int | None
    kind: ClauseKind
    label: str
    number: int | None
    title: str
    start: int
    end: int
    use: ClauseUse = ClauseUse.UNUSED


@dataclass(frozen=True, slots=True)
class Attribution:
    """One unit of a task. `inherited`: it stands at a heading above; `open_ended`: followed by 等.

    `role` is lead, responsible or supporting; supporting units are listed among the responsible ones.
    """

    text: str
    start: int
    end: int
    role: str
    inherited: bool = False
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """`date` is the last day, None for 长期坚持, 持续推进 and the like."""

    text: str
    date: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Precondition:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Task:
    clause_id: int
    section: str
    number: int | None
    title: str
    text: str
    start: int
    end: int
    lead_units: tuple[Attribution, ...]
    responsible_units: tuple[Attribution, ...]
    deadline: Deadline | None
    precondition: Precondition | None
    quantities: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A typed number. `value` and `value_high` are decimals as text; for grades and references `value` is the words."""

    clause_id: int
    task_index: int | None
    clause: str
    indicator: str
    operator: str
    value: str
    value_high: str | None
    unit: str
    baseline: str | None
    deadline: str
    condition: str
    kind: QuantityKind
    quote: str
    start: int
    end: int
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of one sheet, both counted from 0; `doubtful` when heading and contents do not settle the field."""

    sheet: int
    sheet_name: str
    index: int
    header: str
    samples: tuple[str, ...]
    field: ColumnField
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody owes again and again; `who` is a unit or a role (各牵头单位, 服务专员) as written, None where nobody is named."""

    clause_id: int
    task_index: int | None
    kind: DutyKind
    cadence: Cadence | None
    who: Fact | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """`unused` are ids of clauses that became nothing; `columns` are those of a workbook, none for other files."""

    file_name: str
    text: str
    metadata: Metadata
    notation: Notation
    clauses: tuple[Clause, ...]
    tasks: tuple[Task, ...]
    quantities: tuple[Quantity, ...]
    unused: tuple[int, ...]
    doubts: tuple[Doubt, ...] = field(default=())
    columns: tuple[SheetColumn, ...] = ()
    duties: tuple[Duty, ...] = ()


def draft_as_json(draft: Draft) -> dict[str, Any]:
    """The draft as plain JSON values: dates in ISO form, numbers of quantities as text."""
    loaded: dict[str, Any] = json.loads(json.dumps(asdict(draft), default=_plain_value, ensure_ascii=False))
    return loaded


def _plain_value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    raise TypeError(f"a draft holds no {type(value).__name__}")
