import { useMutation, useQueryClient } from "@tanstack/react-query";
import { isProblem } from "@/shared/api/problem";
import { announce } from "@/shared/page/notices";
import type { Task } from "./rows";
import { showChanged, type TaskPath, taskQuery } from "./task-queries";

interface Change {
  call: () => Promise<Task>;
  /** What to say when it is done. */
  words: string;
}

/** A change of the task or of one of its parts: the answer is the whole task, at its new version. */
export function useTaskChange(path: TaskPath, onDone?: () => void) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ call }: Change) => call(),
    onSuccess: async (after, { words }) => {
      await showChanged(cache, path, after);
      announce(words);
      onDone?.();
    },
    onError: (error) => {
      if (isProblem(error, 412) || isProblem(error, 409))
        void cache.invalidateQueries(taskQuery(path));
    },
  });
}

/** Today as the zone's clock has it, for a date field. */
export function today(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
}
