import { expect, it } from "vitest";
import {
  doubtQueue,
  figuresOf,
  neighbour,
  nextAfterDecision,
  openDoubts,
  sectionsOf,
  shownTasks,
} from "./doubt-queue";
import type { Attribution, DraftTask, Quantity } from "./rows";

const doubt = (start: number, settled = false) => {
  const words = { code: "c", field: "", message_zh: "", message_en: "" };
  return { ...words, settled, start, end: start };
};

const quantity = (change: Partial<Quantity>) =>
  ({ id: "q", doubts: [], state: "proposed", ...change }) as Quantity;

const task = (id: string, change: Partial<DraftTask> = {}) =>
  ({
    id,
    section: "一",
    state: "proposed",
    doubts: [],
    units: [],
    quantities: [],
    ...change,
  }) as unknown as DraftTask;

const tasks = [
  task("1"),
  task("2", { doubts: [doubt(9)], quantities: [quantity({ doubts: [doubt(4)] })] }),
  task("3", { doubts: [doubt(20)], state: "confirmed" }),
  task("4", { section: "二", quantities: [quantity({ doubts: [doubt(30)] })] }),
  task("5", { section: "一", state: "dropped", doubts: [doubt(40)] }),
];
const ids = (list: readonly DraftTask[]) => list.map(({ id }) => id).join("");

it("asks in the order of the document, numbers included, and never again after a decision", () => {
  expect(tasks[1] && openDoubts(tasks[1]).map(({ start }) => start)).toEqual([4, 9]);
  expect(ids(doubtQueue(tasks))).toBe("24");
  const dropped = task("6", { quantities: [quantity({ doubts: [doubt(1)], state: "dropped" })] });
  expect(doubtQueue([dropped])).toEqual([]);
});

it.each([
  [undefined, 1, "2"],
  ["1", 1, "2"],
  ["2", 1, "4"],
  ["3", 1, "4"],
  ["5", 1, "2"],
  ["3", -1, "2"],
  ["1", -1, "4"],
  [undefined, -1, "4"],
] as const)("from %s by %i to the doubt of %s, also from outside the queue", (from, step, to) => {
  expect(neighbour(tasks, doubtQueue(tasks), from, step)).toBe(to);
});

it("has no neighbour in an empty queue", () => {
  expect(neighbour(tasks, [], "1", 1)).toBeUndefined();
});

it("goes on to doubts first, then to what is undecided", () => {
  expect(nextAfterDecision(tasks, "2")).toBe("4");
  expect(nextAfterDecision(tasks, "4")).toBe("2");
  const calm = [task("a"), task("b", { state: "confirmed" }), task("c")];
  expect(nextAfterDecision(calm, "a")).toBe("c");
  expect(nextAfterDecision([task("a")], "a")).toBe("a");
});

it("shows what was asked for", () => {
  expect(ids(shownTasks(tasks, "doubtful"))).toBe("24");
  expect(ids(shownTasks(tasks, "open"))).toBe("124");
  expect(ids(shownTasks(tasks, "dropped"))).toBe("5");
  expect(ids(shownTasks(tasks, "all"))).toBe("12345");
});

it("groups by heading without changing the order", () => {
  expect(sectionsOf(tasks).map(({ name, tasks: inside }) => [name, ids(inside)])).toEqual([
    ["一", "123"],
    ["二", "4"],
    ["一", "5"],
  ]);
});

it("counts what an adoption would make", () => {
  const unit = (text: string, unit_id: string | null) => ({ text, unit_id }) as Attribution;
  const draft = {
    tasks: [
      task("a", { units: [unit("甲局", "u1"), unit("乙局", null)], quantities: [quantity({})] }),
      task("b", { units: [unit("甲委", "u1"), unit("乙局", null)] }),
      task("c"),
      task("d", { state: "dropped", units: [unit("丙局", null)] }),
    ],
    quantities: [quantity({}), quantity({ state: "dropped" })],
  };
  expect(figuresOf(draft)).toEqual({
    tasks: 3,
    confirmed: 0,
    dropped: 1,
    targets: 2,
    doubtful: 0,
    unresolved: 1,
    withoutUnits: 1,
    units: 2,
  });
});
