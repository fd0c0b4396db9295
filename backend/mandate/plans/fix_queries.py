"""What corrections of a whole draft, habits and the state of a review read."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Integer,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    select,
    union_all,
)
from sqlmodel import col

from mandate.access.tables import Account
from mandate.plans.review_tables import ReadingHabit, ReviewChange
from mandate.plans.tables import DraftAttribution, DraftTask, Plan, PlanText
from mandate.platform.reading import AnySelect, Statement, all_as_json, one_as_json
from mandate.units.tables import Unit, UnitAlias

PLAN = bindparam("plan_id", type_=Uuid)
MOST_HABITS = 1000
RECENT = 10


def _spoken_rows() -> AnySelect:
    return (
        select(
            col(DraftTask.id),
            col(DraftTask.number),
            col(DraftTask.title),
            col(DraftTask.section),
            col(DraftAttribution.id).label("attribution_id"),
            col(DraftAttribution.text),
            col(DraftAttribution.relation),
            col(DraftAttribution.start_offset).label("start"),
            col(DraftAttribution.end_offset).label("end"),
            col(DraftAttribution.unit_id),
        )
        .outerjoin(DraftAttribution, col(DraftAttribution.draft_task_id) == col(DraftTask.id))
        .where(col(DraftTask.plan_id) == PLAN, col(DraftTask.state) != "dropped")
        .order_by(col(DraftTask.ordinal), col(DraftTask.id), col(DraftAttribution.ordinal))
    )


def _body() -> AnySelect:
    return select(col(PlanText.body)).where(col(PlanText.plan_id) == PLAN)


def _fitting() -> AnySelect:
    """Active habits whose unit, if they name one, is active too."""
    return (
        select(
            col(ReadingHabit.id),
            col(ReadingHabit.kind),
            col(ReadingHabit.pattern),
            col(ReadingHabit.sample),
            col(ReadingHabit.unit_id),
            col(ReadingHabit.declined_in),
            col(Unit.name).label("unit"),
            col(Plan.title).label("plan"),
        )
        .join(Plan, col(Plan.id) == col(ReadingHabit.plan_id))
        .outerjoin(Unit, col(Unit.id) == col(ReadingHabit.unit_id))
        .where(col(ReadingHabit.active), col(ReadingHabit.unit_id).is_(None) | col(Unit.active))
        .order_by(col(ReadingHabit.kind), col(ReadingHabit.pattern))
        .limit(MOST_HABITS)
    )


def _actions(words: list[str]) -> Any:
    listed = func.json_build_array(*(literal_column(f"'{word}'::text") for word in words))
    return case((bindparam("may_review"), listed), else_=literal_column("'[]'::json"))


def _habits() -> AnySelect:
    """What was confirmed on desks, and the aliases of the directory, newest first."""
    learned: AnySelect = (
        select(
            col(ReadingHabit.id),
            col(ReadingHabit.kind),
            col(ReadingHabit.pattern),
            col(ReadingHabit.sample),
            col(ReadingHabit.unit_id),
            col(Unit.name).label("unit"),
            col(ReadingHabit.plan_id),
            col(Plan.title).label("plan"),
            col(ReadingHabit.clause),
            col(Account.name).label("learned_by"),
            col(ReadingHabit.created_at).label("learned_at"),
            col(ReadingHabit.uses),
            col(ReadingHabit.active),
            col(ReadingHabit.version),
            case(
                (col(ReadingHabit.active), _actions(["deactivate", "remove"])),
                else_=_actions(["activate", "remove"]),
            ).label("actions"),
        )
        .join(Plan, col(Plan.id) == col(ReadingHabit.plan_id))
        .outerjoin(Unit, col(Unit.id) == col(ReadingHabit.unit_id))
        .outerjoin(Account, col(Account.id) == col(ReadingHabit.learned_by))
    )
    aliases = select(
        col(UnitAlias.id),
        literal("directory").label("kind"),
        col(UnitAlias.alias),
        literal("").label("sample"),
        col(UnitAlias.unit_id),
        col(Unit.name),
        cast(null(), Uuid),
        cast(null(), Text),
        literal("").label("clause"),
        cast(null(), Text),
        cast(null(), DateTime(timezone=True)),
        cast(literal_column("0"), Integer),
        literal_column("true"),
        cast(literal_column("1"), Integer),
        literal_column("'[]'::json"),
    ).join(Unit, col(Unit.id) == col(UnitAlias.unit_id))
    both = union_all(learned, aliases).subquery("both")
    order = (both.c.learned_at.desc().nulls_last(), both.c.unit, both.c.pattern)
    return select(both).order_by(*order).limit(MOST_HABITS)


def _changes(*conditions: Any, order: Any, limit: int) -> AnySelect:
    touched = func.jsonb_path_query_array(col(ReviewChange.rows), literal_column("'$[*].id'::jsonpath"))
    return (
        select(
            col(ReviewChange.id),
            col(ReviewChange.account_name).label("who"),
            func.coalesce(col(ReviewChange.account_id) == bindparam("account_id", type_=Uuid), False).label("mine"),
            col(ReviewChange.what_zh),
            col(ReviewChange.what_en),
            col(ReviewChange.state),
            col(ReviewChange.moved_at),
            touched.label("touched"),
        )
        .where(col(ReviewChange.plan_id) == PLAN, *conditions)
        .order_by(order)
        .limit(limit)
    )


def _state() -> AnySelect:
    """One row: how far the review is, and what its caller can take back."""
    mine = col(ReviewChange.account_id) == bindparam("account_id", type_=Uuid)
    undo = _changes(mine, col(ReviewChange.state) == "done", order=col(ReviewChange.id).desc(), limit=1).subquery(
        "undo"
    )
    redo = _changes(mine, col(ReviewChange.state) == "undone", order=col(ReviewChange.id), limit=1).subquery("redo")
    recent = _changes(order=col(ReviewChange.moved_at).desc(), limit=RECENT).subquery("recent")
    made = func.jsonb_array_elements(col(ReviewChange.units)).table_valued("value", name="made")
    new_units = (
        select(func.json_agg(literal_column("made.value")))
        .select_from(ReviewChange)
        .join(made, literal_column("true"))
        .where(col(ReviewChange.plan_id) == PLAN, col(ReviewChange.state) == "done")
        .scalar_subquery()
    )
    counted = (
        select(func.concat(func.count(), "-", func.extract("epoch", func.max(col(ReviewChange.moved_at)))))
        .where(col(ReviewChange.plan_id) == PLAN)
        .scalar_subquery()
    )
    none: ColumnElement[Any] = literal_column("'[]'::json")
    return select(
        func.concat(col(Plan.version), "-", col(Plan.state), "-", counted).label("revision"),
        select(func.row_to_json(undo.table_valued())).scalar_subquery().label("undo"),
        select(func.row_to_json(redo.table_valued())).scalar_subquery().label("redo"),
        func.coalesce(select(func.json_agg(func.row_to_json(recent.table_valued()))).scalar_subquery(), none).label(
            "recent"
        ),
        func.coalesce(new_units, none).label("new_units"),
    ).where(col(Plan.id) == PLAN)


SPOKEN_ROWS = Statement(_spoken_rows)
BODY = Statement(_body)
FITTING_HABITS = Statement(_fitting)
HABITS = all_as_json(_habits)
REVIEW_STATE = one_as_json(_state)
