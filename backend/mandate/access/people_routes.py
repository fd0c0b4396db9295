"""The people of a zone and their roles, for its administrators."""

from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Response
from fastapi import Query as QueryParameters

from mandate.access import commands, handover, queries, rules
from mandate.access.actor import Actor
from mandate.access.conditions import Expected, etag
from mandate.access.gate import GatedRoute, Read, Tx, allow
from mandate.access.people_schemas import (
    InitialPassword,
    Person,
    PersonForm,
    PersonList,
    PersonQuery,
    RoleForm,
    RoleHandOverForm,
    RolesHandedOver,
)
from mandate.access.permissions import Permission
from mandate.platform.errors import not_found
from mandate.platform.paging import read_page

router = APIRouter(prefix="/api/v1/zones/{zone}/people", tags=["people"], route_class=GatedRoute)

Reading = Annotated[Actor, Depends(allow(Permission.PERSON_READ))]
Creating = Annotated[Actor, Depends(allow(Permission.PERSON_CREATE))]
Disabling = Annotated[Actor, Depends(allow(Permission.PERSON_DISABLE))]
Granting = Annotated[Actor, Depends(allow(Permission.ROLE_GRANT))]


def seen_by(actor: Actor) -> dict[str, Any]:
    """Parameters of every query that tells a row's actions."""
    return {
        "me": actor.account_id,
        "home_moves": orjson.dumps(rules.moves_of(actor.permissions, home=True)).decode(),
        "guest_moves": orjson.dumps(rules.moves_of(actor.permissions, home=False)).decode(),
    }


def person_answer(document: str | None, status: int = 200) -> Response:
    if document is None:
        raise not_found()
    version: int = orjson.loads(document)["version"]
    return Response(document, status, {"ETag": etag(version)}, media_type="application/json")


@router.get("", response_model=PersonList)
async def list_people(query: Annotated[PersonQuery, QueryParameters()], actor: Reading, reader: Read) -> Response:
    """Everybody whom the zone knows, by login, with their roles here."""
    filters = query.model_dump(exclude={"limit", "cursor"}, exclude_none=True)
    page = queries.person_page(frozenset(filters))
    document = await read_page(reader, page, filters, limit=query.limit, cursor=query.cursor, **seen_by(actor))
    return Response(document, media_type="application/json")


@router.get("/{account}", response_model=Person)
async def read_person(account: UUID, actor: Reading, reader: Read) -> Response:
    """One person, with the version that changes have to name."""
    return person_answer(await reader.text(queries.PERSON, account=account, **seen_by(actor)))


@router.post("", status_code=201)
async def add_person(form: PersonForm, actor: Creating, session: Tx) -> InitialPassword:
    """Makes an account, or lists one that exists elsewhere by its exact login and name; it has no role yet.

    A new login starts with the zone's code and a dot. The initial password is told in this answer only.
    """
    account_id, password = await commands.add_person(session, actor, form.login, form.name)
    return InitialPassword(account_id=account_id, initial_password=password)


@router.post("/{account}/disable", response_model=Person)
async def disable_person(account: UUID, version: Expected, actor: Disabling, session: Tx) -> Response:
    """Ends the person's access to this zone at their next request; where the account was made, to every zone."""
    await commands.disable_person(session, actor, account, version)
    return await answer_in(session, actor, account)


@router.post("/{account}/enable", response_model=Person)
async def enable_person(account: UUID, version: Expected, actor: Disabling, session: Tx) -> Response:
    """Gives a disabled person their access back, with the roles they held."""
    await commands.enable_person(session, actor, account, version)
    return await answer_in(session, actor, account)


@router.post("/{account}/password-reset")
async def reset_password(account: UUID, version: Expected, actor: Creating, session: Tx) -> InitialPassword:
    """A new initial password, told in this answer only; the person is signed out everywhere.

    Only for accounts that this zone made, and not for its administrators.
    """
    password = await commands.reset_password(session, actor, account, version)
    return InitialPassword(account_id=account, initial_password=password)


@router.post("/{account}/roles", status_code=201, response_model=Person)
async def grant_role(account: UUID, form: RoleForm, actor: Granting, session: Tx) -> Response:
    """Grants a role, from the person's next request on. Nobody grants a role to themselves."""
    await commands.grant_role_to_person(session, actor, account, form.role, form.unit_id)
    return await answer_in(session, actor, account, 201)


@router.delete("/{account}/roles/{membership}", status_code=204)
async def withdraw_role(account: UUID, membership: UUID, actor: Granting, session: Tx) -> None:
    """Withdraws a role, from the person's next request on."""
    await commands.withdraw_role(session, actor, account, membership)


@router.post("/{account}/role-handover")
async def hand_roles_over(account: UUID, form: RoleHandOverForm, actor: Granting, session: Tx) -> RolesHandedOver:
    """Hands a person's officer roles to a colleague in one step, from the next request of both on."""
    handed = await handover.hand_roles_over(session, actor, account, form.account_id, form.roles, form.reason)
    return RolesHandedOver(handed=handed)


async def answer_in(session: Tx, actor: Actor, account: UUID, status: int = 200) -> Response:
    """The person as they are in this very transaction."""
    parameters = {**seen_by(actor), "account": account}
    parameters |= {name: orjson.loads(parameters[name]) for name in ("home_moves", "guest_moves")}
    return person_answer((await session.execute(queries.PERSON.select, parameters)).scalar_one_or_none(), status)
