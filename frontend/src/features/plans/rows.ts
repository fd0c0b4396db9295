import type { components } from "@/shared/api/schema.gen";

type Schemas = components["schemas"];

export type Plan = Schemas["PlanDetail"];
export type PlanInList = Schemas["PlanRow"];
export type PlanState = Plan["state"];
export type Clause = Schemas["ClauseRow"];
export type DraftTask = Schemas["DraftTaskRow"];
export type Quantity = Schemas["QuantityRow"];
export type Attribution = Schemas["AttributionRow"];
export type Doubt = Schemas["DoubtRow"];
export type Draft = Schemas["DraftBody"];
export type SpokenUnit = Schemas["SpokenUnit"];
export type AdoptionSummary = Schemas["AdoptionSummary"];

export type ReviewChange = Schemas["ChangeRow"];
export type Proposal = Schemas["Proposal"];
export type Habit = Schemas["HabitRow"];

export type Relation = Attribution["relation"];
export const RELATIONS = ["lead", "responsible", "supporting"] as const satisfies Relation[];

export type Operator = NonNullable<Schemas["QuantityForm"]["operator"]>;
export const OPERATORS = [
  "=",
  ">=",
  ">",
  "<=",
  "<",
  "~=",
  "range",
  "increase_by",
  "increase_by>=",
  "decrease_by",
  "decrease_by>=",
] as const satisfies Operator[];

export type QuantityKind = Quantity["kind"];
export const QUANTITY_KINDS = [
  "T",
  "O",
  "L",
  "R",
  "C",
  "S",
  "B",
  "F",
] as const satisfies QuantityKind[];
export type DraftDuty = Schemas["DraftDutyRow"];
