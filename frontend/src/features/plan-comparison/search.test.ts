import { expect, it } from "vitest";
import { comparisonSearch, isShown } from "./search";

it("keeps only what an address of the comparison may hold", () => {
  expect(comparisonSearch({ show: "tightened", other: "x", page: "2" })).toEqual({
    show: "tightened",
    other: "x",
  });
  expect(comparisonSearch({ show: "anything" })).toEqual({});
});

it("shows what has changed unless asked for more", () => {
  expect(isShown(["unchanged"])).toBe(false);
  expect(isShown(["moved", "renamed"])).toBe(true);
  expect(isShown(["unchanged"], "all")).toBe(true);
  expect(isShown(["moved"], "renamed")).toBe(false);
});
