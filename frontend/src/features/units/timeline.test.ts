import { expect, it } from "vitest";
import type { UnitHistory } from "./history-queries";
import { dayBefore, timeline } from "./timeline";

it("lists names and reorganisations together, the latest first and what has always been last", () => {
  const name = { id: "a", name: "甲局", until_date: null, basis: "", note: "", state: "earlier" };
  const merge = { id: "m", effective_date: "2023-03-01", kind: "merge" };
  const history = {
    names: [
      { ...name, from_date: null },
      { ...name, id: "b", from_date: "2024-05-01" },
    ],
    reorganisations: [merge],
  } as unknown as UnitHistory;
  expect(timeline(history).map(({ key }) => key)).toEqual(["b", "m", "a"]);
});

it.each([
  ["2024-03-01", "2024-02-29"],
  ["2022-01-01", "2021-12-31"],
])("knows the day before %s", (day, before) => {
  expect(dayBefore(day)).toBe(before);
});
