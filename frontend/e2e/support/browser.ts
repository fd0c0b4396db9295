import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Request,
} from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";

/** The last list counts: the ones of Playwright that concern us, and two pages of Chromium's own for its address bar,
 * which it loads for each window, seen by nobody, at the cost of a page of ours. */
const UNWANTED = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
];
const FLAGS = [
  `--disable-features=${UNWANTED.join(",")}`,
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

const folder = fileURLToPath(new URL("../screenshots", import.meta.url));
mkdirSync(folder, { recursive: true });

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
    watchRequests(page);
    page.on("pageerror", (error) => {
      throw error;
    });
    return page;
  };
}

const QUIET_MS = 120;
const waiting = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const open = new Set<Request>();
  waiting.set(page, open);
  page.on("request", (request) => open.add(request));
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => open.delete(request));
  page.on("framenavigated", () => open.clear());
}

/** Waits until the page has its heading and has asked for nothing for a while. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").waitFor();
  const open = waiting.get(page);
  const step = QUIET_MS / 4;
  for (let quiet = 0; quiet < QUIET_MS; quiet += step) {
    await page.waitForTimeout(step);
    if (open?.size) quiet = 0;
  }
}

/** Saves `name` at each size, once the page has settled there, and goes back to the first. */
export async function pictures(page: Page, name: string): Promise<void> {
  for (const screen of [...SCREENS].reverse()) {
    await page.setViewportSize(screen);
    await settled(page);
    await picture(page, `${name}-${screen.width}`);
  }
}

/** Saves `name` as a picture to look at; the folder is not kept in the repository. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}/${name}.png`, animations: "disabled" });
}

/** WCAG 2.0 and 2.1, A and AA, and one h1: nothing found. */
export async function expectAccessible(page: Page): Promise<void> {
  // No page has a frame, for which alone the slower mode is; what is in order need not be told in full.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze();
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`,
  );
  expect(found).toEqual([]);
  expect(await page.locator("h1").count()).toBe(1);
}
