"""What the routes of a unit's sections and people take and give."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from mandate.platform.text import Name, OptionalLine
from mandate.units.names import UnitName
from mandate.units.schemas import Day, Form

Post = Literal["leader", "section_head", "officer"]
MOST_SECTIONS = 100
MOST_PEOPLE = 500
# Past and present, with those whom a reorganisation brought.
MOST_LISTED = 2000
Title = Annotated[OptionalLine, StringConstraints(max_length=60)]


class SectionEntry(Form):
    """A section; with the id of one that is there, its new name."""

    id: UUID | None = None
    name: UnitName = Field(examples=["行政审批科"])


class SectionsForm(Form):
    """All sections of the unit in their order; one that is left out is removed, its people stay with the unit."""

    sections: list[SectionEntry] = Field(max_length=MOST_SECTIONS)


class PersonOfUnitForm(Form):
    """Somebody at a post: the name and the post, nothing else of the person."""

    name: Name = Field(examples=["李主任"])
    post: Post = Field(description="`leader` 责任领导, `section_head` 科室负责人, `officer` 经办人员.")
    title: Title = ""
    section_id: UUID | None = Field(default=None, description="A section of the unit.")
    account_id: UUID | None = Field(default=None, description="The person's account, when there is one in this zone.")
    from_date: Day | None = None
    to_date: Day | None = Field(default=None, description="The last day at the post.")


class SectionRow(BaseModel):
    id: UUID
    name: str = Field(max_length=120)


class PersonOfUnitRow(BaseModel):
    id: UUID
    name: str = Field(max_length=120)
    post: Post
    title: str = Field(max_length=60)
    section_id: UUID | None
    section: str | None = Field(max_length=120)
    account_id: UUID | None
    from_date: date | None
    to_date: date | None
    present: bool = Field(description="At the post today (Asia/Shanghai).")
    version: int = Field(ge=1)


class UnitStaff(BaseModel):
    """Sections in their order; leaders first, then heads of sections, then officers. Suggestions for the slots of tasks."""

    version: int = Field(ge=1, description="Of the unit: send it back as If-Match with all its sections.")
    sections: list[SectionRow] = Field(max_length=MOST_SECTIONS)
    people: list[PersonOfUnitRow] = Field(max_length=MOST_LISTED)
    actions: list[Literal["edit"]] = Field(max_length=1)
