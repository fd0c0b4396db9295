const WRITTEN = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/;

/** A civil date as people type it, such as 2026-11-22, 2026/11/22, 2026年11月22日 or 20261122; undefined if it is none. */
export function readDay(typed: string): string | undefined {
  const words = typed.normalize("NFKC").replace(/\s/g, "");
  if (words === "") return "";
  const [, year, ...rest] = WRITTEN.exec(words) ?? [];
  const [month, day] = rest.filter(Boolean).map((part) => part.padStart(2, "0"));
  if (!year || !month || !day) return undefined;
  const written = `${year}-${month}-${day}`;
  const read = new Date(`${written}T00:00:00Z`);
  // A 31st of June would read as the 1st of July.
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(written)
    ? written
    : undefined;
}
