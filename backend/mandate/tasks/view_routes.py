"""Saved views over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response

from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.permissions import Permission
from mandate.tasks import views
from mandate.tasks.view_schemas import (
    DefaultViewForm,
    SavedViewMade,
    SavedViews,
    ViewChange,
    ViewForm,
    ViewOrderForm,
)

router = APIRouter(prefix="/api/v1/zones/{zone}/task-views", tags=["views"], route_class=GatedRoute)

Viewing = Annotated[Actor, Depends(allow(Permission.VIEW_SAVE))]
ViewId = Annotated[UUID, Path(description="A saved view, as the list of views gives it.")]


@router.get("")
async def list_task_views(actor: Viewing, reader: Read) -> SavedViews:
    """The zone's views and your own, with the search of each as the list of tasks takes it."""
    rows = await reader.rows(views.VIEWS, account=actor.account_id)
    return views.views_as_seen([dict(row) for row in rows], actor)


@router.post("", status_code=201)
async def save_task_view(form: ViewForm, actor: Viewing, session: Tx, answer: Response) -> SavedViewMade:
    """Keeps a search of the task list under a name; at most 50 of your own and 50 of the zone's."""
    view = await views.save_view(session, actor, form)
    answer.headers["ETag"] = etag(view.version)
    return SavedViewMade(id=view.id, version=view.version)


# Before the routes of one view, which would take the words for an id.
@router.put("/default", status_code=204)
async def choose_default_task_view(form: DefaultViewForm, actor: Viewing, session: Tx) -> None:
    """With which view the list opens for you when it is called without a search."""
    await views.open_with(session, actor, form.view)


@router.put("/order", status_code=204)
async def arrange_task_views(form: ViewOrderForm, actor: Viewing, session: Tx) -> None:
    """Puts your own views, or the zone's (the supervisor), in another order."""
    await views.arrange_views(session, actor, form.views, shared=form.shared)


@router.patch("/{view}", status_code=204)
async def change_task_view(view: ViewId, form: ViewChange, expected: Expected, actor: Viewing, session: Tx) -> Response:
    """Renames a view, overwrites its search, or shares it; the zone's views are the supervisor's to change."""
    changed = await views.change_view(session, actor, view, form, expected)
    return Response(status_code=204, headers={"ETag": etag(changed.version)})


@router.delete("/{view}", status_code=204)
async def delete_task_view(view: ViewId, expected: Expected, actor: Viewing, session: Tx) -> None:
    """Deletes a view; whoever opened the list with it starts with all tasks again."""
    await views.delete_view(session, actor, view, expected)
