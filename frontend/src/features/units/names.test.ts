import { expect, it } from "vitest";
import { splitNames } from "./names";

it.each([
  ["区经信委、区经济信息局", ["区经信委", "区经济信息局"]],
  [" 甲 ，乙;乙；\n丙、", ["甲", "乙", "丙"]],
  ["", []],
])("%j lists %j", (typed, names) => expect(splitNames(typed)).toEqual(names));
