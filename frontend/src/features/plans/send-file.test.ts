import { expect, it } from "vitest";
import { MOST_BYTES, unfit } from "./send-file";

it.each([
  ["计划.docx", 10, undefined],
  ["计划.PDF", 10, undefined],
  ["计划.txt", MOST_BYTES, undefined],
  ["计划.txt", MOST_BYTES + 1, "size"],
  ["计划.docx", 0, "empty"],
  ["计划.doc", 10, "old"],
  ["计划.wps", 10, "old"],
  ["任务清单.xls", 10, "old"],
  ["任务清单.xlsx", 10, undefined],
  ["任务清单.csv", 10, undefined],
  ["计划.pptx", 10, "type"],
  ["计划", 10, "type"],
])("tells before sending whether %s of %i bytes fits: %s", (name, size, expected) => {
  expect(unfit({ name, size })).toBe(expected);
});
