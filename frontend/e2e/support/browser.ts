import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";

const FLAGS = [
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const SCREENS = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const pictures = fileURLToPath(new URL("../screenshots", import.meta.url));
mkdirSync(pictures, { recursive: true });

/** One browser for the file; each test opens its own context. */
export function useBrowser() {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    const root = process.getuid?.() === 0;
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: root ? ["--no-sandbox", ...FLAGS] : FLAGS,
    });
  });
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    await browser?.close();
  });
  return async (
    language: Language = "zh-CN",
    screen: { width: number; height: number } = SCREENS[0],
  ): Promise<Page> => {
    const context = await browser.newContext({
      baseURL: inject("baseUrl"),
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      viewport: screen,
      reducedMotion: "reduce",
    });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    await context.addInitScript((chosen) => {
      if (!localStorage.getItem("mandate.language"))
        localStorage.setItem("mandate.language", chosen);
    }, language);
    const page = await context.newPage();
    page.on("pageerror", (error) => {
      throw error;
    });
    return page;
  };
}

/** Saves `name` as a picture to look at; the folder is not kept in the repository. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${pictures}/${name}.png`, animations: "disabled" });
}

/** WCAG 2.0 and 2.1, A and AA, and one h1: nothing found. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
  );
  expect(found).toEqual([]);
  expect(await page.locator("h1").count()).toBe(1);
}
