"""Saved views: named searches of the task list, one's own or the zone's."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from pydantic import ValidationError
from sqlalchemy import Text, Uuid, bindparam, cast, delete, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.access.permissions import Permission
from mandate.platform.errors import FieldError, conflict, forbidden, invalid, not_found, stale
from mandate.platform.events import record
from mandate.platform.reading import AnySelect, Statement
from mandate.platform.rows import now
from mandate.tasks.events import TaskEvent
from mandate.tasks.view_schemas import MOST_VIEWS, SavedViewRow, SavedViews, ViewChange, ViewForm, ViewSearch
from mandate.tasks.view_tables import DefaultView, SavedView

ACCOUNT = bindparam("account", type_=Uuid)


def _rows() -> AnySelect:
    mine = col(DefaultView.account_id) == ACCOUNT
    chosen = (col(DefaultView.view_id) == col(SavedView.id)) & mine
    return (
        select(
            col(SavedView.id),
            col(SavedView.name),
            col(SavedView.shared),
            cast(col(SavedView.search), Text).label("search"),
            col(SavedView.version),
            col(DefaultView.view_id).is_not(None).label("is_default"),
        )
        .outerjoin(DefaultView, chosen)
        .where(or_(col(SavedView.shared), col(SavedView.account_id) == ACCOUNT))
        .order_by(col(SavedView.shared).desc(), col(SavedView.ordinal), col(SavedView.id))
        .limit(2 * MOST_VIEWS)
    )


VIEWS = Statement(_rows)


def views_as_seen(rows: list[Mapping[str, Any]], actor: Actor) -> SavedViews:
    """The views with what may be done with each; what the list no longer understands is named, not passed on."""
    return SavedViews(items=[_as_seen(row, actor) for row in rows], may_share=may_share(actor))


def _as_seen(row: Mapping[str, Any], actor: Actor) -> SavedViewRow:
    search, unknown = understood(orjson.loads(row["search"]))
    may_edit = may_share(actor) or not row["shared"]
    return SavedViewRow(
        **{name: row[name] for name in ("id", "name", "shared", "version", "is_default")},
        search=search,
        unknown=unknown,
        actions=["edit", "delete"] if may_edit else [],
    )


def understood(stored: object) -> tuple[ViewSearch, list[str]]:
    """The parts of a stored search that the list's model still takes, and the names of the others."""
    known: dict[str, Any] = {}
    unknown = []
    for name, value in stored.items() if isinstance(stored, dict) else ():
        try:
            ViewSearch.model_validate({name: value})
        except ValidationError:
            unknown.append(str(name)[:40])
        else:
            known[name] = value
    return ViewSearch.model_validate(known), unknown[:50]


def may_share(actor: Actor) -> bool:
    return actor.may(Permission.TASK_EDIT)


async def save_view(session: AsyncSession, actor: Actor, form: ViewForm) -> SavedView:
    """Keeps a search as the last of one's own views, or of the zone's."""
    ensure_may_share(actor, shared=form.shared)
    beside = _beside(actor, shared=form.shared)
    found = await session.execute(select(func.count(), func.max(col(SavedView.ordinal))).where(beside))
    count, last = found.one()
    if count >= MOST_VIEWS:
        raise conflict(
            "too_many_views",
            f"最多保存 {MOST_VIEWS} 个视图。请先删除不再使用的。",
            f"There are {MOST_VIEWS} views already. Delete one that is no longer used.",
        )
    view = SavedView(
        account_id=actor.account_id,
        name=form.name,
        shared=form.shared,
        ordinal=(last or 0) + 1,
        search=kept(form.search),
    )
    session.add(view)
    after = {"name": view.name, "shared": view.shared, "search": view.search}
    record(session, TaskEvent.SAVE_VIEW, "saved_view", view.id, view.name, after=after)
    return view


async def change_view(session: AsyncSession, actor: Actor, view_id: UUID, form: ViewChange, expected: int) -> SavedView:
    """Renames a view, overwrites its search, or moves it between oneself and the zone."""
    view = await view_for_update(session, actor, view_id, expected)
    given: dict[str, Any] = {name: value for name in ("name", "shared") if (value := getattr(form, name)) is not None}
    if form.search is not None:
        given["search"] = kept(form.search)
    ensure_may_share(actor, shared=given.get("shared", False))
    before = {name: getattr(view, name) for name, value in given.items() if getattr(view, name) != value}
    if view.shared and given.get("shared") is False:
        view.account_id = actor.account_id
        # Nobody else may go on opening with what is no longer theirs to see.
        others = (col(DefaultView.view_id) == view.id, col(DefaultView.account_id) != actor.account_id)
        await session.execute(delete(DefaultView).where(*others))
    for name, value in given.items():
        setattr(view, name, value)
    view.version += 1
    view.updated_at = now()
    after = {name: given[name] for name in before}
    record(session, TaskEvent.CHANGE_VIEW, "saved_view", view.id, view.name, before=before, after=after)
    return view


async def delete_view(session: AsyncSession, actor: Actor, view_id: UUID, expected: int) -> None:
    view = await view_for_update(session, actor, view_id, expected)
    before = {"name": view.name, "shared": view.shared, "search": view.search}
    await session.delete(view)
    record(session, TaskEvent.DELETE_VIEW, "saved_view", view.id, view.name, before=before)


async def open_with(session: AsyncSession, actor: Actor, view_id: UUID | None) -> None:
    """With which view the list opens for this person from now on."""
    name = ""
    if view_id is None:
        await session.execute(delete(DefaultView).where(col(DefaultView.account_id) == actor.account_id))
    else:
        name = (await visible_view(session, actor, view_id)).name
        row = {"zone_id": actor.zone_id, "account_id": actor.account_id, "view_id": view_id}
        chosen = insert(DefaultView).values(row)
        await session.execute(
            chosen.on_conflict_do_update(constraint="default_view_pkey", set_={"view_id": chosen.excluded.view_id})
        )
    record(session, TaskEvent.OPEN_WITH_VIEW, "saved_view", view_id, name, after={"default": name})


async def arrange_views(session: AsyncSession, actor: Actor, views: list[UUID], *, shared: bool) -> None:
    """Puts one's own views, or the zone's, in another order."""
    ensure_may_share(actor, shared=shared)
    found = (await session.execute(select(SavedView).where(_beside(actor, shared=shared)).with_for_update())).scalars()
    known = {view.id: view for view in found}
    if sorted(known) != sorted(views):
        raise invalid(
            "views_incomplete",
            "视图列表已有变化。请刷新后重新排序。",
            "The list of views has changed. Reload it and try again.",
            FieldError("/views", "views_incomplete", "须列出全部视图，每个一次", "name each view once"),
        )
    for place, view_id in enumerate(views, 1):
        known[view_id].ordinal = place
    names = [known[view_id].name for view_id in views]
    record(session, TaskEvent.ARRANGE_VIEWS, "saved_view", None, after={"shared": shared, "order": names})


async def visible_view(session: AsyncSession, actor: Actor, view_id: UUID) -> SavedView:
    """The locked view. Raises 404 for what is another person's own."""
    visible = or_(col(SavedView.shared), col(SavedView.account_id) == actor.account_id)
    statement = select(SavedView).where(col(SavedView.id) == view_id, visible).with_for_update()
    view = (await session.execute(statement)).scalar_one_or_none()
    if view is None:
        raise not_found()
    return view


async def view_for_update(session: AsyncSession, actor: Actor, view_id: UUID, expected: int) -> SavedView:
    view = await visible_view(session, actor, view_id)
    ensure_may_share(actor, shared=view.shared)
    if view.version != expected:
        raise stale()
    return view


def ensure_may_share(actor: Actor, *, shared: bool) -> None:
    if shared and not may_share(actor):
        raise forbidden(
            "全区视图由营商办维护。您可以另存为自己的视图。",
            "The supervisor keeps the zone's views. Save it as your own instead.",
            "not_your_view",
        )


def kept(search: ViewSearch) -> dict[str, Any]:
    return search.model_dump(mode="json", exclude_defaults=True)


def _beside(actor: Actor, *, shared: bool) -> Any:
    """One's own views, or the zone's."""
    own = ~col(SavedView.shared) & (col(SavedView.account_id) == actor.account_id)
    return col(SavedView.shared) if shared else own
