import { expect, it } from "vitest";
import { deadlineOf, writtenOf } from "./deadline-field";
import { moved } from "./moved";

it("moves one entry and keeps the others in order", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
});

it("sends a deadline only when it is complete", () => {
  const empty = writtenOf(undefined);
  expect(deadlineOf(empty)).toBeUndefined();
  expect(deadlineOf({ ...empty, date: "2026-03-02" })).toEqual({ date: "2026-03-02" });
  const rule = { ...empty, way: "after_date", anchorDate: "2026-03-02" } as const;
  expect(deadlineOf(rule)).toBeUndefined();
  expect(deadlineOf({ ...rule, days: "5" })).toEqual({
    rule: { days: 5, after_date: "2026-03-02" },
  });
});
