import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import type { components } from "../src/shared/api/schema.gen";
import { expectAccessible, LANGUAGES, picture, useBrowser } from "./support/browser";
import { call, signIn } from "./support/people";

type TaskList = components["schemas"]["TaskList"];

const said = (page: Page, words: string | RegExp) =>
  page.getByRole("status").getByText(words).waitFor();

async function firstTask(page: Page, query: string): Promise<string> {
  const { body } = await call<TaskList>(page, "GET", `/zones/yuzhong/tasks?limit=1&${query}`);
  const [task] = body.items;
  if (!task) throw new Error(`the demo has no task with ${query}`);
  return task.id;
}

describe.runIf(inject("live"))("topics, views, the matrix and links", () => {
  const open = useBrowser();

  it("the supervisor confirms suggestions one by one and by section", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const task = await firstTask(page, "topic=construction_permits&topic_state=suggested");
    await page.goto(`/zones/yuzhong/tasks/${task}`);
    const topic = page.getByRole("region", { name: "专题归类" });
    await topic.getByText("办理建筑许可").first().waitFor();
    await topic.getByText(/推荐依据：.*“/).waitFor();
    await picture(page, "topic-suggested");
    await topic.getByRole("button", { name: "确认" }).click();
    await said(page, "专题已保存");
    await topic.getByText("已确认").waitFor();
    await topic.getByRole("button", { name: "更改" }).click();
    await topic.getByText("另涉及的专题").click();
    await topic.getByLabel("招标投标").check();
    await picture(page, "topic-change");
    await expectAccessible(page);
    await topic.getByRole("button", { name: "保存" }).click();
    await topic.getByText("另涉及：招标投标").waitFor();

    await page.goto("/zones/yuzhong/topics");
    const section = page.getByRole("checkbox", { name: /的全部任务/ });
    await section.first().check();
    await picture(page, "topics-zh-CN");
    await page.getByRole("button", { name: /确认所选 \d+ 项/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("listitem").first().waitFor();
    await picture(page, "topics-confirm");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: /确认 \d+ 项/ }).click();
    await said(page, /已确认 \d+ 项任务的专题/);
  });

  it("keeps a view of the list, opens with it, and says what no longer applies", async () => {
    const page = await open();
    await signIn(page, "yuzhong.leader");
    const name = `纳税任务${Date.now() % 100_000}`;
    await page.goto("/zones/yuzhong/tasks?topic=taxes&sort=-deadline&columns=number,lead,topic");
    await page.getByRole("columnheader", { name: "专题归类" }).waitFor();
    await page.getByRole("button", { name: "视图" }).click();
    await page.getByRole("menuitem", { name: "另存为视图……" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("视图名称").fill(name);
    await picture(page, "view-save");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "保存" }).click();
    await page.waitForURL(/view=[0-9a-f-]{36}/);
    await page.getByRole("button", { name: new RegExp(name) }).click();
    await page.getByRole("menuitem", { name: "管理视图……" }).click();
    await dialog
      .getByRole("listitem")
      .filter({ hasText: name })
      .getByRole("button", { name: "设为默认" })
      .click();
    await dialog.getByRole("button", { name: "取消默认" }).waitFor();
    await picture(page, "views-manage");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.goto("/zones/yuzhong/tasks");
    await page.waitForURL(/topic=taxes/);
    await page.getByLabel("状态").selectOption("active");
    await page.getByRole("button", { name: new RegExp(`${name}.*已改动`) }).click();
    await page.getByRole("menuitem", { name: `用当前条件覆盖“${name}”` }).waitFor();
    await picture(page, "views-menu");
    await page.getByRole("menuitem", { name: "全部任务" }).click();
    await page.waitForURL(/\?view=all$/);
    await page.getByRole("button", { name: "视图" }).click();
    await page.getByRole("menuitem", { name: "管理视图……" }).click();
    await dialog.getByRole("button", { name: `删除“${name}”` }).click();
    await dialog.getByRole("button", { name: `确认删除“${name}”` }).click();
    await dialog.getByText(name).waitFor({ state: "detached" });
  });

  it.each(LANGUAGES)(
    "counts tasks by unit and topic, and opens what it counts: %s",
    async (language) => {
      const page = await open(language);
      await signIn(page, "yuzhong.supervisor", "/zones/yuzhong/matrix");
      const matrix = page.getByRole("table");
      await matrix.waitFor();
      await picture(page, `matrix-${language}`);
      await expectAccessible(page);
      await page.goto("/zones/yuzhong/matrix?relation=lead");
      const cell = matrix.locator("tbody td[data-heat] a").first();
      await cell.waitFor();
      const count = Number.parseInt(await cell.innerText(), 10);
      await cell.click();
      await page.waitForURL(/\/tasks\?unit=.*relation=lead.*topic/);
      await expect.poll(() => page.locator("tbody th a").count()).toBe(count);
      await page.goto("/zones/yuzhong/topics");
      await page.getByRole("table").first().waitFor();
      await picture(page, `topics-page-${language}`);
      await page.goto("/zones/yuzhong/tasks?columns=number,lead,responsible,deadline,state,topic");
      await page.getByRole("row").nth(1).waitFor();
      await picture(page, `tasks-topics-${language}`);
    },
  );

  it("copies a link that a colleague opens after signing in, and that another zone cannot open", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const path = "/zones/yuzhong/tasks?topic=taxes&sort=-deadline&columns=number,lead";
    await page.goto(path);
    await page.locator("tbody th a").first().waitFor();
    const first = await page.locator("tbody th").first().innerText();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "复制链接" }).click();
    await said(page, "链接已复制。对方只能看到其有权查看的任务。");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).pathname + new URL(link).search).toBe(path);

    const colleague = await open();
    await colleague.goto(link);
    await colleague.waitForURL(/\/sign-in\?next=/);
    await signInHere(colleague, "yuzhong.leader");
    await colleague.waitForURL(link);
    await colleague.locator("tbody th a").first().waitFor();
    expect(await colleague.locator("tbody th").first().innerText()).toBe(first);

    const stranger = await open();
    await stranger.goto(link);
    await signInHere(stranger, "chengdu-hi-tech.supervisor");
    await stranger.getByText("这个链接属于另一个区").waitFor();
    await picture(stranger, "link-of-another-zone");
    await expectAccessible(stranger);
    await stranger.getByRole("link", { name: "回到工作台" }).click();
    await stranger.waitForURL(/\/zones\/chengdu-hi-tech\//);
  });
});

async function signInHere(page: Page, login: string): Promise<void> {
  await page.getByLabel("登录名").fill(login);
  await page.locator("input[type=password]").fill(process.env.MANDATE_DEMO_PASSWORD ?? "");
  await page.keyboard.press("Enter");
}
