import { expect, it } from "vitest";
import { readDay } from "./read-day";

it.each([
  ["2026-11-22", "2026-11-22"],
  [" 2026 / 1 / 2 ", "2026-01-02"],
  ["2026.12.31", "2026-12-31"],
  ["２０２６年１１月２２日", "2026-11-22"],
  ["20261122", "2026-11-22"],
  ["2024-02-29", "2024-02-29"],
  ["", ""],
  ["2026-02-29", undefined],
  ["2026-06-31", undefined],
  ["2026-13-01", undefined],
  ["2026-11", undefined],
  ["11/22/2026", undefined],
  ["年底前", undefined],
])("reads %s as %s", (typed, day) => expect(readDay(typed)).toBe(day));
