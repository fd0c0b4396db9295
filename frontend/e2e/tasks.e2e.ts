import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import type { components } from "../src/shared/api/schema.gen";
import { expectAccessible, picture, useBrowser } from "./support/browser";
import { call, signIn } from "./support/people";

type TaskList = components["schemas"]["TaskList"];
type TaskRow = TaskList["items"][number];
type UnitList = components["schemas"]["UnitList"];
type Task = components["schemas"]["TaskDetail"];

const BUSINESS = ["工作台", "方案", "任务", "常态化职责", "单位"];
/** Whose menu shows what, and a page that is not theirs. */
const ROLES: [string, string[], string][] = [
  ["yuzhong.supervisor", BUSINESS, "events"],
  ["yuzhong.leader", BUSINESS, "people"],
  ["yuzhong.market", BUSINESS, "units/import"],
  ["yuzhong.system", ["人员与角色"], "tasks"],
  ["yuzhong.security", ["人员与角色", "单位"], "tasks"],
  ["yuzhong.audit", ["操作记录", "人员与角色"], "plans"],
];

async function tasksOf(page: Page, query: string): Promise<TaskRow[]> {
  const path = `/zones/yuzhong/tasks?limit=200&${query}`;
  const { status, body } = await call<TaskList>(page, "GET", path);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items;
}

/** The collective units (各镇街) that a unit stands behind. */
async function collectivesOf(page: Page, name: string): Promise<string[]> {
  const path = "/zones/yuzhong/units?kind=collective&limit=200";
  const { items } = (await call<UnitList>(page, "GET", path)).body;
  return items
    .filter(({ members }) => members.some((one) => one.name === name))
    .map(({ id }) => id);
}

async function openTask(page: Page, id: string): Promise<void> {
  await page.goto(`/zones/yuzhong/tasks/${id}`);
  await page.getByRole("heading", { name: "单位与责任人" }).waitFor();
}

const said = (page: Page, words: string) => page.getByRole("status").getByText(words).waitFor();

describe.runIf(inject("live"))("tasks", () => {
  const open = useBrowser();

  it.each(ROLES)("%s sees in the menu what is theirs", async (login, places, foreign) => {
    const page = await open();
    await signIn(page, login);
    const entries = page.getByRole("navigation", { name: "主菜单" }).getByRole("link");
    await entries.first().waitFor();
    expect(await entries.allInnerTexts()).toEqual(places);
    await page.goto(`/zones/yuzhong/${foreign}`);
    await page.getByRole("heading", { name: "没有办理此事的权限" }).waitFor();
    expect(await page.getByRole("table").count()).toBe(0);
  });

  it("an officer of a leading unit staffs and activates what is theirs, and nothing else", async () => {
    const page = await open();
    await signIn(page, "yuzhong.market");
    const waiting = page
      .getByRole("region")
      .or(page.locator("section"))
      .filter({ hasText: "待落实责任人" });
    await waiting
      .first()
      .getByRole("link", { name: /查看全部/ })
      .click();
    await page.waitForURL(/\/tasks\?.*relation=mine/);
    const mine = await tasksOf(page, "relation=mine&state=unstaffed");
    await page.getByRole("row").nth(1).waitFor();
    await page.getByText(`共 ${mine.length} 条`).or(page.getByText("已显示 50 条")).waitFor();
    const own = (task: TaskRow) => task.units.find(({ name }) => name === "区市场监管局");
    const collectives = await collectivesOf(page, "区市场监管局");
    const theirs = (task: TaskRow) =>
      own(task) ?? task.units.find(({ id }) => collectives.includes(id));
    expect(mine.filter((task) => !theirs(task))).toEqual([]);

    const led = mine.find((task) => own(task)?.relation === "lead" && task.staffed.filled === 0);
    if (!led) throw new Error("the demo leaves no task of this unit to be staffed");
    await openTask(page, led.id);
    await page.getByText("还差 3 处").waitFor();
    expect(await page.getByRole("button", { name: /填写.*的责任人/ }).count()).toBe(1);
    expect(await page.getByRole("button", { name: "撤销" }).count()).toBe(0);
    await page.getByRole("button", { name: "填写区市场监管局的责任人" }).click();
    await page.getByLabel("责任领导").fill("分管副局长");
    await page.getByLabel("责任科室").fill("登记注册科");

    // Somebody is faster: nothing typed is lost, and theirs is shown.
    const other = await open();
    await signIn(other, "yuzhong.supervisor");
    const unit = own(led)?.id;
    await call<Task>(
      other,
      "PATCH",
      `/zones/yuzhong/tasks/${led.id}/units/${unit}`,
      { responsible_leader: "局长" },
      { "if-match": `"v${led.version}"` },
    );
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await page.getByText("他人已改为：局长").waitFor();
    expect(await page.getByLabel("责任科室").inputValue()).toBe("登记注册科");
    await picture(page, "task-clash");
    await expectAccessible(page);
    await page.getByLabel("责任人员").fill("科员");
    await page.getByRole("button", { name: "仍按我的保存" }).click();
    await page.getByText("责任人已填齐，可以启动").waitFor();
    await page.getByRole("button", { name: "启动任务" }).click();
    await said(page, "任务已启动");
    await page.locator("aside").getByText("推进中").first().waitFor();
    await page.locator("aside").getByText("填写责任人 · 区市场监管局").first().waitFor();
    await picture(page, "task-active");
    await expectAccessible(page);

    const supporting = (await tasksOf(page, "")).find((task) => own(task)?.relation !== "lead");
    if (!supporting) return;
    await openTask(page, supporting.id);
    expect(await page.getByRole("button", { name: "启动任务" }).count()).toBe(0);
  });

  it("the supervisor fills in several tasks at once, suspends one with a reason, and exports", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor", "/zones/yuzhong/tasks?state=unstaffed");
    const boxes = page.getByRole("checkbox", { name: /^选择(?!已显示)/ });
    await boxes.first().check();
    await boxes.nth(1).check();
    await page.getByText("已选 2 项任务").waitFor();
    await page.getByRole("button", { name: "批量填写责任人" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("责任领导").fill("分管领导");
    await dialog.getByLabel("责任科室").fill("综合科");
    await dialog.getByLabel("责任人员").fill("科长");
    await picture(page, "tasks-bulk");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: /填到 2 项任务/ }).click();
    await said(page, "已填写 2 项任务的责任人");

    const link = page.locator("tbody th a").first();
    const title = await link.innerText();
    await link.click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await page.getByRole("button", { name: "暂停" }).click();
    await dialog.getByRole("button", { name: "暂停" }).click();
    await dialog.getByText("请写明原因").waitFor();
    await dialog.getByLabel("原因").fill("等待上级文件");
    await picture(page, "task-suspend");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "暂停" }).click();
    await said(page, "任务已暂停");
    await page.getByText("原因：等待上级文件").waitFor();

    await page.goto("/zones/yuzhong/tasks?state=suspended&columns=lead,state");
    await page.getByRole("row").nth(1).waitFor();
    expect(await page.getByRole("columnheader", { name: "完成时限" }).count()).toBe(0);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "导出" }).click();
    await page.getByRole("menuitem", { name: /CSV/ }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/\.csv$/);
    const text = readFileSync(await file.path(), "utf8");
    expect(text).toContain(title);
    expect(text).not.toContain("完成时限");
  });

  it("is empty for another zone, and gone where it is not theirs", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const [task] = await tasksOf(page, "");
    const stranger = await open();
    await signIn(stranger, "chengdu-hi-tech.supervisor", "/zones/yuzhong/tasks");
    await stranger.getByText("这个链接属于另一个区").waitFor();
    await stranger.goto(`/zones/chengdu-hi-tech/tasks/${task?.id}`);
    await stranger.getByRole("alert").waitFor();
    await picture(stranger, "task-foreign");
    await expectAccessible(stranger);
    await stranger.goto("/zones/chengdu-hi-tech/tasks");
    await stranger.getByRole("row").nth(1).waitFor();
    expect(await stranger.getByRole("row").filter({ hasText: "渝中" }).count()).toBe(0);
  });

  it("keeps filters in the address, and the page when the language changes", async () => {
    const page = await open();
    await signIn(page, "yuzhong.leader", "/zones/yuzhong/tasks");
    await page.getByRole("combobox", { name: "单位" }).fill("税务");
    await page.getByRole("option", { name: "区税务局" }).click();
    await page.getByLabel("关系").selectOption("lead");
    await page.waitForURL(/unit=[0-9a-f-]{36}&relation=lead/);
    await page.getByLabel("关键词").fill("税");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=税|q=%E7%A8%8E/);
    await page.getByRole("button", { name: "语言" }).click();
    await page.getByRole("menuitem", { name: "English" }).click();
    await page.getByRole("heading", { level: 1, name: "Tasks" }).waitFor();
    expect(await page.getByLabel("Words").inputValue()).toBe("税");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.getByRole("checkbox", { name: /^Select/ }).count()).toBe(0);
    await page.goBack();
    await page.waitForURL(/relation=lead$/);
    expect(await page.getByLabel("Words").inputValue()).toBe("");
  });
});
