import { oneOf, present, text } from "@/shared/table/list-search";
import { SHOWN, type Shown } from "./doubt-queue";

export const PANELS = ["tasks", "duties", "units", "document"] as const;
export type Panel = (typeof PANELS)[number];

/** What the address of the review desk holds, so that a colleague opens the same place. */
export interface ReviewSearch {
  task?: string;
  panel?: Panel;
  show?: Shown;
  /** Only the paragraphs of the original that became nothing. */
  unused?: "yes";
}

export function reviewSearch(raw: Record<string, unknown>): ReviewSearch {
  return present<ReviewSearch>({
    task: text(raw, "task", 36),
    panel: oneOf(raw, "panel", PANELS),
    show: oneOf(raw, "show", SHOWN),
    unused: oneOf(raw, "unused", ["yes"]),
  });
}

/** The same place, with or without the rest of the original around what became nothing. */
export function withUnused({ unused: _, ...rest }: ReviewSearch, only: boolean): ReviewSearch {
  return only ? { ...rest, unused: "yes" } : rest;
}
