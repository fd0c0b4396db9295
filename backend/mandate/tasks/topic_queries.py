"""What the pages of topics read."""

from typing import Any

from sqlalchemy import Integer, Select, case, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSON, aggregate_order_by
from sqlmodel import col

from mandate.plans.tables import Plan
from mandate.platform.reading import Statement, all_as_json
from mandate.tasks.queries import json_object, row_rule, words
from mandate.tasks.tables import TOPIC_STATES, Task
from mandate.tasks.topic_tables import BReadyTopic, Topic

MOST_PLANS = 200
MOST_OF_A_PLAN = 500


def _topics() -> Select[Any]:
    b_ready = json_object(
        code=BReadyTopic.code, name=BReadyTopic.name, name_en=BReadyTopic.name_en, extent=Topic.b_ready_extent
    )
    return (
        select(
            col(Topic.code),
            col(Topic.name),
            col(Topic.name_en),
            case((col(BReadyTopic.code).is_not(None), b_ready)).label("b_ready"),
        )
        .outerjoin(BReadyTopic, col(BReadyTopic.code) == col(Topic.b_ready_code))
        .order_by(col(Topic.ordinal))
    )


TOPICS = all_as_json(_topics)


def suggestions_by_plan(*, whole_zone: bool) -> Statement:
    """Plans with readable tasks: how many topics are suggested, confirmed and missing, and the open suggestions."""

    def build() -> Select[Any]:
        place = func.row_number().over(partition_by=(col(Task.plan_id), col(Task.topic_state)), order_by=_order())
        one = json_object(
            id=Task.id,
            number=Task.number,
            section=Task.section,
            title=Task.title,
            topic=Task.topic,
            reason=Task.topic_reason,
            version=Task.version,
        )
        columns: list[Any] = [
            Task.plan_id,
            Task.topic_state,
            Task.ordinal,
            Task.id,
            place.label("place"),
            one.label("one"),
        ]
        task = row_rule(select(*columns).where(col(Task.state) != "withdrawn"), whole_zone=whole_zone).subquery("task")
        counts = [func.count().filter(task.c.topic_state == words(state)).label(state) for state in TOPIC_STATES]
        open_ones = func.json_agg(aggregate_order_by(task.c.one, task.c.ordinal, task.c.id)).filter(
            task.c.topic_state == words("suggested"), task.c.place <= literal_column(str(MOST_OF_A_PLAN), Integer)
        )
        grouped = select(
            task.c.plan_id, *counts, func.coalesce(open_ones, literal_column("'[]'", JSON)).label("items")
        ).group_by(task.c.plan_id)
        plan = grouped.subquery("counted")
        return (
            select(col(Plan.id), col(Plan.title), *(plan.c[state] for state in TOPIC_STATES), plan.c["items"])
            .join(plan, plan.c.plan_id == col(Plan.id))
            .order_by(col(Plan.created_at).desc(), col(Plan.id))
            .limit(MOST_PLANS)
        )

    return all_as_json(build)


def _order() -> tuple[Any, ...]:
    return (col(Task.ordinal), col(Task.id))
