import { oneOf, present, text } from "@/shared/table/list-search";

/** Filters of the comparison, in the order in which they stand on the page. */
export const CHANGES = [
  "added",
  "removed",
  "tightened",
  "loosened",
  "target_added",
  "target_dropped",
  "target_other",
  "moved",
  "renamed",
  "units",
  "deadline",
  "reworded",
  "unchanged",
] as const;
export type Change = (typeof CHANGES)[number];
const SHOWN = ["changed", "all", ...CHANGES] as const;
export type Shown = (typeof SHOWN)[number];

/** What the address of a comparison holds, so that a colleague sees the same rows. */
export interface ComparisonSearch {
  other?: string;
  show?: Shown;
}

export function comparisonSearch(raw: Record<string, unknown>): ComparisonSearch {
  return present<ComparisonSearch>({
    other: text(raw, "other", 36),
    show: oneOf(raw, "show", SHOWN),
  });
}

/** Without a choice, everything that is not the same as before. */
export function isShown(changes: readonly Change[], show: Shown = "changed"): boolean {
  if (show === "all") return true;
  return show === "changed" ? !changes.includes("unchanged") : changes.includes(show);
}
