import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { forgetDirectory } from "@/shared/units/directory";
import type { UnitKind } from "./search";

export interface UnitPath {
  zone: string;
  unit: string;
}

export const unitsKey = (zone: string) => ["units", zone] as const;

export function unitQuery(path: UnitPath) {
  return queryOptions({
    queryKey: ["unit", path.zone, path.unit] as const,
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/units/{unit}", { params: { path }, signal })),
  });
}

/** Every list that shows units is read again. */
export async function unitsChanged(cache: QueryClient, zone: string): Promise<void> {
  await Promise.all([
    cache.invalidateQueries({ queryKey: unitsKey(zone) }),
    cache.invalidateQueries({ queryKey: ["unit", zone] }),
    forgetDirectory(cache, zone),
  ]);
}

/** The kinds of unit by the server's own names for them, in its order. */
export function useKinds(zone: string): {
  options: (readonly [UnitKind, string])[];
  name: (kind: UnitKind) => string;
} {
  const { i18n } = useTranslation();
  const kinds = useQuery({
    queryKey: ["unit-kinds", zone],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/unit-kinds", { params: { path: { zone } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const options = (kinds.data?.items ?? []).map(
    ({ kind, name, name_en }) => [kind, i18n.language === "en" ? name_en : name] as const,
  );
  return { options, name: (kind) => options.find(([one]) => one === kind)?.[1] ?? "" };
}
