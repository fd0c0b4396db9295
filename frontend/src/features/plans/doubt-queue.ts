import type { Doubt, Draft, DraftTask, Quantity } from "./rows";

export const SHOWN = ["all", "doubtful", "open", "dropped"] as const;
/** Which tasks the list shows. */
export type Shown = (typeof SHOWN)[number];

/** A doubt that nobody has answered, and the number of the task that it is about, if it is about one. */
export interface OpenDoubt extends Doubt {
  quantity?: string;
}

/** The doubts of a task and of its numbers, in the order of the document; none once it is confirmed or dropped. */
export function openDoubts(task: DraftTask): OpenDoubt[] {
  if (task.state !== "proposed") return [];
  const numbers = task.quantities.flatMap((quantity) =>
    doubtsOfQuantity(quantity).map((doubt) => ({ ...doubt, quantity: quantity.id })),
  );
  return [...unsettled(task.doubts), ...numbers].sort((a, b) => a.start - b.start);
}

/** The doubts of a number are its task's business; those of a number without a task are shown beside it. */
export function doubtsOfQuantity(quantity: Quantity): Doubt[] {
  return quantity.state === "proposed" ? unsettled(quantity.doubts) : [];
}

export function unsettled(doubts: readonly Doubt[]): Doubt[] {
  return doubts.filter(({ settled }) => !settled);
}

/** The tasks that still wait for an answer, in the order of the document. */
export function doubtQueue(tasks: readonly DraftTask[]): DraftTask[] {
  return tasks.filter((task) => openDoubts(task).length > 0);
}

export function shownTasks(tasks: readonly DraftTask[], shown: Shown): DraftTask[] {
  switch (shown) {
    case "doubtful":
      return doubtQueue(tasks);
    case "open":
      return tasks.filter(({ state }) => state === "proposed");
    case "dropped":
      return tasks.filter(({ state }) => state === "dropped");
    case "all":
      return [...tasks];
  }
}

/**
 * The neighbour of `current` among `queue`, where both are in the order of `tasks`: also when `current` itself
 * has left the queue. Goes round at the ends.
 */
export function neighbour(
  tasks: readonly DraftTask[],
  queue: readonly DraftTask[],
  current: string | undefined,
  step: 1 | -1,
): string | undefined {
  const ordinal = new Map(tasks.map(({ id }, index) => [id, index]));
  const here = current === undefined ? -1 : (ordinal.get(current) ?? -1);
  const place = (task: DraftTask) => ordinal.get(task.id) ?? 0;
  const ahead =
    step === 1
      ? queue.find((task) => place(task) > here)
      : queue.findLast((task) => here >= 0 && place(task) < here);
  return (ahead ?? (step === 1 ? queue[0] : queue.at(-1)))?.id;
}

/** Where to go after a decision: the next doubt, else the next undecided task, else the next one at all. */
export function nextAfterDecision(tasks: readonly DraftTask[], current: string): string {
  const others = tasks.filter(({ id }) => id !== current);
  const waiting = doubtQueue(others);
  const undecided = others.filter(({ state }) => state === "proposed");
  const queue = waiting.length > 0 ? waiting : undecided;
  return neighbour(tasks, queue.length > 0 ? queue : others, current, 1) ?? current;
}

export interface Section {
  name: string;
  tasks: DraftTask[];
}

/** Tasks under the heading they stand at; a heading that returns later in the document is a group of its own. */
export function sectionsOf(tasks: readonly DraftTask[]): Section[] {
  const sections: Section[] = [];
  for (const task of tasks) {
    const last = sections.at(-1);
    if (last && last.name === task.section) last.tasks.push(task);
    else sections.push({ name: task.section, tasks: [task] });
  }
  return sections;
}

export interface DraftFigures {
  tasks: number;
  confirmed: number;
  dropped: number;
  targets: number;
  doubtful: number;
  unresolved: number;
  withoutUnits: number;
  units: number;
}

/** What the draft holds at this moment, counted from the rows on the screen. */
export function figuresOf(draft: Draft): DraftFigures {
  const kept = draft.tasks.filter(({ state }) => state !== "dropped");
  const attributions = kept.flatMap(({ units }) => units);
  const named = attributions.map(({ unit_id, text }) => unit_id ?? `? ${text}`);
  const numbers = [...kept.flatMap(({ quantities }) => quantities), ...draft.quantities];
  return {
    tasks: kept.length,
    confirmed: kept.filter(({ state }) => state === "confirmed").length,
    dropped: draft.tasks.length - kept.length,
    targets: numbers.filter(({ state }) => state === "proposed").length,
    doubtful: doubtQueue(kept).length,
    unresolved: new Set(attributions.filter((one) => !one.unit_id).map(({ text }) => text)).size,
    withoutUnits: kept.filter(({ units }) => units.length === 0).length,
    units: new Set(named).size,
  };
}
