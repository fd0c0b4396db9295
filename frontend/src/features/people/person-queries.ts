import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";

export type Person = components["schemas"]["Person"];
export type HeldRole = Person["roles"][number];

export interface PersonPath {
  zone: string;
  account: string;
}

export const peopleKey = (zone: string) => ["people", zone] as const;

export function personQuery(path: PersonPath) {
  return queryOptions({
    queryKey: ["person", path.zone, path.account] as const,
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/people/{account}", { params: { path }, signal })),
  });
}

export async function personChanged(cache: QueryClient, path: PersonPath): Promise<void> {
  await Promise.all([
    cache.invalidateQueries({ queryKey: personQuery(path).queryKey }),
    cache.invalidateQueries({ queryKey: peopleKey(path.zone) }),
  ]);
}
