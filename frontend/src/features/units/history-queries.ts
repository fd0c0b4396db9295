import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type { components } from "@/shared/api/schema.gen";
import { type UnitPath, unitsChanged } from "./unit-queries";

type Schemas = components["schemas"];
export type UnitHistory = Schemas["UnitHistory"];
export type Reorganisation = Schemas["ReorganisationRow"];
export type PlannedReorganisation = Schemas["PlannedReorganisationRow"];
export type ReorganisationForm = Schemas["ReorganisationForm"];
export type UnitHoldings = Schemas["UnitHoldings"];
export type UnitStaff = Schemas["UnitStaff"];
export type PersonOfUnit = Schemas["PersonOfUnitRow"];

export function historyQuery(path: UnitPath) {
  return queryOptions({
    queryKey: ["unit", path.zone, path.unit, "history"] as const,
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/units/{unit}/history", { params: { path }, signal })),
  });
}

/** Reorganisations of days to come, of the whole zone. */
export function plannedQuery(zone: string) {
  return queryOptions({
    queryKey: ["planned-reorganisations", zone] as const,
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/zones/{zone}/reorganisations/planned", {
          params: { path: { zone } },
          signal,
        }),
      ),
  });
}

export function holdingsQuery(path: UnitPath) {
  return queryOptions({
    queryKey: ["unit", path.zone, path.unit, "holdings"] as const,
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/units/{unit}/holdings", { params: { path }, signal })),
  });
}

export function staffQuery(path: UnitPath) {
  return queryOptions({
    queryKey: ["unit", path.zone, path.unit, "staff"] as const,
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/zones/{zone}/units/{unit}/staff", { params: { path }, signal })),
  });
}

/** A unit that is renamed or reorganised shows in every list, those of tasks too. */
export async function structureChanged(cache: QueryClient, zone: string): Promise<void> {
  await Promise.all([
    unitsChanged(cache, zone),
    cache.invalidateQueries({ queryKey: ["tasks", zone] }),
    cache.invalidateQueries({ queryKey: ["task", zone] }),
    cache.invalidateQueries({ queryKey: ["unit-report", zone] }),
    cache.invalidateQueries({ queryKey: ["planned-reorganisations", zone] }),
  ]);
}

/** Today where deadlines end, as a civil date. */
export function todayInChina(): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
}
