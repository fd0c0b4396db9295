// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { useImeEnter } from "./use-ime-enter";

const act = vi.fn();

function Field() {
  return <input aria-label="field" {...useImeEnter(act)} />;
}

function field(): HTMLElement {
  render(<Field />);
  return screen.getByLabelText("field");
}

afterEach(() => {
  cleanup();
  act.mockReset();
});

it("acts on Enter", () => {
  fireEvent.keyDown(field(), { key: "Enter" });
  expect(act).toHaveBeenCalledOnce();
});

it.each([
  ["the event says that it is composing", { key: "Enter", isComposing: true }],
  ["an old kernel reports key code 229", { key: "Enter", keyCode: 229 }],
])("does nothing while %s", (_why, init) => {
  const input = field();
  const unhandled = fireEvent.keyDown(input, init);
  expect(act).not.toHaveBeenCalled();
  expect(unhandled, "the browser must not submit the form either").toBe(false);
});

it("takes the Enter right after a composition for its end (Safari)", () => {
  const input = field();
  fireEvent.compositionEnd(input);
  fireEvent.keyDown(input, { key: "Enter" });
  expect(act).not.toHaveBeenCalled();
});

it("ignores other keys", () => {
  fireEvent.keyDown(field(), { key: "a" });
  expect(act).not.toHaveBeenCalled();
});
