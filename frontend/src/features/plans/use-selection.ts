import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Desk, SelectedBy, Spot } from "./desk-context";
import { doubtQueue, neighbour, nextAfterDecision, shownTasks } from "./doubt-queue";
import type { CodePoints } from "./marking/code-points";
import type { Draft } from "./rows";
import type { ReviewSearch } from "./search";

const ADDRESS_MS = 300;

interface Selected {
  task: string | undefined;
  by: SelectedBy;
  /** Counts the wishes to see a task in the original. */
  asked: number;
}

/** Which task is open, and which words of the original are pointed at; the address follows. */
export function useSelection(
  draft: Draft,
  search: ReviewSearch,
  onSearch: (change: ReviewSearch) => void,
  points: CodePoints,
) {
  const [selected, setSelected] = useState<Selected>({
    // Doubts come first: without a task in the address the desk opens at one.
    task: search.task ?? doubtQueue(draft.tasks)[0]?.id,
    by: "address",
    asked: 0,
  });
  const [spot, setSpot] = useState<Spot>();
  const newest = useRef({ draft, search, onSearch });
  const written = useRef<{ task?: string; timer?: ReturnType<typeof setTimeout> }>({});
  useEffect(() => {
    newest.current = { draft, search, onSearch };
  });
  useEffect(() => {
    // A link on the page, or going back, leads to another task; what was written here is no news.
    if (search.task !== undefined && search.task !== written.current.task)
      setSelected((now) =>
        now.task === search.task ? now : { task: search.task, by: "address", asked: now.asked + 1 },
      );
  }, [search.task]);
  const select: Desk["select"] = useCallback((task, by) => {
    const { draft: now, search: seen, onSearch: write } = newest.current;
    setSpot(undefined);
    setSelected(({ asked }) => ({ task, by, asked: by === "original" ? asked : asked + 1 }));
    const inSight = shownTasks(now.tasks, seen.show ?? "all").some(({ id }) => id === task);
    clearTimeout(written.current.timer);
    const follow = (change: ReviewSearch) => {
      const { show, ...rest } = newest.current.search;
      written.current.task = task;
      write({ ...rest, ...(show && inSight ? { show } : {}), ...change, task });
    };
    // Writing the address costs more than moving on, so a fast hand on the keys is not made to wait for it.
    if (inSight && (seen.panel ?? "tasks") === "tasks")
      written.current.timer = setTimeout(() => follow({}), ADDRESS_MS);
    else follow({ panel: "tasks" });
  }, []);
  useEffect(() => () => clearTimeout(written.current.timer), []);
  const point: Desk["point"] = useCallback(
    (start, end) => {
      if (start === null || end === null || end <= start) setSpot(undefined);
      else setSpot({ start: points.toUnits(start), end: points.toUnits(end) });
    },
    [points],
  );
  const moves = useMemo(() => {
    const step = (queue: Draft["tasks"], current: string | undefined, by: 1 | -1) => {
      const next = neighbour(newest.current.draft.tasks, queue, current, by);
      if (next !== undefined) select(next, "keyboard");
    };
    return {
      among: step,
      afterDecision: (current: string) => {
        const next = nextAfterDecision(newest.current.draft.tasks, current);
        if (next !== current) select(next, "keyboard");
      },
    };
  }, [select]);
  return { selected, select, spot, point, moves };
}
