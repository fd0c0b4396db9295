import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Desk, SelectedBy, Spot } from "./desk-context";
import { doubtsOfQuantity, neighbour, openDoubts, shownTasks } from "./doubt-queue";
import type { CodePoints } from "./marking/code-points";
import type { Doubt, Draft, Plan } from "./rows";
import type { Panel, ReviewSearch } from "./search";
import { DOCUMENT, neighbourStop, stopAfter, stopsOf, UNITS } from "./stops";

const ADDRESS_MS = 300;

interface Selected {
  /** A task, a number without a task, or one of the two places that are no row. */
  task: string | undefined;
  by: SelectedBy;
  /** Counts the wishes to see a task in the original. */
  asked: number;
}

const PANEL_OF: Partial<Record<string, Panel>> = { [DOCUMENT]: "document", [UNITS]: "units" };

/** Which task is open, and which words of the original are pointed at; the address follows. */
export function useSelection(
  plan: Plan,
  draft: Draft,
  search: ReviewSearch,
  onSearch: (change: ReviewSearch) => void,
  points: CodePoints,
) {
  const [selected, setSelected] = useState<Selected>({
    // Doubts come first: without a task in the address the desk opens at one.
    task: search.task ?? stopsOf(plan, draft).find((id) => PANEL_OF[id] === undefined),
    by: "address",
    asked: 0,
  });
  const [spot, setSpot] = useState<Spot>();
  const newest = useRef({ plan, draft, search, onSearch });
  const written = useRef<{ task?: string; timer?: ReturnType<typeof setTimeout> }>({});
  useEffect(() => {
    newest.current = { plan, draft, search, onSearch };
  });
  useEffect(() => {
    // A link on the page, or going back, leads to another task; what was written here is no news.
    if (search.task !== undefined && search.task !== written.current.task)
      setSelected((now) =>
        now.task === search.task ? now : { task: search.task, by: "address", asked: now.asked + 1 },
      );
  }, [search.task]);
  const point: Desk["point"] = useCallback(
    (start, end) => {
      if (start === null || end === null || end <= start) setSpot(undefined);
      else setSpot({ start: points.toUnits(start), end: points.toUnits(end) });
    },
    [points],
  );
  const select: Desk["select"] = useCallback(
    (task, by) => {
      const { draft: now, search: seen, onSearch: write } = newest.current;
      const panel = PANEL_OF[task] ?? "tasks";
      setSpot(undefined);
      setSelected(({ asked }) => ({ task, by, asked: by === "original" ? asked : asked + 1 }));
      const doubt = by === "keyboard" ? firstDoubt(newest.current.plan, now, task) : undefined;
      if (doubt) point(doubt.start, doubt.end);
      const inSight = shownTasks(now.tasks, seen.show ?? "all").some(({ id }) => id === task);
      clearTimeout(written.current.timer);
      const follow = (change: ReviewSearch) => {
        const { show, task: _, ...rest } = newest.current.search;
        written.current.task = task;
        const place = panel === "tasks" ? { task } : {};
        write({ ...rest, ...(show && inSight ? { show } : {}), ...change, ...place });
      };
      // Writing the address costs more than moving on, so a fast hand on the keys is not made to wait for it.
      if (inSight && (seen.panel ?? "tasks") === panel)
        written.current.timer = setTimeout(() => follow({}), ADDRESS_MS);
      else follow({ panel });
    },
    [point],
  );
  useEffect(() => () => clearTimeout(written.current.timer), []);
  const moves = useMemo(() => {
    const go = (next: string | undefined) => {
      if (next !== undefined) select(next, "keyboard");
    };
    return {
      among: (queue: Draft["tasks"], current: string | undefined, by: 1 | -1) =>
        go(neighbour(newest.current.draft.tasks, queue, current, by)),
      toStop: (current: string | undefined, by: 1 | -1) => {
        const { plan: now, draft: seen } = newest.current;
        go(neighbourStop(seen, stopsOf(now, seen), current, by));
      },
      afterDecision: (current: string) => {
        const next = stopAfter(newest.current.plan, newest.current.draft, current);
        if (next !== current) go(next);
      },
    };
  }, [select]);
  return { selected, select, spot, point, moves };
}

/** What is to be looked at first in a place that was reached by the keyboard. */
function firstDoubt(plan: Plan, draft: Draft, id: string): Doubt | undefined {
  if (id === DOCUMENT) return plan.doubts.find(({ settled }) => !settled);
  const task = draft.tasks.find((one) => one.id === id);
  if (task) return openDoubts(task)[0];
  const quantity = draft.quantities.find((one) => one.id === id);
  return quantity && doubtsOfQuantity(quantity)[0];
}
