import { oneOf, present, text } from "@/shared/table/list-search";

export const BY = ["topic", "plan", "state"] as const;
export const RELATIONS = ["lead", "responsible", "supporting"] as const;
export const STATES = [
  "unstaffed,active",
  "unstaffed",
  "active",
  "suspended",
  "withdrawn",
] as const;

/** What the address of the matrix holds; a colleague who opens it sees the same table. */
export interface MatrixSearch {
  by?: (typeof BY)[number];
  relation?: (typeof RELATIONS)[number];
  state?: (typeof STATES)[number];
  plan?: string;
  overdue?: "yes";
}

export function matrixSearch(raw: Record<string, unknown>): MatrixSearch {
  const plan = text(raw, "plan", 36);
  return present<MatrixSearch>({
    by: oneOf(raw, "by", BY),
    relation: oneOf(raw, "relation", RELATIONS),
    state: oneOf(raw, "state", STATES),
    plan: plan && /^[0-9a-f-]{36}$/.test(plan) ? plan : undefined,
    overdue: oneOf(raw, "overdue", ["yes"]),
  });
}

/** The same as the server asks for it. */
export function askedOf({ by = "topic", relation, state, plan, overdue }: MatrixSearch) {
  return {
    by,
    ...(relation && { relation }),
    ...(state && { state: state.split(",") as ("unstaffed" | "active")[] }),
    ...(plan && { plan }),
    ...(overdue && { overdue: true }),
  };
}

/** The search of the task list that shows what a cell counts; without a key, the whole row. */
export function listSearchOf(
  search: MatrixSearch,
  unit: string,
  key?: string,
): Record<string, string | undefined> {
  const { by = "topic", ...filters } = search;
  const column =
    key === undefined ? {} : by === "topic" && key === "none" ? { topicState: key } : { [by]: key };
  return { unit, ...filters, ...column };
}

const STEPS = 5;

/** How dark a cell is, from 0 (empty) to 5 (the fullest of the table). */
export function heat(count: number, most: number): number {
  if (count === 0 || most === 0) return 0;
  return Math.max(1, Math.ceil((Math.sqrt(count) / Math.sqrt(most)) * STEPS));
}
