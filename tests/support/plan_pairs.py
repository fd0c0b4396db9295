"""This year's plan and next year's, in our own words, with one of every kind of change between them."""

from typing import Any
from uuid import UUID

import httpx

from mandate.compiler.compile import compile_document
from mandate.compiler.draft import draft_as_json
from mandate.plans.compiling import finish, start
from mandate.platform.house import House
from mandate.platform.scope import Scope
from mandate.zones.tables import Zone
from tests.support.plans import draft_address, upload

FIRST = """云溪区二〇二五年营商便利行动计划

一、总体目标

让企业办事更省心。

二、政务服务

（一）企业登记提速。登记全程办理不超过3个工作日，网上办理率达到90%以上。（牵头单位：区市场局，责任单位：区税务局、区行政服务中心）

（二）用电接入省时。低压用户接电环节压缩到3个，由供电公司在窗口一次收齐材料。（牵头单位：区经信局；责任单位：区供电公司）

（三）政策直达企业。每季度整理惠企政策目录，主动推送到企业手机端。（牵头单位：区发展局，责任单位：区财政局）

三、市场环境

（四）清理涉企收费。公布收费目录，核查协会商会收费，退还多收款项。（牵头单位：区发展局；责任单位：区市场局）

（五）办好迎春招聘会。节后组织线下招聘会，发放岗位手册。（牵头单位：区人社局；责任单位：各镇街）
"""

SECOND = """云溪区二〇二六年营商便利行动计划

一、总体目标

让企业办事更省心。

二、政务服务

（一）政策直达企业。每季度整理惠企政策目录，主动推送到企业手机端。（牵头单位：区发展局，责任单位：区财政局）

（二）企业登记提速。登记全程办理不超过2个工作日，网上办理率达到85%以上。（牵头单位：区市场局，责任单位：区税务局、区行政服务中心）

（三）用电接入更快更省。低压用户接电环节压缩到3个，由供电公司在窗口一次收齐材料。（牵头单位：区经信局；责任单位：区供电公司）

三、市场环境

（四）清理涉企收费。公布收费目录，核查协会商会收费，退还多收款项。（牵头单位：区市场局；责任单位：区发展局、区财政局）

（五）建立企业服务专员制度。为重点企业各配一名服务专员，按月走访并回应诉求。（牵头单位：区经信局；责任单位：各镇街）
"""


async def read_here(browser: httpx.AsyncClient, operator: House, zone: Zone, text: str, name: str) -> dict[str, Any]:
    """Uploaded, and read without a process of its own: these tests are about what follows."""
    plan = await upload(browser, zone, text, name)
    scope, plan_id = Scope(zone.id, account_name="系统"), UUID(plan["id"])
    await start(operator, scope, plan_id)
    draft = draft_as_json(compile_document(text.encode(), name))
    await finish(operator, scope, plan_id, {"draft": draft})
    answer = await browser.get(draft_address(zone, plan))
    detail: dict[str, Any] = answer.json()
    return detail


async def adopt_here(browser: httpx.AsyncClient, zone: Zone, plan: dict[str, Any]) -> dict[str, Any]:
    """Makes the units that the directory lacks, and adopts."""
    at = draft_address(zone, plan)
    spoken = (await browser.get(f"{at}/spoken-units")).json()["items"]
    missing = [unit["text"] for unit in spoken if unit["unit_id"] is None]
    if missing:
        made = await browser.post(f"{at}/new-units", json={"texts": missing})
        assert made.status_code == 200, made.text
    answer = await browser.post(f"{at}/adoption")
    assert answer.status_code == 200, answer.text
    summary: dict[str, Any] = answer.json()
    return summary
