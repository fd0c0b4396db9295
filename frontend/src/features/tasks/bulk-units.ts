import type { Problem } from "@/shared/api/problem";
import type { TaskRow } from "./rows";

export interface UnitInTasks {
  id: string;
  name: string;
  tasks: TaskRow[];
}

/** The units that take part in these tasks, the one with the most tasks first; only `among` where that names any. */
export function unitsInTasks(tasks: readonly TaskRow[], among: readonly string[]): UnitInTasks[] {
  const found = new Map<string, UnitInTasks>();
  for (const task of tasks)
    for (const { id, name } of task.units) {
      if (among.length > 0 && !among.includes(id)) continue;
      const known = found.get(id) ?? { id, name, tasks: [] };
      known.tasks.push(task);
      found.set(id, known);
    }
  return [...found.values()].sort((one, other) => other.tasks.length - one.tasks.length);
}

/** What the server said against single tasks of the batch, beside their titles. */
export function refusedTasks(
  problem: Problem,
  sent: readonly TaskRow[],
): { title: string; message: string }[] {
  return problem.errors.flatMap(({ pointer, message }) => {
    const place = pointer?.match(/^\/tasks\/(\d+)/)?.[1];
    const task = place === undefined ? undefined : sent[Number(place)];
    return task ? [{ title: task.title, message }] : [];
  });
}
