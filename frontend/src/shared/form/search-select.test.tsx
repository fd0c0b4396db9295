// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { startTexts } from "../i18n";
import { SearchSelect } from "./search-select";

beforeAll(async () => {
  // jsdom lays nothing out.
  Element.prototype.scrollIntoView = () => undefined;
  await startTexts();
});
afterEach(cleanup);

const UNITS = [
  { id: "1", name: "区财政局" },
  { id: "2", name: "区税务局" },
];

function Chooser({ onPick, forget = false }: { onPick: (id?: string) => void; forget?: boolean }) {
  const [typed, setTyped] = useState<string>();
  return (
    <SearchSelect
      zone="yuzhong"
      words="units"
      label="单位"
      value={undefined}
      shown=""
      typed={typed}
      onType={setTyped}
      found={typed === undefined ? [] : UNITS.filter(({ name }) => name.includes(typed))}
      search={{ isPending: false, error: null }}
      option={({ name }) => [name, ""]}
      onPick={(unit) => onPick(unit?.id)}
      forget={forget}
    />
  );
}

it("takes by the keyboard, leaves by Escape, and goes on where a list is built", () => {
  const onPick = vi.fn();
  const page = render(<Chooser onPick={onPick} />);
  const field = screen.getByRole("combobox", { name: "单位" });
  fireEvent.keyDown(field, { key: "ArrowDown" });
  expect(screen.getAllByRole("option")).toHaveLength(2);
  fireEvent.keyDown(field, { key: "ArrowDown" });
  expect(screen.getByRole("option", { selected: true }).textContent).toBe("区税务局");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onPick).toHaveBeenCalledWith("2");
  expect(field.getAttribute("aria-expanded")).toBe("false");

  fireEvent.change(field, { target: { value: "没有" } });
  expect(screen.getByRole("status").textContent).toBe("名录中没有这样的单位。");
  fireEvent.keyDown(field, { key: "Escape" });
  expect(screen.queryByRole("status")).toBeNull();

  page.rerender(<Chooser onPick={onPick} forget />);
  fireEvent.change(field, { target: { value: "财政" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onPick).toHaveBeenLastCalledWith("1");
  expect(field.getAttribute("aria-expanded")).toBe("true");
});
