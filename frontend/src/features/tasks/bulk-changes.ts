import type { components } from "@/shared/api/schema.gen";
import type { Slots } from "./rows";
import { today } from "./task-calls";
import { type WaitForm, waitBody, waitOf } from "./wait-fields";

type Schemas = components["schemas"];
export type Change = Schemas["BulkPreviewForm"]["change"];
export type Kind = Change["kind"];
export type Planned = Schemas["PlannedEdit"];
export type Edited = Schemas["BulkEdited"];

/** Everything that the form may hold; which of it counts depends on the kind. */
export interface BulkForm {
  date: string;
  days: string;
  unit: string | undefined;
  newUnit: string | undefined;
  relation: "" | "lead" | "responsible" | "supporting";
  move: "activate" | "suspend" | "withdraw" | "restore";
  reason: string;
  wait: WaitForm;
  released: string;
  extend: boolean;
  slots: Partial<Slots>;
  topic: string | undefined;
}

export const emptyForm = (): BulkForm => ({
  date: "",
  days: "10",
  unit: undefined,
  newUnit: undefined,
  relation: "",
  move: "suspend",
  reason: "",
  wait: waitOf(undefined, false),
  released: today(),
  extend: false,
  slots: {},
  topic: undefined,
});

/** What a form comes to: undefined while it is not complete. */
type Build = (form: BulkForm) => Change | undefined;

/** One line for each change that many tasks can take at once. */
export const KINDS: Record<Kind, Build> = {
  deadline: ({ date }) => ({ kind: "deadline", deadline_date: date || null }),
  shift: ({ days }) =>
    Number.isInteger(Number(days)) && Number(days) !== 0
      ? { kind: "shift", days: Number(days) }
      : undefined,
  add_unit: ({ unit, relation }) =>
    unit && relation ? { kind: "add_unit", unit, relation } : undefined,
  remove_unit: ({ unit }) => (unit ? { kind: "remove_unit", unit } : undefined),
  replace_unit: ({ unit, newUnit, relation }) =>
    unit && newUnit && unit !== newUnit
      ? { kind: "replace_unit", unit, new_unit: newUnit, ...(relation && { relation }) }
      : undefined,
  move: ({ move, reason }) =>
    move === "activate" || reason.trim()
      ? { kind: "move", move, reason: reason.trim() }
      : undefined,
  wait: ({ wait }) =>
    wait.text.trim() && wait.since_date ? { kind: "wait", ...waitBody(wait) } : undefined,
  release: ({ released, reason, extend }) =>
    released && reason.trim()
      ? { kind: "release", released_date: released, note: reason.trim(), extend }
      : undefined,
  topic: ({ topic }) => ({ kind: "topic", topic: topic ?? null }),
  staff: ({ unit, slots }) => {
    const filled = Object.entries(slots).filter(([, value]) => value.trim());
    return unit && filled.length > 0
      ? { kind: "staff", unit, ...Object.fromEntries(filled.map(([k, v]) => [k, v.trim()])) }
      : undefined;
  },
};
