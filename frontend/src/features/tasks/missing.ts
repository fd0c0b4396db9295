import { SLOTS, type Slot, type Task, type UnitOfTask } from "./rows";

export interface MissingAtUnit {
  unit: Pick<UnitOfTask, "id" | "name">;
  slots: Slot[];
}

/** The empty slots of the units that answer for the task, in their order. */
export function missingSlots(task: Pick<Task, "units">): MissingAtUnit[] {
  return task.units
    .filter(({ accountable }) => accountable)
    .map((unit) => ({ unit, slots: SLOTS.filter((slot) => unit[slot] === "") }))
    .filter(({ slots }) => slots.length > 0);
}
