import { expect, it } from "vitest";
import type { Clause, Draft, DraftTask, Plan, Quantity } from "./rows";
import { DOCUMENT, neighbourStop, stopAfter, stopsOf, UNITS } from "./stops";
import { readReport, unusedClauses } from "./unused";

const doubt = (settled = false) => ({
  code: "c",
  field: "",
  message_zh: "",
  message_en: "",
  start: 0,
  end: 0,
  settled,
});
const plan = { doubts: [doubt()] } as unknown as Plan;
const calm = { doubts: [doubt(true)] } as unknown as Plan;

const task = (id: string, start: number, change: Partial<DraftTask> = {}) =>
  ({
    id,
    start,
    end: start + 5,
    state: "proposed",
    doubts: [],
    units: [],
    quantities: [],
    ...change,
  }) as unknown as DraftTask;
const loose = (id: string, start: number, settled = false) =>
  ({ id, start, end: start + 1, state: "proposed", doubts: [doubt(settled)] }) as Quantity;

const draft = {
  tasks: [
    task("a", 10, { doubts: [doubt()] }),
    task("b", 30),
    task("c", 40, { units: [{ unit_id: null }] as DraftTask["units"], doubts: [doubt(true)] }),
    task("d", 50, { doubts: [doubt()] }),
  ],
  quantities: [loose("q", 20), loose("settled", 5, true)],
} as unknown as Draft;

it("stops at the document, at tasks and loose numbers in their order, and last at open units", () => {
  expect(stopsOf(plan, draft)).toEqual([DOCUMENT, "a", "q", "d", UNITS]);
  expect(stopsOf(calm, draft)).toEqual(["a", "q", "d", UNITS]);
});

it.each([
  [undefined, 1, DOCUMENT],
  [DOCUMENT, 1, "a"],
  ["a", 1, "q"],
  ["b", 1, "d"],
  ["d", 1, UNITS],
  [UNITS, 1, DOCUMENT],
  ["b", -1, "q"],
  ["a", -1, DOCUMENT],
] as const)("goes from %s by %i to %s", (from, step, to) => {
  expect(neighbourStop(draft, stopsOf(plan, draft), from, step)).toBe(to);
});

it("goes on to what is undecided when no stop is left", () => {
  const rest = { tasks: [task("a", 1), task("b", 2)], quantities: [] } as unknown as Draft;
  expect(stopAfter(calm, rest, "a")).toBe("b");
});

it("leads to open units only when every task is decided", () => {
  const units = [{ unit_id: null }] as DraftTask["units"];
  const rest = (state: DraftTask["state"]) =>
    ({ tasks: [task("a", 1), task("b", 2, { units, state })], quantities: [] }) as unknown as Draft;
  expect(stopAfter(calm, rest("proposed"), "a")).toBe("b");
  expect(stopAfter(calm, rest("confirmed"), "a")).toBe(UNITS);
});

it("lists what became nothing until a task is made of it, and reports the rest", () => {
  const clause = (start: number, became: string) => ({ start, end: start + 5, became }) as Clause;
  const clauses = [clause(10, "unused"), clause(100, "unused"), clause(0, "heading")];
  const left = unusedClauses(clauses, draft);
  expect(left.map(({ start }) => start)).toEqual([100]);
  expect(readReport(clauses, left.length)).toEqual([
    ["heading", 1],
    ["unused", 1],
  ]);
});
