import type { components } from "@/shared/api/schema.gen";
import type { CodePoints } from "./code-points";

type DraftTask = components["schemas"]["DraftTaskRow"];
type Quantity = components["schemas"]["QuantityRow"];
type Doubt = components["schemas"]["DoubtRow"];

export const MARK_KINDS = [
  "lead",
  "responsible",
  "supporting",
  "deadline",
  "quantity",
  "doubt",
] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A span of the original that the draft speaks of; offsets are UTF-16 units. */
export interface Mark {
  kind: MarkKind;
  start: number;
  end: number;
  /** The tasks that it belongs to; units of a heading belong to all tasks below it. */
  tasks: string[];
}

/** Where a task stands in the original. */
export interface TaskPlace {
  id: string;
  start: number;
  end: number;
  number: number | null;
  state: DraftTask["state"];
}

export interface Marking {
  marks: Mark[];
  places: TaskPlace[];
}

/** Everything of the draft that points into the original; what was dropped no longer marks it. */
export function markingOf(
  tasks: readonly DraftTask[],
  loose: readonly Quantity[],
  { toUnits }: CodePoints,
): Marking {
  const found = new Map<string, Mark>();
  const mark = (kind: MarkKind, start: number | null, end: number | null, task?: string) => {
    if (start === null || end === null || end <= start) return;
    const key = `${kind} ${start} ${end}`;
    const known = found.get(key);
    if (!known)
      found.set(key, {
        kind,
        start: toUnits(start),
        end: toUnits(end),
        tasks: task === undefined ? [] : [task],
      });
    else if (task !== undefined && !known.tasks.includes(task)) known.tasks.push(task);
  };
  const markDoubts = (doubts: readonly Doubt[], task?: string) => {
    for (const { start, end, settled } of doubts) if (!settled) mark("doubt", start, end, task);
  };
  const markQuantity = (quantity: Quantity, task?: string, settled = false) => {
    if (quantity.state === "dropped") return;
    mark("quantity", quantity.start, quantity.end, task);
    if (!settled) markDoubts(quantity.doubts, task);
  };
  for (const task of tasks) {
    if (task.state === "dropped") continue;
    const settled = task.state === "confirmed";
    for (const unit of task.units) mark(unit.relation, unit.start, unit.end, task.id);
    mark("deadline", task.deadline_start, task.deadline_end, task.id);
    for (const quantity of task.quantities) markQuantity(quantity, task.id, settled);
    if (!settled) markDoubts(task.doubts, task.id);
  }
  for (const quantity of loose) markQuantity(quantity);
  const marks = [...found.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  return { marks, places: placesOf(tasks, toUnits) };
}

function placesOf(tasks: readonly DraftTask[], toUnits: CodePoints["toUnits"]): TaskPlace[] {
  return tasks
    .flatMap(({ id, start, end, number, state }) =>
      start === null || end === null
        ? []
        : [{ id, start: toUnits(start), end: toUnits(end), number, state }],
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
}
