import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { Task } from "./rows";

export interface TaskPath {
  zone: string;
  task: string;
}

export const tasksKey = (zone: string) => ["tasks", zone] as const;
export const historyKey = ({ zone, task }: TaskPath) => ["task", zone, task, "history"] as const;

export function taskQuery(path: TaskPath) {
  return queryOptions({
    queryKey: ["task", path.zone, path.task, "detail"] as const,
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/tasks/{task}", { params: { path }, signal })),
  });
}

/** Puts the server's answer to a change in place, and lets everything that counted the task be read again. */
export async function showChanged(cache: QueryClient, path: TaskPath, task: Task): Promise<void> {
  cache.setQueryData(taskQuery(path).queryKey, task);
  await Promise.all([
    cache.invalidateQueries({ queryKey: historyKey(path) }),
    cache.invalidateQueries({ queryKey: tasksKey(path.zone) }),
    cache.invalidateQueries({ queryKey: ["workbench", path.zone] }),
  ]);
}

/** The adopted plans, for choosing one. */
export function adoptedPlansQuery(zone: string) {
  return queryOptions({
    queryKey: ["plans", zone, "adopted"] as const,
    queryFn: async ({ signal }) => {
      const query = { limit: 200 };
      const params = { path: { zone }, query };
      const page = await answer(api.GET("/api/v1/zones/{zone}/plans", { params, signal }));
      return page.items.filter(({ state }) => state === "adopted");
    },
    staleTime: 60_000,
  });
}
