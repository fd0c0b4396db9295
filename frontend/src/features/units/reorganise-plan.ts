import type { ReorganisationForm } from "./history-queries";

export interface Successor {
  /** A new unit by its name, else one of the directory. */
  made: boolean;
  unit?: string;
  name?: string;
}

export type Relation = "lead" | "responsible" | "supporting";
/** The place of a successor, or "stay" with a unit that goes on. */
export type Place = number | "stay";

/** What the dialog holds before it is sent. */
export interface Plan {
  kind: "merge" | "split" | "dissolve";
  day: string;
  basis: string;
  continues: boolean;
  others: { id: string; name: string }[];
  successors: Successor[];
  byRelation: Partial<Record<Relation, Place>>;
  byTask: Record<string, Place>;
  byOfficer: Record<string, Place>;
  /** Who takes everything else from a unit that ends. */
  rest: number;
}

export function emptyPlan(day: string): Plan {
  return {
    kind: "merge",
    day,
    basis: "",
    continues: false,
    others: [],
    successors: [{ made: false }],
    byRelation: {},
    byTask: {},
    byOfficer: {},
    rest: 0,
  };
}

/** What is not filled in yet, as a key of the texts. */
export function missingIn(plan: Plan): "successors" | "two" | undefined {
  if (plan.kind === "dissolve") return undefined;
  if (plan.successors.some(({ made, unit, name }) => (made ? !name?.trim() : !unit)))
    return "successors";
  if (plan.kind === "split" && !plan.continues && plan.successors.length < 2) return "two";
  return undefined;
}

const placeOf = (place: Place | undefined) => (place === "stay" ? null : (place ?? 0));

export function formOf(plan: Plan, own: string): ReorganisationForm {
  const { kind, day, basis, continues, byRelation } = plan;
  return {
    kind,
    effective_date: day,
    basis: basis.trim(),
    note: "",
    continues: kind === "split" && continues,
    predecessors: [own, ...plan.others.map(({ id }) => id)],
    successors:
      kind === "dissolve"
        ? []
        : plan.successors.map(({ made, unit, name }) =>
            made ? { name: (name ?? "").trim() } : { unit: unit ?? null },
          ),
    hand_over: {
      lead: placeOf(byRelation.lead),
      responsible: placeOf(byRelation.responsible),
      supporting: placeOf(byRelation.supporting),
      // A successor may have been taken off the list since.
      rest: plan.rest < plan.successors.length ? plan.rest : 0,
    },
    tasks: Object.entries(plan.byTask).map(([task, place]) => ({
      task,
      successor: placeOf(place),
    })),
    officers: Object.entries(plan.byOfficer).map(([membership, place]) => ({
      membership,
      successor: placeOf(place),
    })),
  };
}
