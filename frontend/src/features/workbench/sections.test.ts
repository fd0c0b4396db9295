import { expect, it } from "vitest";
import { listOf, TASK_SECTIONS } from "./sections";

const days = { today: "2026-03-01", due_until: "2026-03-31" };

it("opens the list that each number counts, for one's own units or the whole zone", () => {
  expect(TASK_SECTIONS.map((section) => listOf(section, days, false))).toEqual([
    { overdue: "yes", sort: "deadline" },
    { state: "unstaffed,active", from: "2026-03-01", to: "2026-03-31", sort: "deadline" },
    { state: "unstaffed" },
    { state: "unstaffed,active", provisional: "yes" },
  ]);
  for (const section of TASK_SECTIONS)
    expect(listOf(section, days, true)).toHaveProperty("relation", "mine");
});
