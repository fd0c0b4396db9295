import type { Page } from "playwright-core";
import { describe, expect, inject, it } from "vitest";
import {
  expectAccessible,
  LANGUAGES,
  picture,
  pictures,
  SCREENS,
  settled,
  useBrowser,
} from "./support/browser";
import { signIn } from "./support/people";

describe.runIf(inject("live"))("the pages of a zone", () => {
  const open = useBrowser();

  it.each(LANGUAGES)("look right to the supervisor: %s", async (language) => {
    const page = await open(language);
    // What axe finds does not depend on the width.
    const shown = async (name: string) => {
      await pictures(page, `${name}-${language}`);
      await expectAccessible(page);
    };
    await signIn(page, "yuzhong.supervisor");
    await page.locator("h2").first().waitFor();
    await shown("workbench");
    await page.goto("/zones/yuzhong/tasks");
    await page.getByRole("row").nth(8).waitFor();
    await shown("tasks");
    await page.goto("/zones/yuzhong/tasks?state=unstaffed");
    await page.getByRole("link").and(page.locator("th a")).first().click();
    await page.locator("blockquote").waitFor();
    await shown("task");
    await page.goto("/zones/yuzhong/duties");
    await page.getByRole("row").nth(3).waitFor();
    await shown("duties");
    await page.goto("/zones/yuzhong/units");
    await page.getByRole("row").nth(8).waitFor();
    await shown("units");
    await page.locator("th a").first().click();
    await page.locator("dl").waitFor();
    await shown("unit");
    await page.goto("/zones/yuzhong/units/import");
    await shown("unit-import");
    await page.goto("/zones/yuzhong/tasks?q=没有这样的任务");
    await shown("tasks-empty");
  });

  it.each(LANGUAGES)("look right to the administrators: %s", async (language) => {
    const shown = async (page: Page, name: string) => {
      await pictures(page, `${name}-${language}`);
      await expectAccessible(page);
    };
    const system = await open(language);
    await signIn(system, "yuzhong.system");
    await system.getByRole("row").nth(3).waitFor();
    await shown(system, "people");
    await system.locator("th a").first().click();
    await system.locator("dl").waitFor();
    await shown(system, "person");
    const security = await open(language);
    await signIn(security, "yuzhong.security", "/zones/yuzhong/people?q=market");
    await security.locator("th a").first().click();
    await security.getByRole("combobox").first().waitFor();
    await shown(security, "person-roles");
    const audit = await open(language);
    await signIn(audit, "yuzhong.audit", "/zones/yuzhong/events");
    await audit.getByRole("row").nth(8).waitFor();
    await shown(audit, "events");
    await audit.locator("th a").first().click();
    await audit.getByRole("dialog").waitFor();
    await shown(audit, "event");
  });

  it("tell an overseer honestly that nothing is published", async () => {
    const page = await open();
    await signIn(page, "chongqing.overseer");
    await page.waitForURL(/\/jurisdictions\/chongqing$/);
    await settled(page);
    await picture(page, "overview");
    await expectAccessible(page);
    await page.goto("/zones/yuzhong/tasks");
    expect(await page.getByRole("table").count()).toBe(0);
  });

  it("show twenty tasks soon after the list is opened", async () => {
    const page = await open("zh-CN", SCREENS[1]);
    await signIn(page, "yuzhong.supervisor");
    const spent: number[] = [];
    await page.exposeFunction("__shown", (milliseconds: number) => spent.push(milliseconds));
    // Of the page's own clock, which starts with the navigation; a row counts once a frame has shown it.
    await page.addInitScript((rows) => {
      const tell = (globalThis as unknown as { __shown: (milliseconds: number) => void }).__shown;
      const frame = () => {
        if (document.querySelectorAll("tbody tr").length < rows) requestAnimationFrame(frame);
        else requestAnimationFrame((now) => tell(now));
      };
      requestAnimationFrame(frame);
    }, 20);
    for (let load = 1; load <= 5; load++) {
      await page.goto("/zones/yuzhong/tasks");
      await expect.poll(() => spent.length, { timeout: 15_000 }).toBe(load);
    }
    const [first = 0, ...more] = spent;
    const [, median = 0] = more.sort((one, other) => one - other);
    process.stdout.write(
      `    twenty tasks on screen: ${first.toFixed(0)} ms at first, then ${median.toFixed(0)} ms\n`,
    );
    // The aim is 1,000 ms; machines that run tests are slow.
    expect(median).toBeLessThan(3_000);
  });
});
