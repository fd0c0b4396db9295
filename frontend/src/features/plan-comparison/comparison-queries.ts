import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api, ifMatch } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];
export type Succession = Schemas["Succession"];
export type Comparison = Schemas["PlanComparison"];
export type TaskPair = Schemas["TaskPair"];
export type TargetPair = Schemas["TargetPair"];
export type ComparedTask = Schemas["ComparedTask"];
export type ComparedPlan = Schemas["ComparedPlan"];
export type Kind = Schemas["PredecessorForm"]["kind"];
export type RemovedTasks = NonNullable<Schemas["PredecessorForm"]["removed_tasks"]>;

export interface ComparedPath {
  zone: string;
  plan_id: string;
}

const PLAN = "/api/v1/zones/{zone}/plans/{plan_id}";

export function successionQuery(path: ComparedPath) {
  return queryOptions({
    queryKey: ["succession", path.zone, path.plan_id],
    queryFn: ({ signal }) => answer(api.GET(`${PLAN}/succession`, { params: { path }, signal })),
  });
}

export function comparisonQuery(path: ComparedPath, other: string | undefined) {
  return queryOptions({
    queryKey: ["comparison", path.zone, path.plan_id, other ?? ""],
    queryFn: ({ signal }) =>
      answer(
        api.GET(`${PLAN}/comparison`, {
          params: { path, query: other ? { other } : {} },
          signal,
        }),
      ),
  });
}

/** Plans that another can stand beside: the adopted ones. */
export function adoptedPlansQuery(zone: string) {
  return queryOptions({
    queryKey: ["plans", zone, "to-compare"],
    queryFn: async ({ signal }) => {
      const params = { path: { zone }, query: { limit: 200 } };
      const page = await answer(api.GET("/api/v1/zones/{zone}/plans", { params, signal }));
      return page.items.filter(({ state }) => state === "adopted");
    },
    staleTime: 60_000,
  });
}

export interface Following {
  predecessor: string;
  kind: Kind;
  removed_tasks: RemovedTasks;
}

export function follow(path: ComparedPath, body: Following, version: number): Promise<Succession> {
  const params = { path, header: ifMatch(version) };
  return answer(api.PUT(`${PLAN}/predecessor`, { params, body }));
}

export function unfollow(path: ComparedPath, version: number): Promise<Succession> {
  const params = { path, header: ifMatch(version) };
  return answer(api.DELETE(`${PLAN}/predecessor`, { params }));
}

export interface Correction {
  task: string;
  /** The earlier task that it continues, null for a new one; undefined forgets what was said. */
  earlier: string | null | undefined;
}

export function correct(
  path: ComparedPath,
  { task, earlier }: Correction,
  version: number,
): Promise<unknown> {
  const params = { path: { ...path, draft_task_id: task }, header: ifMatch(version) };
  if (earlier === undefined)
    return answer(api.DELETE(`${PLAN}/matches/{draft_task_id}`, { params }));
  return answer(api.PUT(`${PLAN}/matches/{draft_task_id}`, { params, body: { earlier } }));
}

/** The earlier tasks from which a newer one stems besides the one that it continues, all at once. */
export function sayOrigins(
  path: ComparedPath,
  { task, earlier }: { task: string; earlier: string[] },
  version: number,
): Promise<unknown> {
  const params = { path: { ...path, draft_task_id: task }, header: ifMatch(version) };
  return answer(api.PUT(`${PLAN}/origins/{draft_task_id}`, { params, body: { earlier } }));
}

/** After any change, and after a refusal because somebody else was faster. */
export async function readAgain(cache: QueryClient, path: ComparedPath): Promise<void> {
  await Promise.all([
    cache.invalidateQueries({ queryKey: ["succession", path.zone, path.plan_id] }),
    cache.invalidateQueries({ queryKey: ["comparison", path.zone, path.plan_id] }),
  ]);
}

export function originsQuery(zone: string, task: string) {
  return queryOptions({
    queryKey: ["task", zone, task, "origins"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/tasks/{task}/origins", {
          params: { path: { zone, task } },
          signal,
        }),
      ),
  });
}

export function earlierTargetsQuery(zone: string, task: string, plan: string) {
  return queryOptions({
    queryKey: ["task", zone, task, "targets", plan],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/tasks/{task}/targets", {
          params: { path: { zone, task }, query: { plan, limit: 200 } },
          signal,
        }),
      ),
  });
}

export function exportAddress(
  { zone, plan_id }: ComparedPath,
  other: string | undefined,
  language: string,
): string {
  const asked = new URLSearchParams({ language: language === "en" ? "en" : "zh" });
  if (other) asked.set("other", other);
  return `/api/v1/zones/${encodeURIComponent(zone)}/plans/${plan_id}/comparison.xlsx?${asked}`;
}
