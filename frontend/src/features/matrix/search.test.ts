import { expect, it } from "vitest";
import { askedOf, heat, listSearchOf, matrixSearch } from "./search";

const PLAN = "01a20453-b89a-7165-9b9f-aa0d6da6119d";

it("keeps what the matrix understands and drops the rest", () => {
  expect(matrixSearch({ by: "plan", relation: "lead", state: "active", plan: PLAN })).toEqual({
    by: "plan",
    relation: "lead",
    state: "active",
    plan: PLAN,
  });
  expect(matrixSearch({ by: "colour", relation: "mine", overdue: "true", plan: "1" })).toEqual({});
  expect(askedOf({ state: "unstaffed,active", overdue: "yes" })).toEqual({
    by: "topic",
    state: ["unstaffed", "active"],
    overdue: true,
  });
});

it("leads from a cell to the list that it counts", () => {
  expect(listSearchOf({ relation: "lead" }, "u", "taxes")).toEqual({
    unit: "u",
    relation: "lead",
    topic: "taxes",
  });
  expect(listSearchOf({}, "u", "none")).toEqual({ unit: "u", topicState: "none" });
  expect(listSearchOf({ by: "state", state: "active" }, "u", "active")).toEqual({
    unit: "u",
    state: "active",
  });
  expect(listSearchOf({ by: "plan", overdue: "yes" }, "u")).toEqual({ unit: "u", overdue: "yes" });
});

it("darkens with the count, and leaves only empty cells white", () => {
  expect([0, 1, 4, 30, 100].map((count) => heat(count, 100))).toEqual([0, 1, 1, 3, 5]);
  expect(heat(0, 0)).toBe(0);
});
