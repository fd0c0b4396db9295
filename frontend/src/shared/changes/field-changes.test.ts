import { expect, it } from "vitest";
import { fieldChanges, readableValue, unchangedFields } from "./field-changes";

it("lists only what differs, with both sides", () => {
  const before = { state: "active", unit: "区税务局", officer: "" };
  const after = { state: "suspended", unit: "区税务局", officer: "", reason: "x" };
  expect(fieldChanges(before, after)).toEqual([
    { field: "state", before: "active", after: "suspended" },
    { field: "reason", before: undefined, after: "x" },
  ]);
  expect(unchangedFields(before, after)).toEqual([
    ["unit", "区税务局"],
    ["officer", ""],
  ]);
});

it("takes everything as new where there was nothing, and as gone where nothing is left", () => {
  expect(fieldChanges(null, { name: "a" })).toEqual([
    { field: "name", before: undefined, after: "a" },
  ]);
  expect(fieldChanges({ name: "a" }, null)).toEqual([
    { field: "name", before: "a", after: undefined },
  ]);
  expect(unchangedFields(null, { name: "a" })).toEqual([]);
});

it("writes lists and nested records in words", () => {
  const word = (raw: string) => ({ true: "是", counts: "数量", added: "新增" })[raw] ?? raw;
  expect(readableValue(["甲", "乙"], word)).toBe("甲、乙");
  expect(readableValue(true, word)).toBe("是");
  expect(readableValue({ counts: { added: 0 } }, word)).toBe("数量：新增：0");
  expect(readableValue(null, word)).toBe("");
});
