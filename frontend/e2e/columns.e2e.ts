import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import type { components } from "../src/shared/api/schema.gen";
import { expectAccessible, picture, useBrowser } from "./support/browser";
import { call, signIn } from "./support/people";

type Plan = components["schemas"]["PlanDetail"];
type Draft = components["schemas"]["DraftBody"];

const sample = fileURLToPath(new URL("../../docs/samples/yunxiu-tasks-2026.xlsx", import.meta.url));

/** The sample, a new file each time: what follows the archive is not read. */
async function uploadSheet(page: Page): Promise<string> {
  const buffer = Buffer.concat([readFileSync(sample), Buffer.from(`PK${Date.now()}`)]);
  await page.goto("/zones/yuzhong/plans");
  await page.locator("input[type=file]").setInputFiles({
    name: "任务分工表.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer,
  });
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await page.getByRole("heading", { name: "表格列" }).waitFor({ timeout: 60_000 });
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

describe.runIf(inject("live"))("the columns of a sheet", () => {
  const open = useBrowser();

  it("are proposed, changed, read again and confirmed", async () => {
    const page = await open();
    await signIn(page, "yuzhong.supervisor");
    const id = await uploadSheet(page);
    const at = `/zones/yuzhong/plans/${id}`;
    const meaning = (heading: string) =>
      page.getByRole("combobox", { name: `“${heading}”这一列的含义` });
    expect(await meaning("责任分工 牵头单位").inputValue()).toBe("lead");
    expect(await meaning("一级任务").inputValue()).toBe("section");
    await expectAccessible(page);
    await picture(page, "columns-zh-CN");
    const refused = await call(page, "POST", `${at}/adoption`);
    expect(refused.status).toBe(409);

    await meaning("责任分工 配合单位").selectOption("responsible");
    await page.getByRole("button", { name: "按新的含义重新读取" }).click();
    await page.getByText("各列含义已确认。").waitFor({ timeout: 60_000 });
    await picture(page, "columns-confirmed");
    const plan = (await call<Plan>(page, "GET", at)).body;
    expect(plan.columns_confirmed).toBe(true);
    const draft = (await call<Draft>(page, "GET", `${at}/draft`)).body;
    expect(draft.tasks).toHaveLength(8);
    expect(draft.tasks[0]?.units.map(({ relation }) => relation)).toEqual([
      "lead",
      "responsible",
      "responsible",
    ]);

    const english = await open("en");
    await signIn(english, "yuzhong.supervisor", at);
    await english.getByRole("button", { name: "View or change" }).click();
    await expectAccessible(english);
    await picture(english, "columns-en");
    await call(page, "POST", `${at}/cancellation`);
  });
});
