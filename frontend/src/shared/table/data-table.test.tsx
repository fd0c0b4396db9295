// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Problem } from "../api/problem";
import { startTexts } from "../i18n";
import { ColumnChoice, chosenColumns } from "./column-choice";
import { type Column, DataTable } from "./data-table";

interface Row {
  id: string;
  title: string;
  deadline: string;
}

const rows: Row[] = [
  { id: "1", title: "第一项", deadline: "2026-06-30" },
  { id: "2", title: "第二项", deadline: "2026-12-31" },
];
const columns: Column<Row>[] = [
  {
    key: "title",
    title: "任务",
    heading: true,
    cell: (row) => <a href={`#${row.id}`}>{row.title}</a>,
  },
  { key: "deadline", title: "期限", sort: "deadline", cell: (row) => row.deadline },
  { key: "id", title: "编号", extra: true, cell: (row) => row.id },
];
const common = { label: "任务", columns, rowKey: (row: Row) => row.id, empty: <p>还没有任务</p> };
const settled = { error: null, refetch: () => {} };

beforeAll(() => startTexts());
afterEach(cleanup);

it("follows the row's link from anywhere in the row, but not from its controls", () => {
  render(<DataTable {...common} pages={{ ...settled, rows }} />);
  const followed = vi.fn((event: Event) => event.preventDefault());
  screen.getByText("第二项").addEventListener("click", followed);
  fireEvent.click(screen.getByText("2026-12-31"));
  expect(followed).toHaveBeenCalledOnce();
});

it("sorts up, down and not at all", () => {
  const onSort = vi.fn();
  const table = (sort?: string) => (
    <DataTable {...common} pages={{ ...settled, rows }} sort={sort} onSort={onSort} />
  );
  const { rerender } = render(table());
  const head = () => screen.getByRole("columnheader", { name: /期限/ });
  for (const [sort, state, next] of [
    [undefined, "none", "deadline"],
    ["deadline", "ascending", "-deadline"],
    ["-deadline", "descending", undefined],
  ] as const) {
    rerender(table(sort));
    expect(head().getAttribute("aria-sort")).toBe(state);
    fireEvent.click(within(head()).getByRole("button"));
    expect(onSort).toHaveBeenLastCalledWith(next);
  }
});

describe("what stands in place of rows", () => {
  it("says what to do when there are none", () => {
    render(<DataTable {...common} pages={{ ...settled, rows: [] }} />);
    expect(screen.getByText("还没有任务")).toBeDefined();
  });

  it("keeps the rows read so far when the next page fails, and offers to try again", () => {
    const refetch = vi.fn();
    const error = new Problem({ status: 503, code: "unavailable", request_id: "0198" });
    render(<DataTable {...common} pages={{ rows, error, refetch }} />);
    expect(screen.getByText("第一项")).toBeDefined();
    expect(screen.getByRole("alert").textContent).toContain("0198");
    fireEvent.click(within(screen.getByRole("alert")).getByRole("button"));
    expect(refetch).toHaveBeenCalledOnce();
  });

  it("reads on from the cursor", () => {
    const fetchNextPage = vi.fn();
    render(
      <DataTable {...common} pages={{ ...settled, rows, hasNextPage: true, fetchNextPage }} />,
    );
    fireEvent.click(screen.getByText("继续读取"));
    expect(fetchNextPage).toHaveBeenCalledOnce();
  });
});

it("chooses columns, never hiding the one that names the row", () => {
  expect(chosenColumns(columns, undefined).map(({ key }) => key)).toEqual(["title", "deadline"]);
  expect(chosenColumns(columns, ["id"]).map(({ key }) => key)).toEqual(["title", "id"]);
  const onChoose = vi.fn();
  render(<ColumnChoice columns={columns} chosen={undefined} onChoose={onChoose} />);
  fireEvent.click(screen.getByText("列设置"));
  fireEvent.click(screen.getByLabelText("编号"));
  expect(onChoose).toHaveBeenCalledExactlyOnceWith(["deadline", "id"]);
});
