import type { components } from "@/shared/api/schema.gen";

export type Work = components["schemas"]["Workbench"];

export const TASK_SECTIONS = ["overdue", "due_soon", "unstaffed", "provisional"] as const;
export type TaskSection = (typeof TASK_SECTIONS)[number];
type Section = TaskSection | "plans" | "preconditions" | "steps";

/** What waits, the most pressing first, with its count; decisions only for those who decide. */
export function sectionsOf(work: Work): [Section, number][] {
  const { plans_in_review: plans, preconditions, steps_due: steps } = work;
  const tasks = (section: TaskSection): [Section, number] => [section, work[section].count];
  return [
    tasks("overdue"),
    ...(plans ? [["plans", plans.count] as [Section, number]] : []),
    ...(preconditions ? [["preconditions", preconditions.count] as [Section, number]] : []),
    ["steps", steps.count],
    tasks("due_soon"),
    tasks("unstaffed"),
    tasks("provisional"),
  ];
}

export function total(work: Work): number {
  return sectionsOf(work).reduce((sum, [, count]) => sum + count, 0);
}

/** The search of the task list that shows exactly what the section counts. */
export function listOf(
  section: TaskSection,
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
