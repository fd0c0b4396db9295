"""What the routes of saved views take and give."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from mandate.access.schemas import Form
from mandate.platform.text import Name
from mandate.tasks.schemas import TaskFilter

MOST_VIEWS = 50
ViewColumn = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,29}$", max_length=30)]


class ViewSearch(TaskFilter):
    """What the list is asked for, and the columns that it shows; no columns: the usual ones."""

    column: list[ViewColumn] = Field(default_factory=list, max_length=30)


class SavedViewMade(BaseModel):
    id: UUID
    version: int


class ViewForm(Form):
    name: Name = Field(max_length=60)
    search: ViewSearch
    shared: bool = Field(False, description="for everybody in the zone; the supervisor only")


class ViewChange(Form):
    """Fields left out stay as they are."""

    name: Name | None = Field(None, max_length=60)
    search: ViewSearch | None = None
    shared: bool | None = Field(None, description="false: becomes your own")


class DefaultViewForm(Form):
    view: UUID | None = Field(description="null: the list opens with all tasks")


class ViewOrderForm(Form):
    """Your own views, or those of the zone, each once."""

    shared: bool = False
    views: list[UUID] = Field(max_length=MOST_VIEWS)


class SavedViewRow(BaseModel):
    id: UUID
    name: str
    shared: bool
    search: ViewSearch
    unknown: list[str] = Field(max_length=50, description="parts of the search that the list no longer understands")
    is_default: bool = Field(description="opens when you come to the list without a search")
    version: int
    actions: list[Literal["edit", "delete"]] = Field(max_length=2, description="what you may do with it")


class SavedViews(BaseModel):
    items: list[SavedViewRow] = Field(max_length=2 * MOST_VIEWS, description="the zone's views, then your own")
    may_share: bool
