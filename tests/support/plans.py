"""Documents in our own words, and the whole road from upload to adoption."""

from typing import Any

import httpx

from mandate.plans.compiling import compile_plan
from mandate.platform.house import House
from mandate.zones.tables import Zone

SMALL_PLAN = """云溪区二〇二六年营商便利行动计划

一、总体目标

让企业办事更省心。

二、重点任务

（一）企业登记提速。登记全程办理不超过2个工作日，网上办理率达到95%以上。（牵头单位：区市场局，责任单位：区税务局、区行政服务中心）

（二）用电接入省时。低压用户接电环节压缩到2个，2026年底前完成改造。（牵头单位：区经信局；责任单位：区供电公司、各镇街）

（三）政策直达。每季度向企业发布政策清单。（牵头单位：区发展局，责任单位：区财政局）
"""


async def upload(
    browser: httpx.AsyncClient, zone: Zone, text: str = SMALL_PLAN, name: str = "计划.txt"
) -> dict[str, Any]:
    answer = await browser.post(f"/api/v1/zones/{zone.code}/plans", files={"file": (name, text.encode(), "text/plain")})
    assert answer.status_code in {200, 201}, answer.text
    plan: dict[str, Any] = answer.json()
    return plan


async def compiled_plan(
    browser: httpx.AsyncClient, operator: House, zone: Zone, text: str = SMALL_PLAN, name: str = "计划.txt"
) -> dict[str, Any]:
    """Uploaded, and read by the job itself (no worker process has to run)."""
    plan = await upload(browser, zone, text, name)
    await compile_plan(operator, {"zone_id": str(zone.id), "plan_id": plan["id"]})
    answer = await browser.get(f"/api/v1/zones/{zone.code}/plans/{plan['id']}")
    detail: dict[str, Any] = answer.json()
    return detail


def draft_address(zone: Zone, plan: dict[str, Any]) -> str:
    return f"/api/v1/zones/{zone.code}/plans/{plan['id']}"


def if_match(row: dict[str, Any]) -> dict[str, str]:
    return {"If-Match": f'"v{row["version"]}"'}


async def adopted_plan(
    browser: httpx.AsyncClient, operator: House, zone: Zone, text: str = SMALL_PLAN
) -> dict[str, Any]:
    """The whole road: upload, compile, new units, adopt."""
    plan = await compiled_plan(browser, operator, zone, text)
    at = draft_address(zone, plan)
    spoken = (await browser.get(f"{at}/spoken-units")).json()["items"]
    missing = [unit["text"] for unit in spoken if unit["unit_id"] is None]
    if missing:
        made = await browser.post(f"{at}/new-units", json={"texts": missing})
        assert made.status_code == 200, made.text
    adopted = await browser.post(f"{at}/adoption")
    assert adopted.status_code == 200, adopted.text
    summary: dict[str, Any] = adopted.json()
    return summary
