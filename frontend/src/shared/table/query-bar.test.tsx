// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { startTexts } from "../i18n";
import { QueryBar, QueryField } from "./query-bar";

type Values = { q?: string; state?: string };

const onQuery = vi.fn();

function bar(values: Values) {
  return (
    <QueryBar<Values> label="任务" values={values} onQuery={onQuery}>
      {(draft) => (
        <>
          <QueryField label="关键词">
            <input
              value={draft.values.q ?? ""}
              onChange={(event) => draft.write({ q: event.target.value })}
            />
          </QueryField>
          <button type="button" onClick={() => draft.choose({ state: "active" })}>
            办理中
          </button>
        </>
      )}
    </QueryBar>
  );
}

const field = () => screen.getByLabelText<HTMLInputElement>("关键词");

beforeAll(() => startTexts());
afterEach(() => {
  cleanup();
  onQuery.mockReset();
});

it("searches when submitted, not while typing, and without stray spaces", () => {
  render(bar({}));
  fireEvent.change(field(), { target: { value: " 营商 " } });
  expect(onQuery).not.toHaveBeenCalled();
  fireEvent.submit(screen.getByRole("search"));
  expect(onQuery).toHaveBeenCalledExactlyOnceWith({ q: "营商" });
});

it("stops the Enter of an input method before it can submit", () => {
  render(bar({}));
  expect(fireEvent.keyDown(field(), { key: "Enter", isComposing: true })).toBe(false);
  expect(fireEvent.keyDown(field(), { key: "Enter" })).toBe(true);
});

it("searches at once for a choice, with what was typed", () => {
  render(bar({}));
  fireEvent.change(field(), { target: { value: "营商" } });
  fireEvent.click(screen.getByText("办理中"));
  expect(onQuery).toHaveBeenCalledExactlyOnceWith({ q: "营商", state: "active" });
});

it("follows the address, and clears it", () => {
  const { rerender } = render(bar({ q: "旧" }));
  rerender(bar({ q: "新" }));
  expect(field().value).toBe("新");
  fireEvent.click(screen.getByText("重置"));
  expect(onQuery).toHaveBeenCalledExactlyOnceWith({});
});

it("folds away what is rarely needed, unless it is in force", () => {
  const further = { names: ["state"] as const, children: () => <p>状态</p> };
  const folded = (values: Values) => (
    <QueryBar<Values> label="任务" values={values} onQuery={onQuery} further={further}>
      {() => null}
    </QueryBar>
  );
  const { rerender } = render(folded({ q: "营商" }));
  expect(screen.queryByText("状态")).toBeNull();
  rerender(folded({ state: "active" }));
  screen.getByText("状态");
  const button = screen.getByRole("button", { name: "更多筛选（1）" });
  fireEvent.click(button);
  expect(screen.queryByText("状态")).toBeNull();
  expect(button.getAttribute("aria-expanded")).toBe("false");
});
