import type { Reorganisation, UnitHistory } from "./history-queries";

type NamePeriod = UnitHistory["names"][number];

/** One line of a unit's history; without a date it has always been so. */
export type Moment =
  | { key: string; date: string | null; name: NamePeriod; reorganisation?: never }
  | { key: string; date: string; reorganisation: Reorganisation; name?: never };

/** Names and reorganisations in one order, the latest first. */
export function timeline({ names, reorganisations }: UnitHistory): Moment[] {
  const moments: Moment[] = [
    ...names.map((name) => ({ key: name.id ?? "only", date: name.from_date, name })),
    ...reorganisations.map((one) => ({
      key: one.id,
      date: one.effective_date,
      reorganisation: one,
    })),
  ];
  return moments.sort((one, other) => (other.date ?? "").localeCompare(one.date ?? ""));
}

/** The civil date before this one. */
export function dayBefore(date: string): string {
  const before = new Date(`${date}T00:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  return before.toISOString().slice(0, 10);
}
