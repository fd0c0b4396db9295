import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { components } from "../src/shared/api/schema.gen";
import { expectAccessible, picture, useBrowser } from "./support/browser";
import { answerWith, person } from "./support/fake-api";

type TaskRow = components["schemas"]["TaskRow"];

const TASKS = 10_000;
const WHEEL = 120;
const LEAP = 20_000;
/** Rows in view at this height, those around them, and the head; far from all. */
const MOST_ROWS = 120;

function task(place: number): TaskRow {
  const number = place + 1;
  return {
    id: `01a20000-0000-7000-8000-${String(number).padStart(12, "0")}`,
    plan: { id: "01a20000-0000-7000-8000-000000000000", title: "行动方案" },
    number,
    section: `第 ${Math.floor(place / 25) + 1} 专题`,
    title: `第 ${number} 项任务：${"压减办理时限，".repeat((place % 3) + 1)}提高便利度`,
    units: [
      { id: "u1", name: "区市场监管局", relation: "lead" },
      { id: "u2", name: "区税务局", relation: "responsible" },
      { id: "u3", name: "区财政局", relation: "responsible" },
    ],
    deadline_text: "2026年底前",
    deadline_date: "2026-12-31",
    state: place % 4 ? "active" : "unstaffed",
    overdue: place % 9 === 0,
    topic: "taxes",
    topic_state: "confirmed",
    waiting_for: null,
    provisional: false,
    staffed: { filled: 3, needed: 3 },
    updated_at: "2026-03-02T00:31:00Z",
    version: 1,
    actions: [],
  };
}

const all = Array.from({ length: TASKS }, (_, place) => task(place));

/** The list as the server pages it: the cursor is the place to go on from. */
async function answerWithTasks(page: Page): Promise<() => number> {
  let asked = 0;
  await answerWith(page, {
    "GET /me": { body: person() },
    "GET /zones/yuzhong/task-views": { body: { items: [], may_share: false } },
    "GET /zones/yuzhong/topics": { body: { items: [] } },
    "GET /zones/yuzhong/plans": { body: { items: [], next_cursor: null } },
    "GET /zones/yuzhong/units": { body: { items: [], next_cursor: null } },
    "GET /zones/yuzhong/tasks": (route) => {
      asked += 1;
      const query = new URL(route.request().url()).searchParams;
      const from = Number(query.get("cursor") ?? 0);
      const to = Math.min(TASKS, from + Number(query.get("limit") ?? 50));
      return {
        body: { items: all.slice(from, to), next_cursor: to < TASKS ? String(to) : null },
      };
    },
  });
  return () => asked;
}

interface Walk {
  deltas: number[];
  mostRows: number;
}

/** Scrolls like a wheel that never rests: `step` px for each frame, until `frames` have passed or `last` is there. */
function walk(page: Page, step: number, frames: number, last: number): Promise<Walk> {
  return page.evaluate(
    ([by, most, final]) =>
      new Promise<Walk>((done) => {
        const deltas: number[] = [];
        let mostRows = 0;
        let before = performance.now();
        const frame = (now: number) => {
          deltas.push(now - before);
          before = now;
          if (deltas.length % 10 === 0)
            mostRows = Math.max(mostRows, document.querySelectorAll("tbody tr").length);
          const reached = document.querySelector(`tr[data-index="${final}"]`) !== null;
          if (reached || deltas.length >= most) return done({ deltas, mostRows });
          window.scrollBy(0, by);
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [step, frames, last] as const,
  );
}

const share = (deltas: number[], part: number) =>
  [...deltas].sort((one, other) => one - other)[Math.floor(deltas.length * part)] ?? 0;

describe("a list of 10,000 tasks, with answers of our own", () => {
  const open = useBrowser();

  it("is scrolled through to its end with few rows on the page at any time", async () => {
    const page = await open();
    const asked = await answerWithTasks(page);
    await page.goto("/zones/yuzhong/tasks");
    await page.getByRole("row").nth(20).waitFor();
    const { deltas, mostRows: few } = await walk(page, WHEEL, 300, TASKS - 1);
    const slow = deltas.filter((delta) => delta > 20).length;
    const { mostRows } = await walk(page, LEAP, 20_000, TASKS - 1);
    process.stdout.write(
      `    scrolling: ${deltas.length} frames, median ${share(deltas, 0.5).toFixed(1)} ms, ` +
        `p95 ${share(deltas, 0.95).toFixed(1)} ms, over 20 ms ${((100 * slow) / deltas.length).toFixed(1)} %; ` +
        `10,000 tasks in ${asked()} requests, at most ${Math.max(few, mostRows)} rows on the page\n`,
    );
    expect(Math.max(few, mostRows)).toBeLessThan(MOST_ROWS);
    await page.getByText("共 10000 条").waitFor();
    // The foot of the list has come meanwhile, and the place in the window with it.
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    expect(await page.locator(`tr[data-index="${TASKS - 1}"]`).innerText()).toContain(
      "第 10000 项",
    );
    expect(asked()).toBe(1 + Math.ceil((TASKS - 50) / 200));
    // A generous bound: machines that run tests are slow, a list that draws all its rows is far slower.
    expect(share(deltas, 0.5)).toBeLessThan(60);
  });

  it("keeps its place in the address, table and keyboard as they are", async () => {
    const page = await open();
    await answerWithTasks(page);
    await page.goto("/zones/yuzhong/tasks?row=700");
    await page.locator('tr[data-index="700"]').waitFor();
    const top = await page.locator('tr[data-index="700"]').boundingBox();
    expect(top?.y).toBeGreaterThan(0);
    expect(top?.y).toBeLessThan(200);
    const row = page.locator('tr[data-index="700"]');
    expect(await row.getAttribute("aria-rowindex")).toBe("702");
    expect(await page.getByRole("table").getAttribute("aria-rowcount")).toMatch(/-1|10001/);
    await row.getByRole("link").focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("第 702 项");
    await picture(page, "scrolling-place");
    await expectAccessible(page);
    await page.mouse.move(600, 500);
    await page.mouse.wheel(0, 4000);
    await page.waitForURL((url) => Number(url.searchParams.get("row")) > 710);
  });
});
