import { describe, expect, it } from "vitest";
import { formatDate, formatDecimal, formatInstant } from "./format";

describe("formatDecimal", () => {
  it.each([
    ["0", "0"],
    ["1234", "1,234"],
    ["-1234567.50", "-1,234,567.50"],
    ["99999999999999999999.1", "99,999,999,999,999,999,999.1"],
    ["约三成", "约三成"],
  ])("%s -> %s", (value, expected) => expect(formatDecimal(value)).toBe(expected));
});

it("writes a civil date in the reader's language", () => {
  expect(formatDate("2026-03-01", "zh-CN")).toBe("2026年3月1日");
  expect(formatDate("2026-03-01", "en")).toBe("1 Mar 2026");
  expect(formatDate("长期", "zh-CN")).toBe("长期");
});

it("shows instants by the clock of the zone", () => {
  expect(formatInstant("2026-02-28T23:30:00Z")).toBe("2026-03-01 07:30");
});
