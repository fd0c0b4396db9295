import { doubtQueue, doubtsOfQuantity, nextAfterDecision, unsettled } from "./doubt-queue";
import type { Draft, Plan } from "./rows";

/** The places that are no row of the list: the document itself, and the units that are not in the directory. */
export const DOCUMENT = "document";
export const UNITS = "units";

/** Every place that the keyboard can stop at, in the order of the document: rows by their ids. */
function places({ tasks, quantities }: Draft): string[] {
  let reached = 0;
  const rows = tasks.map(({ id, start }) => {
    reached = Math.max(reached, start ?? reached);
    return { id, at: reached };
  });
  const loose = quantities.map(({ id, start }) => ({ id, at: start ?? 0 }));
  const sorted = [...loose, ...rows].sort((a, b) => a.at - b.at);
  return [DOCUMENT, ...sorted.map(({ id }) => id), UNITS];
}

/** Where somebody still has to look: the document, tasks, numbers without a task, and units without a match. */
export function stopsOf(plan: Plan, draft: Draft): string[] {
  const open = new Set(doubtQueue(draft.tasks).map(({ id }) => id));
  for (const quantity of draft.quantities)
    if (doubtsOfQuantity(quantity).length > 0) open.add(quantity.id);
  if (unsettled(plan.doubts).length > 0) open.add(DOCUMENT);
  const unmatched = draft.tasks.some(
    ({ state, units }) => state !== "dropped" && units.some(({ unit_id }) => unit_id === null),
  );
  if (unmatched) open.add(UNITS);
  return places(draft).filter((id) => open.has(id));
}

/** The next stop in the direction of `step`, also from a place that is none itself; goes round at the ends. */
export function neighbourStop(
  draft: Draft,
  stops: readonly string[],
  current: string | undefined,
  step: 1 | -1,
): string | undefined {
  const order = new Map(places(draft).map((id, index) => [id, index]));
  const here = current === undefined ? -1 : (order.get(current) ?? -1);
  const place = (id: string) => order.get(id) ?? 0;
  const ahead =
    step === 1
      ? stops.find((id) => place(id) > here)
      : stops.findLast((id) => here >= 0 && place(id) < here);
  return ahead ?? (step === 1 ? stops[0] : stops.at(-1));
}

/** Where to go after a decision: the next doubt, else the next undecided task, and to open units when all is decided. */
export function stopAfter(plan: Plan, draft: Draft, current: string): string {
  const stops = stopsOf(plan, draft).filter((id) => id !== current);
  const doubts = stops.filter((id) => id !== UNITS);
  const next = neighbourStop(draft, doubts, current, 1);
  if (next !== undefined) return next;
  const undecided = draft.tasks.some(({ id, state }) => id !== current && state === "proposed");
  return stops.includes(UNITS) && !undecided ? UNITS : nextAfterDecision(draft.tasks, current);
}
