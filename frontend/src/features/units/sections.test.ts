import { expect, it } from "vitest";
import { sectionsFrom } from "./sections";

const known = [
  { id: "a", name: "审批科" },
  { id: "b", name: "综合科" },
];

it.each([
  [
    "综合科\n审批科",
    [
      { id: "b", name: "综合科" },
      { id: "a", name: "审批科" },
    ],
  ],
  [
    "行政审批科\n综合科",
    [
      { id: "a", name: "行政审批科" },
      { id: "b", name: "综合科" },
    ],
  ],
  ["综合科", [{ id: "b", name: "综合科" }]],
  [
    "审批科\n\n 法规科 \n综合科",
    [{ id: "a", name: "审批科" }, { name: "法规科" }, { id: "b", name: "综合科" }],
  ],
])("reads %j", (lines, sections) => {
  expect(sectionsFrom(lines, known)).toEqual(sections);
});
