import type { components } from "@/shared/api/schema.gen";

export type Work = components["schemas"]["Workbench"];

export const SECTIONS = ["overdue", "due_soon", "unstaffed", "provisional"] as const;
export type Section = (typeof SECTIONS)[number];

export function total(work: Work): number {
  const tasks = SECTIONS.reduce((sum, section) => sum + work[section].count, 0);
  const decisions = (work.plans_in_review?.count ?? 0) + (work.preconditions?.count ?? 0);
  return tasks + work.steps_due.count + decisions;
}

/** The search of the task list that shows exactly what the section counts. */
export function listOf(
  section: Section,
  { today, due_until }: Pick<Work, "today" | "due_until">,
  mine: boolean,
) {
  const whose = mine ? ({ relation: "mine" } as const) : {};
  const open = { state: "unstaffed,active" } as const;
  const yes = "yes" as const;
  switch (section) {
    case "overdue":
      return { ...whose, overdue: yes, sort: "deadline" };
    case "due_soon":
      return { ...whose, ...open, from: today, to: due_until, sort: "deadline" };
    case "unstaffed":
      return { ...whose, state: "unstaffed" as const };
    case "provisional":
      return { ...whose, ...open, provisional: yes };
  }
}
