import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];
export type SavedView = Schemas["SavedViewRow"];
/** What the list is asked for, as the server takes and keeps it. */
export type ViewToSave = Schemas["ViewForm"]["search"];

const key = (zone: string) => ["task-views", zone] as const;

export function viewsQuery(zone: string) {
  return queryOptions({
    queryKey: key(zone),
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/task-views", { params: { path: { zone } }, signal })),
    staleTime: 60_000,
  });
}

/** Makes a change of views and reads them again. */
export function useViewChange<Variables, Result>(
  zone: string,
  change: (variables: Variables) => Promise<Result>,
) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => cache.invalidateQueries({ queryKey: key(zone) }),
  });
}
