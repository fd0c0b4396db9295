// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { startTexts } from "../i18n";
import { DateInput } from "./date-input";

beforeAll(() => startTexts());
afterEach(cleanup);

it("hands on a date however it is typed, and says what is wrong after the field is left", () => {
  const onPick = vi.fn();
  function Asking() {
    const [day, setDay] = useState("2026-01-31");
    return (
      <>
        <DateInput
          aria-label="日期"
          value={day}
          max="2026-12-31"
          onPick={(next) => {
            setDay(next);
            onPick(next);
          }}
        />
        <button type="button" onClick={() => setDay("2025-05-05")}>
          换一个
        </button>
      </>
    );
  }
  render(<Asking />);
  const field = screen.getByRole<HTMLInputElement>("textbox", { name: "日期" });
  const type = (value: string) => fireEvent.change(field, { target: { value } });

  type("2026年3月");
  expect(onPick).toHaveBeenLastCalledWith("");
  expect(screen.queryByRole("alert")).toBeNull();
  fireEvent.blur(field);
  expect(screen.getByRole("alert").textContent).toBe("请写成 2026-11-22 这样的日期");
  expect(field.value).toBe("2026年3月");

  fireEvent.focus(field);
  type("2026年3月8日");
  expect(onPick).toHaveBeenLastCalledWith("2026-03-08");
  fireEvent.blur(field);
  expect(field.value).toBe("2026-03-08");
  expect(screen.queryByRole("alert")).toBeNull();

  type("20270101");
  expect(screen.getByRole("alert").textContent).toBe("不能晚于 2026-12-31");
  fireEvent.click(screen.getByText("换一个"));
  expect(field.value).toBe("2025-05-05");
});
