"""Tasks that hold words: looked for in the next rows of the list, then by the index of words."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, Text, Uuid, bindparam, case, cast, func, literal_column, select
from sqlmodel import col

from mandate.platform.paging import Near, Page, read_near_page, read_page
from mandate.platform.reading import Reader, Statement
from mandate.tasks.queries import Shape, matches, page_of, task_page
from mandate.tasks.tables import Task

# More tasks than these are not fetched one by one.
CANDIDATES_AT_MOST = 1000
NONE, TOO_MANY = "{}", ""
# Sorts that an index serves: elsewhere the next rows cost as much as all, which is much for a zone and little for a unit.
IN_ORDER = ("plan", "deadline", "updated")


def _candidates() -> Select[Any]:
    """Ids of tasks that may hold all of `words`, as the text of an array; whoever asks, they are read through the fence."""
    at_most: ColumnElement[int] = literal_column(str(CANDIDATES_AT_MOST))
    given = func.app.tasks_with_words(bindparam("words", type_=ARRAY(Text)), at_most + literal_column("1"))
    found = given.column_valued("found")
    ids = func.coalesce(cast(func.array_agg(found, type_=ARRAY(Uuid)), Text), literal_column(f"'{NONE}'"))
    return select(case((func.count() <= at_most, ids), else_=literal_column(f"'{TOO_MANY}'")))


CANDIDATES = Statement(_candidates)


@lru_cache(maxsize=512)
def near_page(shape: Shape) -> Page:
    searched = (col(Task.title), col(Task.section), col(Task.body), col(Task.number))
    near = Near(
        searched, lambda ahead: matches(ahead.c, caseless="caseless" in shape.filters), _candidates().scalar_subquery()
    )
    return page_of(replace(shape, filters=shape.filters - {"q"}), near=near, instead_of=task_page(shape))


@lru_cache(maxsize=512)
def indexed_page(shape: Shape) -> Page:
    return page_of(replace(shape, filters=shape.filters | {"candidates"}), instead_of=task_page(shape))


async def read_listed(reader: Reader, shape: Shape, filters: Mapping[str, Any], **asked: Any) -> bytes:
    return await read_page(reader, task_page(shape), filters, **asked)


async def read_found(reader: Reader, shape: Shape, filters: Mapping[str, Any], **asked: Any) -> bytes:
    """A page of the tasks that hold all words of `q`, in two statements at most.

    Frequent words fill it from the next rows of the list, rare ones are found by the index. Words between the two are
    met by walking the list in its order: soon, unless they stand at its end only.
    """
    words = str(filters["q"]).split()
    if not shape.whole_zone or shape.sort.lstrip("-") in IN_ORDER:
        document, candidates = await read_near_page(reader, near_page(shape), filters, words=words, **asked)
        if candidates in (None, NONE):
            return document
    else:
        row = await reader.row(CANDIDATES, words=words)
        candidates = None if row is None else row[0]
    if candidates == TOO_MANY:
        return await read_listed(reader, shape, filters, **asked)
    return await read_page(reader, indexed_page(shape), filters, candidates=candidates, **asked)
