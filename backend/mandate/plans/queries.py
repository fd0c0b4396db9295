"""What the plan pages read."""

from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, cast, func, literal, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.expression import SQLColumnExpression
from sqlmodel import Uuid, col

from mandate.access.tables import Account
from mandate.plans.duty_tables import DraftDuty
from mandate.plans.tables import Clause, DraftAttribution, DraftQuantity, DraftTask, Plan, PlanText
from mandate.platform.paging import Order, Page
from mandate.platform.reading import AnySelect, Statement, all_as_json, one_as_json

PLAN = bindparam("plan_id", type_=Uuid)

# Actions depend on state and permissions: the route hands in {state: [actions]} as one parameter.
ACTIONS = func.coalesce(cast(bindparam("actions", type_=Text), JSONB)[col(Plan.state)], cast(literal("[]"), JSONB))


def plan_columns() -> list[SQLColumnExpression[Any]]:
    return [
        col(Plan.id),
        col(Plan.title),
        col(Plan.file_name),
        col(Plan.state),
        col(Plan.stage),
        col(Plan.progress),
        col(Plan.failure_zh),
        col(Plan.failure_en),
        col(Plan.document_number),
        col(Plan.document_status),
        col(Plan.issued_date),
        col(Account.name).label("uploaded_by"),
        col(Plan.created_at),
        col(Plan.adopted_at),
        col(Plan.version),
        ACTIONS.label("actions"),
    ]


def uploader() -> Any:
    return Plan.__table__.join(Account.__table__, col(Account.id) == col(Plan.uploaded_by))  # type: ignore[attr-defined]


def _counts() -> ColumnElement[Any]:
    of_plan = col(DraftTask.plan_id) == PLAN
    kept = col(DraftTask.state) != "dropped"
    units_of = select(literal(1)).where(col(DraftAttribution.draft_task_id) == col(DraftTask.id)).exists()
    asked = func.jsonb_path_exists(col(DraftTask.doubts), literal_column("'$[*] ? (!(@.settled == true))'::jsonpath"))
    doubtful = and_(col(DraftTask.state) == "proposed", asked)
    quantities = (
        select(func.count())
        .where(col(DraftQuantity.plan_id) == PLAN, col(DraftQuantity.state) == "proposed")
        .scalar_subquery()
    )
    duties = (
        select(func.count()).where(col(DraftDuty.plan_id) == PLAN, col(DraftDuty.state) == "proposed").scalar_subquery()
    )
    unresolved = (
        select(func.count(func.distinct(col(DraftAttribution.text))))
        .join(DraftTask, col(DraftTask.id) == col(DraftAttribution.draft_task_id))
        .where(of_plan, kept, col(DraftAttribution.unit_id).is_(None))
        .scalar_subquery()
    )
    return (
        select(
            func.json_build_object(
                "tasks", func.count().filter(kept),
                "confirmed", func.count().filter(col(DraftTask.state) == "confirmed"),
                "dropped", func.count().filter(~kept),
                "quantities", quantities,
                "duties", duties,
                "doubtful", func.count().filter(doubtful),
                "unresolved_units", unresolved,
                "without_units", func.count().filter(kept, ~units_of),
            )
        )
        .where(of_plan)
        .scalar_subquery()
    )  # fmt: skip


def _detail() -> AnySelect:
    more = (
        col(Plan.issuer),
        col(Plan.first_year),
        col(Plan.last_year),
        col(Plan.notation),
        col(Plan.notation_en),
        col(Plan.anchors),
        col(Plan.sheet_columns),
        col(Plan.columns_confirmed),
    )
    return (
        select(*plan_columns(), *more, col(Plan.doubts), _counts().label("counts"))
        .select_from(uploader())
        .where(col(Plan.id) == PLAN)
    )


def _text() -> AnySelect:
    return select(col(PlanText.body)).where(col(PlanText.plan_id) == PLAN)


def _clauses() -> AnySelect:
    return (
        select(
            col(Clause.id),
            col(Clause.parent_id),
            col(Clause.kind),
            col(Clause.label),
            col(Clause.number),
            col(Clause.title),
            col(Clause.start_offset).label("start"),
            col(Clause.end_offset).label("end"),
            col(Clause.became),
        )
        .where(col(Clause.plan_id) == PLAN)
        .order_by(col(Clause.ordinal))
    )


PLAN_DETAIL = one_as_json(_detail)
PLAN_TEXT = one_as_json(_text)
PLAN_CLAUSES = all_as_json(_clauses)
PLAN_EXISTS = Statement(lambda: select(col(Plan.id)).where(col(Plan.id) == PLAN))
PLAN_VERSION = Statement(lambda: select(col(Plan.version)).where(col(Plan.id) == PLAN))
PLANS = Page(
    select(col(Plan.id)),
    Order((col(Plan.id),), descending=True),
    lambda page: select(*plan_columns()).select_from(uploader()).join(page, page.c.id == col(Plan.id)),
)
