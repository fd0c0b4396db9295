import { expect, it } from "vitest";
import { columnList, listSearch, parseAddress, writeAddress } from "./list-search";

it("keeps what a list understands and drops the rest", () => {
  expect(
    listSearch({ q: "营商", sort: "-deadline", columns: "number,title", x: "1" }, ["deadline"]),
  ).toEqual({
    q: "营商",
    sort: "-deadline",
    columns: "number,title",
  });
  expect(listSearch({ q: 5, sort: "password", columns: "" }, ["deadline"])).toEqual({});
  expect(listSearch({ q: "长".repeat(500) }, [])).toEqual({});
});

it("reads a column list", () => {
  expect(columnList("number,,title")).toEqual(["number", "title"]);
  expect(columnList(undefined)).toBeUndefined();
});

it.each([
  [{ q: "营商 环境", sort: "-deadline" }, "?q=营商%20环境&sort=-deadline"],
  [{ next: "/zones/yuzhong/tasks?q=a&b=#c" }, "?next=/zones/yuzhong/tasks%3Fq%3Da%26b%3D%23c"],
  [{ q: "100%+1", empty: undefined }, "?q=100%25%2B1"],
  [{}, ""],
])("writes addresses that people can read, and reads them back: %o", (search, address) => {
  expect(writeAddress(search)).toBe(address);
  expect(parseAddress(address)).toEqual(JSON.parse(JSON.stringify(search)));
});
