"""What the target routes give."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from mandate.plans.review_schemas import Operator
from mandate.plans.schemas import Kind


class TargetRow(BaseModel):
    """A figure to reach. Numbers are decimals as strings; zero is a value, null is none."""

    id: UUID
    plan_id: UUID
    task_id: UUID | None = Field(description="null for a target of the plan as a whole")
    clause_id: UUID | None
    kind: Kind = Field(
        description="T target, O observation, L limit or award, R rule threshold, C cadence, S slogan, B baseline, F forecast"
    )
    indicator: str
    operator: Operator
    value: str | None = Field(max_length=40)
    value_high: str | None = Field(max_length=40, description="the upper end of a range")
    value_text: str = Field(description="in words where it is no number: a grade, 即时, what another measure sets")
    unit: str
    baseline: str | None = Field(max_length=40, description="the value before a change, in the same unit")
    condition: str = Field(description="what the figure leaves out or presumes")
    deadline_text: str
    deadline_date: date | None
    quote: str = Field(description="the words of the document")
    start: int | None = Field(description="of the quote, in characters of the plan's kept text")
    end: int | None
    reading: str = Field(description="the target in Chinese, as a clerk would write it")


class TargetList(BaseModel):
    items: list[TargetRow] = Field(max_length=200)
    next_cursor: str | None = Field(max_length=4000)
