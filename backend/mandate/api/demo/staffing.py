"""Some weeks after adoption: people are named by their posts, most of the first tasks run, one waits for others."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.api.demo.breakdowns import break_down_some, let_one_wait
from mandate.tasks.commands import move_task, staff_unit, units_of_task
from mandate.tasks.rules import Move, accountable
from mandate.tasks.schemas import SlotsForm
from mandate.tasks.tables import Task


@dataclass(frozen=True, slots=True)
class Progress:
    """Task numbers: `active` are staffed and run; `staffed` are staffed only; `waiting` wait for their precondition."""

    active: frozenset[int]
    staffed: frozenset[int] = frozenset()
    waiting: frozenset[int] = frozenset()


PROGRESS = {
    "yuzhong": Progress(
        frozenset({*range(1, 8), *range(9, 16), 20, 27, 29, 42, 56, 57, 58, 65, 73, 80, 84, 87}),
        staffed=frozenset({16, 17, 30, 35}),
        waiting=frozenset({52}),
    ),
    "chongqing-hi-tech": Progress(frozenset({1, 2, 3, 4, 7}), staffed=frozenset({10})),
    "chengdu-hi-tech": Progress(frozenset({*range(1, 11), 12, 19, 22, 23}), staffed=frozenset({24, 31})),
}
# By the end of a unit's name, the first that fits: 责任领导、责任科室、责任人员.
POSTS = (
    (("市场监管局", "市场监督管理局"), ("分管副局长", "登记注册科", "科长")),
    (("住房城市建委",), ("分管副主任", "行政审批科", "科长")),
    (("法院",), ("分管副院长", "审判管理办公室", "主任")),
    (("公司", "集团", "水厂"), ("分管副总经理", "客户服务部", "部门经理")),
    (("中心", "委", "办", "部"), ("分管副主任", "综合科", "科长")),
    (("",), ("分管副局长", "企业服务科", "科长")),
)


def posts_of(unit: str) -> SlotsForm:
    leader, section, officer = next(posts for endings, posts in POSTS if unit.endswith(endings))
    return SlotsForm(responsible_leader=leader, responsible_section=section, responsible_officer=officer)


async def put_to_work(session: AsyncSession, supervisor: Actor, plan_id: UUID) -> None:
    """Leaves alone what is no longer as adoption left it."""
    progress = PROGRESS[supervisor.zone]
    untouched = select(Task).where(col(Task.plan_id) == plan_id, col(Task.version) == 1)
    for task in (await session.execute(untouched.order_by(col(Task.ordinal)))).scalars().all():
        if task.number in progress.active | progress.staffed:
            await staff(session, supervisor, task)
        if task.number in progress.active:
            await move_task(session, supervisor, task.id, Move.ACTIVATE, task.version)
        if task.number in progress.waiting:
            await let_one_wait(session, supervisor, task)
    await break_down_some(session, supervisor, plan_id)


async def staff(session: AsyncSession, supervisor: Actor, task: Task) -> None:
    units, names = await units_of_task(session, task)
    for unit in accountable(units):
        await staff_unit(session, supervisor, task.id, unit.unit_id, posts_of(names[unit.unit_id]), task.version)
