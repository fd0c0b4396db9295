import type { Page } from "playwright-core";
import { beforeAll, describe, expect, inject, it, vi } from "vitest";
import type { components } from "../src/shared/api/schema.gen";
import { expectAccessible, picture, useBrowser } from "./support/browser";
import { call, signIn } from "./support/people";

type Schemas = components["schemas"];

const ZONE = "chengdu-hi-tech";
const SUPERVISOR = `${ZONE}.supervisor`;
/** A town of our own, so that no plan of the demo and no earlier run is taken for its predecessor. */
const town = `溪${[...String(Date.now() % 1_000_000)].map((digit) => "甲乙丙丁戊己庚辛壬癸"[Number(digit)]).join("")}`;

const plan = (year: string, tasks: string[]) =>
  [
    `${town}片区${year}年营商便利行动计划`,
    "一、总体目标",
    "让企业办事更省心。",
    "二、政务服务",
    ...tasks.map((task, place) => `（${"一二三四五六七八"[place]}）${task}`),
  ].join("\n\n");

const METERS =
  "用电接入省时。低压用户接电环节压缩到3个，由供电公司在窗口一次收齐材料。（牵头单位：区经信局；责任单位：区供电公司）";
const FIRST = plan("二〇二五", [
  "企业登记提速。登记全程办理不超过3个工作日，网上办理率达到90%以上。（牵头单位：区市场局，责任单位：区税务局）",
  METERS,
  "政策直达企业。每季度整理惠企政策目录，主动推送到企业手机端。（牵头单位：区发展局，责任单位：区财政局）",
  "清理涉企收费。公布收费目录，核查协会商会收费，退还多收款项。（牵头单位：区发展局；责任单位：区市场局）",
  "办好迎春招聘会。节后组织线下招聘会，发放岗位手册。（牵头单位：区人社局；责任单位：区财政局）",
]);
const SECOND = plan("二〇二六", [
  "政策直达企业。每季度整理惠企政策目录，主动推送到企业手机端。（牵头单位：区发展局，责任单位：区财政局）",
  "企业登记提速。登记全程办理不超过12个工作小时，网上办理率达到85%以上，全程电子化。（牵头单位：区市场局，责任单位：区税务局）",
  METERS.replace("用电接入省时", "用电接入更快更省"),
  "清理涉企收费。公布收费目录，核查协会商会收费，退还多收款项。（牵头单位：区市场局；责任单位：区发展局、区财政局）",
  "建立企业服务专员制度。为重点企业各配一名服务专员，按月走访并回应诉求。（牵头单位：区经信局；责任单位：区人社局）",
]);

async function uploaded(page: Page, text: string, name: string): Promise<string> {
  const id = await page.evaluate(
    async ([zone, body, file]) => {
      const me = await (await fetch("/api/v1/me")).json();
      const form = new FormData();
      form.append("file", new File([body as string], file as string, { type: "text/plain" }));
      const answer = await fetch(`/api/v1/zones/${zone}/plans`, {
        method: "POST",
        headers: { "x-csrf-token": me.csrf_token },
        body: form,
      });
      return (await answer.json()).id as string;
    },
    [ZONE, text, name] as const,
  );
  await vi.waitFor(
    async () => {
      const { body } = await call<Schemas["PlanDetail"]>(page, "GET", planAt(id));
      expect(body.state).toBe("in_review");
    },
    { timeout: 30_000, interval: 300 },
  );
  const spoken = await call<Schemas["SpokenUnitList"]>(page, "GET", `${planAt(id)}/spoken-units`);
  const texts = spoken.body.items.filter(({ unit_id }) => !unit_id).map((unit) => unit.text);
  if (texts.length > 0) await call(page, "POST", `${planAt(id)}/new-units`, { texts });
  return id;
}

const planAt = (id: string) => `/zones/${ZONE}/plans/${id}`;
const card = (page: Page, title: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title, level: 3 }) });

describe.runIf(inject("live"))("versions of a plan", () => {
  const open = useBrowser();
  let page: Page;
  let first: string;
  let second: string;

  beforeAll(async () => {
    page = await open();
    await signIn(page, SUPERVISOR);
    first = await uploaded(page, FIRST, "2025.txt");
    const adopted = await call(page, "POST", `${planAt(first)}/adoption`);
    expect(adopted.status, JSON.stringify(adopted.body)).toBe(200);
    second = await uploaded(page, SECOND, "2026.txt");
  });

  it("the earlier plan is proposed, confirmed, and every change is named", async () => {
    await page.goto(planAt(second));
    await page.getByRole("link", { name: "新旧对照" }).click();
    await page.getByText("下一期的方案 ·").waitFor();
    await picture(page, "versions-proposed-zh");
    await page.getByRole("button", { name: "确认接续" }).first().click();
    const registration = card(page, "企业登记提速");
    await registration.waitFor();
    const verdicts = await registration.locator("[data-verdict]").allInnerTexts();
    expect(verdicts.join("\n")).toContain("按8工作小时＝1工作日折算");
    expect(await registration.locator("[data-verdict=tightened]").count()).toBe(1);
    expect(await registration.locator("[data-verdict=loosened]").count()).toBe(1);
    expect(await registration.locator("[data-side=after] ins").allInnerTexts()).toContain(
      "，全程电子化",
    );
    await picture(page, "versions-comparison-zh");
    await expectAccessible(page);
  });

  it("counts are filters, and the address keeps them", async () => {
    await page.getByRole("button", { name: /^更名/ }).click();
    await card(page, "用电接入更快更省").waitFor();
    await page.getByText("共 6 项，显示 1 项").waitFor();
    expect(await page.locator("li[data-changes]").count()).toBe(1);
    expect(new URL(page.url()).search).toBe("?show=renamed");
    await page.reload();
    await card(page, "用电接入更快更省").waitFor();
    await page.getByRole("button", { name: /^新增/ }).click();
    await card(page, "建立企业服务专员制度").waitFor();
    await picture(page, "versions-added-zh");
    await page.getByRole("button", { name: /^有变动/ }).click();
  });

  it("a person corrects a pair and takes it back", async () => {
    const added = card(page, "建立企业服务专员制度");
    await added.getByRole("button", { name: "更正对应" }).click();
    await page.getByLabel("上一版的任务").selectOption({ label: "5. 办好迎春招聘会" });
    await picture(page, "versions-correct-zh");
    await page.getByRole("button", { name: "保存" }).click();
    await added.getByText("人工指定").waitFor();
    await added.getByRole("button", { name: "更正对应" }).click();
    await page.getByRole("button", { name: "恢复建议" }).click();
    await added.getByText("上一版没有这项任务").waitFor();
  });

  it("both read the same in English, side by side with any adopted plan", async () => {
    const english = await open("en", { width: 1920, height: 1080 });
    await signIn(english, SUPERVISOR, `${planAt(second)}/comparison`);
    await english.getByText("Not comparable").or(english.getByText("Tightened")).first().waitFor();
    await picture(english, "versions-comparison-en");
    await expectAccessible(english);
    await english.getByLabel("Compare with").selectOption({ index: 1 });
    await english.waitForURL(/other=/);
    await english.getByText(/tasks shown/).waitFor();
    expect(await english.getByRole("button", { name: "Correct the pair" }).count()).toBe(0);
    await english.context().close();
  });

  it("adoption carries tasks over; the task says where it comes from", async () => {
    const tasks = `/zones/${ZONE}/tasks?limit=50&plan=`;
    const list = async (id: string) =>
      (await call<Schemas["TaskList"]>(page, "GET", tasks + id)).body.items;
    const before = await list(first);
    await page.goto(`${planAt(second)}/review`);
    await page.getByRole("button", { name: "采纳……" }).click();
    await page.getByText(/承接 4 项，新增 1 项；上一版另有 1 项未列入，继续推进/).waitFor();
    await picture(page, "versions-adoption-zh");
    await page.getByRole("button", { name: "采纳，生成 5 项任务" }).click();
    await page.getByRole("heading", { name: "已采纳" }).waitFor();
    expect(await page.locator("dl").first().innerText()).toContain("承接");
    const after = await list(second);
    const old = before.find(({ title }) => title === "用电接入省时");
    expect(after.find(({ title }) => title === "用电接入更快更省")?.id).toBe(old?.id);
    const registration = after.find(({ title }) => title === "企业登记提速");
    await page.goto(`/zones/${ZONE}/tasks/${registration?.id}`);
    await page.getByText(/^承接自《/).click();
    await page.getByText("当时的目标").waitFor();
    await page.getByText(/^承接自《/).scrollIntoViewIfNeeded();
    await picture(page, "versions-task-zh");
    await expectAccessible(page);
    await page.goto(`${planAt(second)}/comparison`);
    await page.getByText("采纳时已承接任务").waitFor();
    expect(await page.getByRole("button", { name: "更正对应" }).count()).toBe(0);
  });
});
