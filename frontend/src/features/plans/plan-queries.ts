import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { Draft, DraftTask, PlanState } from "./rows";

/** Whose document is meant: everything below belongs to one. */
export interface PlanPath {
  zone: string;
  plan_id: string;
}

const POLL_MS = 1200;
/** How soon a colleague's change is seen; the answer is small. */
const OTHERS_MS = 4000;
const UNDER_WAY: readonly PlanState[] = ["uploaded", "compiling"];

export function underWay(state: PlanState): boolean {
  return UNDER_WAY.includes(state);
}

/** How soon to ask again: only while a document is being read. */
export function pollWhile(states: readonly PlanState[] | undefined): number | false {
  return states?.some(underWay) ? POLL_MS : false;
}

export const plansKey = (zone: string) => ["plans", zone] as const;
const planKey = ({ zone, plan_id }: PlanPath, part: string) => ["plan", zone, plan_id, part];

export function planQuery(path: PlanPath) {
  return queryOptions({
    queryKey: planKey(path, "detail"),
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/plans/{plan_id}", { params: { path }, signal })),
    refetchInterval: ({ state }) => pollWhile(state.data && [state.data.state]),
  });
}

/** Where what an adoption made is kept for the page that is shown after it. */
export function adoptionKey(path: PlanPath) {
  return planKey(path, "adoption");
}

/** The kept text never changes while a plan is in review. */
export function textQuery(path: PlanPath) {
  return queryOptions({
    queryKey: planKey(path, "text"),
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/plans/{plan_id}/text", { params: { path }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function clausesQuery(path: PlanPath) {
  return queryOptions({
    queryKey: planKey(path, "clauses"),
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/plans/{plan_id}/clauses", { params: { path }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Read again when somebody else has changed it (see `useColleagues`). */
export function draftQuery(path: PlanPath) {
  return queryOptions({
    queryKey: planKey(path, "draft"),
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/plans/{plan_id}/draft", { params: { path }, signal })),
  });
}

/** What the document asks for again and again. */
export function draftDutiesQuery(path: PlanPath) {
  return queryOptions({
    queryKey: planKey(path, "duties"),
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/plans/{plan_id}/draft-duties", { params: { path }, signal }),
      ),
  });
}

/** What can be taken back, and who has changed what: asked for every few seconds. */
export function reviewStateQuery(path: PlanPath) {
  return queryOptions({
    queryKey: planKey(path, "review-state"),
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/plans/{plan_id}/review-state", { params: { path }, signal }),
      ),
    refetchInterval: OTHERS_MS,
  });
}

/** What the zone's habits propose for this draft. */
export function proposalsQuery(path: PlanPath) {
  return queryOptions({
    queryKey: planKey(path, "proposals"),
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/plans/{plan_id}/proposals", { params: { path }, signal }),
      ),
  });
}

export const habitsKey = (zone: string) => ["reading-habits", zone] as const;

export function spokenQuery(path: PlanPath) {
  return queryOptions({
    queryKey: planKey(path, "spoken-units"),
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/plans/{plan_id}/spoken-units", { params: { path }, signal }),
      ),
  });
}

export function cachedDraft(cache: QueryClient, path: PlanPath): Draft | undefined {
  return cache.getQueryData(draftQuery(path).queryKey);
}

/** Puts one task of the draft in place of the one that is shown. */
export function showTask(
  cache: QueryClient,
  path: PlanPath,
  id: string,
  change: (task: DraftTask) => DraftTask,
): void {
  cache.setQueryData(draftQuery(path).queryKey, (draft) =>
    draft
      ? { ...draft, tasks: draft.tasks.map((task) => (task.id === id ? change(task) : task)) }
      : draft,
  );
}

/** Everything that a change of many tasks at once may have moved. */
export async function readAgain(cache: QueryClient, path: PlanPath): Promise<void> {
  await Promise.all([
    cache.invalidateQueries({ queryKey: draftQuery(path).queryKey }),
    cache.invalidateQueries({ queryKey: spokenQuery(path).queryKey }),
    cache.invalidateQueries({ queryKey: proposalsQuery(path).queryKey }),
    cache.invalidateQueries({ queryKey: draftDutiesQuery(path).queryKey }),
  ]);
}
