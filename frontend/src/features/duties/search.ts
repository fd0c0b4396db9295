import { oneOf, present, text } from "@/shared/table/list-search";

export const KINDS = ["cadence", "publication", "mechanism", "precondition"] as const;
export const CADENCES = [
  "daily",
  "weekly",
  "monthly",
  "quarterly",
  "half_yearly",
  "yearly",
  "regular",
  "on_event",
] as const;
export const STATES = ["active", "ended"] as const;

/** What the address of the list of duties holds. */
export interface DutySearch {
  kind?: (typeof KINDS)[number];
  cadence?: (typeof CADENCES)[number];
  state?: (typeof STATES)[number];
  unit?: string;
  plan?: string;
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function dutySearch(raw: Record<string, unknown>): DutySearch {
  return present<DutySearch>({
    kind: oneOf(raw, "kind", KINDS),
    cadence: oneOf(raw, "cadence", CADENCES),
    state: oneOf(raw, "state", STATES),
    unit: id(raw, "unit"),
    plan: id(raw, "plan"),
  });
}

function id(raw: Record<string, unknown>, key: string): string | undefined {
  const value = text(raw, key, 36);
  return value !== undefined && ID.test(value) ? value : undefined;
}
