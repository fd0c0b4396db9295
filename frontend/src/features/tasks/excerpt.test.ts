import { expect, it } from "vitest";
import { breaksOff, cutAt } from "./excerpt";

it.each([
  ["一二三四", 1, 3, ["一", "二三", "四"]],
  ["𠮷野家一站式", 3, 6, ["𠮷野家", "一站式", ""]],
  ["短", 0, 90, ["", "短", ""]],
  ["反", 5, 2, ["反", "", ""]],
])("%s at %i to %i", (text, start, end, parts) => expect(cutAt(text, start, end)).toEqual(parts));

it("knows a sentence that is not finished", () => {
  expect(breaksOff("少交纸质件。\n")).toBe(false);
  expect(breaksOff("执照和")).toBe(true);
});
