"""What the people and audit pages read."""

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    DateTime,
    Select,
    SQLColumnExpression,
    Subquery,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, aggregate_order_by
from sqlmodel import col

from mandate.access.permissions import ADMINISTRATORS
from mandate.access.tables import Account, Membership, ZoneAccount
from mandate.platform.events import Event
from mandate.platform.paging import Order, Page
from mandate.platform.reading import one_as_json

ME = bindparam("me", type_=Uuid)
# {state: [move]} of access.rules, for people of the zone's own making and for guests.
HOME_MOVES = bindparam("home_moves", type_=JSONB)
GUEST_MOVES = bindparam("guest_moves", type_=JSONB)
# Units stand above access: only their names and kinds are read here.
UNIT = table("unit", column("zone_id", Uuid), column("id", Uuid), column("name", Text), column("kind", Text))
# An import may name thousands; nobody reads on that far.
MOST_NAMED = 200
ID_PATTERN = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
EMPTY: ColumnElement[Any] = literal_column("'[]'::json")


def state_of_person() -> ColumnElement[str]:
    return case(
        (col(ZoneAccount.disabled_at).is_not(None), "disabled"),
        (col(Account.disabled_at).is_not(None), "closed"),
        else_="active",
    )


def roles_of_person() -> ColumnElement[Any]:
    role = func.json_build_object(
        "id", Membership.id, "role", Membership.role, "unit_id", UNIT.c.id, "unit", UNIT.c.name
    )
    listed = func.json_agg(aggregate_order_by(role, col(Membership.role), UNIT.c.name))
    unit = and_(UNIT.c.zone_id == col(Membership.zone_id), UNIT.c.id == col(Membership.unit_id))
    return (
        select(func.coalesce(listed, EMPTY))
        .select_from(Membership)
        .outerjoin(UNIT, unit)
        .where(col(Membership.account_id) == col(ZoneAccount.account_id))
        .scalar_subquery()
    )


def administers() -> ColumnElement[bool]:
    role = or_(*(col(Membership.role) == one for one in sorted(ADMINISTRATORS)))
    return select(1).where(col(Membership.account_id) == col(ZoneAccount.account_id), role).exists()


def person_record() -> Select[Any]:
    home = col(Account.home_zone_id) == col(ZoneAccount.zone_id)
    moves = case((and_(home, ~administers()), HOME_MOVES), else_=GUEST_MOVES)
    return select(
        col(ZoneAccount.account_id).label("id"),
        col(Account.login).label("login"),
        col(Account.name).label("name"),
        func.coalesce(home, literal_column("false", Boolean)).label("home"),
        state_of_person().label("state"),
        roles_of_person().label("roles"),
        case(
            (col(ZoneAccount.account_id) == ME, literal_column("'[]'::jsonb", JSONB)),
            else_=moves.op("->", return_type=JSONB())(state_of_person()),
        ).label("actions"),
        col(Account.must_change_password).label("must_change_password"),
        col(ZoneAccount.version).label("version"),
        col(ZoneAccount.created_at).label("created_at"),
        col(ZoneAccount.updated_at).label("updated_at"),
    ).join(Account, col(Account.id) == col(ZoneAccount.account_id))


PERSON = one_as_json(lambda: person_record().where(col(ZoneAccount.account_id) == bindparam("account", type_=Uuid)))


def contains(text: SQLColumnExpression[str], part: ColumnElement[str]) -> ColumnElement[bool]:
    return func.strpos(func.lower(text), func.lower(part)) > 0


def person_filters() -> dict[str, ColumnElement[bool]]:
    wanted = bindparam("q", type_=Text)
    role = col(Membership.role) == bindparam("role", type_=Text)
    unit = col(Membership.unit_id) == bindparam("unit_id", type_=Uuid)
    theirs = col(Membership.account_id) == col(ZoneAccount.account_id)
    return {
        "q": or_(contains(col(Account.login), wanted), contains(col(Account.name), wanted)),
        "role": select(1).where(theirs, role).exists(),
        "unit_id": select(1).where(theirs, unit).exists(),
        "state": state_of_person() == bindparam("state", type_=Text),
    }


@lru_cache(maxsize=64)
def person_page(filters: frozenset[str]) -> Page:
    chosen = [condition for name, condition in person_filters().items() if name in filters]
    rows = (
        select(col(ZoneAccount.zone_id), col(ZoneAccount.account_id))
        .join(Account, col(Account.id) == col(ZoneAccount.account_id))
        .where(*chosen)
    )

    def record(page: Subquery) -> Select[Any]:
        here = and_(page.c.zone_id == col(ZoneAccount.zone_id), page.c.account_id == col(ZoneAccount.account_id))
        return person_record().join(page, here)

    return Page(rows, Order((col(Account.login),)), record)


def event_filters() -> dict[str, ColumnElement[bool]]:
    return {
        "tag": col(Event.tag) == bindparam("tag", type_=Text),
        "account_id": col(Event.account_id) == bindparam("account_id", type_=Uuid),
        "subject_kind": col(Event.subject_kind) == bindparam("subject_kind", type_=Text),
        "subject_id": col(Event.subject_id) == bindparam("subject_id", type_=Uuid),
        "from_at": col(Event.at) >= bindparam("from_at", type_=DateTime(timezone=True)),
        "to_at": col(Event.at) < bindparam("to_at", type_=DateTime(timezone=True)),
    }


def names_in_event() -> ColumnElement[Any]:
    """{id: name} of the zone's people and units whose ids the event keeps, of `MOST_NAMED` ids at the most."""
    kept = func.concat(col(Event.before), col(Event.after))
    match = func.regexp_matches(kept, ID_PATTERN, "g", type_=ARRAY(Text)).column_valued("match")
    ids = select(cast(match[1], Uuid).label("id")).distinct().limit(MOST_NAMED).correlate(Event).subquery("kept_ids")
    person = and_(col(ZoneAccount.zone_id) == col(Event.zone_id), col(ZoneAccount.account_id) == ids.c.id)
    unit = and_(UNIT.c.zone_id == col(Event.zone_id), UNIT.c.id == ids.c.id)
    name = func.coalesce(col(Account.name) + "（" + col(Account.login) + "）", UNIT.c.name)
    return (
        select(
            func.coalesce(func.json_object_agg(ids.c.id, name).filter(name.is_not(None)), literal_column("'{}'::json"))
        )
        .select_from(ids)
        .outerjoin(ZoneAccount, person)
        .outerjoin(Account, col(Account.id) == col(ZoneAccount.account_id))
        .outerjoin(UNIT, unit)
        .correlate(Event)
        .scalar_subquery()
    )


@lru_cache(maxsize=64)
def event_page(filters: frozenset[str]) -> Page:
    chosen = [condition for name, condition in event_filters().items() if name in filters]
    rows = select(col(Event.zone_id), col(Event.id)).where(*chosen)

    def record(page: Subquery) -> Select[Any]:
        return select(
            col(Event.id),
            col(Event.sequence),
            col(Event.at),
            col(Event.account_id),
            col(Event.account_name),
            col(Event.tag),
            col(Event.subject_kind),
            col(Event.subject_id),
            col(Event.subject_title),
            col(Event.before),
            col(Event.after),
            col(Event.reason),
            col(Event.request_id),
            func.encode(col(Event.row_hash), "hex").label("row_hash"),
            names_in_event().label("names"),
        ).join(page, and_(page.c.zone_id == col(Event.zone_id), page.c.id == col(Event.id)))

    return Page(rows, Order((col(Event.sequence),), descending=True), record)
