import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

export type RecordedEvent = components["schemas"]["RecordedEvent"];

/** The kinds of event there are, with the server's words for them. */
export function tagsQuery(zone: string) {
  return queryOptions({
    queryKey: ["event-tags", zone] as const,
    queryFn: async ({ signal }) => {
      const params = { path: { zone } };
      const { items } = await answer(
        api.GET("/api/v1/zones/{zone}/event-tags", { params, signal }),
      );
      return items;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
