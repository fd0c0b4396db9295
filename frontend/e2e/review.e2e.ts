import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import type { components } from "../src/shared/api/schema.gen";
import { expectAccessible, LANGUAGES, picture, pictures, useBrowser } from "./support/browser";
import { call, signIn } from "./support/people";

type Draft = components["schemas"]["DraftBody"];
type Task = components["schemas"]["DraftTaskRow"];

const seeds = fileURLToPath(new URL("../../../shared/seeds", import.meta.url));
const seed = existsSync(seeds) && readdirSync(seeds).find((name) => name.startsWith("002"));
const sample = fileURLToPath(new URL("../../docs/samples/yuzhong-2023.docx", import.meta.url));

const row = (page: Page, task: string) => page.locator(`[data-row="${task}"]`);
const saved = (page: Page) => page.getByText("已自动保存").waitFor();

async function draftOf(page: Page, plan: string): Promise<Draft> {
  return (await call<Draft>(page, "GET", `/zones/yuzhong/plans/${plan}/draft`)).body;
}

/** The document of ../shared/seeds with one more empty line each time, so that it is a new one to the server. */
function document002() {
  const blank = "\n".repeat(1 + (Date.now() % 5000));
  const text = readFileSync(`${seeds}/${seed}`, "utf8") + blank;
  return { name: "002.txt", mimeType: "text/plain", buffer: Buffer.from(text) };
}

/** The plan that the demo has adopted, as a new file: what follows the archive is not read. */
function sampleAgain() {
  const buffer = Buffer.concat([readFileSync(sample), Buffer.from(`PK${Date.now()}`)]);
  const mimeType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  return { name: "sample.docx", mimeType, buffer };
}

async function upload(page: Page): Promise<string> {
  await page.goto("/zones/yuzhong/plans");
  await page.locator("input[type=file]").setInputFiles(seed ? document002() : sampleAgain());
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await page.getByText("开始核对").click({ timeout: 60_000 });
  await page.waitForURL(/\/review/);
  await page.locator("[data-row]").first().waitFor();
  return new URL(page.url()).pathname.split("/").at(-2) ?? "";
}

async function markWords(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const spans = [...document.querySelectorAll("[data-at]")];
    const span = spans.find((one) => one.textContent?.includes(wanted));
    const node = span?.firstChild;
    if (!span || !node) throw new Error(`no ${wanted} in the original`);
    span.scrollIntoView({ block: "center" });
    const at = node.textContent?.indexOf(wanted) ?? 0;
    getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    span.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX: 400, clientY: 400 }));
  }, words);
}

describe.runIf(inject("live"))("the review desk", () => {
  const open = useBrowser();

  // The document itself stays outside of the repository; without it a sample of ours takes its place.
  it(`reviews and adopts ${seed ? "document 002" : "a sample (no ../shared/seeds here)"}`, async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const plan = await upload(page);
    const before = await draftOf(page, plan);
    expect(before.tasks).toHaveLength(90);
    const task = (index: number) => before.tasks[index] as Task;
    const now = async (index: number) => {
      const { tasks } = await draftOf(page, plan);
      return tasks.find(({ id }) => id === task(index).id) as Task;
    };
    await expectAccessible(page);

    // From doubt to doubt by keyboard: confirm, and take it back.
    const doubts = page.getByRole("status").filter({ hasText: "有疑问" });
    const shown = async () => Number((await doubts.textContent())?.match(/\d+/)?.[0] ?? 0);
    const first = await shown();
    if (first > 0) {
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await expect.poll(shown).toBe(first - 1);
      await page.keyboard.press("u");
      await expect.poll(shown).toBe(first);
    }

    // Title, by keyboard; deadline in words and as a date.
    await row(page, task(0).id).click();
    await page.getByLabel("任务", { exact: true }).click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("落实市场准入负面清单");
    await page.keyboard.press("Enter");
    await saved(page);
    await page.getByLabel("时限（原文）").fill("2023年底前");
    await page.getByLabel("时限日期").fill("2023-12-31");
    await page.getByLabel("时限日期").press("Enter");
    await expect.poll(async () => (await now(0)).deadline_date).toBe("2023-12-31");
    expect(await now(0)).toMatchObject({
      title: "落实市场准入负面清单",
      deadline_text: "2023年底前",
    });

    // A unit's relation; a name that the directory does not know.
    const responsible = page.getByRole("group", { name: "责任单位" });
    await responsible.getByRole("button").first().click();
    await page.getByRole("menuitem", { name: "改为牵头单位" }).click();
    await expect
      .poll(async () => (await now(0)).units.filter(({ relation }) => relation === "lead").length)
      .toBe(task(0).units.filter(({ relation }) => relation === "lead").length + 1);
    await page.getByRole("button", { name: "添加配合单位" }).click();
    await page.getByRole("combobox", { name: "添加配合单位" }).fill("区楼宇服务专班");
    await page.getByRole("option", { name: "按原样写入" }).click();
    await expect
      .poll(async () => (await now(0)).units.some(({ text }) => text === "区楼宇服务专班"))
      .toBe(true);

    // A number.
    const counted = before.tasks.findIndex(({ quantities }) => quantities.length > 0);
    await row(page, task(counted).id).click();
    await page.getByLabel("数值").first().fill("3");
    await page.getByLabel("数值").first().press("Enter");
    await expect.poll(async () => (await now(counted)).quantities[0]?.value).toBe("3");

    // Two people at once: nothing that was typed is lost.
    await row(page, task(20).id).click();
    // The key E would lead into the field of a doubt.
    await page.getByLabel("任务", { exact: true }).click();
    const theirs = await now(20);
    const root = `/zones/yuzhong/plans/${plan}`;
    const etag = { "if-match": `"v${theirs.version}"` };
    const other = { title: "别人改的标题" };
    await call(page, "PATCH", `${root}/draft-tasks/${theirs.id}`, other, etag);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("我改的标题");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("我改的标题").waitFor();
    await picture(page, "desk-clash");
    await page.getByRole("button", { name: "用我的" }).click();
    await expect.poll(async () => (await now(20)).title).toBe("我改的标题");

    // Drop, merge, split, add.
    await row(page, task(30).id).click();
    await page.keyboard.press("x");
    await expect.poll(async () => (await now(30)).state).toBe("dropped");
    for (const index of [40, 41])
      await page.getByLabel(`选中：${task(index).title}`, { exact: true }).check();
    await page.getByRole("button", { name: "合并为一项" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "合并为一项" }).click();
    await expect.poll(async () => (await now(41)).state).toBe("dropped");
    await row(page, task(50).id).click();
    await page.keyboard.press("s");
    await page.getByLabel("第 1 项").fill("拆出的第一项");
    await page.getByLabel("第 2 项").fill("拆出的第二项");
    for (const more of await page.getByLabel(/第 [3-9] 项/).all()) await more.fill("");
    await page.getByRole("button", { name: "拆成 2 项" }).click();
    await expect.poll(async () => (await draftOf(page, plan)).tasks.length).toBe(91);
    await markWords(page, seed ? "细化任务分解" : "任务");
    await page.getByRole("button", { name: "把选中的文字添加为任务" }).click();
    await page.getByRole("dialog").getByLabel("任务", { exact: true }).fill("细化任务分解工作");
    await page.getByRole("dialog").getByRole("button", { name: "添加任务" }).click();
    await expect.poll(async () => (await draftOf(page, plan)).tasks.length).toBe(92);
    const added = (await draftOf(page, plan)).tasks.find(({ origin }) => origin === "added");
    expect(added?.start).not.toBeNull();
    await page.getByRole("button", { name: "添加牵头单位" }).click();
    await page.getByRole("combobox", { name: "添加牵头单位" }).fill("税务");
    await page.getByRole("option", { name: "区税务局" }).click();
    await saved(page);

    // The adoption says what is missing, and leads there.
    await page.getByRole("button", { name: "采纳……" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("还没有对应到名录").click();
    await page.getByRole("button", { name: "为“区楼宇服务专班”选择单位" }).click();
    await page.getByLabel("记住这种写法").uncheck();
    await page.getByRole("combobox").fill("商务");
    await page.getByRole("option", { name: "区商务委" }).click();
    await page.getByText("个单位都已对应到名录").waitFor();
    await page.getByRole("button", { name: "采纳……" }).click();
    await picture(page, "desk-adoption-ready");
    await dialog.getByRole("button", { name: "采纳，生成 90 项任务" }).click();
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
    await page.getByRole("heading", { name: "已采纳" }).waitFor();
    await picture(page, "plan-adopted");
    await expectAccessible(page);

    await page.getByRole("link", { name: "查看这 90 项任务" }).click();
    await page.waitForURL(new RegExp(`/tasks\\?plan=${plan}`));
    await page.locator("tbody tr").first().waitFor();
    const made = `/zones/yuzhong/tasks?plan=${plan}&limit=200`;
    const tasks = await call<{ items: unknown[] }>(page, "GET", made);
    expect(tasks.body.items).toHaveLength(90);
    const elsewhere = await open();
    await signIn(elsewhere, "chengdu-hi-tech.supervisor");
    expect((await call(elsewhere, "GET", `/zones/yuzhong/plans/${plan}`)).status).toBe(404);
    expect((await call(elsewhere, "GET", `/zones/chengdu-hi-tech/plans/${plan}`)).status).toBe(404);
  }, 180_000);

  it.each(LANGUAGES)("looks right: %s", async (language) => {
    const page = await open(language);
    const shown = async (name: string) => {
      await pictures(page, `${name}-${language}`);
      await expectAccessible(page);
    };
    await signIn(page, "yuzhong.supervisor", "/zones/yuzhong/plans");
    await page.getByRole("link", { name: "楼宇" }).first().waitFor();
    await shown("plans");
    await page.getByRole("link", { name: "楼宇" }).first().click();
    await page.locator("[data-row]").first().waitFor();
    await page.keyboard.press("j");
    await shown("desk");
    for (const panel of ["units", "document"]) {
      const address = new URL(page.url());
      address.searchParams.set("panel", panel);
      await page.goto(address.href);
      await page.locator("nav [aria-current=page]").last().waitFor();
      await shown(`desk-${panel}`);
    }
    await page.getByRole("button", { name: language === "en" ? "Adopt…" : "采纳……" }).click();
    await shown("desk-adoption");
  });

  it("refuses before sending what cannot be read, and says what the server could not read", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor", "/zones/yuzhong/plans");
    const file = page.locator("input[type=file]");
    await file.setInputFiles({ name: "方案.doc", mimeType: "", buffer: Buffer.from("x") });
    await page.getByText("另存为 docx").waitFor();
    await picture(page, "plans-refused");
    await expectAccessible(page);
    const fake = Buffer.from("PK\x03\x04 no document");
    await file.setInputFiles({ name: "假的.docx", mimeType: "", buffer: fake });
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
    await page.getByRole("heading", { name: "没有读懂这份文件" }).waitFor({ timeout: 60_000 });
    await picture(page, "plan-failed");
    await expectAccessible(page);
    await page.getByRole("button", { name: "重新解析" }).waitFor();
  });

  it("shows an officer the desk to read, with nothing to change", async () => {
    const page = await open();
    await signIn(page, "yuzhong.market", "/zones/yuzhong/plans");
    await page.getByRole("link", { name: "2023年" }).last().click();
    await page.getByRole("link", { name: "查看原文与草案" }).click();
    await page.locator("[data-row]").nth(3).click();
    expect(await page.getByRole("button", { name: "确认无误" }).count()).toBe(0);
    expect(await page.getByLabel("任务", { exact: true }).getAttribute("readonly")).not.toBeNull();
    await picture(page, "desk-read-only");
    await expectAccessible(page);
  });
});
