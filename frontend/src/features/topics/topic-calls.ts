import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];
export type PlanOfTopics = Schemas["PlanWithSuggestions"];
export type OpenSuggestion = Schemas["OpenSuggestion"];
export type Reason = Schemas["WordOfTopic"];
export type TaskWithTopic = Schemas["TaskDetail"];

export const suggestionsKey = (zone: string) => ["topic-suggestions", zone] as const;

export function suggestionsQuery(zone: string) {
  return queryOptions({
    queryKey: suggestionsKey(zone),
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/topics/suggestions", { params: { path: { zone } }, signal }),
      ),
  });
}

/** Consecutive suggestions under the same heading of their document. */
export function bySection(items: readonly OpenSuggestion[]): [string, OpenSuggestion[]][] {
  const groups: [string, OpenSuggestion[]][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && last[0] === item.section) last[1].push(item);
    else groups.push([item.section, [item]]);
  }
  return groups;
}

/** How many of each topic, the most frequent first. */
export function countTopics(items: readonly { topic: string }[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { topic } of items) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
}
