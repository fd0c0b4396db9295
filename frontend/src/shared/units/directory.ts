import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { components } from "../api/schema.gen";

export type Unit = components["schemas"]["UnitRow"];

const MOST_PAGES = 10;
const key = (zone: string) => ["unit-directory", zone] as const;

/** All active units; a zone has some hundred, so lists of choices search them on the page. */
export function directoryQuery(zone: string) {
  return queryOptions({
    queryKey: key(zone),
    queryFn: async ({ signal }) => {
      const units: Unit[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const query = { active: true, limit: 200, ...(cursor === undefined ? {} : { cursor }) };
        const params = { path: { zone }, query };
        const read = await answer(api.GET("/api/v1/zones/{zone}/units", { params, signal }));
        units.push(...read.items);
        if (read.next_cursor === null) break;
        cursor = read.next_cursor;
      }
      return units;
    },
    staleTime: 60_000,
  });
}

/** To be called after every change of the directory. */
export function forgetDirectory(cache: QueryClient, zone: string): Promise<unknown> {
  return cache.invalidateQueries({ queryKey: key(zone) });
}

/** Units whose name or alias holds the typed words; those that begin with them first. */
export function unitsLike(units: readonly Unit[], typed: string): Unit[] {
  const words = typed.normalize("NFKC").trim().toLowerCase();
  if (words === "") return [...units];
  const place = (unit: Unit) => {
    const found = [unit.name, ...unit.aliases].map((name) => name.toLowerCase().indexOf(words));
    const places = found.filter((at) => at >= 0);
    return places.length > 0 ? Math.min(...places) : -1;
  };
  return units
    .map((unit) => ({ unit, at: place(unit) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)
    .map(({ unit }) => unit);
}
