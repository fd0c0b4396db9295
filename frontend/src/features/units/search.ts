import type { components } from "@/shared/api/schema.gen";
import { oneOf, present, text } from "@/shared/table/list-search";

export type UnitKind = components["schemas"]["UnitKind"];

const UNIT_KINDS = [
  "department",
  "party_body",
  "committee",
  "street_or_town",
  "public_institution",
  "enterprise",
  "utility",
  "court_or_procuratorate",
  "leading_group",
  "task_force",
  "municipal_body",
  "external_partner",
  "collective",
] as const satisfies UnitKind[];

export interface UnitSearch {
  q?: string;
  kind?: UnitKind;
  active?: "yes" | "no";
}

export function unitSearch(raw: Record<string, unknown>): UnitSearch {
  return present<UnitSearch>({
    q: text(raw, "q"),
    kind: oneOf(raw, "kind", UNIT_KINDS),
    active: oneOf(raw, "active", ["yes", "no"]),
  });
}

export interface ReportSearch {
  structure?: "then" | "now";
  on?: string;
}

const CIVIL_DATE = /^\d{4}-\d{2}-\d{2}$/;

export function reportSearch(raw: Record<string, unknown>): ReportSearch {
  const on = text(raw, "on", 10);
  return present<ReportSearch>({
    structure: oneOf(raw, "structure", ["then", "now"]),
    on: on && CIVIL_DATE.test(on) ? on : undefined,
  });
}

export interface HandOverSearch {
  person?: string;
}

export function handOverSearch(raw: Record<string, unknown>): HandOverSearch {
  return present<HandOverSearch>({ person: text(raw, "person", 120) });
}
