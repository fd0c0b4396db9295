"""Whether the checks would notice: each fault is made in a scratch database and must be reported."""

import re
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest
from pydantic import SecretStr

from mandate.platform.addresses import plain_url
from mandate.platform.catalogue import catalogue_findings
from mandate.platform.house import open_house
from mandate.platform.settings import Settings
from tests.isolation.broken_databases import CASES, FAULTS, LINT, POOLS, Fault
from tests.isolation.cases import case_findings, undone
from tests.isolation.pools import pool_findings
from tests.isolation.rows import read_tables
from tests.isolation.scratch import Template, migrated_template

UNDONE = [fault for fault in FAULTS if POOLS not in fault.seen_by]
KEPT = [fault for fault in FAULTS if POOLS in fault.seen_by]


@pytest.fixture(scope="module")
def template(settings: Settings) -> Iterator[Template]:
    with migrated_template(settings) as made:
        yield made


@pytest.fixture(scope="module")
async def scratch(template: Template) -> AsyncIterator[asyncpg.Connection]:
    async with template.copied() as settings:
        connection = await asyncpg.connect(plain_url(settings.database_url.get_secret_value()))
        yield connection
        await connection.close()


async def break_it(connection: asyncpg.Connection, fault: Fault) -> None:
    database = await connection.fetchval("SELECT quote_ident(current_database())")
    for statement in fault.statements:
        await connection.execute(statement.format(database=database))


async def reports(
    connection: asyncpg.Connection, template: Template, fault: Fault | None = None
) -> dict[str, list[str]]:
    """What the lint and the cases say; the cases look at the tables that the fault names, or at all."""
    checks = fault.seen_by if fault else (LINT, CASES)
    found = {}
    if LINT in checks:
        found[LINT] = await catalogue_findings(connection)
    if CASES in checks:
        # Foreign keys are those of the broken database.
        tables = {table.name: table for table in await read_tables(connection)}
        template.own.tables = template.foreign.tables = tables
        words = set(re.findall(r"\w+", " ".join(fault.statements))) if fault else set()
        found[CASES] = await case_findings(connection, template.own, template.foreign, words & tables.keys())
    return found


async def pool_reports(settings: Settings, template: Template) -> list[str]:
    url = settings.role_url("mandate_worker")
    return await pool_findings(url, template.own.zone_id, template.foreign.zone_id)


async def test_the_unbroken_database_is_not_reported(template: Template, scratch: asyncpg.Connection) -> None:
    assert await reports(scratch, template) == {LINT: [], CASES: []}
    async with template.copied() as settings:
        assert await pool_reports(settings, template) == []


@pytest.mark.parametrize("fault", UNDONE, ids=lambda fault: fault.name)
async def test_a_broken_schema_is_reported(fault: Fault, template: Template, scratch: asyncpg.Connection) -> None:
    async with undone(scratch):
        await break_it(scratch, fault)
        found = await reports(scratch, template, fault)
    assert found.keys() == set(fault.seen_by)
    assert all(found.values()), found


@pytest.mark.parametrize("fault", KEPT, ids=lambda fault: fault.name)
async def test_a_context_that_stays_is_reported(fault: Fault, template: Template) -> None:
    async with template.copied() as settings:
        connection = await asyncpg.connect(plain_url(settings.database_url.get_secret_value()))
        await break_it(connection, fault)
        found = await reports(connection, template, fault)
        await connection.close()
        found[POOLS] = await pool_reports(settings, template)
    assert found.keys() == set(fault.seen_by)
    assert all(found.values()), found


async def test_the_api_does_not_start_on_a_broken_schema(template: Template) -> None:
    async with template.copied() as settings:
        connection = await asyncpg.connect(plain_url(settings.database_url.get_secret_value()))
        await break_it(connection, FAULTS[0])
        await connection.close()
        with pytest.raises(SystemExit, match="task has no restrictive fence"):
            async with open_house(settings):
                pass


async def test_the_api_does_not_start_as_another_role(settings: Settings) -> None:
    for other in (settings.role_url("mandate_migrate"), settings.database_url.get_secret_value()):
        wrong = settings.model_copy(update={"app_database_url": SecretStr(other)})
        with pytest.raises(SystemExit, match="acting as"):
            async with open_house(wrong):
                pass
