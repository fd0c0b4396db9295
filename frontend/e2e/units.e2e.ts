import { describe, expect, inject, it } from "vitest";
import { expectAccessible, picture, useBrowser } from "./support/browser";
import { signIn } from "./support/people";

const sheet = (name: string, rows: string[][]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(`\ufeff${rows.map((row) => row.join(",")).join("\n")}`),
});
const HEAD = ["名称", "类别", "别名"];

describe.runIf(inject("live"))("the unit directory", () => {
  const open = useBrowser();

  it("adds, renames, deactivates and deletes a unit", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor", "/zones/yuzhong/units");
    await page.getByRole("button", { name: "新增单位" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.getByText("请填写单位名称").waitFor();
    await dialog.getByLabel("名称", { exact: true }).fill("区税务局");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.getByRole("alert").waitFor();
    await picture(page, "unit-taken");
    await expectAccessible(page);
    await dialog.getByLabel("名称", { exact: true }).fill("区低空经济中心");
    await dialog.getByLabel("别名").fill("区低空中心、低空办");
    await dialog.getByRole("button", { name: "保存" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByLabel("名称").fill("低空办");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "区低空经济中心" }).click();
    await page.getByText("区低空中心、低空办").waitFor();
    await page.getByRole("button", { name: "修改" }).click();
    await page.getByLabel("名称", { exact: true }).fill("区低空经济发展中心");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByRole("heading", { level: 1, name: "区低空经济发展中心" }).waitFor();
    await page.getByRole("button", { name: "停用" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "停用" }).click();
    await page.getByText("已停用", { exact: true }).waitFor();
    await page.getByRole("button", { name: "删除" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
    await page.waitForURL(/\/units$/);
  });

  it("keeps a unit that is in use, and says so", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor", "/zones/yuzhong/units?q=税务");
    await page.locator("tbody th a").first().click();
    await page.getByRole("button", { name: "删除" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
    await page.getByRole("dialog").getByRole("alert").waitFor();
    await picture(page, "unit-in-use");
    await expectAccessible(page);
  });

  it("imports a sheet: every error with its row and column first, then what changes, then it is written", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor", "/zones/yuzhong/units/import");
    const file = page.locator("input[type=file]");
    await file.setInputFiles({ name: "单位.xls", mimeType: "", buffer: Buffer.from("x") });
    await page.getByText("请另存为 .xlsx").waitFor();
    const wrong = sheet("单位.csv", [
      HEAD,
      ["区会展服务中心", "没有这种类别", ""],
      ["", "工作部门", ""],
      ["区税务局", "工作部门", "区财政局"],
    ]);
    await file.setInputFiles(wrong);
    const errors = page.getByRole("table", { name: "表格中的错误" });
    await errors.waitFor();
    expect(await errors.locator("tbody tr").count()).toBeGreaterThanOrEqual(3);
    expect(await page.getByRole("button", { name: /确认导入/ }).count()).toBe(0);
    await picture(page, "unit-import-errors");
    await expectAccessible(page);
    const name = `区会展服务中心${Date.now() % 100000}`;
    await file.setInputFiles(sheet("单位.csv", [HEAD, [name, "事业单位", ""]]));
    await page.getByRole("table", { name: "将要发生的变动" }).waitFor();
    await picture(page, "unit-import-preview");
    await expectAccessible(page);
    await page.getByRole("button", { name: "确认导入 1 项变动" }).click();
    await page.getByText("导入完成：新增 1 个").waitFor();
    await page.goto(`/zones/yuzhong/units?q=${name}`);
    await page.getByRole("link", { name }).waitFor();
  });

  it("shows an officer the directory without anything to change", async () => {
    const page = await open();
    await signIn(page, "yuzhong.housing", "/zones/yuzhong/units");
    await page.getByRole("row").nth(1).waitFor();
    expect(await page.getByRole("button", { name: "新增单位" }).count()).toBe(0);
    await page.goto("/zones/yuzhong/units/import");
    await page.getByText("没有办理此事的权限").waitFor();
  });
});
