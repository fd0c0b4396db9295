import { answer, api, ifMatch } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import type { PlanPath } from "./plan-queries";
import type { Plan } from "./rows";

export type SheetColumn = components["schemas"]["SheetColumnRow"];
export type SheetField = SheetColumn["field"];

/** In the order in which a list of tasks usually has them. */
export const SHEET_FIELDS = [
  "number",
  "section",
  "title",
  "body",
  "target",
  "measure",
  "lead",
  "responsible",
  "supporting",
  "deadline",
  "ignore",
] as const satisfies SheetField[];

export interface Said {
  plan: Plan;
  columns: readonly SheetColumn[];
  discard: boolean;
}

/** Says what every column means; a changed meaning has the document read again. */
export function sayColumns(path: PlanPath, { plan, columns, discard }: Said): Promise<Plan> {
  return answer(
    api.PUT("/api/v1/zones/{zone}/plans/{plan_id}/columns", {
      params: { path, header: ifMatch(plan.version) },
      body: {
        columns: columns.map(({ sheet, index, field }) => ({ sheet, index, field })),
        discard_edits: discard,
      },
    }),
  );
}

/** A, B, … AA: how sheets name the column that stands at an index from 0. */
export function letterOf(index: number): string {
  const before = Math.floor(index / 26);
  return (before > 0 ? letterOf(before - 1) : "") + String.fromCharCode(65 + (index % 26));
}

export interface SheetColumns {
  sheet: number;
  name: string;
  columns: SheetColumn[];
}

/** The columns of each sheet, in order. */
export function bySheet(columns: readonly SheetColumn[]): SheetColumns[] {
  const sheets = new Map<number, SheetColumns>();
  for (const column of columns) {
    const found = sheets.get(column.sheet);
    if (found) found.columns.push(column);
    else
      sheets.set(column.sheet, { sheet: column.sheet, name: column.sheet_name, columns: [column] });
  }
  return [...sheets.values()];
}

/** Whether one column at least says what is to be done. */
export function tellsTasks(columns: readonly SheetColumn[]): boolean {
  return columns.some(({ field }) => field === "title" || field === "body");
}
