import type { components } from "@/shared/api/schema.gen";
import {
  columnList,
  type ListSearch,
  listSearch,
  oneOf,
  present,
  text,
} from "@/shared/table/list-search";

const RELATION_CHOICES = ["mine", "lead", "responsible", "supporting"] as const;
const STATE_CHOICES = [
  "unstaffed,active",
  "unstaffed",
  "active",
  "suspended",
  "withdrawn",
] as const;
const YES = ["yes"] as const;
export const PRECONDITION_CHOICES = ["waiting", "undecided", "met"] as const;

/** What the address of the task list holds; the review desk, the workbench and notices link with it. */
export interface TaskSearch extends ListSearch {
  unit?: string;
  relation?: (typeof RELATION_CHOICES)[number];
  state?: (typeof STATE_CHOICES)[number];
  overdue?: "yes";
  provisional?: "yes";
  precondition?: (typeof PRECONDITION_CHOICES)[number];
  from?: string;
  to?: string;
  plan?: string;
  topic?: string;
  topicState?: (typeof TOPIC_STATES)[number];
  /** The saved view that was opened, `all` for none, and the row that the list begins with. */
  view?: string;
  row?: string;
}

export const TOPIC_STATES = ["suggested", "confirmed", "none"] as const;
const SORTS = ["plan", "title", "deadline", "state", "updated"] as const;
type SortName = (typeof SORTS)[number];
type Sort = SortName | `-${SortName}`;

export function taskSearch(raw: Record<string, unknown>): TaskSearch {
  return {
    ...listSearch(raw, SORTS),
    ...present<TaskSearch>({
      unit: identity(raw, "unit"),
      relation: oneOf(raw, "relation", RELATION_CHOICES),
      state: oneOf(raw, "state", STATE_CHOICES),
      overdue: oneOf(raw, "overdue", YES),
      provisional: oneOf(raw, "provisional", YES),
      precondition: oneOf(raw, "precondition", PRECONDITION_CHOICES),
      from: civilDate(raw, "from"),
      to: civilDate(raw, "to"),
      plan: identity(raw, "plan"),
      topic: matching(raw, "topic", /^[a-z][a-z_]{1,39}$/),
      topicState: oneOf(raw, "topicState", TOPIC_STATES),
      view: oneOf(raw, "view", ["all"]) ?? identity(raw, "view"),
      row: matching(raw, "row", /^[1-9]\d{0,4}$/),
    }),
  };
}

function identity(raw: Record<string, unknown>, key: string): string | undefined {
  return matching(raw, key, /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
}

function matching(raw: Record<string, unknown>, key: string, shape: RegExp): string | undefined {
  const value = text(raw, key, 40);
  return value && shape.test(value) ? value : undefined;
}

function civilDate(raw: Record<string, unknown>, key: string): string | undefined {
  const value = text(raw, key, 10);
  const known = value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return known && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** The same search as the server asks for it. */
export function askedOf(search: TaskSearch) {
  const { q, unit, relation, state, overdue, provisional, precondition, from, to, plan, sort } =
    search;
  const { topic, topicState } = search;
  return {
    ...(q && { q }),
    ...(unit && { unit }),
    ...(relation && { relation }),
    ...(state && { state: state.split(",") as ("unstaffed" | "active")[] }),
    ...(overdue && { overdue: true }),
    ...(provisional && { provisional: true }),
    ...(precondition && { precondition }),
    ...(from && { deadline_from: from }),
    ...(to && { deadline_to: to }),
    ...(plan && { plan }),
    ...(topic && { topic }),
    ...(topicState && { topic_state: topicState }),
    ...(sort && { sort: sort as Sort }),
  };
}

/** A search as the server keeps it in a saved view, every part filled in. */
type Kept = components["schemas"]["SavedViewRow"]["search"];

/** What a saved view keeps of the address. */
export function keptOf(search: TaskSearch): Kept {
  return {
    q: "",
    sort: "plan",
    ...askedOf(search),
    column: columnList(search.columns) ?? [],
  };
}

/** The address that shows what a view holds, and the parts of the view that the list cannot show. */
export function searchOf(kept: Kept): { search: TaskSearch; lost: string[] } {
  const { q, unit, relation, state, overdue, provisional, precondition, plan, topic, sort } = kept;
  const search = taskSearch({
    q,
    unit,
    relation,
    state: state?.join(","),
    overdue: overdue ? "yes" : undefined,
    provisional: provisional ? "yes" : undefined,
    precondition,
    from: kept.deadline_from,
    to: kept.deadline_to,
    plan,
    topic,
    topicState: kept.topic_state,
    sort: sort === "plan" ? undefined : sort,
    columns: kept.column?.join(",") || undefined,
  });
  const shown = partsOf(keptOf(search));
  return { search, lost: [...partsOf(kept)].filter((part) => !shown.has(part)) };
}

/** The parts of a search that say something. */
function partsOf(kept: Kept): Set<string> {
  const said = Object.entries(kept).filter(
    ([, value]) => value !== null && value !== undefined && value !== false && String(value) !== "",
  );
  return new Set(said.map(([part]) => part));
}

/** The address of a file with the tasks of the search; `columns` empty means all that a file can hold. */
export function exportAddress(
  zone: string,
  format: "xlsx" | "csv",
  search: TaskSearch,
  columns: readonly string[],
  language: string,
): string {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(askedOf(search)))
    for (const one of Array.isArray(value) ? value : [value]) parts.append(key, String(one));
  for (const column of columns) parts.append("column", column);
  parts.append("language", language === "en" ? "en" : "zh");
  return `/api/v1/zones/${encodeURIComponent(zone)}/tasks/export.${format}?${parts}`;
}
