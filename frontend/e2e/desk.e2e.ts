import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import type { components } from "../src/shared/api/schema.gen";
import { expectAccessible, LANGUAGES, picture, pictures, useBrowser } from "./support/browser";
import { call, signIn } from "./support/people";
import { countPresses, type Presses, since, total } from "./support/presses";

type Draft = components["schemas"]["DraftBody"];

const MOST_PRESSES = 150;
/** Choosing the file in the system's own window: a click on it, a click on Open. */
const IN_SYSTEM_WINDOW = 2;

const seeds = fileURLToPath(new URL("../../../shared/seeds", import.meta.url));
const seed = existsSync(seeds) && readdirSync(seeds).find((name) => name.startsWith("002"));
const whole = fileURLToPath(new URL("../../docs/samples/yuzhong-2023.docx", import.meta.url));

/** Each time one more empty line, so that the document is a new one to the server. */
function textOf(path: string) {
  const blank = "\n".repeat(1 + (Date.now() % 5000));
  return {
    name: "方案.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(readFileSync(path, "utf8") + blank),
  };
}

/** Ninety quick presses are ninety writes, one after another. */
const saved = (page: Page) => page.getByText("已自动保存").waitFor({ timeout: 60_000 });
const left = async (page: Page) => {
  const words = await page.locator("header [role=status]").first().textContent();
  return Number(words?.match(/\d+/)?.[0] ?? 0);
};

/** Reviews and adopts a document as somebody does who sees the desk for the first time; answers what it cost. */
async function review(page: Page, zone: string, file: Parameters<typeof textOf>[0] | "sample") {
  const done = await countPresses(page);
  await signIn(page, `${zone}.supervisor`, `/zones/${zone}/plans`);
  const parts: [string, Presses][] = [];
  let mark = done();
  const part = (name: string) => {
    parts.push([name, since(mark, done())]);
    mark = done();
  };

  // Upload.
  const chooser = page.waitForEvent("filechooser");
  await page.getByText("选择文件").click();
  const sent = file === "sample" ? whole : textOf(file);
  await (await chooser).setFiles(sent);
  await page.getByText("开始核对").click({ timeout: 60_000 });
  await page.locator("[data-row]").first().waitFor();
  part("upload");
  const plan = new URL(page.url()).pathname.split("/").at(-2) ?? "";
  const root = `/zones/${zone}/plans/${plan}`;
  const draft = async () => (await call<Draft>(page, "GET", `${root}/draft`)).body;
  expect((await draft()).tasks).toHaveLength(90);

  // Units that the directory does not know: one look, one click for all of them.
  const proposals = page.getByRole("region", { name: "按上次确认" });
  if (await proposals.isVisible()) await proposals.getByRole("button").last().click();
  const units = page.getByRole("button", { name: /^单位/ });
  if (/\d/.test((await units.textContent()) ?? "")) {
    await units.click();
    await page.getByRole("button", { name: /全部建为新单位/ }).click();
    await page.getByText("个单位都已对应到名录").waitFor();
  }
  part("units");

  // Every doubt, one after the other: the first is about a slogan that is no target, so it is dropped.
  if ((await left(page)) > 0) await page.keyboard.press("j");
  let corrected = 0;
  for (let open = await left(page); open > 0; ) {
    const drop = page.getByRole("button", { name: /^删去指标/ }).first();
    if (corrected === 0 && (await drop.isVisible())) {
      await drop.click();
      corrected += 1;
    }
    await page.keyboard.press("Enter");
    await expect.poll(() => left(page)).toBeLessThan(open);
    open = await left(page);
  }
  part("doubts");

  // Two mistakes that the person notices: a title that is too long, a deadline that was not seen.
  await page.keyboard.press("e");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("优化市场准入服务");
  await page.keyboard.press("Enter");
  await page.getByLabel("时限（原文）").click();
  await page.keyboard.type("年底前");
  await page.keyboard.press("Enter");
  await saved(page);
  part("corrections");

  // Every task is looked at and confirmed.
  const waiting = page.getByRole("button", { name: /^未确认/ });
  const open = async () => Number((await waiting.textContent())?.match(/\d+/)?.[0] ?? 0);
  for (let rounds = 0; rounds < 5; rounds++) {
    for (let count = await open(); count > 0; count--) await page.keyboard.press("Enter");
    await saved(page);
    if ((await open()) === 0) break;
  }
  part("confirming every task");

  // The summary, and the adoption.
  await page.getByRole("button", { name: "采纳……" }).click();
  await page.getByRole("dialog").getByText("原文各条").waitFor();
  await picture(page, `desk-summary-${zone}`);
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^采纳，生成 90 项任务/ })
    .click();
  await page.getByRole("heading", { name: "已采纳" }).waitFor({ timeout: 30_000 });
  part("adoption");

  const { tasks } = await draft();
  expect(tasks.every(({ state }) => state === "confirmed")).toBe(true);
  expect(tasks.some(({ title }) => title === "优化市场准入服务")).toBe(true);
  const cost = parts.reduce((sum, [, presses]) => sum + total(presses), IN_SYSTEM_WINDOW);
  return { cost, parts };
}

function report(document: string, { cost, parts }: Awaited<ReturnType<typeof review>>) {
  const lines = parts.map(
    ([name, { clicks, keys, typed }]) =>
      `    ${name}: ${clicks} clicks, ${keys} keys, ${typed} characters`,
  );
  process.stdout.write(`\n  ${document}: ${cost} presses\n${lines.join("\n")}\n`);
}

describe.runIf(inject("live"))("a first review", () => {
  const open = useBrowser();

  it.skipIf(!seed)(
    `of document 002 takes at most ${MOST_PRESSES} presses${seed ? "" : " (no ../shared/seeds here)"}`,
    async () => {
      const page = await open();
      const made = await review(page, "yuzhong", `${seeds}/${seed}`);
      report("document 002", made);
      expect(made.cost).toBeLessThanOrEqual(MOST_PRESSES);
    },
    120_000,
  );

  it(`of our own document of 90 tasks, in a zone that knows none of its units, too`, async () => {
    const page = await open();
    const made = await review(page, "chengdu-hi-tech", "sample");
    report("sample of 90 tasks", made);
    expect(made.cost).toBeLessThanOrEqual(MOST_PRESSES);
  }, 120_000);
});

/** In our own words, with brackets that do not say who leads, and a paragraph that is no task. */
const BRACKETS = `云溪区便民行动计划

一、重点任务

（一）窗口延时。中午不停办业务，方便企业办事。（区政务中心；区税务局、区人社局）

（二）证照直送。新办证照免费邮寄到企业，两日内送达。（区市场局；区邮政公司）

（三）一次办好。高频事项一次办好，材料减少三成。（区行政审批局；区司法局）

二、有关事项

各窗口要耐心细致，对老年人和残疾人主动帮办代办。
`;

function brackets(year: number) {
  const buffer = Buffer.from(BRACKETS.replace("便民", `${year}年便民${Date.now() % 100_000}号`));
  return { name: `便民${year}.txt`, mimeType: "text/plain", buffer };
}

async function upload(page: Page, zone: string, file: ReturnType<typeof brackets>) {
  await page.goto(`/zones/${zone}/plans`);
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("开始核对").click({ timeout: 60_000 });
  await page.locator("[data-row]").first().waitFor();
  return new URL(page.url()).pathname.split("/").at(-2) ?? "";
}

describe.runIf(inject("live"))("the desk of two reviewers", () => {
  const open = useBrowser();
  const zone = "chengdu-hi-tech";

  it("takes steps back after a reload, shows a colleague's changes, and proposes what was confirmed", async () => {
    const page = await open();
    await signIn(page, `${zone}.supervisor`);
    const plan = await upload(page, zone, brackets(2026));
    const root = `/zones/${zone}/plans/${plan}`;
    const draft = async () => (await call<Draft>(page, "GET", `${root}/draft`)).body;
    const leads = async () =>
      (await draft()).tasks.map(({ units }) =>
        units.filter(({ relation }) => relation === "lead").map(({ text }) => text),
      );
    const before = await leads();

    // One rule for the whole draft, seen before it is made.
    await page.getByRole("button", { name: "批量更正" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("更正内容").selectOption("swap");
    await dialog.getByText("将更正").waitFor();
    await dialog.getByLabel("更正内容").selectOption("leads_before");
    await dialog.getByText(/将更正 \d+ 项任务/).waitFor();
    await picture(page, "desk-fixes");
    await expectAccessible(page);
    const make = dialog.getByRole("button", { name: /更正 [1-9]\d* 项/ });
    await make.click();
    await expect.poll(leads).toEqual([["区政务中心"], ["区市场局"], ["区行政审批局"]]);

    // Back after a reload, and forward again.
    await page.reload();
    const undo = page.getByRole("button", { name: /撤销/ });
    await expect.poll(() => undo.textContent()).toContain("之前的单位牵头");
    await undo.click();
    await expect.poll(leads).toEqual(before);
    await page.getByRole("button", { name: "恢复", exact: true }).click();
    await expect.poll(leads).toEqual([["区政务中心"], ["区市场局"], ["区行政审批局"]]);

    // A paragraph that became nothing becomes a task with one click, and is one no more after undoing.
    await page.getByRole("button", { name: /未用到的段落/ }).click();
    const left = page.getByText("耐心细致").first();
    await left.waitFor();
    await picture(page, "desk-unused");
    await expectAccessible(page);
    await page.getByRole("button", { name: "设为任务" }).first().click();
    await expect.poll(async () => (await draft()).tasks.length).toBe(4);
    await page.keyboard.press("u");
    await expect.poll(async () => (await draft()).tasks.length).toBe(3);

    // A colleague with the same rights works at the same draft.
    const other = await open();
    await signIn(other, `${zone}.leader`, `${root}/review`);
    await other.locator("[data-row]").first().waitFor();
    const [first] = (await draft()).tasks;
    const etag = { "if-match": `"v${first?.version}"` };
    await call(page, "PATCH", `${root}/draft-tasks/${first?.id}`, { title: "午间不打烊" }, etag);
    await other.locator("[data-row]").getByText("午间不打烊").waitFor();
    await other.getByText("也在核对").waitFor();
    await picture(other, "desk-colleague");
    await expectAccessible(other);

    // The next document of the zone proposes the rule, and waits.
    await upload(page, zone, brackets(2027));
    const proposals = page.getByRole("region", { name: "按上次确认" });
    if (await proposals.isVisible()) await picture(page, "desk-proposals");
    await page.getByRole("link", { name: "方案", exact: true }).first().click();
    await page.getByRole("link", { name: "阅读习惯" }).click();
    await page.getByText("“；”之前的单位牵头").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "停用" }).first().click();
    await page.getByRole("button", { name: "启用" }).first().waitFor();
    await page.getByRole("button", { name: "删除" }).first().click();
    await page.getByText("“；”之前的单位牵头").waitFor({ state: "detached" });
  }, 90_000);

  it.each(LANGUAGES)("looks right: %s", async (language) => {
    const page = await open(language);
    const shown = async (name: string) => {
      await pictures(page, `${name}-${language}`);
      await expectAccessible(page);
    };
    await signIn(page, "yuzhong.supervisor", "/zones/yuzhong/reading-habits");
    const alias = language === "en" ? "Alias in the unit directory" : "单位名录中的别名";
    await page.getByRole("link", { name: alias }).first().waitFor();
    await shown("habits");
    await page.goto("/zones/yuzhong/plans");
    await page.getByRole("link", { name: "楼宇" }).first().click();
    await page.locator("[data-row]").first().waitFor();
    const everywhere = language === "en" ? "Correct everywhere" : "批量更正";
    await page.getByRole("button", { name: everywhere }).click();
    await page.getByRole("dialog").getByRole("heading", { level: 3 }).waitFor();
    await shown("desk-fixes");
  });
});
