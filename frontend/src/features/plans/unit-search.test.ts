import { expect, it } from "vitest";
import type { Unit } from "@/shared/units/directory";
import { matchingUnits } from "./unit-search";

const unit = (name: string, ...aliases: string[]) => ({ id: name, name, aliases }) as Unit;
const units = [unit("区经济信息委", "区经信局"), unit("区发展改革委"), unit("区税务局")];
const names = (typed: string) => matchingUnits(units, typed).map(({ name }) => name);

it("finds by part, by alias and by likeness, the likeliest first", () => {
  expect(names("税务")).toEqual(["区税务局"]);
  expect(names("区经信局")[0]).toBe("区经济信息委");
  expect(names("区经信委")[0]).toBe("区经济信息委");
  expect(names("没有的")).toEqual([]);
  expect(names("")).toHaveLength(3);
});
