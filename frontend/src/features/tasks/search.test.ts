import { expect, it } from "vitest";
import { askedOf, exportAddress, taskSearch } from "./search";

const PLAN = "01a20453-b89a-7165-9b9f-aa0d6da6119d";

it("keeps what the list understands and drops what nobody could mean", () => {
  expect(
    taskSearch({
      q: "开办",
      sort: "-deadline",
      relation: "mine",
      state: "unstaffed,active",
      precondition: "waiting",
      overdue: "yes",
      from: "2026-01-01",
      plan: PLAN,
    }),
  ).toEqual({
    q: "开办",
    sort: "-deadline",
    relation: "mine",
    state: "unstaffed,active",
    precondition: "waiting",
    overdue: "yes",
    from: "2026-01-01",
    plan: PLAN,
  });
  expect(
    taskSearch({
      relation: "owner",
      state: "done",
      overdue: "true",
      from: "2026-13-01",
      to: "soon",
      plan: "1",
      unit: `${PLAN}0`,
    }),
  ).toEqual({});
});

it("asks the server in its own words", () => {
  expect(
    askedOf({ state: "unstaffed,active", overdue: "yes", precondition: "met", to: "2026-12-31" }),
  ).toEqual({
    state: ["unstaffed", "active"],
    overdue: true,
    precondition: "met",
    deadline_to: "2026-12-31",
  });
  expect(askedOf({})).toEqual({});
});

it("exports what is on the screen", () => {
  const search = { q: "开办", state: "unstaffed,active" } as const;
  expect(exportAddress("yuzhong", "csv", search, ["number", "title"], "zh-CN")).toBe(
    "/api/v1/zones/yuzhong/tasks/export.csv?q=%E5%BC%80%E5%8A%9E&state=unstaffed&state=active" +
      "&column=number&column=title&language=zh",
  );
});
