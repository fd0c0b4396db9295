import { expect, it } from "vitest";
import { missingSlots } from "./missing";
import type { UnitOfTask } from "./rows";

const unit = (change: Partial<UnitOfTask>): UnitOfTask => ({
  id: "1",
  name: "区税务局",
  relation: "lead",
  source_text: "",
  start: null,
  end: null,
  inherited: false,
  accountable: true,
  responsible_leader: "",
  responsible_section: "",
  responsible_officer: "",
  actions: [],
  ...change,
});

it("names each empty slot of the units that answer, and of no other", () => {
  const task = {
    units: [
      unit({ responsible_leader: "副局长" }),
      unit({ id: "2", relation: "responsible", accountable: false }),
      unit({
        id: "3",
        responsible_leader: "副主任",
        responsible_section: "一科",
        responsible_officer: "科员",
      }),
    ],
  };
  expect(missingSlots(task).map(({ unit: { id }, slots }) => [id, slots])).toEqual([
    ["1", ["responsible_section", "responsible_officer"]],
  ]);
});
