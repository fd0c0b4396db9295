"""Bulk edits over HTTP: look first, then change."""

from fastapi import APIRouter

from mandate.access.gate import GatedRoute, Tx
from mandate.tasks.bulk_edit_schemas import BulkEdited, BulkEditForm, BulkPreview, BulkPreviewForm
from mandate.tasks.bulk_edits import edit_tasks, preview_edit
from mandate.tasks.routes import Editing

router = APIRouter(prefix="/api/v1/zones/{zone}/tasks/bulk-edits", tags=["tasks"], route_class=GatedRoute)


@router.post("/preview")
async def preview_bulk_edit(form: BulkPreviewForm, actor: Editing, session: Tx) -> BulkPreview:
    """What a change would do to each of up to 500 tasks, chosen by id or by filter; nothing is changed.

    Each task comes with its version, what would differ, and why it would be refused, if so.
    """
    return await preview_edit(session, actor, form)


@router.post("")
async def apply_bulk_edit(form: BulkEditForm, actor: Editing, session: Tx) -> BulkEdited:
    """Makes a change in many tasks, in one transaction and with one event for each task.

    Send the versions that the preview showed. A task that has changed since, or that refuses the change, is
    named in `refused` and stays as it is; the others are changed.
    """
    return await edit_tasks(session, actor, form)
