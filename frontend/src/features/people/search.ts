import type { components } from "@/shared/api/schema.gen";
import { oneOf, present, text } from "@/shared/table/list-search";

export type Role = components["schemas"]["Role"];

export const ROLES = [
  "officer",
  "supervisor",
  "leader",
  "system_administrator",
  "security_administrator",
  "audit_administrator",
] as const satisfies Role[];

export const PERSON_STATES = ["active", "disabled", "closed"] as const;

export interface PersonSearch {
  q?: string;
  role?: Role;
  state?: (typeof PERSON_STATES)[number];
}

export function personSearch(raw: Record<string, unknown>): PersonSearch {
  return present<PersonSearch>({
    q: text(raw, "q", 100),
    role: oneOf(raw, "role", ROLES),
    state: oneOf(raw, "state", PERSON_STATES),
  });
}
