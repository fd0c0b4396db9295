import { expect, it } from "vitest";
import type { DraftTask } from "./rows";
import {
  before,
  clashing,
  differing,
  ordered,
  splitTitles,
  titleFrom,
  typedDecimal,
  typedWhole,
  valueChange,
} from "./task-changes";

it.each([
  ["0.5", "0.5"],
  [" １２．５ ", "12.5"],
  ["1,200", "1200"],
  ["-3", "-3"],
  ["+3", "3"],
  ["II类", null],
  ["", null],
  ["1e9", null],
])("reads %s as the decimal %s", (typed, value) => {
  expect(typedDecimal(typed)).toBe(value);
});

it("reads a number of a task", () => {
  expect([typedWhole("３７"), typedWhole("0"), typedWhole("3a"), typedWhole("")]).toEqual([
    37,
    0,
    null,
    null,
  ]);
});

it("keeps words as a text value, and puts a number in their place", () => {
  expect(valueChange("II类")).toEqual({ value: null, value_text: "II类" });
  expect(valueChange("0")).toEqual({ value: "0", value_text: "" });
});

const row = { title: "甲", number: null, section: "一", version: 3 } as unknown as DraftTask;

it("sends only what differs, and remembers what it was", () => {
  expect(differing(row, { title: "甲", number: 4 })).toEqual({ number: 4 });
  expect(differing(row, { title: "甲" })).toBeUndefined();
  expect(before(row, { number: 4 })).toEqual({ number: null });
});

it("finds a clash only where both changed the same field to different values", () => {
  const theirs = { ...row, title: "乙", section: "二", version: 4 };
  expect(clashing(row, theirs, { number: 4 })).toEqual([]);
  expect(clashing(row, theirs, { title: "丙" })).toEqual(["title"]);
  expect(clashing(row, theirs, { title: "乙" })).toEqual([]);
});

it("puts lead units first and nobody twice", () => {
  const lines = ordered([
    { relation: "supporting", text: "丙" },
    { relation: "responsible", text: "乙" },
    { relation: "lead", text: "甲" },
    { relation: "lead", text: "乙" },
  ]);
  expect(lines.map(({ relation, text }) => `${relation} ${text}`)).toEqual([
    "lead 甲",
    "responsible 乙",
    "supporting 丙",
  ]);
});

it.each([
  ["12.推进一网通办。再次说明。", "推进一网通办"],
  ["（三）压减时限；其余不变", "压减时限"],
  ["无编号的一句", "无编号的一句"],
])("proposes a title for %s", (words, title) => {
  expect(titleFrom(words)).toBe(title);
});

it("proposes where to split", () => {
  expect(splitTitles("推进一网通办事项；建立企业服务专员制度")).toEqual([
    "推进一网通办事项",
    "建立企业服务专员制度",
  ]);
  expect(splitTitles("短")).toEqual(["短", ""]);
});
