import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import type { components } from "../src/shared/api/schema.gen";
import {
  expectAccessible,
  LANGUAGES,
  picture,
  SCREENS,
  settled,
  useBrowser,
} from "./support/browser";
import { call, signIn } from "./support/people";

type TaskList = components["schemas"]["TaskList"];
type TaskRow = TaskList["items"][number];
type Task = components["schemas"]["TaskDetail"];

async function tasksOf(page: Page, query: string): Promise<TaskRow[]> {
  const rows: TaskRow[] = [];
  let after = "";
  do {
    const path = `/zones/yuzhong/tasks?limit=200&${query}${after}`;
    const { items, next_cursor } = (await call<TaskList>(page, "GET", path)).body;
    rows.push(...items);
    after = next_cursor ? `&cursor=${next_cursor}` : "";
  } while (after);
  return rows;
}

async function detailsOf(page: Page, tasks: readonly TaskRow[]): Promise<Task[]> {
  const read = tasks.map(({ id }) => call<Task>(page, "GET", `/zones/yuzhong/tasks/${id}`));
  return (await Promise.all(read)).map(({ body }) => body);
}

async function openTask(page: Page, id: string): Promise<void> {
  await page.goto(`/zones/yuzhong/tasks/${id}`);
  await page.getByRole("heading", { name: "推进节点" }).waitFor();
}

const said = (page: Page, words: string) => page.getByRole("status").getByText(words).waitFor();

/** The demo breaks some running tasks down that have no end. */
async function brokenDown(page: Page): Promise<Task> {
  const running = (await tasksOf(page, "state=active")).filter((task) => !task.deadline_date);
  const found = (await detailsOf(page, running)).find(({ milestones }) => milestones.length > 1);
  if (!found) throw new Error("the demo breaks no task down");
  return found;
}

/** A PDF of the page as paper would have it; the folder is not kept in the repository. */
async function printed(page: Page, name: string): Promise<number> {
  const path = fileURLToPath(new URL(`./screenshots/${name}.pdf`, import.meta.url));
  return (await page.pdf({ path, preferCSSPageSize: true, printBackground: true })).length;
}

describe.runIf(inject("live"))("the page of a task", () => {
  const open = useBrowser();

  it.each(LANGUAGES)("says at once what matters: %s", async (language) => {
    const page = await open(language);
    await signIn(page, "yuzhong.supervisor");
    await page.locator("h2").first().waitFor();
    await picture(page, `workbench-steps-${language}`);
    const task = await brokenDown(page);
    await page.goto(`/zones/yuzhong/tasks/${task.id}`);
    await page.locator("blockquote").waitFor();
    await settled(page);
    await expectAccessible(page);
    for (const screen of SCREENS) {
      await page.setViewportSize(screen);
      await picture(page, `task-page-${language}-${screen.width}`);
    }
    expect(await printed(page, `task-print-${language}`)).toBeGreaterThan(10_000);
  });

  it("moves what counts from a milestone, after showing it, and puts sub-tasks in order by keyboard", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const task = await brokenDown(page);
    const [first] = task.milestones.filter(({ actions }) => actions.includes("edit"));
    await openTask(page, task.id);
    await page.getByRole("button", { name: "添加节点" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("名称").fill("试运行");
    await dialog.getByLabel("某节点后若干工作日").check();
    await dialog.getByLabel("起算节点").selectOption({ label: first?.title ?? "" });
    await dialog.getByLabel("工作日数").fill("10");
    await dialog.getByText(/^即 /).waitFor();
    await picture(page, "milestone-dialog");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "保存" }).click();
    await said(page, "已保存");
    await page.getByRole("button", { name: `修改：${first?.title}` }).click();
    await dialog.getByLabel("固定日期").check();
    await dialog.getByLabel("日期", { exact: true }).fill("2027-03-15");
    await dialog.getByText("时限随之变动").waitFor();
    await dialog.getByText(/试运行：/).waitFor();
    await picture(page, "milestone-moves");
    await dialog.getByRole("button", { name: "保存" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });

    const rows = page.getByRole("table", { name: "任务分解" }).locator("tbody th");
    const before = await rows.allInnerTexts();
    await page.getByRole("button", { name: `下移：${before[0]}` }).focus();
    await page.keyboard.press("Enter");
    await said(page, "顺序已保存");
    expect(await rows.allInnerTexts()).toEqual([before[1], before[0], ...before.slice(2)]);
  });

  it("lets a task wait without being late, and moves its deadline when it is released", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const late = (await tasksOf(page, "overdue=true&state=active"))[0];
    if (!late) throw new Error("the demo has no task that is late");
    await openTask(page, late.id);
    await page.getByRole("button", { name: "列为待上级条件" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("等待的条件").fill("上级平台完成改造");
    await dialog.getByLabel("取决于（其他单位）").fill("上级主管部门");
    await dialog.getByLabel("开始等待").fill("2026-10-08");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "列为待上级条件" }).click();
    await said(page, "已列为待上级条件");
    await page.getByText("取决于上级主管部门").waitFor();
    await picture(page, "task-waiting");
    await expectAccessible(page);
    await page.goto("/zones/yuzhong/tasks?precondition=waiting");
    await page.getByRole("row").filter({ hasText: late.title }).getByText("待上级条件").waitFor();
    await picture(page, "tasks-waiting");
    expect((await tasksOf(page, "overdue=true")).map(({ id }) => id)).not.toContain(late.id);

    await openTask(page, late.id);
    await page.getByRole("button", { name: "解除等待" }).click();
    await dialog.getByLabel("依据").fill("平台改造完成的通知已印发");
    await dialog.getByText("完成时限相应顺延").click();
    await picture(page, "task-release");
    await dialog.getByRole("button", { name: "解除等待" }).click();
    await said(page, "已解除等待");
    await page.getByText("条件已具备").first().waitFor();
  });

  it("changes several tasks after a preview, and prints the list with its filters", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor", "/zones/yuzhong/tasks?state=active");
    const boxes = page.getByRole("checkbox", { name: /^选择(?!已显示)/ });
    await boxes.first().check();
    await boxes.nth(1).check();
    await page.getByRole("button", { name: "批量修改" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("修改什么").selectOption("deadline");
    await dialog.getByLabel("完成日期").fill("2027-06-30");
    await picture(page, "bulk-edit");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "预览" }).click();
    await dialog.getByText("将修改 2 项").waitFor();
    await picture(page, "bulk-preview");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "修改 2 项任务" }).click();
    await said(page, "已修改 2 项任务");
    expect(await tasksOf(page, "deadline_from=2027-06-30&deadline_to=2027-06-30")).toHaveLength(2);

    await page.goto("/zones/yuzhong/tasks?state=unstaffed,active");
    await page.getByRole("row").nth(8).waitFor();
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute("data-printed", "yes");
    });
    await page.keyboard.press("Control+p");
    await page.locator("body[data-printed]").waitFor();
    const whole = (await tasksOf(page, "state=active&state=unstaffed")).length;
    expect(await page.locator("[data-paper] tbody tr").count()).toBe(whole);
    expect(await printed(page, "tasks-print")).toBeGreaterThan(10_000);
  });
});
