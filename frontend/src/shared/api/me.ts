import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "./client";
import type { components } from "./schema.gen";

export type Me = components["schemas"]["Me"];
export type Permission = components["schemas"]["Permission"];
export type Zone = Me["zones"][number];

export const meKey = ["me"] as const;

export const meQuery = queryOptions({
  queryKey: meKey,
  queryFn: ({ signal }) => answer(api.GET("/api/v1/me", { signal })),
  staleTime: 60_000,
  // The route guard itself sends a caller without a session to the sign-in page.
  meta: { anonymous: true },
});

/** Zones and jurisdictions have a name in each language. */
export function usePlaceName(): (place: { name: string; name_en: string }) => string {
  const { i18n } = useTranslation();
  return (place) => (i18n.language === "en" && place.name_en ? place.name_en : place.name);
}

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}
