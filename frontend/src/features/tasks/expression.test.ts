import { expect, it } from "vitest";
import { signsOf, type Target } from "./expression";

const target = (change: Partial<Target>) => ({
  operator: "<=" as const,
  value: "8",
  value_high: null,
  value_text: "",
  unit: "工作小时",
  baseline: null,
  ...change,
});

it.each([
  [target({}), "≤ 8 工作小时"],
  [target({ operator: "=", value: "0", unit: "元" }), "0 元"],
  [target({ operator: "range", value: "10", value_high: "12.5", unit: "%" }), "10–12.5%"],
  [
    target({ operator: "increase_by>=", value: "12000", unit: "户", baseline: "900" }),
    "+ ≥ 12,000 户 (from 900 户)",
  ],
  [target({ value: null, value_text: "即时" }), "即时"],
])("%o reads %s", (given, signs) => expect(signsOf(given)).toBe(signs));
