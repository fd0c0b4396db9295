import { describe, expect, it } from "vitest";
import { emptyPlan, formOf, missingIn } from "./reorganise-plan";

const plan = { ...emptyPlan("2026-03-01"), kind: "split" as const };

describe("the plan of a reorganisation", () => {
  it("asks for every successor, and for two where the unit ends", () => {
    expect(missingIn(plan)).toBe("successors");
    const one = { ...plan, successors: [{ made: true, name: "甲局" }] };
    expect(missingIn(one)).toBe("two");
    expect(missingIn({ ...one, continues: true })).toBeUndefined();
    expect(missingIn({ ...plan, kind: "dissolve" })).toBeUndefined();
  });

  it("sends places: the first successor unless chosen, null for what stays", () => {
    const sent = formOf(
      {
        ...plan,
        continues: true,
        successors: [
          { made: false, unit: "u" },
          { made: true, name: " 乙局 " },
        ],
        byRelation: { lead: 1, supporting: "stay" },
        byTask: { t: "stay" },
        byOfficer: { m: 1 },
      },
      "own",
    );
    expect(sent.successors).toEqual([{ unit: "u" }, { name: "乙局" }]);
    expect(sent.hand_over).toEqual({ lead: 1, responsible: 0, supporting: null, rest: 0 });
    expect(sent.tasks).toEqual([{ task: "t", successor: null }]);
    expect(sent.officers).toEqual([{ membership: "m", successor: 1 }]);
    expect(sent.predecessors).toEqual(["own"]);
  });
});
