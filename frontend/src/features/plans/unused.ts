import type { Clause, Draft } from "./rows";

/** Clauses that became nothing: no task, part of a task, target, duty, heading or particular of the document. */
export function unusedClauses(clauses: readonly Clause[], draft: Draft): Clause[] {
  const kept = [
    ...draft.tasks.filter(({ state }) => state !== "dropped"),
    ...draft.quantities.filter(({ state }) => state === "proposed"),
  ];
  // What a person has made a task of since is no longer left over.
  const covered = (clause: Clause) =>
    kept.some(
      ({ start, end }) =>
        start !== null && end !== null && start < clause.end && end > clause.start,
    );
  return clauses.filter((clause) => clause.became === "unused" && !covered(clause));
}

/** How many clauses became what: the report of what was read. */
export function readReport(clauses: readonly Clause[], unused: number): [string, number][] {
  const counts = new Map<string, number>();
  for (const { became } of clauses)
    if (became !== "unused") counts.set(became, (counts.get(became) ?? 0) + 1);
  return [...counts, ["unused", unused]];
}
