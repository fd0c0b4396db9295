"""Officers' posts that move: to a unit's successor, or to a colleague. A post moves; nobody gains a second one by it."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access import rules
from mandate.access.actor import Actor
from mandate.access.commands import Person, described, person_for_update, renew_rights
from mandate.access.events import AccessEvent
from mandate.access.permissions import Role
from mandate.access.tables import Membership
from mandate.platform.errors import conflict, invalid, not_found
from mandate.platform.events import record
from mandate.platform.rows import now


async def officers_of(session: AsyncSession, unit_id: UUID) -> list[Membership]:
    """The officers' posts of a unit, locked."""
    posts = select(Membership).where(col(Membership.unit_id) == unit_id).order_by(col(Membership.id))
    return list((await session.execute(posts.with_for_update())).scalars())


async def move_officers(session: AsyncSession, unit_id: UUID, places: Mapping[UUID, UUID], reason: str) -> int:
    """Moves posts of a unit to others, by membership; a person who has the post there already keeps one."""
    moved = 0
    for post in await officers_of(session, unit_id):
        there = places.get(post.id)
        if there is None:
            continue
        before = await described(session, post)
        if await _holds(session, post.account_id, there):
            await session.delete(post)
        else:
            post.unit_id, post.version, post.updated_at = there, post.version + 1, now()
        await session.flush()
        await renew_rights(session, post.account_id)
        after = {**before, "unit_id": str(there), "unit": await _unit_name(session, there)}
        title = str(before["person"])
        record(session, AccessEvent.ROLE_MOVE, "membership", post.id, title, before=before, after=after, reason=reason)
        moved += 1
    return moved


async def hand_roles_over(
    session: AsyncSession, actor: Actor, from_account: UUID, to_account: UUID, chosen: list[UUID] | None, reason: str
) -> int:
    """Hands officers' posts of one person to another, all or those chosen. Raises 409 where there is nothing to hand."""
    for account in (from_account, to_account):
        rules.ensure_other_person(actor.account_id, account)
    if from_account == to_account:
        raise invalid("same_person", "请选择另一位接手人。", "Choose another person to take over.")
    # In one order everywhere, so that two such commands never wait for each other.
    people = {account: await person_for_update(session, account) for account in sorted((from_account, to_account))}
    giver, taker = people[from_account], people[to_account]
    rules.next_state(taker.state, "grant-role")
    rules.ensure_roles_apart(taker.roles, Role.OFFICER)
    posts = await session.execute(
        select(Membership)
        .where(col(Membership.account_id) == from_account, col(Membership.role) == Role.OFFICER)
        .order_by(col(Membership.id))
    )
    held = {post.id: post for post in posts.scalars()}
    if chosen is not None and not set(chosen) <= set(held):
        raise not_found()
    handed = [post for post in held.values() if chosen is None or post.id in chosen]
    if not handed:
        raise conflict(
            "no_posts_to_hand_over",
            "该人员没有经办人员角色，无须交接。",
            "This person holds no officer's role; there is nothing to hand over.",
        )
    for post in handed:
        await _hand_over(session, post, taker, reason)
    for person in (giver, taker):
        person.change()
        await renew_rights(session, person.account.id)
    return len(handed)


async def _hand_over(session: AsyncSession, post: Membership, taker: Person, reason: str) -> None:
    before = await described(session, post)
    await session.delete(post)
    await session.flush()
    after = {**before, "person": taker.account.name, "account_id": str(taker.account.id)}
    if post.unit_id is not None and not await _holds(session, taker.account.id, post.unit_id):
        session.add(Membership(account_id=taker.account.id, role=post.role, unit_id=post.unit_id))
        await session.flush()
    title = str(before["person"])
    record(session, AccessEvent.ROLE_MOVE, "membership", post.id, title, before=before, after=after, reason=reason)


async def _holds(session: AsyncSession, account_id: UUID, unit_id: UUID) -> bool:
    found = select(col(Membership.id)).where(
        col(Membership.account_id) == account_id, col(Membership.unit_id) == unit_id
    )
    return (await session.execute(found)).first() is not None


async def _unit_name(session: AsyncSession, unit_id: UUID) -> str | None:
    from mandate.access.queries import UNIT

    name: str | None = await session.scalar(select(UNIT.c.name).where(UNIT.c.id == unit_id))
    return name
