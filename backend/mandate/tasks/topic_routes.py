"""Topics over HTTP: the taxonomy that all zones share, and what tasks are about."""

from fastapi import APIRouter, Response

from mandate.access.conditions import Expected
from mandate.access.gate import GatedRoute, Read, Tx
from mandate.tasks import topic_queries, topics
from mandate.tasks.routes import Editing, Reading, TaskId, changed
from mandate.tasks.schemas import TaskDetail
from mandate.tasks.topic_schemas import PlansWithSuggestions, SuggestionForm, SuggestionResult, TopicForm, TopicList

router = APIRouter(prefix="/api/v1/zones/{zone}", tags=["topics"], route_class=GatedRoute)


@router.get("/topics", response_model=TopicList)
async def list_topics(actor: Reading, reader: Read) -> Response:
    """The eighteen topics of China's business-environment evaluation, the same in every zone.

    `b_ready` is the topic of the World Bank's B-READY that asks about the same, our own reading of both.
    """
    return listed(await reader.text(topic_queries.TOPICS))


@router.get("/topics/suggestions", response_model=PlansWithSuggestions)
async def list_topic_suggestions(actor: Reading, reader: Read) -> Response:
    """The plans whose tasks you may read, how far their topics are settled, and the suggestions still open.

    Withdrawn tasks are left out. A suggestion is confirmed on the task, or for many with a bulk edit of kind `topic`.
    """
    statement = topic_queries.suggestions_by_plan(whole_zone=actor.reads_whole_zone)
    return listed(await reader.text(statement, unit_ids=list(actor.unit_ids)))


@router.post("/topics/suggestions")
async def suggest_topics_again(form: SuggestionForm, actor: Editing, session: Tx) -> SuggestionResult:
    """Suggests topics anew for the tasks of one plan; those that a person has confirmed stay."""
    return await topics.suggest_again(session, form.plan)


@router.put("/tasks/{task}/topic", response_model=TaskDetail)
async def set_task_topic(task: TaskId, form: TopicForm, expected: Expected, actor: Editing, session: Tx) -> Response:
    """Confirms or changes what a task is about: one main topic and up to five further ones, or none."""
    await topics.set_topic(session, actor, task, form, expected)
    return await changed(session, actor, task)


def listed(items: str | None) -> Response:
    return Response(f'{{"items":{items}}}', media_type="application/json")
