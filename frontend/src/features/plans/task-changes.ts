import type { components } from "@/shared/api/schema.gen";
import type { Attribution, DraftTask, Quantity } from "./rows";

export type UnitLine = components["schemas"]["AttributionForm"];

/** The fields of a draft task that a reviewer writes. */
export const TASK_FIELDS = [
  "title",
  "section",
  "number",
  "body",
  "deadline_text",
  "deadline_date",
  "precondition",
] as const;
type TaskField = (typeof TASK_FIELDS)[number];
export type TaskChange = Partial<Pick<DraftTask, TaskField | "state">>;

type QuantityField =
  | "indicator"
  | "operator"
  | "value"
  | "value_high"
  | "value_text"
  | "unit"
  | "baseline"
  | "condition"
  | "kind"
  | "deadline_text"
  | "deadline_date";
export type QuantityChange = Partial<Pick<Quantity, QuantityField | "state">>;

/** Typed text as the server keeps it: one line, no spaces around, full-width digits and signs in numbers folded. */
export function typedText(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

export function typedWhole(text: string): number | null {
  const folded = folding(text);
  return /^\d{1,6}$/.test(folded) ? Number(folded) : null;
}

/** A decimal as text, or null when nothing or no number stands there. */
export function typedDecimal(text: string): string | null {
  const folded = folding(text).replace(/[,，]/g, "");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(folded) ? folded.replace(/^\+/, "") : null;
}

function folding(text: string): string {
  return text.normalize("NFKC").replace(/[−－]/g, "-").trim();
}

/**
 * What was typed into the value of a number. Words (a grade, "at once") go into the text value;
 * a number takes their place.
 */
export function valueChange(typed: string): Pick<Quantity, "value" | "value_text"> {
  const value = typedDecimal(typed);
  return value === null ? { value: null, value_text: typedText(typed) } : { value, value_text: "" };
}

/** What these fields were, to take a change back. */
export function before<Row extends object, Change extends Partial<Row>>(
  row: Row,
  change: Change,
): Change {
  const names = Object.keys(change) as (keyof Row & keyof Change)[];
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Change;
}

/** Only what differs from the row; undefined when nothing does. */
export function differing<Row extends object, Change extends Partial<Row>>(
  row: Row,
  change: Change,
): Change | undefined {
  const entries = Object.entries(change).filter(
    ([name, value]) => row[name as keyof Row] !== value,
  );
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Change);
}

export function unitLines(units: readonly Attribution[]): UnitLine[] {
  return units.map(({ relation, text, unit_id }) => ({ relation, text, unit_id }));
}

const ORDER = { lead: 0, responsible: 1, supporting: 2 } as const;

/** Lead before responsible before supporting, otherwise as they stood; nobody twice. */
export function ordered(lines: readonly UnitLine[]): UnitLine[] {
  const first = new Map<string, UnitLine>();
  for (const line of lines) if (!first.has(line.text)) first.set(line.text, line);
  return [...first.values()].sort((a, b) => ORDER[a.relation] - ORDER[b.relation]);
}

/** The fields in which somebody else's row differs both from what was read and from what is wanted now. */
export function clashing<Row extends object>(
  read: Row,
  theirs: Row,
  wanted: Partial<Row>,
): (keyof Row)[] {
  const names = Object.keys(wanted) as (keyof Row)[];
  return names.filter(
    (name) => !same(theirs[name], read[name]) && !same(theirs[name], wanted[name]),
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const SENTENCE_END = /[。；;\n]/;

/** A first title for marked words: their first sentence, without the number before it. */
export function titleFrom(words: string): string {
  const sentence = words.trim().split(SENTENCE_END)[0] ?? "";
  return typedText(sentence.replace(/^[（(]?[\d一二三四五六七八九十]+[)）.、．]\s*/u, "")).slice(
    0,
    120,
  );
}

/** A first proposal for splitting: the clauses of the title, or it twice. */
export function splitTitles(title: string): string[] {
  const parts = title
    .split(/[；;。]|(?<=[^、]{6,})[，,](?=[^、]{6,})/u)
    .map(typedText)
    .filter(Boolean);
  if (parts.length < 2) return [title, ""];
  return parts.slice(0, 10);
}
