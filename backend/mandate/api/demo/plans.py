"""The demo's plans take the road of every plan: upload, compile, new units, adoption."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.api.adoption import adopt
from mandate.api.demo.staffing import put_to_work
from mandate.plans.compiling import compile_plan
from mandate.plans.resolving import create_spoken_units
from mandate.plans.tables import DraftAttribution, Plan
from mandate.plans.uploads import upload_plan
from mandate.platform.database import transaction
from mandate.platform.errors import conflict
from mandate.platform.house import House
from mandate.platform.scope import Scope

SAMPLES = Path(__file__).parents[4] / "docs" / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    file_name: str
    adopted: bool = True


SAMPLES_OF = {
    "yuzhong": (Sample("yuzhong-2023.docx"), Sample("yuzhong-buildings-2024.docx", adopted=False)),
    "chongqing-hi-tech": (Sample("chongqing-hi-tech-2023.docx"),),
    "chengdu-hi-tech": (Sample("chengdu-hi-tech-2019.docx"),),
}


async def bring_plans_in(operator: House, supervisor: Actor) -> None:
    for sample in SAMPLES_OF[supervisor.zone]:
        plan = await read_in(operator, supervisor, sample)
        if sample.adopted:
            await adopt_with_new_units(operator, unattended(supervisor), plan.id)
            async with transaction(operator.engine, unattended(supervisor)) as session:
                await put_to_work(session, supervisor, plan.id)


def unattended(actor: Actor) -> Scope:
    return Scope(actor.zone_id, actor.account_id, actor.identity.name, request_id=actor.request_id)


async def read_in(operator: House, supervisor: Actor, sample: Sample) -> Plan:
    """The plan, read and in review; the same file again is the plan it already is."""
    path = SAMPLES / sample.file_name
    if not path.exists():
        raise conflict(
            "samples_missing",
            "没有找到演示文件 docs/samples。请在完整的代码目录里载入演示数据。",
            "The documents in docs/samples are missing. Load the demo from a whole checkout.",
        )
    async with transaction(operator.engine, unattended(supervisor)) as session:
        plan, _ = await upload_plan(session, operator.settings, supervisor, path.name, path.read_bytes())
    # The worker may take the same job: whoever is second finds nothing left to do.
    await compile_plan(operator, {"zone_id": str(supervisor.zone_id), "plan_id": str(plan.id)})
    return plan


async def adopt_with_new_units(operator: House, scope: Scope, plan_id: UUID) -> None:
    async with transaction(operator.engine, scope) as session:
        unknown = await unknown_units(session, plan_id)
        if unknown:
            await create_spoken_units(session, plan_id, unknown)
    async with transaction(operator.engine, scope) as session:
        await adopt(session, plan_id)


async def unknown_units(session: AsyncSession, plan_id: UUID) -> list[str]:
    statement = (
        select(col(DraftAttribution.text))
        .distinct()
        .where(col(DraftAttribution.plan_id) == plan_id, col(DraftAttribution.unit_id).is_(None))
    )
    return sorted((await session.execute(statement)).scalars())
