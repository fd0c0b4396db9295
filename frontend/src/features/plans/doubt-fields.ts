import type { Doubt } from "./rows";

/** Which field a doubt is about, where the doubt itself does not say. */
const FIELD_OF: Record<string, string> = {
  bare_list: "lead",
  deadline_unread: "date",
  group_attribution: "lead",
  implied_number: "kind",
  indicator_unclear: "indicator",
  lead_unclear: "lead",
  number_missing: "number",
  number_out_of_order: "number",
  observation: "kind",
  open_ended: "responsible",
  operator_unclear: "operator",
  several_attributions: "lead",
  several_deadlines: "deadline",
  spelled_out: "value",
  title_long: "title",
  unit_name_odd: "lead",
};

/** Names of the compiler for fields that the desk names otherwise. */
const SAME: Record<string, string> = {
  deadline_date: "date",
  deadline_text: "deadline",
  lead_units: "lead",
  responsible_units: "responsible",
  supporting_units: "supporting",
  units: "lead",
  value_high: "value",
};

function fieldOf(doubt: Doubt): string {
  const field = doubt.field || FIELD_OF[doubt.code] || "title";
  return SAME[field] ?? field;
}

const CONTROL = ":is(input, textarea, select, button)";

/** Puts the cursor where a doubt can be answered: into its field, else into the title. */
export function goToField(doubt: (Doubt & { quantity?: string }) | undefined): void {
  const inside = doubt?.quantity ? `[data-quantity="${doubt.quantity}"] ` : "";
  const wanted = doubt && `[data-list] ${inside}[data-field="${fieldOf(doubt)}"] ${CONTROL}`;
  const title = `[data-list] [data-field="title"] ${CONTROL}`;
  const place = (wanted && document.querySelector<HTMLElement>(wanted)) || undefined;
  const control = place ?? document.querySelector<HTMLElement>(title);
  control?.scrollIntoView({ block: "nearest" });
  control?.focus();
}
