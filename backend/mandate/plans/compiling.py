"""The background job: read the file in a limited process, show progress, keep the draft."""

import asyncio
import contextlib
import sys
import time
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import select, update
from sqlmodel import col

from mandate.plans.columns import told
from mandate.plans.compile_process import SCANNING
from mandate.plans.drafting import store_draft
from mandate.plans.events import PlanEvent
from mandate.plans.tables import Plan
from mandate.plans.uploads import file_key, plan_for_update, touch
from mandate.platform.database import transaction
from mandate.platform.events import record
from mandate.platform.files import read_file
from mandate.platform.house import House
from mandate.platform.jobs import child_environment
from mandate.platform.scope import Scope

# More than the processor time that the child is given, for a machine that is busy.
WALL_SECONDS = 40
SCAN_WALL_SECONDS = 300
LONGEST_LINE = 128 * 1024 * 1024
LOOK_SECONDS = 0.5
TOO_MUCH = {
    "code": "too_expensive",
    "zh": "读取这份文件超出了时间或内存限制。请删去图片和附表，或拆成几份后分别上传。",
    "en": "Reading this file took too much time or memory. Remove pictures and tables, or split it into parts.",
}

FAILED = {
    "code": "unexpected",
    "zh": "读取这份文件时系统出错，已记录。请稍后点“重新解析”；如仍失败，请联系管理员。",
    "en": "The system failed while reading this file and recorded it. Read it again later, or tell your administrator.",
}


async def compile_plan(house: House, payload: dict[str, Any]) -> None:
    """At-least-once: a plan that is cancelled, adopted or already in review is left alone."""
    scope = Scope(UUID(payload["zone_id"]), account_name="系统")
    plan_id = UUID(payload["plan_id"])
    plan = await start(house, scope, plan_id)
    if plan is None:
        return
    try:
        content = await read_file(house.settings, file_key(plan))
        outcome = await read_in_child(house, scope, plan, content)
        if outcome is not None:
            await finish(house, scope, plan_id, outcome)
    except Exception:
        # Nobody waits for ever: the person is told, the job is held for the operator.
        await finish(house, scope, plan_id, {"refused": FAILED})
        raise


async def start(house: House, scope: Scope, plan_id: UUID) -> Plan | None:
    async with transaction(house.engine, scope) as session:
        plan = await plan_for_update(session, plan_id)
        if plan.state not in {"uploaded", "compiling"}:
            return None
        plan.state, plan.stage, plan.progress = "compiling", "reading", 1
        touch(plan)
    return plan


async def read_in_child(house: House, scope: Scope, plan: Plan, content: bytes) -> dict[str, Any] | None:
    """The child's last word (draft or refusal); None when the plan was cancelled meanwhile."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "mandate.plans.compile_process",
        plan.file_name,
        orjson.dumps([[*place, field] for place, field in told(plan).items()]).decode(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=child_environment(),
        limit=LONGEST_LINE,
    )
    feeding = asyncio.create_task(feed(child, content))
    try:
        return await listen(house, scope, plan.id, child)
    finally:
        feeding.cancel()
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()


async def feed(child: asyncio.subprocess.Process, content: bytes) -> None:
    if child.stdin is None:
        raise RuntimeError("the child was started without a pipe")
    with contextlib.suppress(ConnectionError):
        child.stdin.write(content)
        await child.stdin.drain()
        child.stdin.close()


async def listen(house: House, scope: Scope, plan_id: UUID, child: asyncio.subprocess.Process) -> dict[str, Any] | None:
    if child.stdout is None:
        raise RuntimeError("the child was started without a pipe")
    until = time.monotonic() + WALL_SECONDS
    shown = ("reading", 1)
    line = asyncio.ensure_future(child.stdout.readline())
    while time.monotonic() < until:
        done, _ = await asyncio.wait({line}, timeout=LOOK_SECONDS)
        if done:
            said = line.result()
            if not said:
                break
            message: dict[str, Any] = orjson.loads(said)
            if "stage" not in message:
                return message
            if message["stage"] == SCANNING:
                until = max(until, time.monotonic() + SCAN_WALL_SECONDS)
            shown = (message["stage"], message["progress"])
            line = asyncio.ensure_future(child.stdout.readline())
        if not await show_progress(house, scope, plan_id, *shown):
            return None
    line.cancel()
    return {"refused": TOO_MUCH}


async def show_progress(house: House, scope: Scope, plan_id: UUID, stage: str, progress: int) -> bool:
    """False when nobody wants the result any more."""
    async with transaction(house.engine, scope) as session:
        shown = await session.execute(
            update(Plan)
            .where(col(Plan.id) == plan_id, col(Plan.state) == "compiling")
            .values(stage=stage, progress=progress)
            .returning(col(Plan.id))
        )
        return shown.scalar_one_or_none() is not None


async def finish(house: House, scope: Scope, plan_id: UUID, outcome: dict[str, Any]) -> None:
    """Draft and state in one transaction: a plan in review always has its whole draft."""
    async with transaction(house.engine, scope) as session:
        statement = select(Plan).where(col(Plan.id) == plan_id, col(Plan.state) == "compiling").with_for_update()
        plan = (await session.execute(statement)).scalar_one_or_none()
        if plan is None:
            return
        touch(plan)
        if "refused" in outcome:
            refused = outcome["refused"]
            plan.state, plan.stage = "failed", ""
            plan.failure_code, plan.failure_zh, plan.failure_en = refused["code"], refused["zh"], refused["en"]
            record(session, PlanEvent.FAIL, "plan", plan.id, plan.title, after={"code": refused["code"]})
            return
        counts = await store_draft(session, plan, outcome["draft"])
        plan.sheet_columns = outcome["draft"]["columns"]
        plan.state, plan.stage, plan.progress = "in_review", "", 100
        record(session, PlanEvent.COMPILE, "plan", plan.id, plan.title, after=counts)
