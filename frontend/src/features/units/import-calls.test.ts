import { expect, it } from "vitest";
import { LARGEST_SHEET_BYTES, refusalOf } from "./import-calls";

it.each([
  ["单位.xlsx", 10, undefined],
  ["单位.CSV", 10, undefined],
  ["单位.xls", 10, "kind"],
  ["单位.xlsx", LARGEST_SHEET_BYTES + 1, "size"],
  ["单位.xlsx", 0, "empty"],
])("%s of %i bytes: %s", (name, size, refusal) => expect(refusalOf({ name, size })).toBe(refusal));
