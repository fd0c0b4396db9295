import { expect, test } from "vitest";
import { bySheet, letterOf, type SheetColumn, tellsTasks } from "./columns-calls";

function column(sheet: number, index: number, field: SheetColumn["field"]): SheetColumn {
  return { sheet, sheet_name: `S${sheet}`, index, header: "", samples: [], field, doubtful: false };
}

test("columns are named as sheets name them", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual([
    "A",
    "Z",
    "AA",
    "AZ",
    "BA",
    "ZZ",
    "AAA",
  ]);
});

test("columns stand with their sheet", () => {
  const sheets = bySheet([column(0, 0, "number"), column(0, 2, "title"), column(2, 0, "body")]);
  expect(sheets.map(({ name, columns }) => [name, columns.length])).toEqual([
    ["S0", 2],
    ["S2", 1],
  ]);
});

test("a table without a column for the task cannot be read", () => {
  expect(tellsTasks([column(0, 0, "number"), column(0, 1, "lead")])).toBe(false);
  expect(tellsTasks([column(0, 0, "body")])).toBe(true);
});
