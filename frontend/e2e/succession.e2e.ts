import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import {
  expectAccessible,
  LANGUAGES,
  picture,
  SCREENS,
  settled,
  useBrowser,
} from "./support/browser";
import { call, signIn } from "./support/people";

const ZONE = "/zones/yuzhong";
const stamp = String(Date.now() % 1_000_000);

async function makeUnit(page: Page, name: string): Promise<string> {
  const made = await call<{ id: string }>(page, "POST", `${ZONE}/units`, { name });
  expect(made.status).toBe(201);
  return made.body.id;
}

async function unitNamed(page: Page, zone: string, name: string): Promise<string> {
  const found = await call<{ items: { id: string }[] }>(
    page,
    "GET",
    `/zones/${zone}/units?search=${encodeURIComponent(name)}`,
    undefined,
  ).catch(() => undefined);
  const id = found?.body.items[0]?.id;
  if (!id) throw new Error(`no unit ${name}`);
  return id;
}

describe.runIf(inject("live"))("units over time", () => {
  const open = useBrowser();

  it("renames a unit from a day on, keeps its earlier name, and takes a mistake back", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const id = await makeUnit(page, `区便民服务中心${stamp}`);
    await page.goto(`${ZONE}/units/${id}`);
    await page.getByRole("button", { name: "更名", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "确认更名" }).click();
    await dialog.getByText("请填写单位名称").waitFor();
    await dialog.getByLabel("新名称").fill(`区政务服务中心${stamp}`);
    await dialog.getByLabel("启用日期").fill("2022-05-01");
    await dialog.getByLabel("依据").fill("演示文〔2022〕1号");
    await picture(page, "unit-rename");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "确认更名" }).click();
    await page.getByRole("heading", { level: 1, name: `区政务服务中心${stamp}` }).waitFor();
    await page.getByText("依据：演示文〔2022〕1号").waitFor();
    await page.goto(`${ZONE}/units?q=区便民服务中心${stamp}`);
    await page.getByRole("link", { name: `区政务服务中心${stamp}` }).click();
    await page.getByRole("button", { name: `撤回“区政务服务中心${stamp}”` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "撤回" }).click();
    await page.getByRole("heading", { level: 1, name: `区便民服务中心${stamp}` }).waitFor();
  });

  it("merges units: tasks go to the successor, and the old unit says who succeeded it", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const id = await unitNamed(page, "yuzhong", "区金融办");
    await page.goto(`${ZONE}/units/${id}`);
    await page.getByRole("button", { name: "合并、分设、撤销" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "确认调整并移交" }).click();
    await dialog.getByText("请选定或填写每一个承继单位").waitFor();
    await dialog.getByLabel("调整方式").selectOption("split");
    await dialog.getByLabel("第 1 个承继单位的来源").selectOption("new");
    await dialog.getByLabel("第 1 个新设单位的名称").fill(`区金融局${stamp}`);
    await dialog.getByRole("button", { name: "再加一个单位" }).click();
    await dialog.getByLabel("第 2 个新设单位的名称").fill(`区金融中心${stamp}`);
    await dialog.getByText("个别任务另行指定").click();
    await picture(page, "unit-split");
    await expectAccessible(page);
    await dialog.getByLabel("调整方式").selectOption("merge");
    await dialog.getByLabel("第 1 个承继单位的来源").selectOption("new");
    await dialog.getByLabel("第 1 个新设单位的名称").fill(`区金融局${stamp}`);
    await dialog.getByRole("button", { name: "确认调整并移交" }).click();
    await page.getByText(/调整已登记：移交任务 \d+ 项/).waitFor();
    await page.getByText("承继单位：").waitFor();
    await picture(page, "unit-merged");
    await expectAccessible(page);
    await page.getByRole("link", { name: `区金融局${stamp}` }).click();
    await page.getByText("原单位：").waitFor();
    await page.goto(`${ZONE}/tasks?q=金融`);
    await page.goto(`${ZONE}/units/report?structure=then`);
    await page.getByRole("link", { name: "区金融办", exact: true }).waitFor();
    await page.getByLabel("机构口径").selectOption("now");
    await page.getByRole("link", { name: `区金融局${stamp}`, exact: true }).waitFor();
    expect(await page.getByRole("link", { name: "区金融办", exact: true }).count()).toBe(0);
  });

  it("hands a person's work over, task by task and wholly", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const id = await unitNamed(page, "yuzhong", "区市场监管局");
    await page.goto(`${ZONE}/units/${id}`);
    await page.getByRole("link", { name: "人员交接" }).click();
    await page.getByRole("combobox", { name: "交出人" }).selectOption("科长");
    const work = page.getByRole("table", { name: /名下未办结的任务/ });
    await work.waitFor();
    await work.getByRole("checkbox").first().uncheck();
    await page.getByLabel("接手人").fill("新任科长");
    await page.getByLabel("原因").fill("调岗");
    await picture(page, "handover");
    await expectAccessible(page);
    await page.getByRole("button", { name: /交接选中的 \d+ 项任务/ }).click();
    await page.getByText(/还剩 1 项/).waitFor();
    await page.getByRole("combobox", { name: "交出人" }).selectOption("科长");
    await page.getByLabel("接手人").fill("新任科长");
    await page.getByLabel("原因").fill("调岗");
    await page.getByRole("button", { name: "交接选中的 1 项任务" }).click();
    await page.getByText("“科长”名下已没有未办结的任务").waitFor();
  });

  it("gives the person's own workbook back with its errors marked", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor", `${ZONE}/units/import`);
    const rows = [
      ["名称", "类别"],
      ["区会展中心", "没有这种类别"],
    ];
    await page.locator("input[type=file]").setInputFiles({
      name: "单位.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(`\ufeff${rows.map((row) => row.join(",")).join("\n")}`),
    });
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "下载标出错误的表格" }).click();
    expect((await saved).suggestedFilename()).toBe("单位-标出问题.xlsx");
    await picture(page, "unit-import-marked");
    await expectAccessible(page);
  });

  it.each(LANGUAGES)("looks right: %s", async (language) => {
    const page = await open(language, SCREENS[0]);
    const shown = async (name: string) => {
      await settled(page);
      await picture(page, `${name}-${language}-1366`);
      await expectAccessible(page);
    };
    await signIn(page, "chongqing-hi-tech.supervisor");
    const centre = await unitNamed(page, "chongqing-hi-tech", "公共事务中心");
    await page.goto(`/zones/chongqing-hi-tech/units/${centre}`);
    await page.locator("time").first().waitFor();
    await shown("unit-history");
    await page.goto("/zones/chongqing-hi-tech/units/report");
    await page.getByRole("row").nth(4).waitFor();
    await shown("unit-report");
    const people = await open(language, SCREENS[0]);
    await signIn(people, "yuzhong.supervisor");
    const bureau = await unitNamed(people, "yuzhong", "区市场监管局");
    await people.goto(`${ZONE}/units/${bureau}`);
    await people.getByRole("table").waitFor();
    await picture(people, `unit-people-${language}-1366`);
    await expectAccessible(people);
  });
});
