import type { Page } from "playwright-core";

/** What a hand has done so far: clicks, key presses, and characters of Chinese that were typed. */
export interface Presses {
  clicks: number;
  keys: number;
  typed: number;
}

/** Pinyin and a choice among candidates: what one Chinese character costs with an input method. */
const KEYS_PER_CHARACTER = 3;

/** Counts what the page receives from the hand, from the moment it is opened; scripts that click are not counted. */
export async function countPresses(page: Page): Promise<() => Presses> {
  const seen: Presses = { clicks: 0, keys: 0, typed: 0 };
  await page.exposeFunction("__pressed", (what: keyof Presses, count: number) => {
    seen[what] += count;
  });
  await page.addInitScript(() => {
    const tell = (globalThis as unknown as { __pressed: (what: string, count: number) => void })
      .__pressed;
    let keyed = false;
    const trusted = (event: Event) => event.isTrusted;
    addEventListener(
      "pointerdown",
      (event) => {
        if (trusted(event)) tell("clicks", 1);
      },
      true,
    );
    addEventListener(
      "keydown",
      (event) => {
        keyed = true;
        if (trusted(event)) tell("keys", 1);
      },
      true,
    );
    addEventListener("keyup", () => {
      keyed = false;
    });
    // Text that no key was pressed for comes from an input method (or, here, from the test in its place).
    addEventListener(
      "beforeinput",
      (event) => {
        if (trusted(event) && !keyed) tell("typed", (event.data ?? "").length);
      },
      true,
    );
  });
  return () => ({ ...seen });
}

export function total({ clicks, keys, typed }: Presses): number {
  return clicks + keys + typed * KEYS_PER_CHARACTER;
}

/** What was done between two moments. */
export function since(before: Presses, now: Presses): Presses {
  return {
    clicks: now.clicks - before.clicks,
    keys: now.keys - before.keys,
    typed: now.typed - before.typed,
  };
}
