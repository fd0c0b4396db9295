import type { Unit } from "@/shared/units/directory";

/** Share of characters that two names have in common (Dice), 0 to 1. */
function likeness(one: string, other: string): number {
  const left = [...one];
  const rest = [...other];
  let common = 0;
  for (const sign of left) {
    const at = rest.indexOf(sign);
    if (at < 0) continue;
    rest.splice(at, 1);
    common += 1;
  }
  return (2 * common) / Math.max(left.length + [...other].length, 1);
}

function score(unit: Unit, words: string): number {
  const names = [unit.name, ...unit.aliases];
  if (names.includes(words)) return 3;
  if (names.some((name) => name.includes(words))) return 2;
  return Math.max(...names.map((name) => likeness(name, words)));
}

const LEAST = 0.45;

/** The units that these words may mean, the likeliest first; all of them while nothing is typed. */
export function matchingUnits(units: readonly Unit[], typed: string, most = 12): Unit[] {
  const words = typed.normalize("NFKC").trim();
  if (words === "") return units.slice(0, most);
  return units
    .map((unit) => ({ unit, points: score(unit, words) }))
    .filter(({ points }) => points >= LEAST)
    .sort((a, b) => b.points - a.points)
    .slice(0, most)
    .map(({ unit }) => unit);
}
