"""`mandate zone|jurisdiction|account|role|oversight`: what an operator does before anybody can sign in."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from mandate.platform.settings import current_settings

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from mandate.access.tables import Account
    from mandate.zones.tables import Jurisdiction, Zone

zone = typer.Typer(name="zone", no_args_is_help=True, help="Zones, the tenants of the installation.")
jurisdiction = typer.Typer(name="jurisdiction", no_args_is_help=True, help="Areas whose overseers compare zones.")
account = typer.Typer(name="account", no_args_is_help=True, help="People's sign-ins.")
role = typer.Typer(name="role", no_args_is_help=True, help="What people are in a zone.")
oversight = typer.Typer(name="oversight", no_args_is_help=True, help="Who oversees which area.")

OPERATOR = "operator"
Result = TypeVar("Result")
Name = Annotated[str, typer.Argument(help="the name that people read")]
NameEn = Annotated[str, typer.Option(help="the English name; the name itself by default")]
ZoneCode = Annotated[str, typer.Option("--zone", help="the zone's code")]


def done(work: "Callable[[AsyncSession], Awaitable[Result]]", zone_code: str | None = None) -> Result:
    """Runs one command in a transaction of the worker's role, within a zone when one is named."""
    from mandate.platform.errors import Refusal

    try:
        return asyncio.run(_done(work, zone_code))
    except Refusal as refused:
        typer.echo(f"{refused.message_zh}\n{refused.message_en}", err=True)
        raise typer.Exit(1) from None


async def _done(work: "Callable[[AsyncSession], Awaitable[Result]]", zone_code: str | None) -> Result:
    from mandate.platform.database import transaction
    from mandate.platform.house import open_house
    from mandate.platform.scope import Scope

    async with open_house(current_settings(), "mandate_worker") as house:
        zone_id = None
        if zone_code is not None:
            async with transaction(house.engine, Scope(None)) as session:
                zone_id = (await found_zone(session, zone_code)).id
        async with transaction(house.engine, Scope(zone_id, account_name=OPERATOR)) as session:
            return await work(session)


async def found_zone(session: "AsyncSession", code: str) -> "Zone":
    from mandate.platform.errors import invalid
    from mandate.zones.commands import zone_by_code

    found = await zone_by_code(session, code)
    if found is None:
        raise invalid("unknown_zone", f"没有代码为“{code}”的区。", f"There is no zone with the code '{code}'.")
    return found


async def found_jurisdiction(session: "AsyncSession", code: str) -> "Jurisdiction":
    from mandate.platform.errors import invalid
    from mandate.zones.commands import jurisdiction_by_code

    found = await jurisdiction_by_code(session, code)
    if found is None:
        raise invalid("unknown_jurisdiction", f"没有代码为“{code}”的区域。", f"There is no jurisdiction '{code}'.")
    return found


async def found_account(session: "AsyncSession", login: str) -> "Account":
    from mandate.access.sign_in import account_by_login
    from mandate.platform.errors import invalid

    found = await account_by_login(session, login)
    if found is None:
        raise invalid("unknown_login", f"没有登录名为“{login}”的账号。", f"There is no account '{login}'.")
    return found


@jurisdiction.command("add")
def add_jurisdiction(
    code: str, name: Name, name_en: NameEn = "", parent: Annotated[str | None, typer.Option(help="its code")] = None
) -> None:
    """Add an area, under another one if named."""
    from mandate.zones import commands

    async def add(session: "AsyncSession") -> None:
        above = None if parent is None else (await found_jurisdiction(session, parent)).id
        if await commands.jurisdiction_by_code(session, code) is not None:
            raise taken(code)
        await commands.add_jurisdiction(session, code, name, name_en or name, above)

    done(add)
    typer.echo(f"{code} {name}")


@zone.command("add")
def add_zone(
    code: str,
    name: Name,
    jurisdiction_code: Annotated[str, typer.Option("--jurisdiction", help="the code of the area that it lies in")],
    name_en: NameEn = "",
) -> None:
    """Add a zone: a tenant with rows that no other zone sees."""
    from mandate.zones import commands

    async def add(session: "AsyncSession") -> None:
        area = await found_jurisdiction(session, jurisdiction_code)
        if await commands.zone_by_code(session, code) is not None:
            raise taken(code)
        await commands.add_zone(session, area, code, name, name_en or name)

    done(add)
    typer.echo(f"{code} {name}")


def taken(code: str) -> Exception:
    from mandate.platform.errors import conflict

    return conflict("taken", f"“{code}”已被使用，请换一个。", f"'{code}' is taken. Choose another.")


@account.command("add")
def add_account(
    login: str, name: Name, zone_code: Annotated[str | None, typer.Option("--zone", help="who looks after it")] = None
) -> None:
    """Add a person's account and print its initial password, which has to be changed at the first sign-in."""
    from mandate.access.commands import create_account
    from mandate.access.passwords import initial_password
    from mandate.access.sign_in import account_by_login

    ensure_login(login)
    password = initial_password()

    async def add(session: "AsyncSession") -> None:
        if await account_by_login(session, login) is not None:
            raise taken(login)
        await create_account(session, login, name, password)

    done(add, zone_code)
    typer.echo(f"{login}  初始密码 initial password: {password}")


def ensure_login(login: str) -> None:
    import re

    from mandate.access.schemas import LOGIN_PATTERN

    if not re.fullmatch(LOGIN_PATTERN, login):
        typer.echo(
            "登录名须为3到64个小写字母、数字、点、横线或下划线，首尾为字母或数字。"
            " A login has 3 to 64 lower-case letters, digits, dots, hyphens or underscores.",
            err=True,
        )
        raise typer.Exit(1)


@account.command("reset-password")
def reset_password(login: str) -> None:
    """Print a new initial password; the person is signed out everywhere. The only way for administrators."""
    from mandate.access.commands import give_initial_password

    async def reset(session: "AsyncSession") -> str:
        return await give_initial_password(session, await found_account(session, login))

    typer.echo(f"{login}  初始密码 initial password: {done(reset)}")


@role.command("grant")
def grant_role(
    login: str,
    role_name: Annotated[
        str, typer.Argument(metavar="ROLE", help="officer, supervisor, leader, system_administrator, …")
    ],
    zone_code: ZoneCode,
    unit: Annotated[str | None, typer.Option(help="the officer's unit, as the zone's directory names it")] = None,
) -> None:
    """Grant a role in a zone; a production installation needs its first three administrators this way."""
    from mandate.access import rules
    from mandate.access.commands import grant_role as granted
    from mandate.access.commands import list_person, person_for_update
    from mandate.access.permissions import Role
    from mandate.platform.errors import invalid

    async def grant(session: "AsyncSession") -> None:
        if role_name not in set(Role):
            names = "、".join(Role)
            raise invalid("unknown_role", f"没有这个角色。可用：{names}", f"No such role. There are: {names}")
        found = await found_account(session, login)
        wanted = Role(role_name)
        unit_id = None if unit is None else await unit_by_name(session, unit)
        rules.ensure_unit_fits(wanted, unit_id)
        await list_person(session, found.id)
        rules.ensure_roles_apart((await person_for_update(session, found.id)).roles, wanted)
        await granted(session, found.id, wanted, unit_id)

    done(grant, zone_code)
    typer.echo(f"{login}: {role_name} @ {zone_code}")


async def unit_by_name(session: "AsyncSession", name: str) -> "UUID":
    from sqlalchemy import select
    from sqlmodel import col

    from mandate.platform.errors import invalid
    from mandate.units.tables import Unit

    found = (await session.execute(select(col(Unit.id)).where(col(Unit.name) == name))).scalar_one_or_none()
    if found is None:
        raise invalid("unknown_unit", f"名录中没有“{name}”。", f"The directory has no unit '{name}'.")
    return found


@oversight.command("grant")
def grant_oversight(login: str, jurisdiction_code: Annotated[str, typer.Argument(metavar="JURISDICTION")]) -> None:
    """Let a person oversee an area: they see what its zones publish, and nothing else."""
    from mandate.access.commands import grant_oversight as granted

    async def grant(session: "AsyncSession") -> None:
        found = await found_account(session, login)
        await granted(session, found.id, (await found_jurisdiction(session, jurisdiction_code)).id)

    done(grant)
    typer.echo(f"{login}: {jurisdiction_code}")
