"""The operator's command line: `scripts/mandate COMMAND`, or `python -m mandate.api.commandline` in production."""

import asyncio
import json
import secrets
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from mandate.api import operator_commands
from mandate.api.audit_command import audit
from mandate.platform.addresses import database_name
from mandate.platform.settings import Settings, current_settings

commands = typer.Typer(name="mandate", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
commands.add_typer(audit)
commands.add_typer(operator_commands.jurisdiction)
commands.add_typer(operator_commands.zone)
commands.add_typer(operator_commands.account)
commands.add_typer(operator_commands.role)
commands.add_typer(operator_commands.oversight)


@commands.callback()
def mandate() -> None:
    """Mandate 营商督办: run, look after and inspect one installation."""


@commands.command()
def migrate() -> None:
    """Bring the database to the newest schema; creates the database and its roles when they are missing."""
    from mandate.platform import migrate as migration

    settings = current_settings()
    url = settings.database_url.get_secret_value()
    asyncio.run(migration.ensure_database(migration.maintenance_url(url), database_name(url)))
    migration.upgrade(settings)


@commands.command()
def worker() -> None:
    """Run background jobs (reading documents) until stopped."""
    import uvloop

    from mandate.api.jobs import JOBS
    from mandate.platform.house import open_house
    from mandate.platform.jobs import work
    from mandate.platform.logs import configure_logs

    configure_logs(current_settings())

    async def run() -> None:
        async with open_house(current_settings(), "mandate_worker") as house:
            await work(house, JOBS)

    uvloop.run(run())


@commands.command()
def demo() -> None:
    """Fill an empty installation with three zones, their people and plans; lists the accounts, each time it is run."""
    from mandate.api.demo.accounts import DemoAccount
    from mandate.api.demo.listing import accounts_as_text
    from mandate.api.demo.loading import kept_password, load_demo
    from mandate.platform.errors import Refusal
    from mandate.platform.house import open_house

    settings = current_settings()

    async def load() -> list[DemoAccount]:
        async with open_house(settings, "mandate_worker") as operator:
            return await load_demo(operator, settings)

    try:
        accounts = asyncio.run(load())
    except Refusal as refused:
        typer.echo(f"{refused.message_zh}\n{refused.message_en}", err=True)
        raise typer.Exit(1) from None
    typer.echo(accounts_as_text(accounts, kept_password(settings)))


@commands.command(name="compile")
def compile_plan(
    file: Annotated[
        Path, typer.Argument(help="docx, xlsx, csv, html, mht, pdf or txt", exists=True, dir_okay=False, readable=True)
    ],
    tasks: Annotated[Path | None, typer.Option(help="write the tasks as CSV")] = None,
    quantities: Annotated[Path | None, typer.Option(help="write the quantities as CSV")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="write the whole draft as JSON")] = None,
) -> None:
    """Read a plan and write what it asks for; needs no database."""
    from mandate.compiler.command import compile_file
    from mandate.compiler.errors import DocumentUnreadable

    try:
        draft = compile_file(file, tasks, quantities, json_file)
    except DocumentUnreadable as refused:
        typer.echo(f"{file.name}: {refused.message_zh} {refused.message_en}", err=True)
        raise typer.Exit(1) from None
    doubts = len(draft.doubts) + sum(len(task.doubts) for task in draft.tasks)
    typer.echo(f"{file.name}: {len(draft.tasks)} tasks, {len(draft.quantities)} quantities, {doubts} doubts")


@commands.command()
def lint_catalogue() -> None:
    """Prove from the database's own catalogue that every table keeps zones apart; lists what does not."""
    from mandate.platform.catalogue import findings_at

    found = asyncio.run(findings_at(current_settings().role_url("mandate_app")))
    for sentence in found:
        typer.echo(f"- {sentence}", err=True)
    if found:
        raise typer.Exit(1)
    typer.echo("0 findings")


@commands.command()
def openapi(
    output: Annotated[Path | None, typer.Option(help="a file to write instead of the screen")] = None,
) -> None:
    """Write the OpenAPI document; needs no database."""
    from mandate.api.app import create_app

    settings = Settings(
        database_url=SecretStr("postgresql://none/none"), secret=SecretStr(secrets.token_urlsafe(48)), spa_dir=None
    )
    text = json.dumps(create_app(settings).openapi(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    commands()
