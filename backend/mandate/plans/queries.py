"""What the plan pages read."""

from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, case, cast, func, literal, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.sql.expression import SQLColumnExpression
from sqlmodel import Uuid, col

from mandate.access.tables import Account
from mandate.plans.duty_tables import DraftDuty
from mandate.plans.tables import Clause, DraftAttribution, DraftQuantity, DraftTask, Plan, PlanText
from mandate.platform.paging import Order, Page
from mandate.platform.reading import AnySelect, Statement, all_as_json, one_as_json
from mandate.units.tables import Unit

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


def _json_list(columns: AnySelect, order: Any) -> ColumnElement[Any]:
    rows = columns.subquery()
    array = func.json_agg(aggregate_order_by(func.row_to_json(rows.table_valued()), rows.c[order]))
    return func.coalesce(select(array).scalar_subquery(), cast(literal("[]"), JSONB))


def quantity_columns() -> list[SQLColumnExpression[Any]]:
    # Decimals travel as text: a JSON number would be read as a float.
    numbers = {"value": DraftQuantity.value, "value_high": DraftQuantity.value_high, "baseline": DraftQuantity.baseline}
    return [
        col(DraftQuantity.ordinal),
        col(DraftQuantity.id),
        col(DraftQuantity.draft_task_id),
        col(DraftQuantity.indicator),
        col(DraftQuantity.operator),
        *(cast(func.trim_scale(column), Text).label(name) for name, column in numbers.items()),
        col(DraftQuantity.value_text),
        col(DraftQuantity.unit),
        col(DraftQuantity.condition),
        col(DraftQuantity.kind),
        col(DraftQuantity.deadline_text),
        col(DraftQuantity.deadline_date),
        col(DraftQuantity.quote),
        col(DraftQuantity.start_offset).label("start"),
        col(DraftQuantity.end_offset).label("end"),
        col(DraftQuantity.doubts),
        col(DraftQuantity.state),
        col(DraftQuantity.version),
    ]


def _draft_tasks(one: bool = False) -> AnySelect:
    units = (
        select(
            col(DraftAttribution.draft_task_id),
            func.json_agg(
                aggregate_order_by(
                    func.json_build_object(
                        "id", col(DraftAttribution.id), "relation", col(DraftAttribution.relation),
                        "text", col(DraftAttribution.text), "start", col(DraftAttribution.start_offset),
                        "end", col(DraftAttribution.end_offset), "inherited", col(DraftAttribution.inherited),
                        "open_ended", col(DraftAttribution.open_ended), "unit_id", col(DraftAttribution.unit_id),
                        "unit", col(Unit.name),
                    ),
                    col(DraftAttribution.ordinal),
                )
            ).label("units"),
        )
        .outerjoin(Unit, and_(col(Unit.zone_id) == col(DraftAttribution.zone_id),
                              col(Unit.id) == col(DraftAttribution.unit_id)))
        .where(col(DraftAttribution.plan_id) == PLAN)
        .group_by(col(DraftAttribution.draft_task_id))
        .subquery()
    )  # fmt: skip
    numbers = select(*quantity_columns()).where(
        col(DraftQuantity.plan_id) == PLAN, col(DraftQuantity.draft_task_id).is_not(None)
    ).subquery()  # fmt: skip
    quantities = (
        select(
            numbers.c.draft_task_id,
            func.json_agg(aggregate_order_by(func.row_to_json(numbers.table_valued()), numbers.c.ordinal)).label(
                "quantities"
            ),
        )
        .group_by(numbers.c.draft_task_id)
        .subquery()
    )
    empty = cast(literal("[]"), JSONB)
    statement: AnySelect = (
        select(
            col(DraftTask.id),
            col(DraftTask.section),
            col(DraftTask.number),
            col(DraftTask.title),
            col(DraftTask.body),
            col(DraftTask.start_offset).label("start"),
            col(DraftTask.end_offset).label("end"),
            col(DraftTask.deadline_text),
            col(DraftTask.deadline_date),
            col(DraftTask.deadline_start),
            col(DraftTask.deadline_end),
            col(DraftTask.precondition),
            col(DraftTask.doubts),
            col(DraftTask.state),
            col(DraftTask.origin),
            col(DraftTask.version),
            case((units.c.units.is_(None), cast(empty, JSONB)), else_=cast(units.c.units, JSONB)).label("units"),
            func.coalesce(cast(quantities.c.quantities, JSONB), empty).label("quantities"),
        )
        .outerjoin(units, units.c.draft_task_id == col(DraftTask.id))
        .outerjoin(quantities, quantities.c.draft_task_id == col(DraftTask.id))
        .where(col(DraftTask.plan_id) == PLAN)
        .order_by(col(DraftTask.ordinal))
    )
    return statement.where(col(DraftTask.id) == bindparam("task_id", type_=Uuid)) if one else statement


def _loose_quantities() -> AnySelect:
    return (
        select(*quantity_columns())
        .where(col(DraftQuantity.plan_id) == PLAN, col(DraftQuantity.draft_task_id).is_(None))
        .order_by(col(DraftQuantity.ordinal))
    )


def _spoken_units() -> AnySelect:
    return (
        select(
            col(DraftAttribution.text),
            func.count().label("uses"),
            func.min(cast(col(DraftAttribution.unit_id), Text)).label("unit_id"),
            func.min(col(Unit.name)).label("unit"),
        )
        .join(DraftTask, col(DraftTask.id) == col(DraftAttribution.draft_task_id))
        .outerjoin(Unit, col(Unit.id) == col(DraftAttribution.unit_id))
        .where(col(DraftAttribution.plan_id) == PLAN, col(DraftTask.state) != "dropped")
        .group_by(col(DraftAttribution.text))
        .order_by(func.bool_or(col(DraftAttribution.unit_id).is_(None)).desc(), func.min(col(DraftTask.ordinal)))
    )


def _draft_duties() -> AnySelect:
    return (
        select(
            col(DraftDuty.id),
            col(DraftDuty.draft_task_id),
            col(DraftDuty.kind),
            col(DraftDuty.cadence),
            col(DraftDuty.who),
            col(DraftDuty.unit_id),
            col(Unit.name).label("unit_name"),
            col(DraftDuty.text),
            col(DraftDuty.start_offset).label("start"),
            col(DraftDuty.end_offset).label("end"),
            col(DraftDuty.state),
            col(DraftDuty.version),
        )
        .outerjoin(Unit, col(Unit.id) == col(DraftDuty.unit_id))
        .where(col(DraftDuty.plan_id) == PLAN)
        .order_by(col(DraftDuty.ordinal))
    )


PLAN_DETAIL = one_as_json(_detail)
DRAFT_DUTIES = all_as_json(_draft_duties)
DRAFT_DUTY = one_as_json(lambda: _draft_duties().where(col(DraftDuty.id) == bindparam("duty", type_=Uuid)))
PLAN_TEXT = one_as_json(_text)
PLAN_CLAUSES = all_as_json(_clauses)
DRAFT_TASKS = all_as_json(_draft_tasks)
DRAFT_TASK = one_as_json(lambda: _draft_tasks(one=True))
LOOSE_QUANTITIES = all_as_json(_loose_quantities)
SPOKEN_UNITS = all_as_json(_spoken_units)
PLAN_EXISTS = Statement(lambda: select(col(Plan.id)).where(col(Plan.id) == PLAN))
PLAN_VERSION = Statement(lambda: select(col(Plan.version)).where(col(Plan.id) == PLAN))
PLANS = Page(
    select(col(Plan.id)),
    Order((col(Plan.id),), descending=True),
    lambda page: select(*plan_columns()).select_from(uploader()).join(page, page.c.id == col(Plan.id)),
)
