import { expect, it } from "vitest";
import { type Unit, unitsLike } from "./directory";

const unit = (name: string, ...aliases: string[]): Unit => ({
  id: name,
  name,
  kind: "department",
  note: "",
  active: true,
  aliases,
  members: [],
  member_count: 0,
  term_from_date: null,
  term_to_date: null,
  convenor: null,
  actions: [],
  version: 1,
  updated_at: "2026-01-01T00:00:00Z",
});
const units = [unit("区经济信息委", "区经信委"), unit("区委办"), unit("信息中心")];
const found = (typed: string) => unitsLike(units, typed).map(({ name }) => name);

it("finds units by a part of their name or alias, the nearest to its beginning first", () => {
  expect(found("信息")).toEqual(["信息中心", "区经济信息委"]);
  expect(found(" 经信 ")).toEqual(["区经济信息委"]);
  expect(found("ＸＹ")).toEqual([]);
  expect(found("")).toHaveLength(3);
});
