"""What the topic routes take and give."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from mandate.access.schemas import Form

MOST_FURTHER_TOPICS = 5
TopicCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,39}$", max_length=40)]
TopicState = Literal["suggested", "confirmed", "none"]


class BReadyMatch(BaseModel):
    """The topic of the World Bank's B-READY that asks about the same matter."""

    code: str = Field(max_length=40)
    name: str = Field(max_length=120)
    name_en: str = Field(max_length=120)
    extent: Literal["same", "part"] = Field(description="`part`: B-READY's topic asks about more than this one")


class TopicView(BaseModel):
    code: str = Field(max_length=40)
    name: str = Field(max_length=120)
    name_en: str = Field(max_length=120)
    b_ready: BReadyMatch | None = Field(description="null: B-READY does not ask about it")


class TopicList(BaseModel):
    items: list[TopicView] = Field(max_length=200, description="in the order of the evaluation")


class WordOfTopic(BaseModel):
    word: str = Field(max_length=40)
    where: Literal["section", "title", "body"]


class TopicForm(Form):
    """What a person says the task is about; `topic` null with no further ones: about none of them."""

    topic: TopicCode | None = Field(description="code of the main topic", examples=["construction_permits"])
    further: list[TopicCode] = Field(
        default_factory=list, max_length=MOST_FURTHER_TOPICS, description="codes of further topics, none twice"
    )


class SuggestionForm(Form):
    plan: UUID = Field(description="a plan; its confirmed topics stay")


class SuggestionResult(BaseModel):
    looked_at: int = Field(ge=0, description="tasks of the plan without a confirmed topic")
    suggested: int = Field(ge=0, description="those with a suggestion now")
    changed: int = Field(ge=0)


class OpenSuggestion(BaseModel):
    """A task whose topic nobody has confirmed yet."""

    id: UUID
    number: int | None
    section: str
    title: str
    topic: str = Field(max_length=40)
    reason: list[WordOfTopic] = Field(max_length=4, description="strongest first")
    version: int


class PlanWithSuggestions(BaseModel):
    id: UUID
    title: str
    suggested: int = Field(ge=0)
    confirmed: int = Field(ge=0)
    none: int = Field(ge=0)
    items: list[OpenSuggestion] = Field(max_length=500, description="the first 500, in document order")


class PlansWithSuggestions(BaseModel):
    items: list[PlanWithSuggestions] = Field(max_length=200, description="newest plans first")
