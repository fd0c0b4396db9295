"""What the review desk reads: draft tasks with their units and quantities, duties, units as the document names them."""

from typing import Any

from sqlalchemy import Text, and_, bindparam, case, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.sql.expression import SQLColumnExpression
from sqlmodel import Uuid, col

from mandate.plans.duty_tables import DraftDuty
from mandate.plans.queries import PLAN
from mandate.plans.tables import DraftAttribution, DraftQuantity, DraftTask
from mandate.platform.reading import AnySelect, all_as_json, one_as_json
from mandate.units.tables import Unit


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


DRAFT_DUTIES = all_as_json(_draft_duties)
DRAFT_DUTY = one_as_json(lambda: _draft_duties().where(col(DraftDuty.id) == bindparam("duty", type_=Uuid)))
DRAFT_TASKS = all_as_json(_draft_tasks)
DRAFT_TASK = one_as_json(lambda: _draft_tasks(one=True))
LOOSE_QUANTITIES = all_as_json(_loose_quantities)
SPOKEN_UNITS = all_as_json(_spoken_units)
