"""Some tasks of the demo are broken down, with steps around the day of loading; one waits for its precondition."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.access.actor import Actor
from mandate.tasks.breakdown_schemas import (
    DeadlineForm,
    FinishForm,
    MilestoneForm,
    RuleForm,
    SubTaskForm,
    WaitForm,
)
from mandate.tasks.breakdown_tables import Milestone, SubTask
from mandate.tasks.milestones import add_milestone, finish_milestone
from mandate.tasks.preconditions import wait
from mandate.tasks.rules import today
from mandate.tasks.sub_tasks import add_sub_task, finish_sub_task
from mandate.tasks.tables import Task, TaskUnit

BROKEN_DOWN = 2
CONDITION = "上级统一系统上线，并开放数据接口"


async def break_down_some(session: AsyncSession, supervisor: Actor, plan_id: UUID) -> None:
    """The first running tasks that have no end: their steps fit any day on which the demo is loaded."""
    running = (
        select(Task)
        .where(col(Task.plan_id) == plan_id, col(Task.state) == "active", col(Task.deadline_date).is_(None))
        .order_by(col(Task.ordinal))
        .limit(BROKEN_DOWN)
    )
    for task in (await session.execute(running)).scalars().all():
        await break_down(session, supervisor, task)


async def break_down(session: AsyncSession, supervisor: Actor, task: Task) -> None:
    day = today()
    units = select(col(TaskUnit.unit_id)).where(col(TaskUnit.task_id) == task.id)
    ordered = units.order_by(col(TaskUnit.relation), col(TaskUnit.ordinal))
    answering = list((await session.execute(ordered)).scalars())
    first = MilestoneForm(title="工作方案印发", deadline=DeadlineForm(date=day - timedelta(days=21)))
    await add_milestone(session, supervisor, task.id, first, task.version)
    begun = await session.scalar(select(Milestone).where(col(Milestone.task_id) == task.id))
    if begun is None:
        return
    done = FinishForm(done_date=day - timedelta(days=23), note="已按程序印发")
    await finish_milestone(session, supervisor, task.id, begun.id, done, task.version)
    for title, days in (("流程再造完成", 22), ("窗口和系统同步上线", 40)):
        rule = RuleForm(days=days, after_milestone=begun.id)
        form = MilestoneForm(title=title, deadline=DeadlineForm(rule=rule))
        await add_milestone(session, supervisor, task.id, form, task.version)
    parts = (("梳理事项清单和申请材料", 2, -6), ("调整系统和表单", 3, 8), ("开展窗口人员培训", 1, 30))
    for place, (title, weight, days) in enumerate(parts):
        unit = answering[place % len(answering)]
        deadline = DeadlineForm(date=day + timedelta(days=days))
        form_ = SubTaskForm(title=title, unit=unit, weight=weight, deadline=deadline)
        await add_sub_task(session, supervisor, task.id, form_, task.version)
    listed = select(SubTask).where(col(SubTask.task_id) == task.id).order_by(col(SubTask.ordinal)).limit(1)
    for sub_task in (await session.execute(listed)).scalars().all():
        finished = FinishForm(done_date=day - timedelta(days=8), note="清单已报营商办")
        await finish_sub_task(session, supervisor, task.id, sub_task.id, finished, task.version)


async def let_one_wait(session: AsyncSession, supervisor: Actor, task: Task) -> None:
    form = WaitForm(text=CONDITION, on_whom="上级主管部门", since_date=today() - timedelta(days=35))
    await wait(session, supervisor, task.id, form, task.version)
