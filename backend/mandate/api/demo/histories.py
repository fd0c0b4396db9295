"""What the demo's directories know of other times and of people: an earlier name, sections, posts, a task force."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.units.commands import create_unit
from mandate.units.kinds import UnitKind
from mandate.units.renaming import add_earlier_name
from mandate.units.schemas import UnitForm
from mandate.units.staff import add_person, put_sections
from mandate.units.staff_schemas import PersonOfUnitForm, SectionEntry, SectionsForm
from mandate.units.tables import Unit
from mandate.units.time_schemas import EarlierNameForm

# Two public documents, of 2021 and 2023, use one name each; the day between them is ours.
SERVICE_CENTRE = ("政务服务和社会事务中心", "政务服务和公共事务中心", date(2022, 7, 1))
SECTIONS = ("登记注册科", "企业服务科", "综合科")
# People by their posts, as everywhere in the demo.
PEOPLE = (("分管副局长", "leader"), ("登记注册科负责人", "section_head"), ("科长", "officer"))


async def tell_histories(session: AsyncSession, zone: str) -> None:
    if zone == "chongqing-hi-tech":
        name, earlier, day = SERVICE_CENTRE
        unit = await _unit(session, name)
        form = EarlierNameForm(name=earlier, until_date=day, note="演示：更名日期为示意。")
        await add_earlier_name(session, unit.id, unit.version, form)
    if zone == "yuzhong":
        bureau = await _unit(session, "区市场监管局")
        entries = [SectionEntry(name=section) for section in SECTIONS]
        await put_sections(session, bureau.id, bureau.version, SectionsForm(sections=entries))
        for person, post in PEOPLE:
            form_of_person = PersonOfUnitForm.model_validate({"name": person, "post": post})
            await add_person(session, bureau.id, form_of_person)
        convenor = await _unit(session, "区发展改革委")
        await create_unit(
            session,
            UnitForm(
                name="重点项目服务专班",
                kind=UnitKind.TASK_FORCE,
                term_from_date=date(2026, 1, 1),
                term_to_date=date(2026, 12, 31),
                convenor_id=convenor.id,
            ),
        )


async def _unit(session: AsyncSession, name: str) -> Unit:
    return (await session.execute(select(Unit).where(col(Unit.name) == name))).scalar_one()
