"""What the comparison reads: both documents as they were reviewed, and what was settled between them."""

from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Text, Uuid, and_, any_, bindparam, cast, func, literal, or_, select
from sqlalchemy.dialects.postgresql import JSON, aggregate_order_by
from sqlalchemy.orm import aliased
from sqlmodel import col

from mandate.plans.queries import PLAN
from mandate.plans.succession_tables import DraftMatch, DraftOrigin, PlanSuccession
from mandate.plans.tables import DraftAttribution, DraftQuantity, DraftTask, Plan
from mandate.platform.reading import AnySelect, Statement, all_as_json, one_as_json
from mandate.units.tables import Unit

OTHER = bindparam("other", type_=Uuid)
PLANS = bindparam("plans", type_=ARRAY(Uuid))
CANDIDATES_AT_MOST = 100
FACTS = (
    "id", "title", "state", "document_number", "document_status", "issuer", "issued_date", "first_year", "last_year",
)  # fmt: skip


def _plan_object(plan: Any) -> ColumnElement[Any]:
    parts = [part for name in FACTS for part in (literal(name), getattr(plan, name))]
    return func.json_build_object(*parts)


def _head() -> AnySelect:
    """The plan, what is said of its succession, and the plan beside it: the one asked for, else its predecessor.

    `successor` is the plan that has taken its tasks over.
    """
    # Any: of an alias, the type checker only sees the values of a row.
    other: Any = aliased(Plan)
    later: Any = aliased(Plan)
    taken: Any = aliased(PlanSuccession)
    successor = select(_plan_object(later)).where(
        taken.predecessor_id == col(Plan.id), taken.carried_at.is_not(None), later.id == taken.plan_id
    )
    beside = func.coalesce(OTHER, col(PlanSuccession.predecessor_id))
    following = and_(col(PlanSuccession.zone_id) == col(Plan.zone_id), col(PlanSuccession.plan_id) == col(Plan.id))
    return (
        select(
            _plan_object(Plan).label("plan"),
            select(_plan_object(other)).where(other.id == beside).scalar_subquery().label("other"),
            successor.limit(1).scalar_subquery().label("successor"),
            col(PlanSuccession.predecessor_id),
            col(PlanSuccession.kind),
            col(PlanSuccession.removed_tasks),
            col(PlanSuccession.carried_at).is_not(None).label("carried"),
            func.coalesce(col(PlanSuccession.version), 1).label("version"),
        )
        .outerjoin(PlanSuccession, following)
        .where(col(Plan.id) == PLAN)
    )


def _candidates() -> AnySelect:
    """Adopted plans, newest first, with their topics; those whose tasks another plan has taken over are left out."""
    topics = (
        select(func.string_agg(func.distinct(col(DraftTask.section)), literal(" ")))
        .where(col(DraftTask.plan_id) == col(Plan.id), col(DraftTask.state) != "dropped")
        .scalar_subquery()
    )
    taken = select(literal(1)).where(
        col(PlanSuccession.predecessor_id) == col(Plan.id), col(PlanSuccession.carried_at).is_not(None)
    )
    return (
        select(*(getattr(Plan, name) for name in FACTS), func.coalesce(topics, "").label("topics"))
        .where(or_(and_(col(Plan.state) == "adopted", ~taken.exists()), col(Plan.id) == PLAN))
        .order_by((col(Plan.id) == PLAN).desc(), col(Plan.id).desc())
        .limit(CANDIDATES_AT_MOST + 1)
    )


def _units() -> ColumnElement[Any]:
    unit = func.json_build_object(
        "key", func.coalesce(cast(col(DraftAttribution.unit_id), Text), col(DraftAttribution.text)),
        "name", func.coalesce(col(Unit.name), col(DraftAttribution.text)),
        "relation", col(DraftAttribution.relation),
    )  # fmt: skip
    order = (col(DraftAttribution.relation), col(DraftAttribution.ordinal))
    listed = (
        select(func.json_agg(aggregate_order_by(unit, *order)))
        .select_from(DraftAttribution)
        .outerjoin(Unit, col(Unit.id) == col(DraftAttribution.unit_id))
        .where(col(DraftAttribution.draft_task_id) == col(DraftTask.id))
        .scalar_subquery()
    )
    return func.coalesce(listed, cast(literal("[]"), JSON)).label("units")


def _figure() -> ColumnElement[Any]:
    # Decimals travel as text: a JSON number would be read as a float.
    names = ("id", "indicator", "kind", "operator", "value_text", "unit", "condition", "quote", "deadline_text")
    parts = [part for name in names for part in (literal(name), getattr(DraftQuantity, name))]
    for name in ("value", "value_high", "baseline"):
        parts += [literal(name), cast(func.trim_scale(getattr(DraftQuantity, name)), Text)]
    return func.json_build_object(*parts)


def _targets() -> ColumnElement[Any]:
    listed = (
        select(func.json_agg(aggregate_order_by(_figure(), col(DraftQuantity.ordinal), col(DraftQuantity.id))))
        .where(col(DraftQuantity.draft_task_id) == col(DraftTask.id), col(DraftQuantity.state) == "proposed")
        .scalar_subquery()
    )
    return func.coalesce(listed, cast(literal("[]"), JSON)).label("targets")


def _tasks() -> AnySelect:
    names = ("id", "plan_id", "ordinal", "section", "number", "title", "body", "deadline_text", "deadline_date")
    return (
        select(
            *(getattr(DraftTask, name) for name in names),
            col(DraftTask.start_offset).label("start"),
            col(DraftTask.end_offset).label("end"),
            _units(),
            _targets(),
        )
        .where(col(DraftTask.plan_id) == any_(PLANS), col(DraftTask.state) != "dropped")
        .order_by(col(DraftTask.plan_id), col(DraftTask.ordinal), col(DraftTask.id))
    )


def _loose() -> AnySelect:
    """Settled pairs of the plan, what was said of splits and merges, and targets of both plans that belong to no task."""
    matches = select(
        func.json_agg(
            func.json_build_object(
                "task", col(DraftMatch.draft_task_id), "earlier", col(DraftMatch.earlier_id), "by", col(DraftMatch.settled_by),
            )
        )
    ).where(col(DraftMatch.plan_id) == PLAN)  # fmt: skip
    figures = select(
        func.json_agg(
            aggregate_order_by(
                func.json_build_object("plan_id", col(DraftQuantity.plan_id), "figure", _figure()),
                col(DraftQuantity.ordinal),
                col(DraftQuantity.id),
            )
        )
    ).where(
        col(DraftQuantity.plan_id) == any_(PLANS),
        col(DraftQuantity.draft_task_id).is_(None),
        col(DraftQuantity.state) == "proposed",
    )
    # Any: of an alias, the type checker only sees the values of a row.
    later: Any = aliased(DraftTask)
    earlier: Any = aliased(DraftTask)
    origins = (
        select(
            func.json_agg(
                aggregate_order_by(
                    func.json_build_object("task", later.id, "earlier", earlier.id), later.ordinal, earlier.ordinal
                )
            )
        )
        .select_from(DraftOrigin)
        .join(later, and_(later.id == col(DraftOrigin.draft_task_id), later.state != "dropped"))
        .join(earlier, and_(earlier.id == col(DraftOrigin.earlier_id), earlier.state != "dropped"))
        .where(col(DraftOrigin.plan_id) == PLAN)
    )
    empty = cast(literal("[]"), JSON)
    return select(
        func.coalesce(origins.scalar_subquery(), empty).label("origins"),
        func.coalesce(matches.scalar_subquery(), empty).label("matches"),
        func.coalesce(figures.scalar_subquery(), empty).label("figures"),
    )


HEAD = one_as_json(_head)
CANDIDATES = all_as_json(_candidates)
COMPARED_TASKS = all_as_json(_tasks)
COMPARED_REST = one_as_json(_loose)
CHAIN = Statement(lambda: select(col(PlanSuccession.plan_id), col(PlanSuccession.predecessor_id)))
