"""Topics that all zones share, and how the topics of the World Bank's B-READY answer to them."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class BReadyTopic(SQLModel, table=True):
    """One of the ten topics of B-READY."""

    __tablename__ = "b_ready_topic"
    code: str = Field(primary_key=True)
    ordinal: int
    name: str
    name_en: str


class Topic(SQLModel, table=True):
    """One of the eighteen topics of China's business-environment evaluation; rows are written by migrations only.

    `b_ready_extent` tells whether B-READY's topic asks about the `same`, or this one is a `part` of it.
    """

    __table_args__: ClassVar[tuple[Any, ...]] = (
        CheckConstraint("b_ready_extent IN ('same', 'part')", name="topic_b_ready_extent"),
    )
    code: str = Field(primary_key=True)
    ordinal: int
    name: str
    name_en: str
    b_ready_code: str | None = Field(default=None, foreign_key="b_ready_topic.code")
    b_ready_extent: str | None = None
