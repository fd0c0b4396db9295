import type { components } from "@/shared/api/schema.gen";
import { formatDecimal } from "@/shared/i18n/format";

export type Target = components["schemas"]["TargetRow"];
type Operator = Target["operator"];

const SIGNS: Record<Operator, string> = {
  "=": "",
  ">=": "≥ ",
  ">": "> ",
  "<=": "≤ ",
  "<": "< ",
  "~=": "≈ ",
  range: "",
  increase_by: "+",
  "increase_by>=": "+ ≥ ",
  decrease_by: "−",
  "decrease_by>=": "− ≥ ",
};

/** The target in signs, for readers of no Chinese: "≤ 8 工作小时"; units stay in the document's words. */
export function signsOf(
  target: Pick<Target, "operator" | "value" | "value_high" | "value_text" | "unit" | "baseline">,
): string {
  const { operator, value, value_high, value_text, unit, baseline } = target;
  if (value === null) return value_text;
  const number =
    value_high === null
      ? formatDecimal(value)
      : `${formatDecimal(value)}–${formatDecimal(value_high)}`;
  const measure = unit === "%" ? unit : unit && ` ${unit}`;
  const from = baseline === null ? "" : ` (from ${formatDecimal(baseline)}${measure})`;
  return `${SIGNS[operator]}${number}${measure}${from}`;
}
