// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, it } from "vitest";
import { useFormInPlace } from "./use-form-in-place";

function Place() {
  const [open, setOpen] = useState(false);
  const { opener, frame } = useFormInPlace<HTMLDivElement>(open);
  return (
    <div ref={frame}>
      {open ? (
        <>
          <input aria-label="名称" />
          <button type="button" onClick={() => setOpen(false)}>
            取消
          </button>
        </>
      ) : (
        <button type="button" ref={opener} onClick={() => setOpen(true)}>
          修改
        </button>
      )}
    </div>
  );
}

afterEach(cleanup);

it("takes the keyboard into the form and back to its button", () => {
  render(<Place />);
  const press = (name: string) => {
    const button = screen.getByRole("button", { name });
    button.focus();
    fireEvent.click(button);
  };
  press("修改");
  expect(document.activeElement).toBe(screen.getByLabelText("名称"));
  press("取消");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "修改" }));
});
